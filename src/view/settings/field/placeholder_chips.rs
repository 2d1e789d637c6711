//! Buttons that put placeholders into a text field.

use denwa_core::placeholders::Placeholder;
use denwa_core::settings::Key;
use leptos::html::Input;
use leptos::prelude::*;

use super::placeholder_chip::PlaceholderChip;

/// The placeholders that a setting takes.
#[component]
pub fn PlaceholderChips(
    key: Key,
    /// The field that they are put into.
    input: NodeRef<Input>,
) -> impl IntoView {
    let is_after_call = matches!(key, Key::LogSubject | Key::RecordingUrl | Key::UrlEnded);
    let known = Placeholder::ALL.iter().filter(|placeholder| is_after_call || placeholder.is_known_during_call());
    let chips =
        known.map(|placeholder| view! { <PlaceholderChip key input text=format!("{{{}}}", placeholder.name()) /> });
    view! { <div class="dw-chips">{chips.collect_view()}</div> }.into_any()
}
