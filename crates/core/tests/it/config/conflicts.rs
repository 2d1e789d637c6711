//! Two administrators at once: the second is shown the other's change and loses nothing.

use super::desk::{Act, Desk, ORG, is_save, of};
use denwa_core::config::Outcome;
use denwa_core::settings::{Key, Raw, Reason};
use denwa_core::{HostReply, Page};
use serde_json::json;

/// She types 5; he has saved 20 meanwhile; she saves.
fn too_late() -> Desk {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.put(ORG, Key::PopUpSeconds, Raw::Number(20.0));
    "田中 実".clone_into(&mut desk.by);
    desk.act(Act::Save);
    desk
}

fn in_conflict(desk: &Desk, key: Key) -> bool {
    desk.view().conflicts().iter().any(|one| one.key == Some(key))
}

#[test]
fn the_others_change_is_shown_next_to_ones_own() {
    let desk = too_late();
    assert_eq!(*desk.view().outcome(), Outcome::Conflicts);
    let conflicts = desk.view().conflicts();
    assert_eq!(conflicts.len(), 1);
    let one = &conflicts[0];
    assert_eq!((one.key, one.mine.as_str(), one.theirs.as_str()), (Some(Key::PopUpSeconds), "5", "20"));
    assert_eq!((one.by, one.at), ("田中 実", 7));
    assert!(in_conflict(&desk, Key::PopUpSeconds) && !in_conflict(&desk, Key::PopUpSize));
    assert_eq!(desk.view().in_force(Key::PopUpSeconds), "20");
    assert!(desk.saves.is_empty(), "all or nothing");
}

#[test]
fn mine_is_kept_and_saved() {
    let mut desk = too_late();
    desk.act(Act::Save);
    assert_eq!(*desk.view().outcome(), Outcome::Conflicts, "not before it is settled");
    desk.act(Act::Settle { conflict: 0, mine: true });
    desk.act(Act::Save);
    assert_eq!(*desk.view().outcome(), Outcome::Saved(2));
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), Raw::Number(5.0));
}

#[test]
fn theirs_is_taken_and_the_rest_saved() {
    let mut desk = too_late();
    desk.act(Act::Settle { conflict: 0, mine: false });
    assert_eq!((desk.view().unsaved(), desk.field(Key::PopUpSeconds).text.as_str()), (1, "20"));
    desk.act(Act::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), Raw::Number(20.0));
    assert_eq!(desk.stored(ORG, Key::PopUpSize), Raw::Text("large".into()));
}

#[test]
fn a_change_that_arrives_while_one_types_marks_the_draft() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.put(ORG, Key::PopUpSeconds, Raw::Number(20.0));
    desk.put(ORG, Key::PopUpSize, Raw::Text("large".into()));
    desk.put(ORG, Key::CopyNumber, Raw::Text("on".into()));
    desk.show(Page::Calls);
    desk.show(Page::Settings);
    assert_eq!(desk.view().in_force(Key::CopyNumber), "on");
    assert!(in_conflict(&desk, Key::PopUpSeconds));
    assert_eq!((desk.view().unsaved(), desk.field(Key::PopUpSeconds).text.as_str()), (1, "5"), "the same is no change");
    // He takes it back: nothing is left to be settled.
    desk.put(ORG, Key::PopUpSeconds, Raw::Null);
    desk.act(Act::TryAgain);
    assert!(!in_conflict(&desk, Key::PopUpSeconds));
}

#[test]
fn undoing_what_somebody_changed_since_asks() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.act(Act::Save);
    desk.put(ORG, Key::PopUpSeconds, Raw::Number(20.0));
    desk.act(Act::Undo);
    assert_eq!(*desk.view().outcome(), Outcome::Conflicts);
    assert_eq!((desk.view().conflicts()[0].mine.as_str(), desk.view().conflicts()[0].theirs.as_str()), ("", "20"));
    desk.act(Act::Settle { conflict: 0, mine: true });
    desk.act(Act::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), Raw::Null);
}

#[test]
fn what_the_org_refuses_is_told_at_its_field() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.answers = false;
    desk.act(Act::Save);
    let (id, _) = desk.rig.ask(is_save);
    let refused = json!({"v": 1, "error": "refused", "faults": [{"change": 1, "reason": "locked"}]});
    desk.rig.answer(id, Ok(HostReply::Package(of(refused))));
    desk.answers = true;
    desk.serve();
    assert_eq!(*desk.view().outcome(), Outcome::Refused);
    assert_eq!((desk.field(Key::PopUpSeconds).reason, desk.field(Key::PopUpSize).reason), (None, Some(Reason::Locked)));
    assert_eq!(desk.view().unsaved(), 2);
    desk.type_in(Key::PopUpSize, "none");
    assert_eq!(desk.field(Key::PopUpSize).reason, None);
}
