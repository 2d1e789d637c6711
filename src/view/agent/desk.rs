//! The list that is shown in place of the calls.

use denwa_core::DeskTab;
use leptos::prelude::*;

use super::callbacks::Callbacks;
use super::history::History;
use super::messages::Messages;
use super::parked::Parked;
use super::team::Team;
use crate::app::use_screen;

/// The list that is shown in place of the calls; nothing while the calls are shown.
#[component]
pub fn Desk() -> impl IntoView {
    let screen = use_screen();
    let tab = Memo::new(move |_| screen.with(|screen| screen.desk.tab));
    view! {
        <Show when=move || tab.get() == DeskTab::History>
            <History />
        </Show>
        <Show when=move || tab.get() == DeskTab::Callbacks>
            <Callbacks />
        </Show>
        <Show when=move || tab.get() == DeskTab::Parked>
            <Parked />
        </Show>
        <Show when=move || tab.get() == DeskTab::Messages>
            <Messages />
        </Show>
        <Show when=move || tab.get() == DeskTab::Team>
            <Team />
        </Show>
    }
    .into_any()
}
