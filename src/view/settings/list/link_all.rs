//! The button that ticks or unticks all lines.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::ListContext;
use crate::view::parts::SmallButton;
use crate::view::settings::context::use_settings;

/// Ticks all lines, or unticks them where all are ticked.
#[component]
pub fn LinkAll() -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let are_all_linked = context.memo(|view| view.are_all_linked);
    let word = Signal::derive(move || {
        let message = if are_all_linked.get() { SettingsMsg::UnlinkAll } else { SettingsMsg::LinkAll };
        message.t(settings.language.get())
    });
    view! { <SmallButton word on_click=move |_| settings.run(ConfigCommand::TickAllLines) /> }.into_any()
}
