//! One agent, several panels.

use crate::rig::*;
use denwa_core::{HostEvent, Input, Page, UserAction};
use denwa_protocol::{ClientMessage, ServerMessage};

#[test]
fn a_panel_that_is_used_asks_to_be_the_primary_one_and_does_not_chatter() {
    let mut rig = Rig::live();
    rig.user(UserAction::Touched);
    assert!(!rig.sent.contains(&ClientMessage::Active), "it is the primary one already");
    rig.message(ServerMessage::Primary { primary: false });
    assert!(rig.panel.notices()[0].text.contains("Another tab"));
    let asks = |rig: &Rig| rig.sent.iter().filter(|message| **message == ClientMessage::Active).count();
    for _ in 0..5 {
        rig.user(UserAction::Touched);
    }
    assert_eq!(asks(&rig), 1);
    rig.pass(1_000);
    rig.user(UserAction::Visible(false));
    assert_eq!(asks(&rig), 1, "a page that is hidden does not ask");
    rig.user(UserAction::Visible(true));
    assert_eq!(asks(&rig), 2);
    rig.pass(1_000);
    rig.input(Input::HostEvent(HostEvent::Navigated { record_id: None }));
    assert_eq!(asks(&rig), 3);
}

#[test]
fn another_page_leaves_the_calls_within_reach() {
    let mut rig = Rig::live();
    rig.user(UserAction::Show(Page::Settings));
    assert_eq!(rig.panel.page(), Page::Settings);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    assert_eq!(rig.panel.page(), Page::Settings, "a call does not throw anybody out of what she does");
    assert!(rig.panel.card("c1").is_some_and(|card| !card.buttons.is_empty()), "and can be answered there");
    rig.user(UserAction::Show(Page::Calls));
    assert_eq!(rig.panel.page(), Page::Calls);
}

#[test]
fn pages_are_there_when_the_start_has_failed() {
    let mut rig = Rig::loaded();
    rig.user(UserAction::Show(Page::Doctor));
    assert_eq!(rig.panel.page(), Page::Doctor);
}
