//! Saves whose answers come late, or never: one's own change is no conflict.

use super::desk::{Desk, ORG, is_save};
use denwa_core::AdminReply;
use denwa_core::AdminRequest;
use denwa_core::admin_io::AdminRequestId;
use denwa_core::config::{ConfigCommand, Outcome};
use denwa_core::package::save_settings::SaveSettingsRequest;
use denwa_core::settings::{Key, StoredValue};

/// The default of 連携タイムアウト時間(秒): 設定, in milliseconds.
const TIMEOUT_MS: u64 = 5_000;

/// She types, saves, and no answer comes in time; the request is on its way still.
fn overdue() -> (Desk, AdminRequestId, SaveSettingsRequest) {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::PopUpSize, "large");
    desk.answers = false;
    desk.act(ConfigCommand::Save);
    let (id, request) = desk.rig.admin_ask(is_save);
    let AdminRequest::SaveSettings(request) = request else { panic!("{request:?}") };
    desk.rig.pass_live(TIMEOUT_MS);
    assert_eq!(desk.view().outcome, Outcome::Failed { detail: String::new() });
    desk.answers = true;
    (desk, id, request)
}

/// The org stores what was sent before, and answers.
fn answer_late(desk: &mut Desk, id: AdminRequestId, request: SaveSettingsRequest) {
    let answer = desk.org.save(request);
    desk.rig.admin_answer(id, Ok(AdminReply::SettingsSaved(answer)));
    desk.serve();
}

#[test]
fn the_late_answer_settles_the_save() {
    let (mut desk, id, request) = overdue();
    desk.serve();
    assert_eq!(desk.view().unsaved, 2, "nothing is stored yet");
    desk.rig.pass_live(3_000);
    answer_late(&mut desk, id, request);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 2 });
    assert_eq!((desk.view().unsaved, desk.view().conflicts.len(), desk.view().can_undo), (0, 0, true));
}

#[test]
fn reading_the_settings_settles_the_save_too() {
    let (mut desk, _, request) = overdue();
    desk.org.save(request);
    desk.serve();
    assert_eq!((desk.view().outcome, desk.view().unsaved), (Outcome::Saved { changes: 2 }, 0));
    desk.act(ConfigCommand::Undo);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), StoredValue::Null);
}

#[test]
fn saving_again_finds_ones_own_change_and_no_conflict() {
    let (mut desk, id, request) = overdue();
    desk.serve();
    // The first save is stored while the second is on its way: the second sees other values than it expects.
    desk.org.save(request.clone());
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 2 });
    assert_eq!((desk.view().unsaved, desk.view().conflicts.len()), (0, 0));
    // Its late answer no longer matters.
    answer_late(&mut desk, id, request);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 2 });
}

#[test]
fn what_is_typed_meanwhile_is_saved_over_ones_own_change() {
    let (mut desk, id, request) = overdue();
    desk.serve();
    desk.type_in(Key::PopUpSeconds, "50");
    desk.org.save(request.clone());
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 2 });
    assert_eq!((desk.stored(ORG, Key::PopUpSeconds), desk.view().unsaved), (50.0.into(), 0));
    answer_late(&mut desk, id, request);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), 50.0.into());
}

#[test]
fn somebody_elses_change_is_a_conflict_after_a_late_save_too() {
    let (mut desk, _, _) = overdue();
    desk.put(ORG, Key::PopUpSeconds, 20.0);
    desk.serve();
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Conflicts);
    assert_eq!(desk.view().conflicts.len(), 1);
}
