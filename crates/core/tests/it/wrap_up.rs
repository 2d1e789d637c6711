//! What the agent adds to a call beside notes: related record, person, follow-up task, no log; and what colleagues did with the call before.

use crate::rig::*;
use denwa_core::host::{FoundRecord, Pop};
use denwa_core::package::save_log::{LogPiece, LogValue};
use denwa_core::remembered::Remembered;
use denwa_core::{Effect, HostError, HostEvent, HostReply, Input, UserAction};
use denwa_protocol::{
    AttachedRecord, Call, CallData, CallLog, Cause, Colleague, Command, CommandOutcome, EarlierPart, FollowUp,
    ServerMessage,
};

const CASE: &str = "500000000000001AAA";
const LEAD: &str = "00Q000000000001AAA";

fn call_id() -> String {
    "c1".to_owned()
}

fn case() -> AttachedRecord {
    AttachedRecord { record_id: CASE.to_owned(), name: Some("00001042".to_owned()) }
}

/// A call that is talked on, with Hanako.
fn talking() -> (Rig, Call) {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    (rig, call)
}

fn look_at(rig: &mut Rig, record: FoundRecord) {
    rig.input(Input::HostEvent(HostEvent::Navigated { record: Some(record) }));
}

fn hang_up(rig: &mut Rig, call: &Call) {
    rig.call(&ended(rig, call, Cause::Normal));
}

fn relate(rig: &mut Rig, related: Option<AttachedRecord>) {
    rig.user(UserAction::SetRelated { call: call_id(), related });
}

fn skip(rig: &mut Rig, reason: Option<&str>) {
    rig.user(UserAction::SetNotLogged { call: call_id(), reason: reason.map(str::to_owned) });
}

fn follow_up(rig: &mut Rig, subject: &str, due: Option<&str>) {
    let task = FollowUp { subject: subject.to_owned(), due: due.map(str::to_owned) };
    rig.user(UserAction::SetFollowUp { call: call_id(), follow_up: Some(task) });
}

fn sends(rig: &Rig, command: &Command) -> bool {
    rig.commands().iter().any(|(_, sent)| sent == command)
}

#[test]
fn the_case_whose_page_the_agent_is_on_is_offered_and_logged() {
    let (mut rig, call) = talking();
    look_at(&mut rig, record(CASE, "Case", "00001042"));
    assert_eq!(rig.card().wrap_up.related_offers[0].name, "00001042");
    relate(&mut rig, Some(case()));
    assert_eq!(rig.card().wrap_up.related_offers, []);
    assert!(sends(&rig, &Command::SetRelated { call: call_id(), related: Some(case()) }));
    hang_up(&mut rig, &call);
    let log = rig.save_log("00T1");
    assert_eq!((log.who, log.what.as_deref()), (Some(hanako().id), Some(CASE)));
    // Taken back afterwards: the log follows.
    relate(&mut rig, None);
    let log = rig.save_log("00T1");
    assert_eq!((log.id.as_deref(), log.fields.get("WhatId")), (Some("00T1"), Some(&LogValue::Null)));
}

#[test]
fn people_users_and_activities_are_no_related_records() {
    let (mut rig, _) = talking();
    for (id, object) in
        [("003000000000002AAA", "Contact"), ("005000000000001AAA", "User"), ("00T000000000001AAA", "Task")]
    {
        look_at(&mut rig, record(id, object, "x"));
        assert_eq!(rig.card().wrap_up.related_offers, [], "{object}");
    }
}

#[test]
fn a_record_that_came_with_the_call_is_offered_and_one_the_server_names_is_logged() {
    let (mut rig, call) = talking();
    let data = |value: &str| CallData { label: "ケース".to_owned(), value: value.to_owned() };
    let mut call = Call { data: vec![data(CASE), data("A-1042")], ..call };
    rig.call(&call);
    let card = rig.card();
    assert_eq!(card.wrap_up.related_offers.iter().map(|offer| offer.name.as_str()).collect::<Vec<_>>(), ["ケース"]);
    assert_eq!(card.brought.data.len(), 2);
    call.related = Some(case());
    rig.call(&call);
    hang_up(&mut rig, &call);
    assert_eq!(rig.save_log("00T1").what.as_deref(), Some(CASE));
}

#[test]
fn a_lead_and_a_related_record_are_not_logged_together() {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![record(LEAD, "Lead", "Saburo")]);
    relate(&mut rig, Some(case()));
    assert!(rig.card().wrap_up.related_hint.is_some());
    hang_up(&mut rig, &call);
    let log = rig.save_log("00T1");
    assert_eq!((log.who, log.what.as_deref()), (None, Some(CASE)));
    assert!(log.subject.contains("Saburo"));
}

#[test]
fn the_person_is_changed_afterwards_and_back_and_the_log_follows() {
    let (mut rig, call) = talking();
    hang_up(&mut rig, &call);
    rig.save_log("00T1");
    let taro = record("003000000000002AAA", "Contact", "Taro");
    look_at(&mut rig, taro.clone());
    assert_eq!(rig.card().wrap_up.person_offer.as_deref(), Some("Taro"));
    rig.user(UserAction::ChooseViewed { call: call_id() });
    assert!(sends(&rig, &Command::SetRecord { call: call_id(), record: Some(taro.attached()) }));
    assert!(!rig.is_asked(is_pop), "she is on its page");
    let log = rig.save_log("00T1");
    assert_eq!((log.id.as_deref(), log.who), (Some("00T1"), Some(taro.id)));
    assert!(rig.card().wrap_up.chosen.is_some());
    rig.user(UserAction::UndoChoice { call: call_id() });
    assert_eq!((rig.card().headline.as_str(), rig.card().wrap_up.chosen), ("Hanako Yamada", None));
    assert_eq!(rig.save_log("00T1").who, Some(hanako().id));
}

fn several() -> Vec<FoundRecord> {
    vec![hanako(), record(LEAD, "Lead", "Saburo")]
}

/// What the browser was last asked to keep.
fn kept_choices(rig: &Rig) -> Remembered {
    let kept = rig.all.iter().rev().find_map(|effect| match effect {
        Effect::KeepChoices { choices, .. } => Some(choices.clone()),
        _ => None,
    });
    kept.expect("choices are kept")
}

fn ring_from_several(rig: &mut Rig, id: &str) {
    let call = ringing(rig, id, "0311112222");
    rig.call(&call);
    rig.found(several());
}

#[test]
fn a_choice_among_several_is_remembered_for_the_number_and_can_be_undone() {
    let mut rig = Rig::live();
    ring_from_several(&mut rig, "c1");
    rig.user(UserAction::Choose { call: call_id(), record: LEAD.to_owned() });
    assert_eq!(rig.popped().len(), 1);
    let kept = kept_choices(&rig);
    let text = serde_json::to_string(&kept).expect("as text");
    assert!(!text.contains("Saburo"), "no names are kept: {text}");
    // The next page, and the next call from this number.
    let mut next = Rig::live();
    let key = next.all.iter().find_map(|effect| match effect {
        Effect::LoadChoices { key } => Some(key.clone()),
        _ => None,
    });
    let key = key.expect("choices are read");
    assert!(key.contains("00D000000000001AAA") && key.contains("005000000000001AAA"));
    next.input(Input::ChoicesLoaded { key, choices: serde_json::from_str(&text).expect("the same") });
    ring_from_several(&mut next, "c1");
    assert_eq!(next.popped(), [Pop::Record { id: LEAD.to_owned() }]);
    let card = next.card();
    assert_eq!((card.headline.as_str(), card.matches.len()), ("Saburo", 2), "she can still choose another");
    assert_eq!(card.wrap_up.chosen, Some("Chosen for this number the last time"));
    let chosen = AttachedRecord { record_id: LEAD.to_owned(), name: Some("Saburo".to_owned()) };
    let chosen = Command::SetRecord { call: call_id(), record: Some(chosen) };
    assert!(sends(&next, &chosen));
    let Command::SetRecord { record, .. } = chosen else { unreachable!() };
    let call = Call { record, ..ringing(&next, "c1", "0311112222") };
    next.call(&call);
    next.user(UserAction::UndoChoice { call: call_id() });
    assert_eq!(next.card().headline, "Several matches");
    assert!(sends(&next, &Command::SetRecord { call: call_id(), record: None }));
    assert!(kept_choices(&next).is_empty(), "it is not remembered either");
    assert!(!next.is_asked(is_pop));
}

#[test]
fn a_choice_taken_back_after_the_log_was_saved_leaves_the_log_about_nobody() {
    let mut rig = Rig::live();
    ring_from_several(&mut rig, "c1");
    rig.user(UserAction::Choose { call: call_id(), record: LEAD.to_owned() });
    let call = answered(&rig, &ringing(&rig, "c1", "0311112222"));
    rig.call(&call);
    hang_up(&mut rig, &call);
    assert_eq!(rig.save_log("00T1").who.as_deref(), Some(LEAD));
    rig.user(UserAction::UndoChoice { call: call_id() });
    let log = rig.save_log("00T1");
    assert_eq!((log.id.as_deref(), log.fields.get("WhoId")), (Some("00T1"), Some(&LogValue::Null)));
}

#[test]
fn a_follow_up_task_is_written_with_the_log_and_follows_its_changes() {
    let (mut rig, call) = talking();
    follow_up(&mut rig, "  折り返し  ", Some("2026-12-01"));
    let task = FollowUp { subject: "折り返し".to_owned(), due: Some("2026-12-01".to_owned()) };
    assert!(sends(&rig, &Command::SetFollowUp { call: call_id(), follow_up: Some(task) }));
    assert_eq!(rig.card().wrap_up.follow_up_words.as_deref(), Some("折り返し (2026-12-01)"));
    hang_up(&mut rig, &call);
    let fields = rig.save_log("00T1").follow_up.expect("a follow-up");
    assert_eq!(fields["Subject"], LogValue::Text("折り返し".to_owned()));
    assert_eq!(fields["ActivityDate"], LogValue::Text("2026-12-01".to_owned()));
    assert_eq!((&fields["WhoId"], &fields["WhatId"]), (&LogValue::Text(hanako().id), &LogValue::Null));
    follow_up(&mut rig, "折り返し", Some("soon"));
    assert_eq!(rig.save_log("00T1").follow_up.expect("still")["ActivityDate"], LogValue::Null, "that is no day");
    rig.user(UserAction::SetFollowUp { call: call_id(), follow_up: None });
    let log = rig.save_log("00T1");
    assert_eq!((log.follow_up, log.withdraw), (None, vec![LogPiece::FollowUp]));
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));
}

#[test]
fn a_call_that_is_not_to_be_logged_is_not_and_keeps_the_reason() {
    let (mut rig, call) = talking();
    skip(&mut rig, Some("  "));
    assert!(!rig.card().wrap_up.is_log_skipped, "not without a reason");
    skip(&mut rig, Some("Wrong number"));
    assert!(sends(&rig, &Command::SetNotLogged { call: call_id(), reason: Some("Wrong number".to_owned()) }));
    hang_up(&mut rig, &call);
    assert!(!rig.is_asked(is_log));
    assert_eq!(rig.card().log.unwrap().text, "Not logged: Wrong number");
    rig.done();
    // She changes her mind.
    skip(&mut rig, None);
    assert_eq!(rig.save_log("00T1").id, None);
    assert_eq!(rig.card().log.unwrap().text, "Call log saved");
}

#[test]
fn a_log_that_is_written_already_is_withdrawn_and_can_be_wanted_again() {
    let (mut rig, call) = talking();
    hang_up(&mut rig, &call);
    rig.save_log("00T1");
    rig.done();
    let logged =
        Call { log: Some(CallLog { record_id: "00T1".to_owned(), stale: false }), ..ended(&rig, &call, Cause::Normal) };
    rig.call(&logged);
    skip(&mut rig, Some("Private"));
    let (id, log) = rig.logged();
    assert_eq!((log.withdraw, log.fields.len()), (vec![LogPiece::Record, LogPiece::FollowUp], 0));
    rig.answer(id, Ok(HostReply::LogWithdrawn));
    assert_eq!(rig.card().log.unwrap().text, "Not logged: Private");
    rig.call(&logged);
    assert!(!rig.is_asked(is_log), "the server's old report of the log brings nothing back");
    skip(&mut rig, None);
    let log = rig.save_log("00T2");
    assert_eq!((log.id, log.withdraw, log.subject.is_empty()), (None, vec![], false));
}

#[test]
fn a_log_that_somebody_changed_stays_although_it_is_not_wanted() {
    let (mut rig, call) = talking();
    hang_up(&mut rig, &call);
    rig.save_log("00T1");
    skip(&mut rig, Some("Private"));
    let (id, _) = rig.logged();
    rig.answer(id, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec!["Subject".to_owned()] }));
    assert_eq!(rig.card().log.unwrap().text, "The call log stays, because somebody has changed it: Subject");
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));
}

#[test]
fn a_log_that_fails_can_be_given_up_with_a_reason() {
    let (mut rig, call) = talking();
    hang_up(&mut rig, &call);
    let (id, _) = rig.logged();
    rig.answer(id, Err(HostError::Refused { transient: false, detail: "Required field".to_owned() }));
    skip(&mut rig, Some("Cannot be saved"));
    assert_eq!(rig.card().log.unwrap().text, "Not logged: Cannot be saved");
    assert!(!rig.is_asked(is_log));
}

#[test]
fn what_a_colleague_did_is_shown_and_the_record_pops() {
    let mut rig = Rig::live();
    let suzuki = Colleague { extension: "2002".to_owned(), name: Some("Suzuki".to_owned()) };
    let part = EarlierPart {
        by: suzuki.clone(),
        answered_at: Some(1_000),
        ended_at: Some(274_000),
        note: Some("Wants the offer".to_owned()),
        result: Some("Passed on".to_owned()),
    };
    let call = Call {
        record: Some(hanako().attached()),
        related: Some(case()),
        came_from: Some(suzuki),
        earlier: vec![part],
        ..ringing(&rig, "c1", "0312345678")
    };
    rig.call(&call);
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
    assert!(!rig.is_asked(is_search));
    let card = rig.card();
    assert_eq!(card.brought.from.as_deref(), Some("From Suzuki (2002)"));
    assert_eq!(
        (card.brought.earlier[0].title.as_str(), card.brought.earlier[0].note.as_str()),
        ("Suzuki (2002) · 4:33 · Passed on", "Wants the offer")
    );
    assert_eq!(card.wrap_up.notes.text, "", "her notes are the colleague's, not the agent's");
    let call = answered(&rig, &call);
    rig.call(&call);
    hang_up(&mut rig, &call);
    let log = rig.save_log("00T1");
    assert_eq!((log.who, log.what.as_deref()), (Some(hanako().id), Some(CASE)));
}

#[test]
fn a_record_that_arrives_during_a_consultation_pops_too() {
    let mut rig = Rig::live();
    let call = Call { internal: true, ..ringing(&rig, "c1", "2002") };
    rig.call(&call);
    // The customer's call is joined: her number, and the record that travels with it.
    let call = Call {
        internal: false,
        record: Some(hanako().attached()),
        ..answered(&rig, &ringing(&rig, "c1", "0312345678"))
    };
    rig.call(&call);
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
}

#[test]
fn two_calls_keep_what_was_added_to_each_apart() {
    let (mut rig, first) = talking();
    follow_up(&mut rig, "First", None);
    relate(&mut rig, Some(case()));
    let second = ringing(&rig, "c2", "0312345679");
    rig.call(&second);
    let card = rig.panel.screen().cards.into_iter().find(|card| card.call == "c2").expect("the second call");
    assert_eq!((card.wrap_up.follow_up, card.wrap_up.related), (None, None));
    // Answers that come in any order settle nothing of the other call.
    for (id, _) in rig.commands().into_iter().rev() {
        rig.message(ServerMessage::Answer { id, outcome: CommandOutcome::Done });
    }
    hang_up(&mut rig, &Call { related: Some(case()), ..first });
    let log = rig.save_log("00T1");
    assert_eq!((log.call_id.as_str(), log.what.as_deref()), ("c1", Some(CASE)));
}
