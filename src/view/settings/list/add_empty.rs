//! The button that adds an empty row.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::ListContext;
use crate::view::parts::SmallButton;
use crate::view::settings::context::use_settings;

#[component]
pub fn AddEmpty() -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let add = move |_| {
        settings.run(ConfigCommand::AddRow(context.list));
        context.show_end();
    };
    let word = Signal::derive(move || SettingsMsg::AddRow.t(settings.language.get()));
    view! { <div class="dw-pager"><SmallButton word on_click=add /></div> }.into_any()
}
