//! The tab that asks for the permission to show notifications, which a panel in a frame may not.

use denwa_core::Language;
use denwa_core::alerts::NotificationAccess;
use denwa_core::text::AttentionMsg;
use denwa_core::view_model::tab_words;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::shell::notification::{access, ask};
use crate::view::parts::SmallButton;

/// The tab that asks for the permission. It knows nothing of the panel but the browser's language.
#[component]
pub fn NotificationTab(
    /// The browser's language.
    language: Language,
) -> impl IntoView {
    let state = RwSignal::new(access());
    let press = move |_| {
        let asking = ask();
        spawn_local(async move {
            asking.await;
            state.set(access());
        });
    };
    document().set_title(AttentionMsg::Allow.t(language));
    view! {
        <main id="panel" class="dw-panel" lang=language.tag() data-state="notifications">
            <div class="dw-alone">
                <h1>{AttentionMsg::Allow.t(language)}</h1>
                <p>{AttentionMsg::TabIntro.t(language)}</p>
                <p role="status">{move || tab_words(state.get()).t(language)}</p>
                <Show when=move || state.get() == NotificationAccess::Askable>
                    <SmallButton word=move || AttentionMsg::Allow.t(language) on_click=press />
                </Show>
            </div>
        </main>
    }
    .into_any()
}
