//! The administrator's pages are a second program: loaded when a page is opened, told what it needs, and no more.

use crate::rig::*;
use denwa_core::crossing::{ToAdmin, ToPanel};
use denwa_core::input::Unreadable;
use denwa_core::link::Link;
use denwa_core::package::boot::Permissions;
use denwa_core::pages::Program;
use denwa_core::{AdminAction, AdminInput, Effect, Input, Page, SocketEvent, UserAction};
use denwa_protocol::{Command, Event, PbxState};

/// A panel that is signed in, and whose second program waits to be loaded by the test.
fn live() -> Rig {
    let mut rig = Rig::loaded();
    rig.loads_admin = false;
    rig.boot.permissions = Permissions { agent: true, administrator: true, api: true };
    rig.go_live(Vec::new());
    rig
}

fn show(rig: &mut Rig, page: Page) {
    rig.user(UserAction::Show(page));
}

fn loads(rig: &Rig) -> usize {
    rig.all.iter().filter(|effect| **effect == Effect::LoadAdmin).count()
}

/// The program was loaded and says so.
fn ready(rig: &mut Rig) {
    rig.start_admin();
}

/// What the pages were told since this was asked the last time.
fn told(rig: &mut Rig) -> Vec<ToAdmin> {
    let effects = std::mem::take(&mut rig.all);
    effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::ToAdmin(message) => Some(message),
            _ => None,
        })
        .collect()
}

fn program(rig: &Rig) -> Program {
    rig.panel.screen().program
}

#[test]
fn the_program_is_loaded_once_when_a_page_is_opened() {
    let mut rig = live();
    assert_eq!((program(&rig), loads(&rig)), (Program::NotLoaded, 0));
    show(&mut rig, Page::Settings);
    show(&mut rig, Page::Doctor);
    show(&mut rig, Page::Calls);
    show(&mut rig, Page::Settings);
    assert_eq!((program(&rig), loads(&rig)), (Program::Loading, 1));
    assert_eq!(told(&mut rig), [], "nobody listens yet");
    ready(&mut rig);
    assert_eq!(program(&rig), Program::There);
    assert!(rig.admin.screen().settings.is_some() && rig.admin.screen().doctor.is_none());
    show(&mut rig, Page::Calls);
    assert!(rig.admin.screen().settings.is_none());
    show(&mut rig, Page::Doctor);
    assert!(rig.admin.screen().settings.is_none() && rig.admin.screen().doctor.is_some());
    assert_eq!(loads(&rig), 0, "it is there");
}

#[test]
fn a_program_that_comes_when_its_page_is_closed_waits_for_the_next() {
    let mut rig = live();
    show(&mut rig, Page::Settings);
    show(&mut rig, Page::Calls);
    ready(&mut rig);
    assert_eq!(told(&mut rig), []);
    show(&mut rig, Page::Settings);
    let kinds: Vec<_> = told(&mut rig)
        .iter()
        .map(|message| match message {
            ToAdmin::Facts(facts) => (facts.who.is_some(), "facts"),
            ToAdmin::Lines { lines, .. } => (lines.len() == 1, "lines"),
            ToAdmin::OwnSettings(_) => (true, "settings"),
            ToAdmin::Show(page) => (*page == Page::Settings, "show"),
            ToAdmin::SettingsChanged => (false, "changed"),
        })
        .collect();
    let all = ["facts", "lines", "settings", "show"].map(|kind| (true, kind));
    assert_eq!(kinds, all, "what a page needs comes before the page");
}

#[test]
fn a_failure_is_tried_again_by_hand_or_with_the_next_page() {
    let mut rig = live();
    show(&mut rig, Page::Settings);
    rig.input(Input::AdminFailed);
    assert_eq!((program(&rig), loads(&rig)), (Program::Failed, 1));
    rig.user(UserAction::LoadPages);
    assert_eq!((program(&rig), loads(&rig)), (Program::Loading, 2));
    rig.user(UserAction::LoadPages);
    assert_eq!(loads(&rig), 2, "it is on its way");
    rig.input(Input::AdminFailed);
    show(&mut rig, Page::Calls);
    assert_eq!(loads(&rig), 2);
    show(&mut rig, Page::Doctor);
    assert_eq!((program(&rig), loads(&rig)), (Program::Loading, 3));
    ready(&mut rig);
    // A late word about an earlier try.
    rig.input(Input::AdminFailed);
    assert_eq!(program(&rig), Program::There);
}

#[test]
fn a_program_that_breaks_off_leaves_the_calls_alone_and_is_not_heard_again() {
    let mut rig = live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    show(&mut rig, Page::Settings);
    ready(&mut rig);
    rig.input(Input::AdminBroke);
    assert_eq!(program(&rig), Program::Broken);
    assert!(rig.panel.card("c1").is_some_and(|card| !card.buttons.is_empty()));
    told(&mut rig);
    rig.input(Input::Admin(ToPanel::Close));
    rig.input(Input::Admin(ToPanel::Ready));
    rig.event(Event::Pbx { pbx: PbxState::Down });
    assert_eq!((rig.panel.page(), program(&rig)), (Page::Settings, Program::Broken));
    assert_eq!(told(&mut rig), []);
    show(&mut rig, Page::Doctor);
    assert!(rig.reloads.is_empty() && loads(&rig) == 0);
    rig.user(UserAction::LoadPages);
    assert_eq!(rig.reloads, [None], "the panel is loaded again");
}

#[test]
fn what_the_panel_knows_is_told_when_it_changes_and_while_a_page_is_open() {
    let mut rig = live();
    show(&mut rig, Page::Doctor);
    ready(&mut rig);
    let first = told(&mut rig);
    assert!(matches!(&first[0], ToAdmin::Facts(facts) if facts.telephony.link == Link::Live), "{first:?}");
    rig.pass_live(20_000);
    rig.user(UserAction::Touched);
    assert_eq!(told(&mut rig), [], "nothing has changed");
    rig.event(Event::Pbx { pbx: PbxState::Down });
    rig.input(Input::Socket(SocketEvent::Garbled(Unreadable::NotJson)));
    rig.input(Input::Admin(ToPanel::TestCall));
    let facts = told(&mut rig);
    assert_eq!(facts.len(), 3);
    let Some(ToAdmin::Facts(last)) = facts.last() else { panic!("{facts:?}") };
    assert_eq!((last.telephony.pbx, last.telephony.unreadable.count, last.is_testing), (PbxState::Down, 1, true));
    show(&mut rig, Page::Calls);
    assert_eq!(told(&mut rig), [ToAdmin::Show(Page::Calls)]);
    rig.event(Event::Pbx { pbx: PbxState::Up });
    rig.event(Event::SettingsChanged);
    assert_eq!(told(&mut rig), []);
}

#[test]
fn a_change_of_settings_that_was_missed_reaches_the_pages_with_the_next_snapshot() {
    let mut rig = live();
    show(&mut rig, Page::Settings);
    ready(&mut rig);
    told(&mut rig);
    rig.snapshot(vec![]);
    assert!(told(&mut rig).contains(&ToAdmin::SettingsChanged));
}

#[test]
fn the_token_never_crosses() {
    let mut rig = live();
    show(&mut rig, Page::Settings);
    ready(&mut rig);
    rig.change(&[("Popup_Size", "large")]);
    show(&mut rig, Page::Doctor);
    let token = token(rig.now).token.expect("a token");
    let prefix = token.split('-').next().expect("a word");
    for message in told(&mut rig) {
        let text = serde_json::to_string(&message).expect("it is JSON");
        assert!(!text.contains(&format!("{prefix}-")), "{text}");
    }
}

#[test]
fn a_panel_that_is_printed_shows_no_token() {
    let rig = live();
    let printed = format!("{:?}", rig.panel);
    let token = token(rig.now).token.expect("a token");
    let prefix = token.split('-').next().expect("a word");
    assert!(!printed.contains(&format!("{prefix}-")), "{printed}");
}

#[test]
fn what_the_pages_do_is_done_by_the_panel() {
    let mut rig = live();
    show(&mut rig, Page::Settings);
    ready(&mut rig);
    rig.input(Input::Admin(ToPanel::SettingsSaved { users: vec!["005".to_owned()] }));
    assert_eq!(rig.command().1, Command::SettingsChanged { users: vec!["005".to_owned()] });
    rig.input(Input::Admin(ToPanel::OwnSettings(raw(&[("Popup_Size", "large")], &[]))));
    let size = rig.panel.settings().pop_up_size();
    assert_eq!(size, denwa_core::settings::PopUpSize::Large, "in force at once");
    rig.admin_input(AdminInput::User(AdminAction::Close));
    assert_eq!(rig.panel.page(), Page::Calls);
    assert!(rig.admin.screen().settings.is_none());
}
