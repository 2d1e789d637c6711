//! The team of a supervisor (チーム).

mod hands;
mod member;
mod member_call;
mod members;
mod monitor_buttons;
mod monitoring;
mod queues;
mod set_status;

pub use monitoring::MonitoringBar;

use denwa_core::view_model::TeamView;
use leptos::prelude::*;

use crate::app::use_screen;
use hands::Hands;
use members::Members;
use queues::Queues;

/// The team of a supervisor: raised hands, queues, and members with their calls.
#[component]
pub fn Team() -> impl IntoView {
    let screen = use_screen();
    let team = Memo::new(move |last: Option<&Option<TeamView>>| {
        screen.with(|screen| screen.desk.team.clone()).or_else(|| last.cloned().flatten())
    });
    let error = Memo::new(move |_| team.with(|team| team.as_ref().and_then(|team| team.error.clone())));
    view! {
        <section id="team" class="dw-main" role="tabpanel" aria-labelledby="tab-team">
            <p class="dw-list__status dw-list__status--error" role="alert" hidden=move || error.with(Option::is_none)>
                {error}
            </p>
            <Hands team />
            <Queues team />
            <Members team />
        </section>
    }
    .into_any()
}
