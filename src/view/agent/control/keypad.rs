//! The keypad for tones in a call.

use denwa_core::text::Msg;
use denwa_core::view_model::ControlView;
use denwa_core::{CallControl, UserAction};
use leptos::ev::{CompositionEvent, Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::InputEvent;

use super::Opened;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::focus::give_focus;

const KEYS: [char; 12] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/// The keypad for tones: what is pressed, typed or pasted goes at once to the other side.
#[component]
pub fn TonesKeypad(
    /// The call's ID.
    call: String,
    /// What can be done with it.
    control: Memo<ControlView>,
    /// Closes the keypad.
    on_close: Callback<()>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let field = NodeRef::<html::Input>::new();
    let tones = Memo::new(move |_| control.with(|control| control.tones.clone()));
    let error = Memo::new(move |_| tones.with(|tones| tones.as_ref().and_then(|tones| tones.error.clone())));
    let words = move || tones.with(|tones| tones.as_ref().map(|tones| tones.words.clone()));
    let id = Opened::Keypad.id(&call);
    let help_id = format!("{id}-help");
    let send = move |text: String| {
        dispatch(UserAction::Control { call: call.clone(), control: CallControl::SendTones(text) });
    };
    // What was typed is on its way: the field takes the next. A conversion of the input method is sent when it is done.
    let send_typed = {
        let send = send.clone();
        move || {
            if let Some(field) = field.get_untracked() {
                let text = field.value();
                if !text.is_empty() {
                    field.set_value("");
                    send(text);
                }
            }
        }
    };
    let typed = {
        let send_typed = send_typed.clone();
        move |event: Event| {
            if !event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) {
                send_typed();
            }
        }
    };
    let composed = move |_: CompositionEvent| send_typed();
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            on_close.run(());
        }
    };
    Effect::new(move || give_focus(field.get().as_ref()));
    let button = |digit: char| {
        let send = send.clone();
        view! {
            <button type="button" class="dw-key" on:click=move |_| send(digit.to_string())>
                {digit.to_string()}
            </button>
        }
    };
    let keys = KEYS.map(button).into_iter().collect_view();
    view! {
        <div id=id class="dw-tones" role="group" aria-label=move || Msg::Keypad.t(language.get()) on:keydown=key>
            <input
                class="dw-dial__number"
                type="text"
                inputmode="tel"
                autocomplete="off"
                aria-label=move || Msg::Tones.t(language.get())
                aria-describedby=help_id.clone()
                node_ref=field
                on:input=typed
                on:compositionend=composed
            />
            <p
                id=help_id.clone()
                class="dw-dial__help"
                class:dw-dial__help--error=move || error.with(Option::is_some)
                role="status"
            >
                {move || error.get().or_else(words)}
            </p>
            <div class="dw-keypad__digits">{keys}</div>
        </div>
    }
    .into_any()
}
