//! A field that filters the rows of a long list.

use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::{ListContext, PAGE};
use crate::view::parts::keep_value;
use crate::view::settings::context::use_settings;

/// A field that filters the rows, where there are more than a page.
#[component]
pub fn Filter() -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let is_long = context.memo(|view| view.rows.len() > PAGE);
    let field = NodeRef::new();
    keep_value(field, move || context.filter.get());
    let label = move || SettingsMsg::FilterRows.t(settings.language.get());
    view! {
        <input
            type="search"
            class="dw-input"
            autocomplete="off"
            spellcheck="false"
            node_ref=field
            id=context.id("filter")
            aria-label=label
            placeholder=label
            hidden=move || !is_long.get()
            on:input:target=move |event| context.filter_by(event.target().value())
        />
    }
    .into_any()
}
