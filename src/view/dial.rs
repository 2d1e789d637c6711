//! The dial bar: a number typed, pasted or put together on the keypad.

use core::cell::Cell;

use denwa_core::UserAction;
use denwa_core::project::DialView;
use denwa_core::text::Msg;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::el::{El, button, el, icon, watch};
use super::{Ui, act, dom};

const NUMBER: &str = "number";
const HELP: &str = "dial-help";
const KEYPAD: &str = "keypad";
const QUESTION: &str = "dial-question";
const CANCEL: &str = "dial-cancel";
/// Enter that only ends a conversion of the input method, in browsers that do not say so otherwise.
const PROCESS_KEY: u32 = 229;
const KEYS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/// What the views of the bar share.
#[derive(Clone, Copy)]
struct Dial {
    ui: Ui,
    text: RwSignal<String>,
    keypad: RwSignal<bool>,
}

/// The bar.
pub fn bar(ui: Ui) -> El {
    let dial = Dial { ui, text: RwSignal::new(String::new()), keypad: RwSignal::new(false) };
    dial.clear_when_dialled();
    let help =
        move || dial.read(|view| view.error.clone().or_else(|| view.disabled.map(str::to_owned)).unwrap_or_default());
    let help_class = move || if dial.failed() { "dw-dial__help dw-dial__help--error" } else { "dw-dial__help" };
    el("div", "dw-dial").with(&[
        dial.confirmation(),
        dial.keys(),
        el("div", "dw-dial__row").with(&[
            el("label", "slds-assistive-text").attr("for", NUMBER).says(ui, Msg::NumberToDial),
            dial.field(),
            dial.keypad_button(),
            dial.go_button(),
        ]),
        el("p", "")
            .attr("id", HELP)
            .attr("role", "status")
            .class_of(help_class)
            .shown(move || !help().is_empty())
            .text_of(help),
    ])
}

impl Dial {
    fn read<T>(self, read: impl FnOnce(&DialView) -> T) -> T {
        self.ui.read(|screen| read(&screen.dial))
    }

    fn failed(self) -> bool {
        self.read(|view| view.error.is_some())
    }

    fn disabled(self) -> bool {
        self.read(|view| view.disabled.is_some())
    }

    fn go(self) {
        if !self.disabled() {
            act(UserAction::Dial(self.text.get_untracked()));
        }
    }

    /// The text was changed by the agent.
    fn edit(self, to: String) {
        self.text.set(to);
        act(UserAction::EditDial);
    }

    /// The number goes once it is on its way. One that was not dialled stays, to be mended.
    fn clear_when_dialled(self) {
        let was_busy = Cell::new(false);
        watch(move || {
            let (busy, failed) = self.read(|view| (view.busy, view.error.is_some()));
            if was_busy.replace(busy) && !busy && !failed {
                self.text.set(String::new());
            }
        });
    }

    fn field(self) -> El {
        let field = el("input", "dw-dial__number")
            .attr("id", NUMBER)
            .attr("type", "tel")
            .attr("autocomplete", "off")
            .attr("aria-describedby", HELP)
            .attr_says(self.ui, "placeholder", Msg::NumberToDial)
            .flag("aria-invalid", move || self.failed())
            .key(move |event| self.field_key(&event));
        let input: HtmlInputElement = field.clone().unchecked_into();
        let shown = input.clone();
        watch(move || {
            let text = self.text.get();
            // Setting what is there already would move the cursor, and disturb the input method.
            if shown.value() != text {
                shown.set_value(&text);
            }
        });
        field.on("input", move |_| self.edit(input.value()))
    }

    fn field_key(self, event: &KeyboardEvent) {
        if event.key() == "Enter" && !event.is_composing() && event.key_code() != PROCESS_KEY {
            event.prevent_default();
            self.go();
        }
    }

    fn keypad_button(self) -> El {
        button("dw-tool")
            .attr("aria-controls", KEYPAD)
            .attr_says(self.ui, "aria-label", Msg::Keypad)
            .attr_says(self.ui, "title", Msg::Keypad)
            .state("aria-expanded", move || self.keypad.get())
            .press(move || self.keypad.set(!self.keypad.get_untracked()))
            .with(&[icon(self.ui, "keypad")])
    }

    fn go_button(self) -> El {
        button("dw-action dw-action--main dw-dial__go")
            .attr("aria-describedby", HELP)
            .flag("aria-disabled", move || self.disabled())
            .flag("aria-busy", move || self.read(|view| view.busy))
            .press(move || self.go())
            .with(&[icon(self.ui, "call"), el("span", "").says(self.ui, Msg::Dial)])
    }

    fn keys(self) -> El {
        let pad = el("div", "dw-keypad")
            .attr("id", KEYPAD)
            .attr("role", "group")
            .attr_says(self.ui, "aria-label", Msg::Keypad)
            .shown(move || self.keypad.get());
        let key = |digit: &'static str| {
            button("dw-key").text(digit).press(move || self.edit(self.text.get_untracked() + digit))
        };
        let rub_out = button("dw-key")
            .attr_says(self.ui, "aria-label", Msg::Backspace)
            .attr_says(self.ui, "title", Msg::Backspace)
            .press(move || {
                let mut shorter = self.text.get_untracked();
                shorter.pop();
                self.edit(shorter);
            })
            .with(&[icon(self.ui, "undo")]);
        pad.with(&KEYS.map(key)).with(&[key("+"), rub_out])
    }

    /// Asks once more before an emergency number is dialled. It covers nothing.
    fn confirmation(self) -> El {
        let number = move || self.read(|view| view.confirm.clone());
        // The agent who pressed a key here goes on with the keys; a click on a Salesforce page keeps the focus there.
        watch(move || {
            let here = || dom::focused().is_some_and(|it| it.closest(".dw-dial").is_ok_and(|found| found.is_some()));
            if number().is_some() && here() {
                request_animation_frame(|| dom::focus_id(CANCEL));
            }
        });
        let answer = |action: UserAction| {
            act(action);
            dom::focus_id(NUMBER);
        };
        el("div", "dw-confirm")
            .attr("role", "alertdialog")
            .attr("aria-labelledby", QUESTION)
            .attr("aria-live", "assertive")
            .shown(move || number().is_some())
            .key(move |event| {
                if event.key() == "Escape" {
                    answer(UserAction::CancelDial);
                }
            })
            .with(&[
                el("p", "dw-confirm__text").attr("id", QUESTION).text_of(move || {
                    let question = Msg::EmergencyQuestion.t(self.ui.language());
                    number().map(|number| [number.as_str(), " ", question].concat()).unwrap_or_default()
                }),
                button("dw-action")
                    .attr("id", CANCEL)
                    .says(self.ui, Msg::Cancel)
                    .press(move || answer(UserAction::CancelDial)),
                button("dw-action dw-action--end")
                    .says(self.ui, Msg::DialAnyway)
                    .press(move || answer(UserAction::ConfirmDial)),
            ])
    }
}
