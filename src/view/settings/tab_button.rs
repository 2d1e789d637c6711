//! A tab.

use leptos::prelude::*;

use super::context::use_settings;
use super::tab::Tab;
use crate::view::parts::aria;

#[component]
pub fn TabButton(tab: Tab) -> impl IntoView {
    let settings = use_settings();
    let is_open = move || settings.tab.get() == tab;
    let open = move || {
        settings.search.set(String::new());
        settings.tab.set(tab);
    };
    view! {
        <button
            type="button"
            class="dw-tab"
            role="tab"
            aria-controls="config-panel"
            id=tab.id()
            aria-selected=move || aria(is_open())
            tabindex=move || if is_open() { "0" } else { "-1" }
            on:focus=move |_| open()
            on:click=move |_| open()
        >
            {move || tab.label(settings.language.get())}
        </button>
    }
    .into_any()
}
