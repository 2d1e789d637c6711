//! The dial bar: a number typed, pasted or put together on the keypad, or somebody found by name.

use denwa_core::shortcuts::Shortcut;
use denwa_core::text::Msg;
use denwa_core::view_model::DialView;
use denwa_core::{DeskAction, LookupPlace, Target, UserAction};
use leptos::html;
use leptos::prelude::*;

use super::dial_help::DialHelp;
use super::dial_question::DialNodes;
use super::emergency_question::EmergencyQuestion;
use super::keypad::Keypad;
use super::lookup::Lookup;
use super::number_question::NumberQuestion;
use super::presented_choice::PresentedChoice;
use super::shortcuts::use_shortcut_keys;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{Icon, IconName, aria};

/// The dial bar: a number typed, pasted or put together on the keypad, or somebody found by name.
#[component]
pub fn DialBar() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let dial = Memo::new(move |_| screen.with(|screen| screen.dial.clone()));
    let number = RwSignal::new(String::new());
    let is_keypad_open = RwSignal::new(false);
    let bar = NodeRef::<html::Div>::new();
    let field = NodeRef::<html::Input>::new();
    let nodes = DialNodes { bar, field };
    // What she had typed when she chose somebody: it comes back if that is not dialled after all, and can be typed on.
    let typed = RwSignal::new(None::<String>);
    clear_when_dialled(dial, number);
    restore_when_cancelled(dial, number, typed);
    let edit = move |text| {
        number.set(text);
        dispatch(UserAction::EditDial);
    };
    let go = move || {
        let (is_able, last) = dial.with_untracked(|dial| (dial.unavailable.is_none(), dial.last.clone()));
        let text = number.get_untracked();
        match last {
            _ if !is_able => {}
            // The first press shows the last number, the second one dials it.
            Some(last) if text.trim().is_empty() => edit(last),
            Some(last) if text == last => dispatch(UserAction::Desk(DeskAction::Redial)),
            _ => dispatch(UserAction::Dial(text)),
        }
    };
    let choose = move |target: Target| {
        if dial.with_untracked(|dial| dial.unavailable.is_none()) {
            typed.set(Some(number.get_untracked()));
            number.set(if target.name.is_empty() { target.number.clone() } else { target.name.clone() });
            dispatch(UserAction::Desk(DeskAction::DialTarget(target)));
        }
    };
    let is_asked = Memo::new(move |_| dial.with(|dial| dial.question.is_some()));
    let is_choice = Memo::new(move |_| dial.with(|dial| !dial.numbers.is_empty()));
    let keypad_keys = use_shortcut_keys(Signal::stored(Some(Shortcut::Keypad)));
    let keypad_word = move || Msg::Keypad.t(language.get());
    view! {
        <div class="dw-dial" node_ref=bar>
            <Show when=move || is_asked.get()>
                <EmergencyQuestion dial nodes />
            </Show>
            <Show when=move || is_choice.get()>
                <NumberQuestion dial nodes />
            </Show>
            <Show when=move || is_keypad_open.get()>
                <Keypad number on_edit=edit />
            </Show>
            <div class="dw-dial__row">
                <Lookup
                    id="number"
                    place=LookupPlace::Dial
                    label=move || Msg::NameOrNumber.t(language.get())
                    text=number
                    field
                    described_by="dial-help"
                    shortcut=Shortcut::DialField
                    is_invalid=move || dial.with(|dial| dial.error.is_some())
                    is_label_hidden=true
                    on_edit=move |()| {
                        typed.set(None);
                        dispatch(UserAction::EditDial);
                    }
                    on_choose=choose
                    on_enter=move |_| go()
                />
                <button
                    type="button"
                    class="dw-tool"
                    id="open-keypad"
                    aria-controls="keypad"
                    aria-keyshortcuts=keypad_keys.aria
                    aria-label=keypad_word
                    title=keypad_word
                    aria-expanded=move || aria(is_keypad_open.get())
                    on:click=move |_| is_keypad_open.update(|is_open| *is_open = !*is_open)
                >
                    <Icon name=IconName::Keypad />
                </button>
                <button
                    type="button"
                    class="dw-action dw-action--main dw-dial__go"
                    aria-describedby="dial-help"
                    aria-disabled=move || aria(dial.with(|dial| dial.unavailable.is_some()))
                    aria-busy=move || aria(dial.with(|dial| dial.is_dialling))
                    on:click=move |_| go()
                >
                    <Icon name=IconName::Call />
                    <span>{move || Msg::Dial.t(language.get())}</span>
                </button>
            </div>
            <DialHelp dial />
            <PresentedChoice dial />
        </div>
    }
    .into_any()
}

/// The number goes once it is on its way. One that was not dialled stays, to be mended.
fn clear_when_dialled(dial: Memo<DialView>, number: RwSignal<String>) {
    Effect::new(move |was_dialling: Option<bool>| {
        let (is_dialling, has_error) = dial.with(|dial| (dial.is_dialling, dial.error.is_some()));
        if was_dialling == Some(true) && !is_dialling && !has_error {
            number.set(String::new());
        }
        is_dialling
    });
}

/// The text that was typed comes back when the question about the one who was chosen goes, and nobody is dialled.
fn restore_when_cancelled(dial: Memo<DialView>, number: RwSignal<String>, typed: RwSignal<Option<String>>) {
    Effect::new(move |was_asked: Option<bool>| {
        let (is_asked, is_dialling) = dial.with(|dial| (dial.question.is_some(), dial.is_dialling));
        if was_asked == Some(true)
            && !is_asked
            && !is_dialling
            && let Some(text) = typed.write_untracked().take()
        {
            number.set(text);
        }
        is_asked
    });
}
