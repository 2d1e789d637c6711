//! Typing, saving, taking back, and what others would see.

use super::desk::{Act, Desk, ME, ORG, OTHER, PROFILE, is_save};
use crate::rig::{is_settings, settings};
use denwa_core::config::{Outcome, Reading};
use denwa_core::host::{HostRequest, Subject};
use denwa_core::settings::{Key, Level, Raw, Reason};
use denwa_core::{HostError, Page};
use denwa_protocol::{ClientMessage, Command};

fn settings_changed_told(desk: &Desk) -> usize {
    let told =
        |message: &&ClientMessage| matches!(message, ClientMessage::Command { command: Command::SettingsChanged, .. });
    desk.rig.sent.iter().filter(told).count()
}

#[test]
fn what_the_panel_has_read_is_shown_before_the_org_answers() {
    let mut desk = Desk::closed(true);
    desk.answers = false;
    desk.show(Page::Settings);
    assert_eq!(*desk.view().reading(), Reading::There);
    assert_eq!(desk.view().in_force(Key::SessionMinutes), "30");
    assert!(desk.rig.is_asked(|request| *request == HostRequest::package("settings")));
}

#[test]
fn a_value_is_typed_saved_told_to_all_and_in_force() {
    let mut desk = Desk::open(true);
    assert_eq!(desk.view().level(), Level::Organisation);
    desk.type_in(Key::SessionMinutes, "１５");
    let field = desk.field(Key::SessionMinutes);
    assert_eq!(
        (field.text.as_str(), desk.view().in_force(Key::SessionMinutes), field.above.as_str()),
        ("１５", "30", "30")
    );
    assert!(field.unsaved && field.editable && field.reason.is_none());
    assert_eq!(desk.view().unsaved(), 1);

    desk.act(Act::Save);
    assert_eq!(*desk.view().outcome(), Outcome::Saved(1));
    assert_eq!(desk.stored(ORG, Key::SessionMinutes), Raw::Number(15.0));
    assert_eq!(settings_changed_told(&desk), 1);
    let field = desk.field(Key::SessionMinutes);
    assert_eq!((field.text.as_str(), desk.view().in_force(Key::SessionMinutes)), ("15", "15"));
    assert_eq!((field.origin, field.origin_name, field.unsaved), (Some(Level::Organisation), "Acme", false));
}

#[test]
fn a_wrong_value_is_refused_where_it_is_typed() {
    let mut desk = Desk::open(true);
    for (key, text, reason) in [
        (Key::SessionMinutes, "1441", Reason::Range),
        (Key::SessionMinutes, "x", Reason::Type),
        (Key::EventServer, "javascript:alert(1)", Reason::Insecure),
        (Key::UrlRinging, "https://evil.example/{ANI}", Reason::OtherHost),
        (Key::WithheldName, "a\nb", Reason::Control),
        (Key::LogSubject, "{PASSWORD}", Reason::Placeholder),
    ] {
        desk.type_in(key, text);
        assert_eq!(desk.field(key).reason, Some(reason), "{text}");
        assert_eq!(desk.field(key).text, text, "what was typed stays to be put right");
        assert_eq!(desk.view().wrong(), 1);
        desk.act(Act::Save);
        assert_eq!(*desk.view().outcome(), Outcome::Wrong);
        desk.act(Act::Revert(key));
    }
    assert!(desk.saves.is_empty() && desk.view().unsaved() == 0);
}

#[test]
fn a_pasted_page_of_this_org_is_cut_to_its_path_and_of_another_refused() {
    let mut desk = Desk::open(true);
    let key = Key::NoMatchPage;
    for foreign in ["https://other.lightning.force.com/lightning/o/Case/new", "https://evil.example/001/e"] {
        desk.type_in(key, foreign);
        assert_eq!((desk.field(key).reason, desk.view().wrong()), (Some(Reason::OtherHost), 1), "{foreign}");
        desk.act(Act::Save);
        assert_eq!(*desk.view().outcome(), Outcome::Wrong);
    }
    desk.type_in(key, " https://acme.lightning.force.com/lightning/o/Case/new\n");
    assert_eq!(desk.field(key).reason, None);
    desk.act(Act::Save);
    assert_eq!(desk.stored(ORG, key), Raw::Text("/lightning/o/Case/new".into()));
}

#[test]
fn a_host_allowed_in_the_same_save_is_allowed() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::UrlRinging, "https://crm.example/{ANI}");
    assert_eq!(desk.field(Key::UrlRinging).reason, Some(Reason::OtherHost));
    desk.type_in(Key::AllowedHosts, "CRM.example");
    assert_eq!(desk.field(Key::UrlRinging).reason, None);
    desk.act(Act::Save);
    assert_eq!(*desk.view().outcome(), Outcome::Saved(2));
    assert_eq!(desk.stored(ORG, Key::AllowedHosts), Raw::Text("crm.example".into()));
}

#[test]
fn typing_what_stands_is_no_change() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::PopUpSize, Raw::Text("large".into()));
    desk.act(Act::TryAgain);
    desk.type_in(Key::PopUpSize, "none");
    desk.type_in(Key::PopUpSize, "large");
    assert_eq!(desk.view().unsaved(), 0);
    desk.act(Act::Unset(Key::PopUpSize));
    assert_eq!((desk.view().unsaved(), desk.field(Key::PopUpSize).is_set), (1, false));
    desk.act(Act::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSize), Raw::Null);
    assert_eq!(desk.field(Key::PopUpSize).origin, None);
}

#[test]
fn a_value_stored_by_hand_that_is_wrong_says_why_and_what_counts() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::TimeoutPop, Raw::Number(900.0));
    desk.act(Act::TryAgain);
    let field = desk.field(Key::TimeoutPop);
    assert_eq!(
        (field.text.as_str(), field.reason, desk.view().in_force(Key::TimeoutPop)),
        ("900", Some(Reason::Range), "5")
    );
    assert_eq!(desk.view().faults(), 1);
    desk.type_in(Key::TimeoutPop, "9");
    desk.act(Act::Save);
    assert_eq!((desk.view().faults(), desk.view().in_force(Key::TimeoutPop)), (0, "9"));
}

#[test]
fn what_others_would_see_and_have_set_for_them() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::PopUpSize, Raw::Text("large".into()));
    desk.act(Act::Look(Subject::User(OTHER.into()), "Suzuki".into()));
    assert_eq!((desk.view().level(), desk.view().subject_name()), (Level::User, "Suzuki"));
    desk.type_in(Key::PopUpSize, "none");
    let field = desk.field(Key::PopUpSize);
    assert_eq!((field.above.as_str(), field.origin), ("large", Some(Level::Organisation)));
    // Drafts of several people are counted, and saved, together.
    desk.act(Act::Look(Subject::Profile(PROFILE.into()), "Agents".into()));
    assert_eq!(desk.view().levels().map(|(level, _)| level).collect::<Vec<_>>(), [Level::Organisation, Level::Profile]);
    assert!(!desk.field(Key::PopUpSize).unsaved && !desk.field(Key::PopUpSize).is_set);
    desk.type_in(Key::Login, "shared");
    assert!(!desk.field(Key::Login).editable, "a login is one person's");
    desk.type_in(Key::WithheldName, "匿名");
    assert_eq!(desk.view().unsaved(), 2);
    desk.act(Act::Save);
    assert_eq!(desk.stored(OTHER, Key::PopUpSize), Raw::Text("none".into()));
    assert_eq!(desk.stored(PROFILE, Key::WithheldName), Raw::Text("匿名".into()));
    assert_eq!(desk.view().in_force(Key::WithheldName), "匿名", "whom one looks at was read again");
    desk.act(Act::Look(Subject::Me, String::new()));
    assert_eq!(desk.view().in_force(Key::PopUpSize), "large");
}

#[test]
fn an_agent_sets_what_is_not_locked_and_only_for_herself() {
    let mut desk = Desk::open(false);
    assert_eq!(
        (desk.view().level(), desk.view().levels().count(), desk.view().administrator()),
        (Level::User, 1, false)
    );
    assert!(desk.field(Key::PopUpSize).editable && !desk.field(Key::PopUpSize).lockable);
    for key in [Key::Integration, Key::Login, Key::AllowedHosts] {
        assert!(!desk.field(key).editable);
        desk.type_in(key, "custom");
        assert_eq!(desk.view().unsaved(), 0, "nor by any other way");
    }
    desk.act(Act::Lock(Key::PopUpSize, false));
    desk.act(Act::TickAll);
    desk.act(Act::SetAt(Level::Organisation));
    desk.type_in(Key::PopUpSize, "large");
    assert_eq!(desk.view().unsaved(), 0);
    desk.act(Act::SetAt(Level::User));
    desk.type_in(Key::PopUpSize, "large");
    desk.act(Act::Save);
    assert_eq!(desk.stored(ME, Key::PopUpSize), Raw::Text("large".into()));
}

#[test]
fn locks_are_an_administrators() {
    let mut desk = Desk::open(true);
    desk.act(Act::Lock(Key::PopUpSize, true));
    assert!(desk.field(Key::PopUpSize).locked && desk.field(Key::PopUpSize).unsaved);
    desk.act(Act::Lock(Key::PopUpSize, false));
    assert_eq!(desk.view().unsaved(), 0);
    desk.act(Act::Lock(Key::PopUpSize, true));
    desk.act(Act::Save);
    assert_eq!(desk.locks, [("Popup_Size__c".to_owned(), true)]);
    assert!(desk.field(Key::PopUpSize).locked);
    assert!(desk.field(Key::PopUpSize).editable, "a lock limits agents only");
}

#[test]
fn the_last_save_can_be_taken_back() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::PopUpSize, Raw::Text("large".into()));
    desk.act(Act::TryAgain);
    assert!(!desk.view().can_undo());
    desk.type_in(Key::PopUpSize, "none");
    desk.type_in(Key::PopUpSeconds, "5");
    desk.act(Act::Save);
    assert!(desk.view().can_undo());
    desk.act(Act::Undo);
    assert_eq!((desk.view().outcome(), desk.view().can_undo()), (&Outcome::Undone, false));
    assert_eq!(desk.stored(ORG, Key::PopUpSize), Raw::Text("large".into()));
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), Raw::Null);
    assert_eq!(settings_changed_told(&desk), 2);
}

#[test]
fn drafts_outlive_closing_the_view_and_loading_the_page() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::WithheldName, "\u{1f}😀\u{1e}");
    desk.act(Act::Lock(Key::CopyNumber, true));
    desk.show(Page::Calls);
    desk.show(Page::Settings);
    assert_eq!(desk.view().unsaved(), 3);
    desk.reload();
    assert_eq!(desk.view().unsaved(), 3);
    assert_eq!(desk.field(Key::PopUpSeconds).text, "5");
    assert_eq!(desk.field(Key::WithheldName).text, "😀");
    assert!(desk.field(Key::CopyNumber).locked);
    desk.act(Act::Discard);
    assert_eq!(desk.kept(), None, "nothing is kept any longer");
    desk.reload();
    assert_eq!(desk.view().unsaved(), 0);
}

#[test]
fn a_failure_is_told_and_nothing_is_lost() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.answers = false;
    desk.act(Act::Save);
    assert_eq!(*desk.view().outcome(), Outcome::Saving);
    let (id, _) = desk.rig.ask(is_save);
    let detail = "FIELD_INTEGRITY_EXCEPTION".to_owned();
    desk.rig.answer(id, Err(HostError::Refused { transient: false, detail: detail.clone() }));
    assert_eq!(*desk.view().outcome(), Outcome::Failed(detail));
    assert_eq!(desk.field(Key::PopUpSeconds).text, "5");
    desk.answers = true;
    desk.serve();
    desk.act(Act::Save);
    assert_eq!(*desk.view().outcome(), Outcome::Saved(1));
}

#[test]
fn an_answer_that_did_not_come_is_settled_by_what_stands() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.answers = false;
    desk.act(Act::Save);
    let (id, _) = desk.rig.ask(is_save);
    desk.put(ORG, Key::PopUpSeconds, Raw::Number(5.0));
    desk.rig.answer(id, Err(HostError::TimedOut));
    desk.answers = true;
    desk.serve();
    assert_eq!(desk.view().unsaved(), 0, "it was saved after all");
}

#[test]
fn typed_while_saving_is_kept_for_the_next_save() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.answers = false;
    desk.act(Act::Save);
    desk.type_in(Key::PopUpSeconds, "50");
    desk.type_in(Key::PopUpSize, "large");
    desk.act(Act::Save);
    desk.answers = true;
    desk.serve();
    assert_eq!((desk.view().unsaved(), desk.field(Key::PopUpSeconds).text.as_str()), (2, "50"));
    desk.act(Act::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), Raw::Number(50.0));
    assert_eq!(desk.saves.len(), 2);
}

#[test]
fn settings_that_do_not_come_say_so_until_they_do() {
    let mut desk = Desk::open(true);
    desk.answers = false;
    desk.act(Act::Look(Subject::User(OTHER.into()), "Suzuki".into()));
    assert_eq!(*desk.view().reading(), Reading::Waiting);
    let (id, _) = desk.rig.ask(is_settings);
    desk.rig.answer(id, Err(HostError::Refused { transient: true, detail: "no".into() }));
    assert_eq!(*desk.view().reading(), Reading::Failed("no".into()));
    desk.act(Act::TryAgain);
    let (old, _) = desk.rig.ask(is_settings);
    desk.act(Act::Look(Subject::Me, String::new()));
    desk.rig.answer(old, Ok(settings(&desk.settings(&Subject::User(OTHER.into())))));
    desk.answers = true;
    desk.serve();
    assert_eq!(desk.field(Key::PopUpSize).text, "", "a late answer about somebody else changes nothing");
    assert_eq!(desk.view().levels().count(), 3);
}
