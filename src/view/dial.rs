//! The dial bar: a number typed, pasted or put together on the keypad.

use denwa_core::project::DialView;
use denwa_core::text::Msg;
use denwa_core::{Panel, UserAction};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::parts::icon;
use super::{Ui, act, dom};

const NUMBER: &str = "number";
const HELP: &str = "dial-help";
const CANCEL: &str = "dial-cancel";
/// Enter that only ends a conversion of the input method, in browsers that do not say so otherwise.
const PROCESS_KEY: u32 = 229;

/// The bar.
pub fn bar(ui: Ui) -> AnyView {
    let dial = Memo::new(move |_| ui.panel.with(Panel::dial));
    let text = RwSignal::new(String::new());
    let keypad = RwSignal::new(false);
    let disabled = move || dial.with(|dial| dial.disabled.is_some());
    let help = move || dial.with(|dial| dial.error.clone().or_else(|| dial.disabled.clone()).unwrap_or_default());
    let go = move || {
        if !disabled() {
            act(UserAction::Dial(text.get_untracked()));
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() && event.key_code() != PROCESS_KEY {
            event.prevent_default();
            go();
        }
    };
    clear_when_dialled(dial, text);
    view! {
        <div class="dw-dial">
            {confirmation(ui, dial)}
            {keys(ui, text, keypad)}
            <div class="dw-dial__row">
                <label class="slds-assistive-text" for=NUMBER>{ui.t(Msg::NumberToDial)}</label>
                <input
                    id=NUMBER
                    class="dw-dial__number"
                    type="tel"
                    autocomplete="off"
                    placeholder=ui.t(Msg::NumberToDial)
                    aria-describedby=HELP
                    aria-invalid=move || dial.with(|dial| dial.error.is_some().then_some("true"))
                    prop:value=move || text.get()
                    on:input:target=move |event| edit(text, event.target().value())
                    on:keydown=key
                />
                <button
                    type="button"
                    class="dw-tool"
                    aria-label=ui.t(Msg::Keypad)
                    title=ui.t(Msg::Keypad)
                    aria-expanded=move || if keypad.get() { "true" } else { "false" }
                    aria-controls="keypad"
                    on:click=move |_| keypad.update(|open| *open = !*open)
                >
                    {icon(ui, "keypad")}
                </button>
                <button
                    type="button"
                    class="dw-action dw-action--main dw-dial__go"
                    aria-disabled=move || disabled().then_some("true")
                    aria-busy=move || dial.with(|dial| dial.busy.then_some("true"))
                    aria-describedby=HELP
                    on:click=move |_| go()
                >
                    {icon(ui, "call")}
                    <span>{ui.t(Msg::Dial)}</span>
                </button>
            </div>
            <p
                id=HELP
                class=move || {
                    if dial.with(|dial| dial.error.is_some()) { "dw-dial__help dw-dial__help--error" } else { "dw-dial__help" }
                }
                role="status"
                hidden=move || help().is_empty()
            >
                {help}
            </p>
        </div>
    }
    .into_any()
}

/// The text was changed by the agent.
fn edit(text: RwSignal<String>, to: String) {
    text.set(to);
    act(UserAction::EditDial);
}

/// The number goes once it is on its way. One that was not dialled stays, to be mended.
fn clear_when_dialled(dial: Memo<DialView>, text: RwSignal<String>) {
    Effect::new(move |was_busy: Option<bool>| {
        let (busy, failed) = dial.with(|dial| (dial.busy, dial.error.is_some()));
        if was_busy == Some(true) && !busy && !failed {
            text.set(String::new());
        }
        busy
    });
}

/// Asks once more before an emergency number is dialled. It covers nothing.
fn confirmation(ui: Ui, dial: Memo<DialView>) -> AnyView {
    let number = Memo::new(move |_| dial.with(|dial| dial.confirm.clone()));
    // The agent who pressed a key here goes on with the keys; a click on a Salesforce page keeps the focus there.
    Effect::new(move |_| {
        let here = dom::focused().is_some_and(|element| element.closest(".dw-dial").is_ok_and(|found| found.is_some()));
        if number.with(Option::is_some) && here {
            request_animation_frame(|| dom::focus_id(CANCEL));
        }
    });
    let answer = move |action: UserAction| {
        act(action);
        dom::focus_id(NUMBER);
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            answer(UserAction::CancelDial);
        }
    };
    view! {
        <div
            class="dw-confirm"
            role="alertdialog"
            aria-labelledby="dial-question"
            aria-live="assertive"
            hidden=move || number.with(Option::is_none)
            on:keydown=key
        >
            <p class="dw-confirm__text" id="dial-question">
                {move || number.get()} " " {ui.t(Msg::EmergencyQuestion)}
            </p>
            <button type="button" class="dw-action" id=CANCEL on:click=move |_| answer(UserAction::CancelDial)>
                {ui.t(Msg::Cancel)}
            </button>
            <button type="button" class="dw-action dw-action--end" on:click=move |_| answer(UserAction::ConfirmDial)>
                {ui.t(Msg::DialAnyway)}
            </button>
        </div>
    }
    .into_any()
}

fn keys(ui: Ui, text: RwSignal<String>, open: RwSignal<bool>) -> AnyView {
    let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
    let press = move |digit: &'static str| edit(text, text.get_untracked() + digit);
    let rub_out = move |_| {
        let mut shorter = text.get_untracked();
        shorter.pop();
        edit(text, shorter);
    };
    view! {
        <div class="dw-keypad" id="keypad" role="group" aria-label=ui.t(Msg::Keypad) hidden=move || !open.get()>
            {digits
                .map(|digit| {
                    view! { <button type="button" class="dw-key" on:click=move |_| press(digit)>{digit}</button> }.into_any()
                })
                .into_iter()
                .collect::<Vec<_>>()}
            <button type="button" class="dw-key" on:click=move |_| press("+")>"+"</button>
            <button type="button" class="dw-key" aria-label=ui.t(Msg::Backspace) title=ui.t(Msg::Backspace) on:click=rub_out>
                {icon(ui, "undo")}
            </button>
        </div>
    }
    .into_any()
}
