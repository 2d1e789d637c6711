//! The server is killed and started anew: nothing that a panel was told is lost, and nothing is done twice.

use crate::desk::*;
use denwa_protocol::{
    AgentMode, AttachedRecord, Call, Cause, Command, CommandError, CommandOutcome, Direction, Event, Number, Resume,
    ServerMessage, Snapshot,
};
use denwa_server::{
    hub::{Effect, REQUEST_MS},
    pbx::{Done, PbxEvent, PbxRequest},
};

const RECORD: &str = "00T5g00000ABCDEFGH";
const DAY: u64 = 24 * 60 * MINUTE;

fn note(call: &str, text: &str, base: u32) -> Command {
    Command::SetNote { call: call.to_owned(), text: text.to_owned(), base }
}

fn dial(number: &str) -> Command {
    let record = AttachedRecord { record_id: "0035g00000AbCdEAAV".to_owned(), name: None };
    Command::Dial { number: number.to_owned(), record: Some(record), extension: None, presented: None, callback: None }
}

fn dialled(id: &str, number: &str, now: u64) -> Call {
    let mut call = ringing(id, now);
    call.direction = Direction::Outbound;
    call.remote.number = Number::Known { digits: number.to_owned() };
    call
}

fn resume(snapshot: &Snapshot, seq: u64) -> Resume {
    Resume { stream: snapshot.stream.clone(), seq }
}

#[test]
fn notes_records_logs_and_modes_are_still_there() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    for id in ["talking", "open", "logged"] {
        desk.report_call("2001", &connected(&ringing(id, START), START));
        desk.command(panel, &format!("note {id}"), note(id, "見積もり", 0));
    }
    for id in ["open", "logged"] {
        desk.report_call("2001", &ended(&connected(&ringing(id, START), START), START, Cause::Normal));
    }
    desk.command(
        panel,
        "log",
        Command::ReportLog { call: "logged".to_owned(), record_id: Some(RECORD.to_owned()), revision: None },
    );
    desk.command(panel, "mode", Command::SetAgentState { mode: AgentMode::NotReady, reason: Some("lunch".to_owned()) });
    let effects = desk.command(panel, "mode 2", Command::SetAgentState { mode: AgentMode::Ready, reason: None });
    desk.reply(&effects, Ok(Done::default()));

    desk.restart("two");
    let snapshot = desk.snapshot_for("sato");
    let ids: Vec<_> = snapshot.calls.iter().map(|call| call.id.as_str()).collect();
    assert_eq!(ids, ["talking", "open"]);
    assert!(snapshot.calls.iter().all(|call| call.note.as_ref().is_some_and(|note| note.text == "見積もり")));
    assert_eq!(snapshot.agent.mode, AgentMode::Ready);

    // The PBX still has the call, and an old mode.
    let effects = desk.pbx_up(|desk| {
        desk.report_call("2001", &connected(&ringing("talking", START), START));
        desk.report_agent("2001", AgentMode::NotReady, None);
    });
    assert_eq!(
        request(&effects).unwrap().2,
        PbxRequest::SetAgentState { mode: AgentMode::Ready, reason: None, other_work: false }
    );
    let snapshot = desk.snapshot_for("sato");
    assert_eq!(snapshot.calls[0].ended, None);
    let (panel, _) = desk.sign_in("sato");
    assert_eq!(error(&desk.command(panel, "late", note("logged", "more", 1)), panel), None, "notes may still change");
    let again = Command::ReportLog {
        call: "logged".to_owned(),
        record_id: Some("00T5g00000ABCDEFGI".to_owned()),
        revision: None,
    };
    assert_eq!(error(&desk.command(panel, "twice", again), panel), Some(CommandError::Conflict));
}

#[test]
fn a_call_that_ended_with_no_panel_open_is_there_next_day_and_not_for_ever() {
    let mut desk = Desk::new();
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    desk.restart("two");
    desk.pass(DAY);
    desk.restart("three");
    assert_eq!(desk.snapshot_for("sato").calls.len(), 1);
    desk.pass(6 * DAY - 1);
    assert_eq!(desk.snapshot_for("sato").calls.len(), 1);
    desk.pass(MINUTE);
    assert_eq!(desk.snapshot_for("sato").calls.len(), 0);
    desk.restart("four");
    assert_eq!(desk.snapshot_for("sato").calls.len(), 0, "the store has forgotten it too");
}

#[test]
fn a_clock_that_is_years_ahead_at_the_start_forgets_no_call_at_once() {
    let mut desk = Desk::new();
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    desk.clock_error = 3_000 * i64::try_from(DAY).unwrap();
    desk.restart("two");
    desk.pass(59 * MINUTE);
    assert_eq!(desk.snapshot_for("sato").calls.len(), 1);
}

#[test]
fn a_panel_goes_on_where_it_was() {
    let mut desk = Desk::new();
    desk.report_agent("2001", AgentMode::Ready, None);
    let (_, old) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &connected(&call, desk.now));
    desk.restart("two");
    let (back, effects) = desk.sign_in_as(ORG, "sato", "page", Some(resume(&old, old.seq + 1)));
    let messages = sent(&effects, back);
    let [
        ServerMessage::Primary { .. },
        ServerMessage::Resumed { stream },
        first,
        pbx,
        phone,
        ServerMessage::Event { event: Event::Parked { .. }, .. },
        ServerMessage::Event { event: Event::Supervises { supervises: false }, .. },
        ServerMessage::Ready,
    ] = &messages[..]
    else {
        panic!("{effects:?}")
    };
    assert!(matches!(first, ServerMessage::Event { seq, event: Event::Call { call }, .. }
        if *seq == old.seq + 2 && call.answered_at.is_some()));
    assert!(matches!(pbx, ServerMessage::Event { seq, event: Event::Pbx { .. }, .. } if *seq == old.seq + 3));
    assert!(matches!(phone, ServerMessage::Event { seq, event: Event::Phone { .. }, .. } if *seq == old.seq + 4));

    // The next time it names the new stream, also over another restart.
    desk.restart("three");
    let again = Some(Resume { stream: stream.clone(), seq: old.seq + 6 });
    let (back, effects) = desk.sign_in_as(ORG, "sato", "page", again);
    assert!(matches!(sent(&effects, back)[1], ServerMessage::Resumed { .. }));
    assert_eq!(calls(&effects, back), []);
}

#[test]
fn a_panel_does_not_get_a_call_as_ringing_that_is_over() {
    let mut desk = Desk::new();
    let (panel, old) = desk.sign_in("sato");
    desk.feed(denwa_server::hub::Input::Closed(panel));
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    let (back, effects) = desk.sign_in_as(ORG, "sato", "page", Some(resume(&old, old.seq)));
    let received = calls(&effects, back);
    assert_eq!(received.len(), 2, "each event has its number");
    assert!(received.iter().all(|call| call.ended.is_some()));
}

#[test]
fn a_power_cut_that_lost_events_leads_to_a_snapshot() {
    let mut desk = Desk::new();
    let (_, old) = desk.sign_in("sato");
    let before = desk.kept.clone();
    desk.report_call("2001", &ringing("lost", desk.now));
    desk.kept = before;
    desk.restart("two");
    desk.report_call("2001", &ringing("other", desk.now));
    let (back, effects) = desk.sign_in_as(ORG, "sato", "page", Some(resume(&old, old.seq + 1)));
    assert_eq!(snapshot(&effects, back).calls[0].id, "other");
}

#[test]
fn a_changed_configuration_leads_to_a_snapshot() {
    let mut desk = Desk::new();
    let (_, old) = desk.sign_in("sato");
    desk.restart("two");
    let reason = denwa_protocol::Reason { code: "new".to_owned(), ja: "新".to_owned(), en: "New".to_owned() };
    desk.restart_with("three", |config| config.reasons.push(reason));
    let (back, effects) = desk.sign_in_as(ORG, "sato", "page", Some(resume(&old, old.seq)));
    assert_eq!(snapshot(&effects, back).reasons.last().map(|reason| reason.code.as_str()), Some("new"));
}

#[test]
fn an_answered_command_is_answered_the_same_and_not_done_again() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.report_call("2001", &connected(&ringing("c1", START), START));
    assert_eq!(error(&desk.command(panel, "note", note("c1", "once", 0)), panel), None);
    let effects = desk.command(panel, "dial", dial("0312345678"));
    // The call is held first.
    let effects = desk.reply(&effects, Ok(Done { call: None }));
    desk.reply(&effects, Ok(Done { call: None }));
    let effects = desk.command(panel, "bad", dial("x"));
    assert_eq!(error(&effects, panel), Some(CommandError::BadNumber));

    desk.restart("two");
    desk.pbx_up(|desk| {
        desk.report_call("2001", &connected(&ringing("c1", START), START));
    });
    let (panel, _) = desk.sign_in("sato");
    for (id, command, outcome) in [
        ("note", note("c1", "once", 0), None),
        ("dial", dial("0312345678"), None),
        ("bad", dial("x"), Some(CommandError::BadNumber)),
        ("dial", dial("0398765432"), Some(CommandError::BadRequest)),
    ] {
        let effects = desk.command(panel, id, command);
        assert_eq!((error(&effects, panel), request(&effects)), (outcome, None), "{id}");
    }
    assert_eq!(desk.snapshot_for("sato").calls[0].note.as_ref().map(|note| note.revision), Some(1));
    desk.pass(10 * MINUTE);
    assert!(request(&desk.command(panel, "dial", dial("0312345678"))).is_some(), "after ten minutes the ID is free");
}

#[test]
fn a_dial_that_was_under_way_is_not_done_again_and_answered_with_what_is_known() {
    for pbx_has_dialled in [true, false] {
        let mut desk = Desk::new();
        let (panel, _) = desk.sign_in("sato");
        assert!(request(&desk.command(panel, "dial", dial("0312345678"))).is_some());
        desk.pass(500);
        desk.restart("two");
        let (panel, _) = desk.sign_in("sato");
        let effects = desk.command(panel, "dial", dial("0312345678"));
        assert_eq!((request(&effects), answers(&effects, panel)), (None, vec![]), "not until the PBX has reported");
        let effects = desk.pbx_up(|desk| {
            if pbx_has_dialled {
                desk.report_call("2001", &dialled("new", "0312345678", desk.now - 400));
            }
        });
        let expected = if pbx_has_dialled {
            CommandOutcome::Done
        } else {
            CommandOutcome::Failed { error: CommandError::OutcomeUnknown, detail: None }
        };
        assert_eq!(answers(&effects, panel), [("dial".to_owned(), expected)]);
        if pbx_has_dialled {
            let call = desk.snapshot_for("sato").calls.remove(0);
            assert!(call.record.is_some(), "the record from which it was dialled");
        }
    }
}

#[test]
fn a_command_under_way_is_answered_even_if_the_pbx_stays_down() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.command(panel, "dial", dial("0312345678"));
    desk.restart("two");
    let (panel, _) = desk.sign_in("sato");
    assert_eq!(answers(&desk.command(panel, "dial", dial("0312345678")), panel), []);
    assert_eq!(error(&desk.pass(REQUEST_MS), panel), Some(CommandError::OutcomeUnknown));
    // The answer itself outlives the next restart.
    desk.restart("three");
    let (panel, _) = desk.sign_in("sato");
    let effects = desk.command(panel, "dial", dial("0312345678"));
    assert_eq!(error(&effects, panel), Some(CommandError::OutcomeUnknown));
}

#[test]
fn an_earlier_call_to_the_same_number_is_not_taken_for_the_dialled() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let earlier = dialled("earlier", "0312345678", desk.now);
    desk.report_call("2001", &earlier);
    desk.pass(MINUTE);
    desk.command(panel, "dial", dial("0312345678"));
    desk.restart("two");
    let (panel, _) = desk.sign_in("sato");
    desk.command(panel, "dial", dial("0312345678"));
    let effects = desk.pbx_up(|desk| {
        desk.report_call("2001", &earlier);
    });
    assert_eq!(error(&effects, panel), Some(CommandError::OutcomeUnknown));
}

#[test]
fn the_state_of_the_call_tells_whether_a_command_under_way_was_done() {
    let talking = connected(&ringing("c1", START), START);
    let mut held = talking.clone();
    (held.state, held.held_at) = (denwa_protocol::ConnectionState::Held, Some(START));
    let call = || "c1".to_owned();
    let unknown = Some(CommandError::OutcomeUnknown);
    for (command, before, after, expected) in [
        (Command::Answer { call: call() }, ringing("c1", START), Some(&talking), None),
        (Command::Hold { call: call() }, talking.clone(), Some(&held), None),
        (Command::Hold { call: call() }, talking.clone(), Some(&talking), unknown),
        (Command::Retrieve { call: call() }, held.clone(), Some(&talking), None),
        (Command::Retrieve { call: call() }, held.clone(), Some(&held), unknown),
        (Command::HangUp { call: call() }, talking.clone(), None, None),
        (Command::HangUp { call: call() }, talking.clone(), Some(&talking), unknown),
    ] {
        let mut desk = Desk::new();
        let (panel, _) = desk.sign_in("sato");
        desk.report_call("2001", &before);
        assert!(request(&desk.command(panel, "1", command.clone())).is_some());
        desk.restart("two");
        let (panel, _) = desk.sign_in("sato");
        assert_eq!(request(&desk.command(panel, "1", command.clone())), None);
        let effects = desk.pbx_up(|desk| {
            if let Some(after) = after {
                desk.report_call("2001", after);
            }
        });
        assert_eq!(error(&effects, panel), expected, "{command:?}");
    }
}

#[test]
fn a_mode_under_way_is_put_into_force_and_mirrored_once() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let mode = Command::SetAgentState { mode: AgentMode::NotReady, reason: Some("lunch".to_owned()) };
    assert!(request(&desk.command(panel, "1", mode.clone())).is_some());
    desk.restart("two");
    let (panel, _) = desk.sign_in("sato");
    assert_eq!(error(&desk.command(panel, "1", mode), panel), None);
    let effects = desk.pbx_up(|desk| {
        desk.report_agent("2001", AgentMode::Ready, None);
    });
    let requests: Vec<_> = effects.iter().filter(|effect| matches!(effect, Effect::Request { .. })).collect();
    assert_eq!(requests.len(), 1);
    assert_eq!(desk.snapshot_for("sato").agent.reason.as_deref(), Some("lunch"));
}

#[test]
fn who_was_offered_a_queue_call_first_is_remembered() {
    let mut desk = Desk::new();
    let offer = |id: &str| {
        let mut call = ringing(id, START);
        (call.request_id, call.queue) = ("whole".to_owned(), Some("support".to_owned()));
        call
    };
    desk.report_call("2002", &offer("first"));
    desk.restart("two");
    desk.pbx_up(|desk| {
        desk.report_call("2002", &offer("first"));
        desk.report_call("2001", &offer("second"));
    });
    assert!(!desk.snapshot_for("sato").calls[0].first_offer);
}

#[test]
fn what_a_store_gets_after_it_has_failed_is_the_same_as_what_it_would_have() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    for i in 0..300 {
        let id = format!("c{}", i % 7);
        desk.report_call("2001", &ringing(&id, START));
        let effects = desk.command(panel, &format!("n{i}"), note(&id, &i.to_string(), i / 7));
        assert_eq!(answers(&effects, panel).len(), 1);
    }
    desk.command(panel, "dial", dial("0312345678"));
    desk.pbx(PbxEvent::Down);
    let mut rewritten = crate::model::Model::default();
    for change in &desk.hub.everything() {
        rewritten.apply(change);
    }
    let mut expected = desk.kept.clone();
    for agent in expected.restored.agents.values_mut() {
        // The hub keeps the latest events only.
        let surplus = agent.events.len().saturating_sub(128);
        if let Some(last) = agent.events.drain(..surplus).next_back() {
            agent.floor = (last.seq, last.boot);
        }
    }
    assert_eq!(rewritten.restored.agents, expected.restored.agents);
}
