//! A live call of a member.

use denwa_core::view_model::TeamCallView;
use leptos::prelude::*;

use super::monitor_buttons::MonitorButtons;
use crate::view::parts::{ByPlace, Time};

/// A live call of a member: what it does since when, with whom, and how the supervisor can take part in it.
#[component]
pub fn MemberCall(
    /// The member's extension.
    extension: Memo<String>,
    /// The call.
    call: Memo<TeamCallView>,
) -> impl IntoView {
    let marks = Memo::new(move |_| call.with(|call| call.marks.clone()));
    let buttons = Memo::new(move |_| call.with(|call| call.monitors.clone()));
    let id = Memo::new(move |_| call.with(|call| call.call.clone()));
    let mark = move |mark: Memo<String>| {
        view! { <span class="dw-badge" class:dw-badge--error=move || call.with(|call| call.is_alert)>{mark}</span> }
    };
    view! {
        <div class="dw-item__more dw-team-call" data-call=id>
            <span class="dw-team-call__title">{move || call.with(|call| call.title)}</span>
            <Time since=Signal::derive(move || Some(call.with(|call| call.since))) />
            <span class="dw-number">{move || call.with(|call| call.who.clone())}</span>
            <span>{move || call.with(|call| call.line.clone())}</span>
            <ByPlace items=marks children=mark />
            <MonitorButtons agent=extension call=id buttons />
        </div>
    }
    .into_any()
}
