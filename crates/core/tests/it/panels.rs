//! One agent, several panels.

use crate::rig::*;
use denwa_core::HostReply;
use denwa_core::{HostEvent, Input, Page, SocketEvent, UserAction};
use denwa_protocol::{Activity, AttachedRecord, Call, CallLog, Cause, ClientMessage, Command};

#[test]
fn a_panel_that_is_used_asks_to_be_the_primary_one_and_does_not_chatter() {
    let mut rig = Rig::live();
    rig.user(UserAction::Touched);
    assert!(!rig.sent.contains(&ClientMessage::Active { by: Activity::Input }), "it is the primary one already");
    rig.primary(false, &[]);
    assert!(rig.panel.notices()[0].text.contains("Another tab"));
    let asks = |rig: &Rig| rig.sent.iter().filter(|message| matches!(message, ClientMessage::Active { .. })).count();
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
    rig.input(Input::HostEvent(HostEvent::Navigated { record: None }));
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

fn pops(rig: &Rig) -> Vec<(String, bool)> {
    let read = |message: &ClientMessage| match message {
        ClientMessage::Popping { call, done } => Some((call.clone(), *done)),
        _ => None,
    };
    rig.sent.iter().filter_map(read).collect()
}

fn pop(done: bool) -> (String, bool) {
    ("c1".to_owned(), done)
}

#[test]
fn the_server_learns_of_a_page_on_its_way_and_of_its_end() {
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert_eq!(pops(&rig), [pop(false)]);
    rig.found(vec![hanako()]);
    assert_eq!(pops(&rig), [pop(false)], "the page is asked for");
    rig.popped();
    assert_eq!(pops(&rig), [pop(false), pop(true)]);
    // Several match: the list is in the panel, nothing opens.
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.found(vec![hanako(), record("001000000000002AAA", "Account", "みどり電機")]);
    assert_eq!(pops(&rig), [pop(false), pop(true)]);
    // The host is silent.
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.pass_live(6_000);
    assert_eq!(pops(&rig), [pop(false), pop(true)]);
    // Another panel searches.
    let mut rig = Rig::live();
    rig.primary(false, &[]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert_eq!(pops(&rig), []);
}

#[test]
fn a_panel_that_takes_over_opens_what_no_panel_has_opened_and_nothing_else() {
    for (unopened, opens) in [(&["c1"][..], 1), (&[][..], 0)] {
        let mut rig = Rig::live();
        rig.primary(false, &[]);
        rig.call(&ringing(&rig, "c1", "0312345678"));
        rig.primary(true, unopened);
        rig.found(vec![hanako()]);
        assert_eq!(rig.popped().len(), opens);
        assert!(rig.card().headline.contains(&hanako().name));
    }
}

#[test]
fn a_panel_that_is_no_longer_the_primary_one_opens_nothing_that_was_on_its_way() {
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.primary(false, &[]);
    rig.found(vec![hanako()]);
    assert!(rig.popped().is_empty());
    // A page that waits for the answer opens in the panel that has taken over.
    let mut rig = Rig::set(&[("No_Match_Page", "/003/e")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![]);
    rig.primary(false, &[]);
    rig.call(&answered(&rig, &call));
    assert!(rig.popped().is_empty());
}

#[test]
fn a_page_loaded_again_opens_no_page_a_second_time() {
    for (unopened, opens) in [(vec!["c1".to_owned()], 1), (vec![], 0)] {
        let mut rig = Rig::loaded();
        rig.unopened = Some(unopened);
        let call = ringing(&rig, "c1", "0312345678");
        rig.go_live(vec![call]);
        rig.found(vec![hanako()]);
        assert_eq!(rig.popped().len(), opens);
    }
}

#[test]
fn a_panel_says_that_it_opens_in_front_and_later_whether_it_was_the_primary_one() {
    let signed_in = |rig: &Rig| match rig.sent.iter().rev().find(|sent| matches!(sent, ClientMessage::SignIn { .. })) {
        Some(ClientMessage::SignIn { client, .. }) => (client.visible, client.was_primary, client.browser.clone()),
        other => panic!("{other:?}"),
    };
    let browser = || Some("browser".to_owned());
    let mut rig = Rig::live();
    assert_eq!(signed_in(&rig), (true, false, browser()));
    for primary in [true, false] {
        rig.primary(primary, &[]);
        rig.input(Input::Socket(SocketEvent::Closed));
        rig.pass(1_000);
        rig.input(Input::Socket(SocketEvent::Opened));
        rig.message(denwa_protocol::ServerMessage::Ready);
        assert_eq!(signed_in(&rig), (false, primary, browser()));
    }
    let mut rig = Rig::loaded();
    rig.user(UserAction::Visible(false));
    rig.go_live(vec![]);
    assert!(!signed_in(&rig).0);
}

#[test]
fn another_browser_that_takes_the_calls_is_named_and_the_agent_can_take_over() {
    let mut rig = Rig::live();
    let message = denwa_protocol::ServerMessage::Primary { primary: false, other_browser: true, unopened: vec![] };
    rig.message(message);
    let notices = rig.panel.notices();
    assert!(notices[0].can_take_over && notices[0].text.contains("Another browser or machine"));
    rig.user(UserAction::TakeOver);
    assert_eq!(rig.sent.last(), Some(&ClientMessage::Active { by: Activity::Input }));
    rig.primary(true, &[]);
    assert!(rig.panel.notices().is_empty());
    rig.primary(false, &[]);
    assert!(!rig.panel.notices()[0].can_take_over, "tabs of one browser never ask");
}

#[test]
fn choices_are_shared_among_the_panels() {
    let mut one = Rig::set_lists(
        &[],
        &[("Denwa_Call_Result", &[("Label", "受注")]), ("Denwa_Call_Result", &[("Label", "保留")])],
    );
    let call = ringing(&one, "c1", "0312345678");
    one.call(&call);
    let green = record("001000000000002AAA", "Account", "みどり電機");
    one.found(vec![hanako(), green.clone()]);
    one.user(UserAction::Choose { call: "c1".to_owned(), record: green.id.clone() });
    let (_, chosen) = one.command();
    let attached = AttachedRecord { record_id: green.id.clone(), name: Some(green.name.clone()) };
    assert_eq!(chosen, Command::SetRecord { call: "c1".to_owned(), record: Some(attached.clone()) });
    one.popped();
    let mut call = answered(&one, &call);
    call.record = Some(attached);
    one.call(&call);
    assert!(one.popped().is_empty() && one.card().matches.len() == 2, "its own choice changes nothing more");

    // Another panel, which then becomes the primary one, knows both choices.
    let mut other = Rig::live();
    other.primary(false, &[]);
    call.result = Some("受注".to_owned());
    other.call(&call);
    other.primary(true, &[]);
    other.call(&ended(&other, &call, Cause::Normal));
    let log = other.save_log("00T1");
    assert_eq!((log.what.as_deref(), log.result.as_str()), (Some(green.id.as_str()), "受注"));
}

#[test]
fn the_last_choice_of_a_result_wins_whatever_the_server_still_says() {
    let mut rig = Rig::live();
    let mut call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![hanako()]);
    for result in ["受注", "保留"] {
        rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some(result.to_owned()) });
    }
    let (id, _) = rig.command();
    call.result = Some("受注".to_owned());
    rig.call(&call);
    call.result = Some("保留".to_owned());
    rig.call(&call);
    rig.message(denwa_protocol::ServerMessage::Answer { id, outcome: denwa_protocol::CommandOutcome::Done });
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.save_log("00T1").result, "保留");
    // Another panel changes it after that: the log is corrected here.
    call.result = Some("失注".to_owned());
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.save_log("00T1").result, "失注");
}

/// A call that another panel has logged.
fn logged_elsewhere(call: Call) -> Call {
    Call { log: Some(CallLog { record_id: "00T1".to_owned(), stale: false }), ..call }
}

#[test]
fn a_panel_that_corrects_anothers_log_leaves_its_record_until_it_knows_who_it_is() {
    let mut rig = Rig::live();
    rig.primary(false, &[]);
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    let call = logged_elsewhere(ended(&rig, &call, Cause::Normal));
    rig.call(&call);
    // She says in the other panel how it went, and turns to this one before the other has corrected the log.
    rig.call(&Call { result: Some("受注".to_owned()), ..call });
    rig.primary(true, &[]);
    let (request, log) = rig.logged();
    assert_eq!((log.result.as_str(), log.fields.get("WhoId"), log.fields.get("WhatId")), ("受注", None, None));
    rig.answer(request, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec![] }));
    rig.found(vec![hanako()]);
    assert_eq!(rig.save_log("00T1").who.as_deref(), Some(hanako().id.as_str()));
}

#[test]
fn a_call_that_another_panel_has_not_logged_yet_makes_no_room_for_later_ones() {
    let mut rig = Rig::live();
    rig.primary(false, &[]);
    for id in ["c1", "c2", "c3", "c4", "c5", "c6"] {
        let call = answered(&rig, &ringing(&rig, id, "0312345678"));
        rig.call(&call);
        rig.call(&ended(&rig, &call, Cause::Normal));
        rig.pass_live(1_000);
    }
    // The other panel has gone before it logged them.
    rig.primary(true, &[]);
    assert!(rig.panel.call_ids().iter().any(|id| *id == "c1"), "{:?}", rig.panel.call_ids());
}

#[test]
fn that_there_is_no_log_is_reported_by_the_panel_that_takes_over() {
    let mut rig = Rig::live();
    rig.primary(false, &[]);
    let call = Call { first_offer: false, ..ringing(&rig, "c1", "0312345678") };
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Missed));
    let reports = |rig: &Rig| rig.commands().iter().filter(|(_, it)| matches!(it, Command::ReportLog { .. })).count();
    assert_eq!(reports(&rig), 0);
    rig.primary(true, &[]);
    assert_eq!(rig.command().1, Command::ReportLog { call: "c1".to_owned(), record_id: None, revision: Some(0) });
    rig.done();
    rig.primary(false, &[]);
    rig.primary(true, &[]);
    rig.pass_live(60_000);
    assert_eq!(reports(&rig), 1, "once is enough");
}

/// A call whose log says less than the event server knows: the panel that wrote it has gone.
fn outdated(rig: &Rig) -> Call {
    let call = ended(rig, &answered(rig, &ringing(rig, "c1", "0312345678")), Cause::Normal);
    let log = CallLog { record_id: "00T1".to_owned(), stale: true };
    Call { log: Some(log), result: Some("受注".to_owned()), revision: 3, ..call }
}

#[test]
fn a_log_that_is_outdated_is_corrected_by_the_primary_panel_and_reported_with_its_revision() {
    let mut rig = Rig::live();
    rig.call(&outdated(&rig));
    let log = rig.save_log("00T1");
    assert_eq!((log.id.as_deref(), log.result.as_str()), (Some("00T1"), "受注"));
    let report = |revision| Command::ReportLog {
        call: "c1".to_owned(),
        record_id: Some("00T1".to_owned()),
        revision: Some(revision),
    };
    assert_eq!(rig.command().1, report(3));

    // It is not this panel's while another one is the primary.
    let mut other = Rig::live();
    other.primary(false, &[]);
    other.call(&outdated(&other));
    other.pass_live(60_000);
    assert!(!other.is_asked(is_log));
    other.primary(true, &[]);
    assert_eq!(other.logged().1.result, "受注");
}

#[test]
fn a_log_that_says_all_there_is_is_only_reported_again() {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![hanako()]);
    let call = ended(&rig, &call, Cause::Normal);
    rig.call(&call);
    rig.save_log("00T1");
    rig.done();
    // Its own choice comes back from the server only after the log has taken it.
    rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) });
    rig.save_log("00T1");
    let log = CallLog { record_id: "00T1".to_owned(), stale: true };
    rig.call(&Call { result: Some("受注".to_owned()), revision: 1, log: Some(log), ..call });
    let (_, command) = rig.command();
    assert!(matches!(command, Command::ReportLog { revision: Some(1), .. }), "{command:?}");
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));
}

#[test]
fn a_log_is_corrected_though_the_agent_has_put_its_card_away() {
    let mut rig = Rig::live();
    let call = logged_elsewhere(Call { log: None, result: None, revision: 0, ..outdated(&rig) });
    rig.call(&call);
    rig.user(UserAction::Dismiss { call: "c1".to_owned() });
    assert!(rig.panel.screen().cards.is_empty());
    rig.call(&outdated(&rig));
    assert!(rig.panel.screen().cards.is_empty());
    assert_eq!(rig.save_log("00T1").result, "受注");
}

#[test]
fn the_log_of_a_missed_call_is_corrected_when_a_colleague_answers_though_its_card_has_gone() {
    let mut rig = Rig::live();
    // The card has made room for later calls: the report brings a card anew.
    let call = logged_elsewhere(ended(&rig, &ringing(&rig, "c1", "0312345678"), Cause::AnsweredElsewhere));
    rig.call(&call);
    let (_, log) = rig.logged();
    assert_eq!((log.id.as_deref(), log.result.as_str()), (Some("00T1"), "Answered by another agent"));
}
