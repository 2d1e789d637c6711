//! What the agent does: the actions that the templates name.

use denwa_core::{Input, Language, Page, Panel, UserAction};

use super::el::{El, Event};
use super::named::named;
use super::scope::Scope;
use super::{change, config, dial, doctor, dom, menu, words};
use crate::shell;

/// Hands an action to the core.
pub fn act(action: UserAction) {
    shell::dispatch(Input::User(action));
}

/// The element whose event it is.
pub fn element(event: &Event) -> El {
    event.element()
}

/// The key that was pressed.
pub fn key_of(event: &Event) -> String {
    event.key().unwrap_or_default()
}

/// Enter that only ends a conversion of the input method, in browsers that do not say so otherwise.
const PROCESS_KEY: u32 = 229;

/// Whether Enter was pressed, and not only to end a conversion of the input method. It does nothing else then.
pub fn is_enter(event: &Event) -> bool {
    let is = key_of(event) == "Enter" && !event.is_composing() && event.key_code() != PROCESS_KEY;
    if is {
        event.prevent_default();
    }
    is
}

/// Does what a template names.
pub fn by_name(name: &str, at: &Scope, event: &Event) {
    let call = || at.text("call");
    act(named!(name, {
        "menu" => return menu::toggle(at),
        "menu-chip-key" => return menu::chip_key(event),
        "menu-key" => return menu::key(event),
        "menu-choose" => return menu::choose(at),
        "menu-leave" => return menu::leave(event),
        "language" => UserAction::SetLanguage(Language::from_tag(&at.text("other"))),
        "settings" => return page(at.is("settings"), Page::Settings),
        "doctor" => return page(at.is("doctor"), Page::Doctor),
        "back" => {
            let button = ["page-", &at.text("key")].concat();
            act(UserAction::Show(Page::Calls));
            return dom::focus_id(&button);
        },
        "words" => return words::fetch(),
        "press" => return press(at, event),
        "match" => UserAction::Choose { call: call(), record: at.text("key") },
        "match-key" => return dom::rove(event),
        "open" => UserAction::Choose { call: call(), record: at.text("record") },
        "link" => UserAction::OpenLink { call: call(), place: at.place() },
        // Pressed once more it is taken back.
        "result" => {
            let result = if at.is("chosen") { String::new() } else { at.text("label") };
            UserAction::SetResult { call: call(), result }
        },
        "search" => UserAction::SearchAgain(call()),
        "new-record" => UserAction::NewRecord(call()),
        "save-log" => UserAction::SaveLogAgain(call()),
        "call-back" => UserAction::Dial(at.text("call_back")),
        "dismiss" => {
            act(UserAction::Dismiss(call()));
            // What had the focus is gone.
            return dom::focus_id("calls");
        },
        "try-again" => UserAction::TryAgain,
        "number" => {
            let typed = element(event).value();
            return dial::edit(&mut |number| number.clone_from(&typed));
        },
        "number-key" => return dial::field_key(at, event),
        "keypad" => return change(&mut |local| local.keypad = !local.keypad),
        "key" => {
            let digit = element(event).text_content().unwrap_or_default();
            return dial::edit(&mut |number| number.push_str(&digit));
        },
        "rub-out" => {
            return dial::edit(&mut |number| {
                number.pop();
            });
        },
        "dial" => return dial::go(at),
        "confirm-key" => return if key_of(event) == "Escape" { dial::answer(UserAction::CancelDial) },
        "cancel" => return dial::answer(UserAction::CancelDial),
        "confirm" => return dial::answer(UserAction::ConfirmDial),
        "look-again" => UserAction::Show(Page::Doctor),
        "copy" => return doctor::copy(),
    }, else return config::by_name(name, at, event)));
}

/// Opens a page, or goes back.
fn page(open: bool, page: Page) {
    act(UserAction::Show(if open { Page::Calls } else { page }));
    // Who opens the settings goes on in the field to search in.
    dom::focus_soon(&["#config-search"]);
}

/// A button of a call.
fn press(at: &Scope, event: &Event) {
    // A double click on one button must not be a click on what takes its place.
    if event.detail() > 1 || at.is("off") {
        return;
    }
    offered(|panel| panel.press(&at.text("call"), at.place()));
}

/// Does what the core offers in that place, if it still does.
pub fn offered(action: impl FnOnce(&Panel) -> Option<UserAction>) {
    if let Some(action) = shell::read(action).flatten() {
        act(action);
    }
}
