//! One agent, several panels.

use crate::rig::*;
use denwa_core::{HostEvent, Input, UserAction};
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
