//! The button that removes a row.

use denwa_core::config::ConfigCommand;
use denwa_core::text::say;
use leptos::prelude::*;

use super::context::ListContext;
use crate::view::parts::{Icon, IconName};
use crate::view::settings::context::use_settings;

/// Removes a row.
#[component]
pub fn RemoveButton(
    place: usize,
    /// What names the row.
    name: Signal<String>,
    /// Whether the row cannot be removed here.
    #[prop(optional, into)]
    hidden: Signal<bool>,
) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    view! {
        <button
            type="button"
            class="dw-tool dw-tool--small"
            hidden=move || hidden.get()
            aria-label=move || name.with(|name| say::settings::remove(settings.language.get(), name))
            on:click=move |_| settings.run(ConfigCommand::RemoveRow { list: context.list, row: place })
        >
            <Icon name=IconName::Close />
        </button>
    }
    .into_any()
}
