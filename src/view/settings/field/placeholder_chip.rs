//! A button that puts a placeholder where the cursor is.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::Key;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::SelectionMode;

use crate::view::settings::context::use_settings;

#[component]
pub fn PlaceholderChip(key: Key, input: NodeRef<Input>, text: String) -> impl IntoView {
    let settings = use_settings();
    let word = text.clone();
    let insert = move |_| {
        let Some(field) = input.get_untracked() else { return };
        let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let start = field.selection_start().ok().flatten().unwrap_or(end);
        let stop = field.selection_end().ok().flatten().unwrap_or(start);
        if field.set_range_text_with_start_and_end_and_selection_mode(&text, start, stop, SelectionMode::End).is_ok() {
            settings.run(ConfigCommand::Type { key, text: field.value() });
        }
        // A field that has gone from the page takes no focus.
        field.focus().ok();
    };
    view! { <button type="button" class="dw-chip" on:click=insert>{word}</button> }.into_any()
}
