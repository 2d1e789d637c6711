//! The form: ring and notifications.

use denwa_core::text::AttentionMsg;
use leptos::html;
use leptos::prelude::*;

use super::notify_part::NotifyPart;
use super::ring_part::RingPart;
use crate::app::use_language;
use crate::view::parts::focus::give_focus;

/// The form: ring and notifications. It takes the focus, so that a keyboard is in it at once.
#[component]
pub fn AttentionForm() -> impl IntoView {
    let language = use_language();
    let form = NodeRef::<html::Div>::new();
    Effect::new(move || give_focus(form.get().as_ref()));
    view! {
        <div
            id="attention-form"
            class="dw-attention__form"
            role="dialog"
            tabindex="-1"
            aria-label=move || AttentionMsg::Title.t(language.get())
            node_ref=form
        >
            <RingPart />
            <NotifyPart />
        </div>
    }
    .into_any()
}
