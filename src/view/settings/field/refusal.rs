//! Why a value is refused.

use denwa_core::settings::Key;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;

/// Why the value is refused.
#[component]
pub fn Refusal(key: Key) -> impl IntoView {
    let settings = use_settings();
    let reason = settings.memo(move |view| view.fields[key as usize].refusal.map(|refusal| refusal.reason));
    let words = move || reason.get().map(|reason| reason.words(key.row().kind, settings.language.get()));
    view! {
        <p
            class="dw-field__wrong"
            role="status"
            id=format!("wrong-{}", key.code())
            hidden=move || reason.with(Option::is_none)
        >
            {words}
        </p>
    }
    .into_any()
}
