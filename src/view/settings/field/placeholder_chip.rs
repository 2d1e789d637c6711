//! A button that puts a placeholder where the cursor is.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::Key;
use leptos::html::Input;
use leptos::prelude::*;

use crate::view::parts::insert_at_cursor;
use crate::view::settings::context::use_settings;

#[component]
pub fn PlaceholderChip(key: Key, input: NodeRef<Input>, text: String) -> impl IntoView {
    let settings = use_settings();
    let word = text.clone();
    let insert = move |_| {
        let Some(field) = input.get_untracked() else { return };
        if insert_at_cursor(&field, &text) {
            settings.run(ConfigCommand::Type { key, text: field.value() });
        }
        // A field that has gone from the page takes no focus.
        field.focus().ok();
    };
    view! { <button type="button" class="dw-chip" on:click=insert>{word}</button> }.into_any()
}
