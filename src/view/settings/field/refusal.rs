//! Why a value is refused.

use denwa_core::settings::{Key, Reason};
use denwa_core::text::say;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;

/// Why the value is refused.
#[component]
pub fn Refusal(key: Key) -> impl IntoView {
    let settings = use_settings();
    let reason = settings.memo(move |view| view.fields[key as usize].refusal.map(|refusal| refusal.reason));
    let taken_by = settings.memo(move |view| view.fields[key as usize].taken_by.clone());
    let words = move || {
        let language = settings.language.get();
        reason.get().map(|reason| match taken_by.get() {
            name if reason == Reason::Taken && !name.is_empty() => say::settings::login_taken(language, &name),
            _ => reason.words(key.row().kind, language),
        })
    };
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
