//! The panel starts.

use denwa_core::text::Msg;
use leptos::prelude::*;

use crate::app::use_language;

/// The panel starts.
#[component]
pub fn Starting() -> impl IntoView {
    let language = use_language();
    view! {
        <div class="dw-start">
            <p class="dw-wait">{move || Msg::StartPending.t(language.get())}</p>
        </div>
    }
    .into_any()
}
