//! Typing, saving, taking back, and what others would see.

use super::desk::{Desk, ME, ORG, OTHER, PROFILE, is_save};
use crate::rig::centre;
use denwa_core::AdminReply;
use denwa_core::AdminRequest;
use denwa_core::config::{ConfigCommand, KeptDrafts, Outcome, Reading, Subject};
use denwa_core::host::CallCentre;
use denwa_core::package::settings::SettingsRequest;
use denwa_core::settings::{Key, Level, Reason, StoredValue};
use denwa_core::view_model::settings::RefusalView;
use denwa_core::{HostError, Page};
use denwa_protocol::{ClientMessage, Command};

fn is_read(request: &AdminRequest) -> bool {
    matches!(request, AdminRequest::Settings(_))
}

/// Returns the users of each message that tells other panels of changed settings.
fn settings_changed_told(desk: &Desk) -> Vec<Vec<String>> {
    let told = |message: &ClientMessage| match message {
        ClientMessage::Command { command: Command::SettingsChanged { users }, .. } => Some(users.clone()),
        _ => None,
    };
    desk.rig.sent.iter().filter_map(told).collect()
}

#[test]
fn what_the_panel_has_read_is_shown_before_the_org_answers() {
    let mut desk = Desk::closed(true);
    desk.answers = false;
    desk.show(Page::Settings);
    assert_eq!(desk.view().reading, Reading::There);
    assert_eq!(&*desk.value(Key::SessionMinutes), "30");
    assert!(desk.rig.is_admin_asked(|request| *request == AdminRequest::Settings(SettingsRequest::default())));
}

#[test]
fn a_value_is_typed_saved_told_to_all_and_in_force() {
    let mut desk = Desk::open(true);
    assert_eq!(desk.view().level, Level::Organisation);
    desk.type_in(Key::SessionMinutes, "１５");
    let field = desk.field(Key::SessionMinutes);
    assert_eq!((field.text.as_str(), &*desk.value(Key::SessionMinutes), field.above.as_str()), ("１５", "30", "30"));
    assert!(field.is_unsaved && field.is_editable && field.refusal.is_none());
    assert_eq!(desk.view().unsaved, 1);

    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 1 });
    assert_eq!(desk.stored(ORG, Key::SessionMinutes), 15.0.into());
    assert_eq!(settings_changed_told(&desk), [Vec::<String>::new()], "it may concern everybody");
    let field = desk.field(Key::SessionMinutes);
    assert_eq!((field.text.as_str(), &*desk.value(Key::SessionMinutes)), ("15", "15"));
    assert_eq!((field.origin, &*field.origin_name, field.is_unsaved), (Some(Level::Organisation), "Acme", false));
}

#[test]
fn what_is_changed_for_oneself_is_told_to_ones_own_panels_only() {
    let mut desk = Desk::open(false);
    desk.type_in(Key::PopUpSize, "large");
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 1 });
    assert_eq!(settings_changed_told(&desk), [vec![ME.to_owned()]]);
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
        assert_eq!(desk.field(key).reason(), Some(reason), "{text}");
        assert_eq!(desk.field(key).text, text, "what was typed stays to be put right");
        assert_eq!(desk.view().wrong, 1);
        desk.act(ConfigCommand::Save);
        assert_eq!(desk.view().outcome, Outcome::Wrong);
        desk.act(ConfigCommand::Revert(key));
    }
    assert!(desk.org.saves.is_empty() && desk.view().unsaved == 0);
}

#[test]
fn a_number_that_is_none_is_refused_with_its_range() {
    let mut desk = Desk::open(true);
    for (key, text, reason, least, most) in [
        (Key::SessionMinutes, "abc", Reason::Type, 0, 1_440),
        (Key::TimeoutPop, "abc", Reason::Type, 1, 60),
        (Key::TimeoutPop, "61", Reason::Range, 1, 60),
    ] {
        desk.type_in(key, text);
        assert_eq!(desk.field(key).refusal, Some(RefusalView { reason, least, most }), "{text}");
    }
}

#[test]
fn a_pasted_page_of_this_org_is_cut_to_its_path_and_of_another_refused() {
    let mut desk = Desk::open(true);
    let key = Key::NoMatchPage;
    for (foreign, reason) in [
        ("https://other.lightning.force.com/lightning/o/Case/new", Reason::OtherOrg),
        ("https://evil.example/001/e", Reason::OtherHost),
    ] {
        desk.type_in(key, foreign);
        assert_eq!((desk.field(key).reason(), desk.view().wrong), (Some(reason), 1), "{foreign}");
        desk.act(ConfigCommand::Save);
        assert_eq!(desk.view().outcome, Outcome::Wrong);
    }
    desk.type_in(key, " https://acme.lightning.force.com/lightning/o/Case/new\n");
    assert_eq!(desk.field(key).reason(), None);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(ORG, key), "/lightning/o/Case/new".into());
}

#[test]
fn a_library_base_is_salesforces_own_and_not_of_another_org() {
    let mut desk = Desk::open(true);
    let key = Key::LibraryBase;
    for (text, reason) in [
        ("https://acmee.my.salesforce.com", Some(Reason::OtherOrg)),
        ("http://localhost:8421", Some(Reason::OtherOrg)),
        ("https://acme.my.salesforce-setup.com", Some(Reason::OtherHost)),
        ("https://acme.lightning.force.com/", None),
        ("https://login.salesforce.com", None),
    ] {
        desk.type_in(key, text);
        assert_eq!(desk.field(key).reason(), reason, "{text}");
    }
}

#[test]
fn a_host_allowed_in_the_same_save_is_allowed() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::UrlRinging, "https://crm.example/{ANI}");
    assert_eq!(desk.field(Key::UrlRinging).reason(), Some(Reason::OtherHost));
    desk.type_in(Key::AllowedHosts, "CRM.example");
    assert_eq!(desk.field(Key::UrlRinging).reason(), None);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 2 });
    assert_eq!(desk.stored(ORG, Key::AllowedHosts), "crm.example".into());
}

#[test]
fn typing_what_stands_is_no_change() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::PopUpSize, "large");
    desk.act(ConfigCommand::TryAgain);
    desk.type_in(Key::PopUpSize, "none");
    desk.type_in(Key::PopUpSize, "large");
    assert_eq!(desk.view().unsaved, 0);
    desk.act(ConfigCommand::Unset(Key::PopUpSize));
    assert_eq!((desk.view().unsaved, desk.field(Key::PopUpSize).is_set), (1, false));
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSize), StoredValue::Null);
    assert_eq!(desk.field(Key::PopUpSize).origin, None);
}

#[test]
fn a_value_stored_by_hand_that_is_wrong_says_why_and_what_counts() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::TimeoutPop, 900.0);
    desk.act(ConfigCommand::TryAgain);
    let field = desk.field(Key::TimeoutPop);
    assert_eq!((field.text.as_str(), field.reason(), &*desk.value(Key::TimeoutPop)), ("900", Some(Reason::Range), "5"));
    assert_eq!(desk.view().stored_faults, 1);
    desk.type_in(Key::TimeoutPop, "9");
    desk.act(ConfigCommand::Save);
    assert_eq!((desk.view().stored_faults, &*desk.value(Key::TimeoutPop)), (0, "9"));
}

#[test]
fn what_others_would_see_and_have_set_for_them() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::PopUpSize, "large");
    desk.look_at(Subject::User(OTHER.into()), "Suzuki");
    assert_eq!((desk.view().level, &*desk.view().subject_name), (Level::User, "Suzuki"));
    desk.type_in(Key::PopUpSize, "none");
    let field = desk.field(Key::PopUpSize);
    assert_eq!((field.above.as_str(), field.origin), ("large", Some(Level::Organisation)));
    // Drafts of several people are counted, and saved, together.
    desk.look_at(Subject::Profile(PROFILE.into()), "Agents");
    assert_eq!(
        desk.view().levels.iter().map(|view| view.level).collect::<Vec<_>>(),
        [Level::Organisation, Level::Profile]
    );
    assert!(!desk.field(Key::PopUpSize).is_unsaved && !desk.field(Key::PopUpSize).is_set);
    desk.type_in(Key::Login, "shared");
    assert!(!desk.field(Key::Login).is_editable, "a login is one person's");
    desk.type_in(Key::WithheldName, "匿名");
    assert_eq!(desk.view().unsaved, 2);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(OTHER, Key::PopUpSize), "none".into());
    assert_eq!(desk.stored(PROFILE, Key::WithheldName), "匿名".into());
    assert_eq!(&*desk.value(Key::WithheldName), "匿名", "whom one looks at was read again");
    desk.look_at(Subject::Me, "");
    assert_eq!(&*desk.value(Key::PopUpSize), "large");
}

#[test]
fn an_agent_sets_what_is_not_locked_and_only_for_herself() {
    let mut desk = Desk::open(false);
    assert_eq!((desk.view().level, desk.view().levels.len(), desk.view().is_administrator), (Level::User, 1, false));
    assert!(desk.field(Key::PopUpSize).is_editable && !desk.field(Key::PopUpSize).is_lockable);
    for key in [Key::Integration, Key::Login, Key::AllowedHosts] {
        assert!(!desk.field(key).is_editable);
        desk.type_in(key, "custom");
        assert_eq!(desk.view().unsaved, 0, "nor by any other way");
    }
    desk.lock(Key::PopUpSize, false);
    desk.act(ConfigCommand::TickAllLines);
    desk.act(ConfigCommand::SetLevel(Level::Organisation));
    desk.type_in(Key::PopUpSize, "large");
    assert_eq!(desk.view().unsaved, 0);
    desk.act(ConfigCommand::SetLevel(Level::User));
    desk.type_in(Key::PopUpSize, "large");
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(ME, Key::PopUpSize), "large".into());
}

#[test]
fn locks_are_an_administrators() {
    let mut desk = Desk::open(true);
    desk.lock(Key::PopUpSize, true);
    assert!(desk.field(Key::PopUpSize).is_locked && desk.field(Key::PopUpSize).is_unsaved);
    desk.lock(Key::PopUpSize, false);
    assert_eq!(desk.view().unsaved, 0);
    desk.lock(Key::PopUpSize, true);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.org.locks, [("Popup_Size__c".to_owned(), true.into())].into());
    assert!(desk.field(Key::PopUpSize).is_locked);
    assert!(desk.field(Key::PopUpSize).is_editable, "a lock limits agents only");
}

#[test]
fn the_last_save_can_be_taken_back() {
    let mut desk = Desk::open(true);
    desk.put(ORG, Key::PopUpSize, "large");
    desk.act(ConfigCommand::TryAgain);
    assert!(!desk.view().can_undo);
    desk.type_in(Key::PopUpSize, "none");
    desk.type_in(Key::PopUpSeconds, "5");
    desk.act(ConfigCommand::Save);
    assert!(desk.view().can_undo);
    desk.act(ConfigCommand::Undo);
    assert_eq!((desk.view().outcome, desk.view().can_undo), (Outcome::Undone, false));
    assert_eq!(desk.stored(ORG, Key::PopUpSize), "large".into());
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), StoredValue::Null);
    assert_eq!(settings_changed_told(&desk).len(), 2);
}

#[test]
fn drafts_outlive_closing_the_view_and_loading_the_page() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.type_in(Key::WithheldName, "\u{1f}😀\u{1e}");
    desk.lock(Key::CopyNumber, true);
    desk.show(Page::Calls);
    desk.show(Page::Settings);
    assert_eq!(desk.view().unsaved, 3);
    desk.reload();
    assert_eq!(desk.view().unsaved, 3);
    assert_eq!(desk.field(Key::PopUpSeconds).text, "5");
    assert_eq!(desk.field(Key::WithheldName).text, "\u{1f}😀\u{1e}");
    assert!(desk.field(Key::CopyNumber).is_locked);
    desk.act(ConfigCommand::Discard);
    assert_eq!(desk.kept(), KeptDrafts::default(), "nothing is kept any longer");
    desk.reload();
    assert_eq!(desk.view().unsaved, 0);
}

#[test]
fn a_failure_is_told_and_nothing_is_lost() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.answers = false;
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saving);
    let (id, _) = desk.rig.admin_ask(is_save);
    let detail = "FIELD_INTEGRITY_EXCEPTION".to_owned();
    desk.rig.admin_answer(id, Err(HostError::Refused { transient: false, detail: detail.clone() }));
    assert_eq!(desk.view().outcome, Outcome::Failed { detail });
    assert_eq!(desk.field(Key::PopUpSeconds).text, "5");
    desk.answers = true;
    desk.serve();
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 1 });
}

#[test]
fn an_answer_that_did_not_come_is_settled_by_what_stands() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.answers = false;
    desk.act(ConfigCommand::Save);
    let (id, _) = desk.rig.admin_ask(is_save);
    desk.put(ORG, Key::PopUpSeconds, 5.0);
    desk.rig.admin_answer(id, Err(HostError::TimedOut));
    desk.answers = true;
    desk.serve();
    assert_eq!(desk.view().unsaved, 0, "it was saved after all");
}

#[test]
fn typed_while_saving_is_kept_for_the_next_save() {
    let mut desk = Desk::open(true);
    desk.type_in(Key::PopUpSeconds, "5");
    desk.answers = false;
    desk.act(ConfigCommand::Save);
    desk.type_in(Key::PopUpSeconds, "50");
    desk.type_in(Key::PopUpSize, "large");
    desk.act(ConfigCommand::Save);
    desk.answers = true;
    desk.serve();
    assert_eq!((desk.view().unsaved, desk.field(Key::PopUpSeconds).text.as_str()), (2, "50"));
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(ORG, Key::PopUpSeconds), 50.0.into());
    assert_eq!(desk.org.saves.len(), 2);
}

#[test]
fn settings_that_do_not_come_say_so_until_they_do() {
    let mut desk = Desk::open(true);
    desk.answers = false;
    desk.look_at(Subject::User(OTHER.into()), "Suzuki");
    assert_eq!(desk.view().reading, Reading::Waiting);
    let (id, _) = desk.rig.admin_ask(is_read);
    desk.rig.admin_answer(id, Err(HostError::Refused { transient: true, detail: "no".into() }));
    assert_eq!(desk.view().reading, Reading::Failed { detail: "no".into() });
    desk.act(ConfigCommand::TryAgain);
    let (old, _) = desk.rig.admin_ask(is_read);
    desk.look_at(Subject::Me, "");
    desk.rig.admin_answer(old, Ok(AdminReply::Settings(desk.org.settings(&Subject::User(OTHER.into())))));
    desk.answers = true;
    desk.serve();
    assert_eq!(desk.field(Key::PopUpSize).text, "", "a late answer about somebody else changes nothing");
    assert_eq!(desk.view().levels.len(), 3);
}

#[test]
fn an_outside_prefix_of_the_call_centre_says_where_it_comes_from() {
    let mut desk = Desk::in_centre(CallCentre { outside_prefix: Some("9".to_owned()), ..centre() });
    desk.show(Page::Settings);
    let field = desk.field(Key::DialPrefixes);
    assert_eq!((field.in_force.as_str(), field.is_of_call_centre, field.is_set), ("9", true, false));
    desk.type_in(Key::DialPrefixes, "0");
    desk.act(ConfigCommand::Save);
    let field = desk.field(Key::DialPrefixes);
    assert_eq!((field.in_force.as_str(), field.is_of_call_centre), ("0", false));
    desk.look_at(Subject::User(OTHER.to_owned()), "Suzuki");
    assert!(!desk.field(Key::DialPrefixes).is_of_call_centre, "others may be in another call centre");
}
