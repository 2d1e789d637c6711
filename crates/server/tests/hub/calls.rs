//! Calls in events and snapshots.

use crate::desk::*;
use denwa_protocol::{AttachedRecord, Cause, Command, CommandError, Event, Number, ServerMessage};
use denwa_server::hub::Input;

const RECORD: &str = "00T5g00000ABCDEFGH";

fn report(call: &str, record: Option<&str>) -> Command {
    Command::ReportLog { call: call.to_owned(), record_id: record.map(str::to_owned), revision: None }
}

#[test]
fn a_call_that_began_before_the_panel_is_in_its_snapshot() {
    let mut desk = Desk::new();
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    assert_eq!(desk.sign_in("sato").1.calls, [call]);
}

#[test]
fn each_change_causes_an_event_and_a_repetition_none() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    assert_eq!(calls(&desk.report_call("2001", &call), panel), std::slice::from_ref(&call));
    assert_eq!(calls(&desk.report_call("2001", &call), panel), []);
    let talking = connected(&call, desk.now);
    assert_eq!(calls(&desk.report_call("2001", &talking), panel), [talking]);
}

#[test]
fn reports_after_the_end_are_ignored() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    let over = ended(&call, desk.now, Cause::Missed);
    assert_eq!(calls(&desk.report_call("2001", &over), panel), std::slice::from_ref(&over));
    assert_eq!(calls(&desk.report_call("2001", &connected(&call, desk.now)), panel), []);
    assert_eq!(desk.snapshot_for("sato").calls, [over]);
}

#[test]
fn other_agents_get_no_events() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("suzuki");
    let call = ringing("c1", desk.now);
    assert_eq!(sent(&desk.report_call("2001", &call), panel), []);
    assert_eq!(desk.snapshot_for("suzuki").calls, []);
}

#[test]
fn a_record_that_was_found_stays_with_a_call_that_is_over() {
    let found = |number: u8| AttachedRecord {
        record_id: format!("0035g00000ABCDE{number:03}"),
        name: Some(format!("Record {number}")),
    };
    let report = |number| Command::ReportRecord { call: "c1".to_owned(), record: found(number) };
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    let effects = desk.command(panel, "early", report(1));
    assert_eq!(error(&effects, panel), Some(CommandError::WrongState), "another party may come");
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    let effects = desk.command(panel, "1", report(1));
    assert_eq!(calls(&effects, panel)[0].record, Some(found(1)));
    desk.command(panel, "2", report(2));
    assert_eq!(desk.snapshot_for("sato").calls[0].record, Some(found(1)), "the first one stays");
    let chosen = Command::SetRecord { call: "c1".to_owned(), record: Some(found(3)) };
    desk.command(panel, "3", chosen);
    desk.command(panel, "4", report(1));
    assert_eq!(desk.snapshot_for("sato").calls[0].record, Some(found(3)), "the agent's choice counts");
}

#[test]
fn an_ended_call_stays_for_days_until_its_log_is_reported() {
    let mut desk = Desk::new();
    for id in ["logged", "open", "not to be logged"] {
        let call = ringing(id, desk.now);
        desk.report_call("2001", &call);
        desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    }
    let (panel, snapshot) = desk.sign_in("sato");
    assert_eq!(snapshot.calls.len(), 3);
    let effects = desk.command(panel, "1", report("logged", Some(RECORD)));
    assert_eq!(error(&effects, panel), None);
    let received = calls(&effects, panel);
    assert_eq!(received[0].log.as_ref().map(|log| log.record_id.as_str()), Some(RECORD));
    assert_eq!(error(&desk.command(panel, "2", report("not to be logged", None)), panel), None);
    let ids = |desk: &mut Desk| desk.snapshot_for("sato").calls.into_iter().map(|call| call.id).collect::<Vec<_>>();
    assert_eq!(ids(&mut desk), ["open"]);
    desk.pass(7 * 24 * 60 * MINUTE - 1);
    assert_eq!(ids(&mut desk), ["open"]);
    desk.pass(1);
    assert_eq!(ids(&mut desk), [""; 0]);
}

#[test]
fn a_call_that_changes_after_its_log_is_in_snapshots_until_the_log_is_corrected() {
    let at = |revision, record: Option<&str>| Command::ReportLog {
        call: "c1".to_owned(),
        record_id: record.map(str::to_owned),
        revision: Some(revision),
    };
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&connected(&call, desk.now), desk.now, Cause::Normal));
    desk.command(panel, "1", at(0, Some(RECORD)));
    assert_eq!(desk.snapshot_for("sato").calls, []);
    let result = |result: &str| Command::SetResult { call: "c1".to_owned(), result: Some(result.to_owned()) };
    let changed = calls(&desk.command(panel, "2", result("won")), panel).remove(0);
    assert_eq!((changed.revision, changed.log.map(|log| log.stale)), (1, Some(true)));
    // Between the log and its report it changes once more.
    desk.command(panel, "3", Command::SetNote { call: "c1".to_owned(), text: "note".to_owned(), base: 0 });
    desk.command(panel, "4", at(1, Some(RECORD)));
    let open = desk.snapshot_for("sato").calls.remove(0);
    assert_eq!((open.revision, open.log.map(|log| log.stale)), (2, Some(true)));
    let told = calls(&desk.command(panel, "5", at(2, Some(RECORD))), panel).remove(0);
    assert!(told.log.is_some_and(|log| !log.stale));
    assert_eq!(desk.snapshot_for("sato").calls, []);
    // A panel that knows no revisions settles the log.
    desk.command(panel, "6", result("lost"));
    assert_eq!(desk.snapshot_for("sato").calls.len(), 1);
    desk.command(panel, "7", report("c1", Some(RECORD)));
    assert_eq!(desk.snapshot_for("sato").calls, []);
}

#[test]
fn a_missed_call_without_a_log_stays_settled_when_a_colleague_has_answered_it() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    desk.command(panel, "1", report("c1", None));
    desk.report_call("2001", &ended(&call, desk.now, Cause::AnsweredElsewhere));
    assert_eq!(desk.snapshot_for("sato").calls, []);
}

#[test]
fn a_log_that_the_agent_takes_back_and_wants_again_is_another_record() {
    let not_logged =
        |reason: Option<&str>| Command::SetNotLogged { call: "c1".to_owned(), reason: reason.map(str::to_owned) };
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&connected(&call, desk.now), desk.now, Cause::Normal));
    desk.command(panel, "1", report("c1", Some(RECORD)));
    desk.command(panel, "2", not_logged(Some("private")));
    assert_eq!(desk.snapshot_for("sato").calls.len(), 1, "a panel has to withdraw it");
    let told = calls(&desk.command(panel, "3", report("c1", None)), panel).remove(0);
    assert_eq!((told.log, desk.snapshot_for("sato").calls), (None, Vec::new()));
    desk.command(panel, "4", not_logged(None));
    assert_eq!(desk.snapshot_for("sato").calls.len(), 1, "a panel has to write it again");
    let (other, third) = ("00T5g00000ABCDEFGI", "00T5g00000ABCDEFGJ");
    assert_eq!(error(&desk.command(panel, "5", report("c1", Some(other))), panel), None);
    assert_eq!(desk.snapshot_for("sato").calls, []);
    // The report that it was taken back is lost.
    desk.command(panel, "6", not_logged(Some("private")));
    desk.command(panel, "7", not_logged(None));
    let rewritten = Command::ReportLog { call: "c1".to_owned(), record_id: Some(third.to_owned()), revision: Some(8) };
    assert_eq!(error(&desk.command(panel, "8", report("c1", Some(third))), panel), Some(CommandError::Conflict));
    assert_eq!(error(&desk.command(panel, "9", rewritten), panel), None);
    assert_eq!(desk.snapshot_for("sato").calls, []);
}

#[test]
fn a_log_written_during_the_call_does_not_settle_it() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.command(panel, "1", report("c1", Some(RECORD)));
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    assert_eq!(desk.snapshot_for("sato").calls.len(), 1);
    assert_eq!(error(&desk.command(panel, "2", report("c1", Some(RECORD))), panel), None);
    assert_eq!(desk.snapshot_for("sato").calls.len(), 0);
}

#[test]
fn a_second_log_of_one_call_is_a_conflict() {
    use denwa_protocol::CommandError::Conflict;
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    desk.command(panel, "1", report("c1", Some(RECORD)));
    assert_eq!(error(&desk.command(panel, "2", report("c1", Some(RECORD))), panel), None);
    assert_eq!(error(&desk.command(panel, "3", report("c1", Some("00T5g00000ABCDEFGI"))), panel), Some(Conflict));
}

#[test]
fn only_the_first_part_of_a_queue_or_group_call_is_the_first_offer() {
    for queue in [Some("support"), None] {
        only_the_first_part_is_the_first_offer(queue);
    }
}

fn only_the_first_part_is_the_first_offer(queue: Option<&str>) {
    let mut desk = Desk::new();
    let offer = |id: &str| {
        let mut call = ringing(id, START);
        call.request_id = String::from("whole");
        call.queue = queue.map(str::to_owned);
        call
    };
    desk.report_call("2002", &offer("first"));
    desk.report_call("2001", &offer("second"));
    // The queue offers the call to the same agent again.
    desk.report_call("2002", &ended(&offer("first"), START, Cause::Missed));
    desk.report_call("2002", &offer("third"));
    let first = |desk: &mut Desk, login: &str| {
        let calls = desk.snapshot_for(login).calls;
        calls.into_iter().filter(|call| call.first_offer).map(|call| call.id).collect::<Vec<_>>()
    };
    assert_eq!(first(&mut desk, "suzuki"), ["first"]);
    assert_eq!(first(&mut desk, "sato"), [""; 0]);
    // Somebody answers and transfers the call: whoever is offered it then is the first.
    let mut answered = offer("second");
    answered.answered_at = Some(START + 1_000);
    desk.report_call("2001", &answered);
    desk.report_call("2001", &ended(&answered, START + 2_000, Cause::Transferred));
    desk.report_call("2002", &offer("fourth"));
    desk.report_call("2001", &offer("fifth"));
    assert_eq!(first(&mut desk, "suzuki"), ["fourth", "first"]);
    assert_eq!(first(&mut desk, "sato"), [""; 0]);
}

#[test]
fn text_from_outside_is_cut_and_cleaned() {
    let mut desk = Desk::new();
    let mut call = ringing("c1", desk.now);
    call.remote.name = Some(format!("\u{7}花子{}", "x".repeat(100_000)));
    call.remote.number = Number::Known { digits: "1".repeat(100_000) };
    desk.report_call("2001", &call);
    let received = desk.snapshot_for("sato").calls.remove(0);
    assert!(received.remote.name.as_ref().is_some_and(|name| name.starts_with("花子x") && name.chars().count() == 128));
    assert!(matches!(received.remote.number, Number::Known { digits } if digits.len() == 128));
}

#[test]
fn a_snapshot_never_outgrows_a_message_and_no_call_is_lost() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    for i in 0..60 {
        let call = ringing(&format!("c{i:02}"), desk.now);
        desk.report_call("2001", &ended(&call, desk.now + i, Cause::Missed));
        let text = "\n".repeat(2_000);
        desk.command(panel, &format!("n{i}"), Command::SetNote { call: call.id, text, base: 0 });
    }
    let live = ringing("live", desk.now);
    desk.report_call("2001", &live);
    let (late, effects) = desk.sign_in_as(ORG, "sato", "late", None);
    for message in sent(&effects, late) {
        assert!(serde_json::to_string(&message).unwrap().len() <= denwa_protocol::MAX_MESSAGE_BYTES);
    }
    assert_eq!(sent(&effects, late).last(), Some(&denwa_protocol::ServerMessage::Ready));
    let snapshot = snapshot(&effects, late);
    assert_eq!(snapshot.calls[0], live, "live calls come first");
    assert!(snapshot.more_calls);
    let pages = desk.pages(late);
    for message in sent(&pages, late) {
        assert!(serde_json::to_string(&message).unwrap().len() <= denwa_protocol::MAX_MESSAGE_BYTES);
    }
    let received = paged_calls(&pages, late);
    assert!(!received.is_empty());
    let mut ids: Vec<_> = snapshot.calls.iter().chain(&received).map(|call| call.id.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 61);
}

#[test]
fn a_new_panel_hears_of_all_of_thousands_of_open_calls_newest_first() {
    let mut desk = Desk::new();
    for i in 0..2_500 {
        let call = ringing(&format!("c{i:04}"), desk.now);
        desk.report_call("2001", &call);
        desk.pass(10);
        desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    }
    let (panel, snapshot) = desk.sign_in("sato");
    let pages = desk.pages(panel);
    let ids: Vec<_> = snapshot.calls.into_iter().chain(paged_calls(&pages, panel)).map(|call| call.id).collect();
    assert_eq!(ids, (0..2_500).rev().map(|i| format!("c{i:04}")).collect::<Vec<_>>());
    let is_more = |message: &ServerMessage| matches!(message, ServerMessage::Calls { more: true, .. });
    let more: Vec<_> = sent(&pages, panel).iter().map(is_more).collect();
    assert_eq!(more.iter().position(|more| !more), Some(more.len() - 1), "the last page says that it is the last");
}

#[test]
fn a_call_that_changes_while_pages_come_is_in_its_newest_state_in_the_end() {
    let mut desk = Desk::new();
    for i in 0..500 {
        let call = ringing(&format!("c{i:03}"), desk.now);
        desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    }
    let (panel, _) = desk.sign_in("sato");
    let note = |text: &str, base| Command::SetNote { call: "c000".to_owned(), text: text.to_owned(), base };
    desk.command(panel, "1", note("early", 0));
    let mut messages = desk.feed(Input::NextPage(panel));
    messages.extend(desk.command(panel, "2", note("late", 1)));
    messages.extend(desk.pages(panel));
    let all: Vec<_> = sent(&messages, panel);
    let of_call = |calls: Vec<denwa_protocol::Call>| calls.into_iter().filter(|call| call.id == "c000");
    let states = all.into_iter().flat_map(|message| match message {
        ServerMessage::Calls { calls, .. } => calls,
        ServerMessage::Event { event: Event::Call { call }, .. } => vec![call],
        _ => vec![],
    });
    let last = of_call(states.collect()).next_back().unwrap();
    assert_eq!(last.note.map(|note| note.text).as_deref(), Some("late"));
}

#[test]
fn an_agent_with_too_many_calls_loses_the_logged_and_the_oldest() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    for i in 0..5_003 {
        let call = ringing(&format!("c{i:04}"), desk.now);
        desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
        if i == 10 {
            desk.command(panel, "log", report("c0010", Some(RECORD)));
        }
        desk.now += 1;
    }
    let (panel, snapshot) = desk.sign_in("sato");
    let pages = desk.pages(panel);
    let ids: Vec<_> = snapshot.calls.into_iter().chain(paged_calls(&pages, panel)).map(|call| call.id).collect();
    assert_eq!((ids.len(), ids.last().map(String::as_str)), (5_000, Some("c0002")));
    assert!(!ids.contains(&"c0010".to_owned()));
}
