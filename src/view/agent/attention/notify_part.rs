//! Desktop notifications: whether, and the browser's permission.

use denwa_core::text::AttentionMsg;
use denwa_core::{AttentionAction, UserAction};
use leptos::prelude::*;

use super::own_switch::OwnSwitch;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::SmallButton;

/// Desktop notifications: whether, and the browser's permission, which only a press asks for.
#[component]
pub fn NotifyPart() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let notifies = Memo::new(move |_| screen.with(|screen| screen.attention.notifies));
    let access = Memo::new(move |_| screen.with(|screen| screen.attention.access));
    let allow = Memo::new(move |_| screen.with(|screen| screen.attention.allow));
    let is_offered = move || allow.get().is_some() && notifies.get().value;
    let act = move |action| dispatch(UserAction::Attention(action));
    view! {
        <OwnSwitch
            word=AttentionMsg::Notify
            choice=notifies
            on_change=move |notifies| act(AttentionAction::SetNotifying(notifies))
        />
        <p class="dw-attention__words" role="status">{access}</p>
        <Show when=is_offered>
            <SmallButton
                word=move || allow.get().unwrap_or(AttentionMsg::Allow).t(language.get())
                on_click=move |_| act(AttentionAction::AllowNotifications)
            />
        </Show>
    }
    .into_any()
}
