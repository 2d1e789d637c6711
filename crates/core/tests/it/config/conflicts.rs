//! Two administrators at once: the second is shown the other's change and loses nothing.

use super::desk::{Desk, ORG, is_save};
use denwa_core::config::{ConfigCommand, Outcome, SlotKind};
use denwa_core::package::save_settings::{ChangeFault, SaveError, SaveSettingsAnswer};
use denwa_core::settings::{Key, Reason, StoredContent, StoredValue};
use denwa_core::{AdminReply, Page};

/// She types 5; he has saved 20 meanwhile; she saves.
fn too_late() -> Desk {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.put(ORG, Key::PopUpSeconds, 20.0);
    "田中 実".clone_into(&mut desk.org.by);
    desk.act(ConfigCommand::Save);
    desk
}

fn number(number: f64) -> StoredContent {
    StoredContent::Value(number.into())
}

fn in_conflict(desk: &Desk, key: Key) -> bool {
    desk.view().conflicts.iter().any(|one| one.slot.kind() == SlotKind::Value(key))
}

#[test]
fn the_others_change_is_shown_next_to_ones_own() {
    let desk = too_late();
    assert_eq!(desk.view().outcome, Outcome::Conflicts);
    let conflicts = desk.view().conflicts;
    assert_eq!(conflicts.len(), 1);
    let one = &conflicts[0];
    assert_eq!(
        (one.slot.kind(), &one.mine, &one.theirs),
        (SlotKind::Value(Key::PopUpSeconds), &number(5.0), &number(20.0))
    );
    assert_eq!((one.by.as_str(), one.at), ("田中 実", Some(7)));
    assert!(in_conflict(&desk, Key::PopUpSeconds) && !in_conflict(&desk, Key::PopUpSize));
    assert_eq!(&*desk.value(Key::PopUpSeconds), "20");
    assert!(desk.org.saves.is_empty(), "all or nothing");
}

#[test]
fn mine_is_kept_and_saved() {
    let mut desk = too_late();
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Conflicts, "not before it is settled");
    desk.settle(0, true);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 2 });
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), 5.0.into());
}

#[test]
fn theirs_is_taken_and_the_rest_saved() {
    let mut desk = too_late();
    desk.settle(0, false);
    assert_eq!((desk.view().unsaved, desk.field(Key::PopUpSeconds).text.as_str()), (1, "20"));
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), 20.0.into());
    assert_eq!(desk.stored(ORG, Key::PopUpSize), "large".into());
}

#[test]
fn a_change_that_arrives_while_one_types_marks_the_draft() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.put(ORG, Key::PopUpSeconds, 20.0);
    desk.put(ORG, Key::PopUpSize, "large");
    desk.put(ORG, Key::CopyNumber, "on");
    desk.show(Page::Calls);
    desk.show(Page::Settings);
    assert_eq!(&*desk.value(Key::CopyNumber), "on");
    assert!(in_conflict(&desk, Key::PopUpSeconds));
    assert_eq!((desk.view().unsaved, desk.field(Key::PopUpSeconds).text.as_str()), (1, "5"), "the same is no change");
    // He takes it back: nothing is left to be settled.
    desk.put(ORG, Key::PopUpSeconds, StoredValue::Null);
    desk.act(ConfigCommand::TryAgain);
    assert!(!in_conflict(&desk, Key::PopUpSeconds));
}

#[test]
fn undoing_what_somebody_changed_since_asks() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.act(ConfigCommand::Save);
    desk.put(ORG, Key::PopUpSeconds, 20.0);
    desk.act(ConfigCommand::Undo);
    assert_eq!(desk.view().outcome, Outcome::Conflicts);
    assert_eq!(
        (&desk.view().conflicts[0].mine, &desk.view().conflicts[0].theirs),
        (&StoredContent::default(), &number(20.0))
    );
    desk.settle(0, true);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), StoredValue::Null);
}

#[test]
fn a_name_that_the_org_does_not_have_is_told_at_its_field() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::LogTarget, "Nope__c");
    desk.answers = false;
    desk.act(ConfigCommand::Save);
    let (id, _) = desk.rig.admin_ask(is_save);
    let name = Some("Nope__c".to_owned());
    let faults = vec![ChangeFault { change: Some(0), reason: Reason::Gone, name, ..ChangeFault::default() }];
    let refused = SaveSettingsAnswer { error: Some(SaveError::Refused), faults, ..SaveSettingsAnswer::default() };
    desk.rig.admin_answer(id, Ok(AdminReply::SettingsSaved(refused)));
    let field = desk.field(Key::LogTarget);
    assert_eq!((field.reason(), field.refused_name.as_str()), (Some(Reason::Gone), "Nope__c"));
}

#[test]
fn what_the_org_refuses_is_told_at_its_field() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.answers = false;
    desk.act(ConfigCommand::Save);
    let (id, _) = desk.rig.admin_ask(is_save);
    let faults = vec![ChangeFault { change: Some(1), reason: Reason::Locked, ..ChangeFault::default() }];
    let refused = SaveSettingsAnswer { error: Some(SaveError::Refused), faults, ..SaveSettingsAnswer::default() };
    desk.rig.admin_answer(id, Ok(AdminReply::SettingsSaved(refused)));
    desk.answers = true;
    desk.serve();
    assert_eq!(desk.view().outcome, Outcome::Refused);
    assert_eq!(
        (desk.field(Key::PopUpSeconds).reason(), desk.field(Key::PopUpSize).reason()),
        (None, Some(Reason::Locked))
    );
    assert_eq!(desk.view().unsaved, 2);
    desk.type_in(Key::PopUpSize, "none");
    assert_eq!(desk.field(Key::PopUpSize).reason(), None);
}
