//! A panel that reconnects gets the events it missed, or a new snapshot.

use crate::desk::*;
use denwa_protocol::{Command, Resume, ServerMessage, Snapshot};
use denwa_server::hub::Input;

fn from(snapshot: &Snapshot, seq: u64) -> Resume {
    Resume { stream: snapshot.stream.clone(), seq }
}

#[test]
fn missed_events_are_sent_in_order_and_nothing_else() {
    let mut desk = Desk::new();
    let (panel, snapshot) = desk.sign_in("sato");
    desk.feed(Input::Closed(panel));
    for id in ["a", "b", "c"] {
        desk.report_call("2001", &ringing(id, desk.now));
    }
    let (back, effects) = desk.sign_in_as(ORG, "sato", "page", Some(from(&snapshot, snapshot.seq + 1)));
    let messages = sent(&effects, back);
    assert_eq!(calls(&effects, back).iter().map(|call| call.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    assert!(matches!(messages[..], [
        ServerMessage::Primary { primary: true, .. },
        ServerMessage::Event { seq: first, .. },
        ServerMessage::Event { seq: second, .. },
        ServerMessage::Ready,
    ] if first == snapshot.seq + 2 && second == first + 1));
}

#[test]
fn a_gap_that_is_too_old_or_in_another_stream_leads_to_a_new_snapshot() {
    let mut desk = Desk::new();
    let (panel, old) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    for i in 0..200 {
        let note = Command::SetNote { call: "c1".to_owned(), text: i.to_string(), base: i };
        desk.command(panel, &i.to_string(), note);
    }
    let stranger = Resume { stream: "other".to_owned(), seq: old.seq + 201 };
    for resume in [from(&old, old.seq), from(&old, old.seq + 202), from(&old, u64::MAX), stranger] {
        let (back, effects) = desk.sign_in_as(ORG, "sato", "page", Some(resume.clone()));
        assert!(matches!(sent(&effects, back)[..], [ServerMessage::Snapshot(_), ServerMessage::Ready]), "{resume:?}");
    }
    let (back, effects) = desk.sign_in_as(ORG, "sato", "page", Some(from(&old, old.seq + 201)));
    assert!(matches!(sent(&effects, back)[..], [ServerMessage::Primary { .. }, ServerMessage::Ready]));
}

#[test]
fn a_restarted_server_does_not_continue_the_old_stream() {
    let mut before = Desk::with_boot_name("one");
    before.report_call("2001", &ringing("c1", START));
    let (_, old) = before.sign_in("sato");
    let mut after = Desk::with_boot_name("two");
    after.report_call("2001", &ringing("c2", START));
    let (back, effects) = after.sign_in_as(ORG, "sato", "page", Some(from(&old, old.seq)));
    let new = snapshot(&effects, back);
    assert_ne!(new.stream, old.stream);
    assert_eq!(new.calls[0].id, "c2");
}
