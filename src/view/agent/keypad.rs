//! The keypad.

use denwa_core::text::Msg;
use leptos::prelude::*;

use crate::app::use_language;
use crate::view::parts::{Icon, IconName};

const DIGITS: [char; 12] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/// The keypad: it edits the number that stands in the dial bar.
#[component]
pub fn Keypad(
    /// The number that stands in the dial bar.
    #[prop(into)]
    number: Signal<String>,
    /// Takes the number as edited.
    #[prop(into)]
    on_edit: Callback<String>,
) -> impl IntoView {
    let language = use_language();
    let add = move |digit| {
        let mut text = number.get_untracked();
        text.push(digit);
        on_edit.run(text);
    };
    let delete = move |_| {
        let mut text = number.get_untracked();
        text.pop();
        on_edit.run(text);
    };
    let delete_word = move || Msg::DeleteDigit.t(language.get());
    let key = |digit: char| {
        view! {
            <button type="button" class="dw-key" on:click=move |_| add(digit)>
                {digit.to_string()}
            </button>
        }
        .into_any()
    };
    view! {
        <div id="keypad" class="dw-keypad" role="group" aria-label=move || Msg::Keypad.t(language.get())>
            <div class="dw-keypad__digits">{DIGITS.map(key).into_iter().collect_view()}</div>
            <div class="dw-keypad__side">
                {key('+')}
                <button type="button" class="dw-key" aria-label=delete_word title=delete_word on:click=delete>
                    <Icon name=IconName::Undo />
                </button>
            </div>
        </div>
    }
    .into_any()
}
