//! What is said about dialling.

use denwa_core::view_model::DialView;
use leptos::prelude::*;

/// Why the last number was not dialled, or why none can be.
#[component]
pub fn DialHelp(
    /// The dial bar.
    dial: Memo<DialView>,
) -> impl IntoView {
    let has_error = Memo::new(move |_| dial.with(|dial| dial.error.is_some()));
    let help = Memo::new(move |_| {
        dial.with(|dial| dial.error.clone().or_else(|| dial.unavailable.map(str::to_owned)).unwrap_or_default())
    });
    view! {
        <p
            id="dial-help"
            class="dw-dial__help"
            class:dw-dial__help--error=has_error
            role="status"
            hidden=move || help.with(String::is_empty)
        >
            {help}
        </p>
    }
    .into_any()
}
