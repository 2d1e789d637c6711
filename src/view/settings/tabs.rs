//! The list of tabs.

use denwa_core::text::Msg;
use leptos::prelude::*;

use super::context::use_settings;
use super::tab::Tab;
use super::tab_button::TabButton;
use crate::view::parts::roving::rove;

/// The list of tabs. It is one stop of the Tab key; the arrow keys move among the tabs and open them.
#[component]
pub fn Tabs() -> impl IntoView {
    let settings = use_settings();
    let is_administrator = settings.memo(|view| view.is_administrator);
    let shown = move || {
        let tabs = Tab::all().filter(|tab| is_administrator.get() || *tab != Tab::Tools);
        tabs.map(|tab| view! { <TabButton tab /> }).collect_view()
    };
    view! {
        <div
            class="dw-tabs"
            role="tablist"
            aria-orientation="vertical"
            aria-controls="config-panel"
            aria-label=move || Msg::Settings.t(settings.language.get())
            on:keydown=move |event| rove(&event)
        >
            {shown}
        </div>
    }
    .into_any()
}
