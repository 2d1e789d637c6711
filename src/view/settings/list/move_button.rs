//! A button that moves a row.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::ListContext;
use crate::view::parts::{Icon, IconName};
use crate::view::settings::context::use_settings;

#[component]
pub fn MoveButton(place: usize, up: bool) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let (label, icon) =
        if up { (SettingsMsg::MoveUp, IconName::ArrowUp) } else { (SettingsMsg::MoveDown, IconName::ArrowDown) };
    view! {
        <button
            type="button"
            class="dw-tool dw-tool--small"
            aria-label=move || label.t(settings.language.get())
            aria-describedby=context.cell_id(place, 0)
            on:click=move |_| settings.run(ConfigCommand::MoveRow { list: context.list, row: place, up })
        >
            <Icon name=icon />
        </button>
    }
    .into_any()
}
