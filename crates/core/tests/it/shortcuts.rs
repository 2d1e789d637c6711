//! Keyboard shortcuts: each does what the button does that the screen shows, or says why not; and the agent chooses their keys.

use crate::control::{able, consulting, talking};
use crate::rig::*;
use denwa_core::shortcuts::{ChosenShortcuts, KeyPress, Modifiers, Place, Shortcut};
use denwa_core::{CallControl, DeskAction, DeskTab, Effect, Input, Language, Page, ShortcutAction, UserAction};
use denwa_protocol::{AgentMode, Command};

fn run(rig: &mut Rig, shortcut: Shortcut) {
    run_at(rig, shortcut, None);
}

fn run_at(rig: &mut Rig, shortcut: Shortcut, call: Option<&str>) {
    let call = call.map(str::to_owned);
    act(rig, ShortcutAction::Run { shortcut, call });
}

fn act(rig: &mut Rig, action: ShortcutAction) {
    rig.user(UserAction::Shortcut(action));
}

/// Where the panel was led since this was asked the last time.
fn places(rig: &mut Rig) -> Vec<Place> {
    let effects = std::mem::take(&mut rig.effects);
    let place = |effect| if let Effect::Go(place) = effect { Some(place) } else { None };
    effects.into_iter().filter_map(place).collect()
}

fn idle(rig: &Rig) -> Option<String> {
    rig.panel.screen().shortcuts.idle
}

fn press(key: &str, modifiers: Modifiers) -> KeyPress {
    KeyPress { key: key.to_owned(), modifiers, ..KeyPress::default() }
}

const NONE: Modifiers = Modifiers { control: false, alt: false, shift: false, meta: false };
const ALT: Modifiers = Modifiers { alt: true, ..NONE };

#[test]
fn a_shortcut_does_what_the_button_does() {
    let mut rig = able();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    run(&mut rig, Shortcut::Answer);
    assert_eq!(rig.command().1, Command::Answer { call: "c1".to_owned() });
    run(&mut rig, Shortcut::Answer);
    assert_eq!((rig.commands().len(), idle(&rig).as_deref()), (1, Some("Answer: Working…")));
    rig.done();
    rig.call(&answered(&rig, &call));
    run(&mut rig, Shortcut::Hold);
    assert_eq!(rig.command().1, Command::Hold { call: "c1".to_owned() });
    rig.done();
    rig.call(&held(&rig, &answered(&rig, &call)));
    run(&mut rig, Shortcut::Hold);
    assert_eq!(rig.command().1, Command::Retrieve { call: "c1".to_owned() });
    rig.done();
    rig.call(&answered(&rig, &call));
    run(&mut rig, Shortcut::Mute);
    assert_eq!(rig.command().1, Command::SetMute { call: "c1".to_owned(), muted: true });
    rig.done();
    run(&mut rig, Shortcut::HangUp);
    assert_eq!(rig.command().1, Command::HangUp { call: "c1".to_owned() });
}

#[test]
fn what_cannot_be_done_is_said_for_a_moment() {
    let mut rig = Rig::live();
    run(&mut rig, Shortcut::HangUp);
    assert_eq!(idle(&rig).as_deref(), Some("Hang up: there is no call to do this with"));
    rig.pass_live(6_000);
    assert_eq!(idle(&rig), None);
    for shortcut in [Shortcut::Note, Shortcut::NextCall, Shortcut::Transfer, Shortcut::Mute, Shortcut::Ready] {
        run(&mut rig, shortcut);
        assert!(idle(&rig).is_some(), "{shortcut:?}");
    }
    rig.user(UserAction::SetLanguage(Language::Ja));
    run(&mut rig, Shortcut::Decline);
    assert_eq!(idle(&rig).as_deref(), Some("拒否：この操作ができる通話がありません"));
    run(&mut rig, Shortcut::DialField);
    assert_eq!((idle(&rig), places(&mut rig)), (None, vec![Place::DialField]));
}

#[test]
fn hidden_buttons_are_gone_from_the_shortcuts() {
    let mut rig = Rig::set(&[("Popup_Buttons", "off")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    run(&mut rig, Shortcut::Answer);
    run(&mut rig, Shortcut::Decline);
    assert!(rig.commands().is_empty() && idle(&rig).is_some());
}

#[test]
fn the_call_with_the_focus_goes_before_the_others() {
    let (mut rig, call) = talking();
    let other = ringing(&rig, "c2", "0399999999");
    rig.call(&other);
    rig.call(&held(&rig, &call));
    rig.call(&answered(&rig, &other));
    run_at(&mut rig, Shortcut::HangUp, Some("c1"));
    assert_eq!(rig.command().1, Command::HangUp { call: "c1".to_owned() });
    run_at(&mut rig, Shortcut::HangUp, Some("gone"));
    assert_eq!(rig.command().1, Command::HangUp { call: "c2".to_owned() });
    run(&mut rig, Shortcut::NextCall);
    run_at(&mut rig, Shortcut::NextCall, Some("c2"));
    run_at(&mut rig, Shortcut::NextCall, Some("c1"));
    let place = |call: &str| Place::Call(call.to_owned());
    assert_eq!(places(&mut rig), [place("c2"), place("c1"), place("c2")]);
}

#[test]
fn parts_of_a_call_are_reached_from_everywhere() {
    let (mut rig, _) = talking();
    rig.user(UserAction::Desk(DeskAction::Show(DeskTab::History)));
    run(&mut rig, Shortcut::Note);
    assert_eq!(rig.panel.screen().desk.tab, DeskTab::Calls);
    rig.user(UserAction::Show(Page::Settings));
    run(&mut rig, Shortcut::Keypad);
    assert_eq!(rig.panel.page(), Page::Calls);
    act(&mut rig, ShortcutAction::Open);
    run(&mut rig, Shortcut::Transfer);
    assert!(!rig.panel.screen().shortcuts.is_open);
    let call = || "c1".to_owned();
    assert_eq!(places(&mut rig), [Place::Note(call()), Place::Keypad(call()), Place::List, Place::Target(call())]);
    assert!(rig.commands().is_empty(), "nothing is sent");
}

#[test]
fn a_consultation_is_transferred_and_without_calls_the_dial_bar_has_the_keypad() {
    let (mut rig, _, _) = consulting();
    run(&mut rig, Shortcut::Transfer);
    assert!(matches!(rig.command().1, Command::Transfer(_)));
    let mut rig = able();
    run(&mut rig, Shortcut::Keypad);
    assert_eq!(places(&mut rig), [Place::DialKeypad]);
}

#[test]
fn the_status_is_chosen() {
    let mut rig = Rig::live();
    run(&mut rig, Shortcut::Status);
    assert_eq!(places(&mut rig), [Place::StatusMenu]);
    run(&mut rig, Shortcut::Ready);
    assert_eq!(idle(&rig).as_deref(), Some("Ready: this is your status already"));
    run(&mut rig, Shortcut::NotReady);
    assert_eq!(rig.command().1, Command::SetAgentState { mode: AgentMode::NotReady, reason: None });
    run(&mut rig, Shortcut::Status);
    assert_eq!(idle(&rig).as_deref(), Some("Choose the status: Working…"));
    let (mut rig, _) = talking();
    run(&mut rig, Shortcut::NotReady);
    assert!(matches!(rig.command().1, Command::SetNextMode { next: Some(_) }), "after the call");
}

fn row(rig: &Rig, shortcut: Shortcut) -> denwa_core::view_model::ShortcutRow {
    let rows = rig.panel.screen().shortcuts.rows;
    rows.into_iter().find(|row| row.shortcut == shortcut).expect("it is in the list")
}

/// What the browser was last asked to keep.
fn kept(rig: &Rig) -> Option<ChosenShortcuts> {
    rig.all.iter().rev().find_map(|effect| match effect {
        Effect::KeepShortcuts { shortcuts, .. } => Some(shortcuts.clone()),
        _ => None,
    })
}

#[test]
fn keys_are_chosen_by_pressing_them_and_kept_for_the_agent() {
    let mut rig = Rig::live();
    run(&mut rig, Shortcut::List);
    act(&mut rig, ShortcutAction::Change(Shortcut::Answer));
    assert!(row(&rig, Shortcut::Answer).is_changing);
    act(&mut rig, ShortcutAction::Press(press("Alt", ALT)));
    assert!(row(&rig, Shortcut::Answer).is_changing, "the rest is still to come");
    for (key, modifiers, words) in [
        ("a", NONE, "These keys type text. Hold Alt, for instance, as well"),
        ("w", Modifiers { control: true, ..NONE }, "The browser has these keys. Choose others"),
        ("m", ALT, "“Mute or unmute” has these keys. Change that shortcut first"),
        ("Enter", ALT, "The panel itself is worked by these keys. Choose others"),
    ] {
        act(&mut rig, ShortcutAction::Press(press(key, modifiers)));
        let row = row(&rig, Shortcut::Answer);
        assert_eq!((row.is_changing, row.refusal.as_deref()), (true, Some(words)), "{key}");
    }
    assert_eq!(kept(&rig), None, "nothing has changed");
    act(&mut rig, ShortcutAction::Press(press("F8", NONE)));
    let changed = row(&rig, Shortcut::Answer);
    assert_eq!((changed.is_changing, changed.keys.as_deref(), changed.refusal), (false, Some("F8"), None));
    let text = serde_json::to_string(&kept(&rig).expect("it is kept")).expect("text");
    // The next page.
    let mut next = Rig::live();
    let key = next.all.iter().find_map(|effect| match effect {
        Effect::LoadShortcuts { key } => Some(key.clone()),
        _ => None,
    });
    let key = key.expect("they are read");
    let shortcuts: ChosenShortcuts = serde_json::from_str(&text).expect("the same");
    next.input(Input::ShortcutsLoaded { key: "denwa:shortcuts:other".to_owned(), shortcuts: shortcuts.clone() });
    let pressed = |rig: &Rig| rig.panel.screen().shortcuts.pressed(&press("F8", NONE));
    assert_eq!(pressed(&next), None, "somebody else's");
    next.input(Input::ShortcutsLoaded { key, shortcuts });
    assert_eq!(pressed(&next), Some(Shortcut::Answer));
    assert_eq!(next.panel.screen().shortcuts.aria_keys(Shortcut::Hold).as_deref(), Some("Alt+P"));
}

#[test]
fn keys_are_taken_off_and_put_back() {
    let mut rig = Rig::live();
    act(&mut rig, ShortcutAction::Open);
    act(&mut rig, ShortcutAction::TakeOff(Shortcut::Mute));
    assert_eq!((row(&rig, Shortcut::Mute).keys, row(&rig, Shortcut::Mute).is_default), (None, false));
    act(&mut rig, ShortcutAction::Change(Shortcut::Hold));
    act(&mut rig, ShortcutAction::Press(press("m", ALT)));
    act(&mut rig, ShortcutAction::Reset(Shortcut::Mute));
    assert_eq!(
        row(&rig, Shortcut::Mute).refusal.as_deref(),
        Some("“Hold or retrieve” has these keys. Change that shortcut first")
    );
    act(&mut rig, ShortcutAction::ResetAll);
    let view = rig.panel.screen().shortcuts;
    assert!(!view.can_reset_all && view.rows.iter().all(|row| row.is_default && row.refusal.is_none()));
    act(&mut rig, ShortcutAction::Change(Shortcut::Hold));
    act(&mut rig, ShortcutAction::Press(press("Escape", NONE)));
    assert!(!row(&rig, Shortcut::Hold).is_changing, "Escape chooses nothing");
    act(&mut rig, ShortcutAction::Press(press("F8", NONE)));
    assert_eq!(row(&rig, Shortcut::Hold).keys.as_deref(), Some("Alt+P"), "nobody asked");
    run(&mut rig, Shortcut::List);
    assert!(!rig.panel.screen().shortcuts.is_open);
    assert_eq!(places(&mut rig), [Place::List, Place::ListButton]);
}

#[test]
fn a_page_closes_the_list_and_the_other_way_round() {
    let mut rig = Rig::live();
    act(&mut rig, ShortcutAction::Open);
    rig.user(UserAction::Show(Page::Doctor));
    assert!(!rig.panel.screen().shortcuts.is_open);
    act(&mut rig, ShortcutAction::Open);
    assert_eq!(rig.panel.page(), Page::Calls);
    assert!(rig.panel.screen().has_page());
    // What was sent meanwhile goes on as usual.
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.user(UserAction::Control { call: "c1".to_owned(), control: CallControl::EditTarget });
    assert!(rig.panel.screen().shortcuts.is_open, "a call that rings stands above the list");
}
