//! The ring and the notifications: a button of the bar, and the form that it opens.

mod device_choice;
mod form;
mod notification_tab;
mod notify_part;
mod own_switch;
mod ring_part;
mod volume;

pub use notification_tab::NotificationTab;

use denwa_core::text::AttentionMsg;
use denwa_core::{AttentionAction, UserAction};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::focus::give_focus;
use crate::view::parts::{Icon, IconName, aria};
use form::AttentionForm;

/// The button, and below the bar the form that it opens. Escape, or the focus that goes elsewhere, closes the form.
#[component]
pub fn Attention() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let rings = Memo::new(move |_| screen.with(|screen| screen.attention.rings.value));
    let is_open = RwSignal::new(false);
    let place = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let toggle = move |_| {
        is_open.update(|is_open| *is_open = !*is_open);
        if is_open.get_untracked() {
            dispatch(UserAction::Attention(AttentionAction::Open));
        }
    };
    let close_by_key = move |event: KeyboardEvent| {
        if is_open.get_untracked() && event.key() == "Escape" {
            event.prevent_default();
            is_open.set(false);
            give_focus(button.get_untracked().as_ref());
        }
    };
    // A question of the browser takes the focus out of the page: it closes nothing.
    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let is_elsewhere = |to: &Node| place.get_untracked().is_some_and(|place| !place.contains(Some(to)));
        if to.as_ref().is_some_and(is_elsewhere) {
            is_open.set(false);
        }
    };
    let word = move || AttentionMsg::Title.t(language.get());
    view! {
        <div class="dw-attention" node_ref=place on:keydown=close_by_key on:focusout=leave>
            <button
                type="button"
                id="attention"
                class="dw-tool"
                aria-label=word
                title=word
                aria-expanded=move || aria(is_open.get())
                aria-controls="attention-form"
                node_ref=button
                on:click=toggle
            >
                <Icon name=move || if rings.get() { IconName::VolumeHigh } else { IconName::VolumeOff } />
            </button>
            <Show when=move || is_open.get()>
                <AttentionForm />
            </Show>
        </div>
    }
    .into_any()
}
