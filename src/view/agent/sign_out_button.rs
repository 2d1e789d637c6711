//! The button by which an agent signs out of a panel outside a CRM.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::aria;

/// Signs the agent off and out. Nothing while she is not signed in; while a call goes on, a press says why she cannot.
#[component]
pub fn SignOutButton() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let is_offered = Memo::new(move |_| screen.with(|screen| screen.offers_sign_out));
    let can_sign_out = Memo::new(move |_| screen.with(|screen| screen.can_sign_out));
    view! {
        <Show when=move || is_offered.get()>
            <button
                type="button"
                class="dw-tool"
                aria-disabled=move || aria(!can_sign_out.get())
                on:click=move |_| dispatch(UserAction::SignOut)
            >
                {move || Msg::SignOut.t(language.get())}
            </button>
        </Show>
    }
    .into_any()
}
