//! Nothing goes on.

use denwa_core::text::Msg;
use leptos::prelude::*;

use crate::app::use_language;
use crate::view::parts::{Icon, IconName};

/// The panel waits for a call.
#[component]
pub fn Idle() -> impl IntoView {
    let language = use_language();
    view! {
        <div class="dw-idle">
            <Icon name=IconName::Call />
            <p class="dw-idle__word">{move || Msg::NoCalls.t(language.get())}</p>
            <p>{move || Msg::NoCallsHint.t(language.get())}</p>
        </div>
    }
    .into_any()
}
