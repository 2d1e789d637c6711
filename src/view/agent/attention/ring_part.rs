//! The ring: whether, how loud, where, and a trial.

use denwa_core::text::AttentionMsg;
use denwa_core::view_model::RingState;
use denwa_core::{AttentionAction, UserAction};
use leptos::prelude::*;

use super::device_choice::DeviceChoice;
use super::own_switch::OwnSwitch;
use super::volume::Volume;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::SmallButton;

/// The ring: whether, how loud, where, and a trial.
#[component]
pub fn RingPart() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let rings = Memo::new(move |_| screen.with(|screen| screen.attention.rings));
    let ring = Memo::new(move |_| screen.with(|screen| screen.attention.ring));
    let act = move |action| dispatch(UserAction::Attention(action));
    let is_on_trial = move || ring.get() == RingState::Trial;
    let trouble = move || match ring.get() {
        RingState::Blocked => Some(AttentionMsg::RingBlocked.t(language.get())),
        RingState::NotAvailable => Some(AttentionMsg::RingNotAvailable.t(language.get())),
        _ => None,
    };
    let word = move || {
        let word = if is_on_trial() { AttentionMsg::StopTrial } else { AttentionMsg::Try };
        word.t(language.get())
    };
    let press = move |_| act(if is_on_trial() { AttentionAction::StopTrial } else { AttentionAction::Try });
    view! {
        <OwnSwitch
            word=AttentionMsg::Ring
            choice=rings
            on_change=move |rings| act(AttentionAction::SetRinging(rings))
        />
        <Volume />
        <DeviceChoice />
        <SmallButton word on_click=press />
        <p class="dw-attention__words" role="status">{trouble}</p>
    }
    .into_any()
}
