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
    let refused_name = settings.memo(move |view| view.fields[key as usize].refused_name.clone());
    let words = move || {
        let language = settings.language.get();
        reason.get().map(|reason| match refused_name.get() {
            name if name.is_empty() => reason.words(key.row().kind, language),
            name if reason == Reason::Taken => say::settings::login_taken(language, &name),
            name => say::settings::about_name(language, &name, &reason.words(key.row().kind, language)),
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
