//! A log is never lost, never written twice by itself, and always says how it stands.

use crate::rig::*;
use denwa_core::{HostError, HostReply, Input, SocketEvent, UserAction};
use denwa_protocol::{CallLog, Cause, Command, CommandError, CommandOutcome, Event, ServerMessage};

fn ended_call() -> Rig {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    rig.call(&ended(&rig, &call, Cause::Normal));
    rig
}

#[test]
fn no_answer_counts_as_unknown_and_is_reconciled_by_the_key() {
    let mut rig = ended_call();
    let (id, first) = rig.logged();
    rig.pass_live(14_900);
    assert!(!rig.is_asked(is_log));
    let log = rig.card().log.unwrap();
    assert!(log.text.contains("may or may not") && log.can_save_again);
    // The answer comes after all.
    let mut late = Rig { panel: rig.panel.clone(), ..ended_call() };
    late.now = rig.now;
    late.answer(id, Ok(HostReply::LogSaved { id: "00T1".to_owned() }));
    assert_eq!(late.card().log.unwrap().text, "Call log saved");
    // Or it does not: it is asked for again under the same key, a few times.
    for wait in [100, 34_900, 64_900] {
        rig.pass_live(wait - 100);
        assert!(!rig.is_asked(is_log), "too early after {wait}");
        rig.pass_live(200);
        let (_, again) = rig.logged();
        assert_eq!((&again.call_id, &again.login, &again.id), (&first.call_id, &first.login, &None));
    }
    rig.pass_live(600_000);
    assert!(!rig.is_asked(is_log), "then it is left to the agent");
    let log = rig.card().log.unwrap();
    assert!(log.text.contains("may or may not") && log.can_save_again);
}

#[test]
fn an_error_that_may_pass_is_tried_again_three_times_then_left_to_the_agent() {
    let mut rig = ended_call();
    let locked = || HostError::Refused { transient: true, detail: "UNABLE_TO_LOCK_ROW".to_owned() };
    for wait in [3_000, 10_000, 30_000] {
        let (id, _) = rig.logged();
        rig.answer(id, Err(locked()));
        assert!(rig.card().log.unwrap().text.contains("UNABLE_TO_LOCK_ROW"));
        rig.pass_live(wait - 1);
        assert!(!rig.is_asked(is_log), "too early after {wait}");
        rig.pass_live(1);
    }
    let (id, _) = rig.logged();
    rig.answer(id, Err(locked()));
    rig.pass_live(120_000);
    assert!(!rig.is_asked(is_log));
    let log = rig.card().log.unwrap();
    assert!(log.text.contains("Nothing is lost") && log.can_save_again);
    rig.user(UserAction::SaveLogAgain { call: "c1".to_owned() });
    rig.save_log("00T1");
    assert_eq!(rig.card().log.unwrap().text, "Call log saved");
}

#[test]
fn an_error_that_will_not_pass_is_left_to_the_agent_at_once() {
    let mut rig = ended_call();
    let (id, _) = rig.logged();
    rig.answer(id, Err(HostError::Refused { transient: false, detail: "Required field".to_owned() }));
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));
    assert!(rig.card().log.unwrap().text.contains("Required field"));
    rig.user(UserAction::Dismiss { call: "c1".to_owned() });
    assert!(rig.panel.call_ids().is_empty(), "the agent may give it up");
}

#[test]
fn a_log_on_its_way_cannot_be_put_away() {
    let mut rig = ended_call();
    rig.user(UserAction::Dismiss { call: "c1".to_owned() });
    assert_eq!(rig.panel.call_ids(), ["c1"]);
}

#[test]
fn only_the_primary_panel_logs_and_one_that_takes_over_waits_for_the_other() {
    let mut rig = Rig::live();
    rig.primary(false, &[]);
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    assert!(!rig.is_asked(is_search) && !rig.is_asked(is_pop));
    let over = ended(&rig, &call, Cause::Normal);
    rig.call(&over);
    assert_eq!(rig.card().log.unwrap().text, "Another tab saves the call log");
    rig.primary(true, &[]);
    rig.found(vec![hanako()]);
    assert!(rig.popped().is_empty(), "the other panel has opened it");
    rig.pass_live(9_000);
    assert!(!rig.is_asked(is_log));
    let mut written = over.clone();
    written.log = Some(CallLog { record_id: "00T1".to_owned() });
    rig.event(Event::Call { call: written });
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log), "the other panel had written it");

    // And if the other one is gone, it is written here.
    let mut rig = Rig::live();
    rig.primary(false, &[]);
    rig.call(&over);
    rig.primary(true, &[]);
    rig.found(vec![hanako()]);
    rig.pass_live(11_000);
    assert_eq!(rig.save_log("00T1").who, Some(hanako().id));
}

#[test]
fn the_log_waits_for_the_search_but_not_for_ever() {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert!(!rig.is_asked(is_log));
    rig.pass_live(6_000);
    assert_eq!(rig.save_log("00T1").who, None);
}

#[test]
fn a_written_log_is_reported_until_the_server_knows() {
    let mut rig = ended_call();
    rig.save_log("00T1");
    let reports =
        |rig: &Rig| rig.commands().iter().filter(|(_, command)| matches!(command, Command::ReportLog { .. })).count();
    assert_eq!(reports(&rig), 1);
    let (id, _) = rig.command();
    let slow_down = CommandOutcome::Failed { error: CommandError::RateLimited, detail: None };
    rig.message(ServerMessage::Answer { id, outcome: slow_down });
    assert_eq!(reports(&rig), 1, "it does slow down");
    rig.pass_live(2_000);
    assert_eq!(reports(&rig), 2);
    // The answer is lost with the connection.
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Ready);
    assert_eq!(reports(&rig), 3);
    // And without an answer it is told again.
    rig.pass_live(6_000);
    assert_eq!(reports(&rig), 4);
    rig.done();
    rig.pass_live(60_000);
    assert_eq!(reports(&rig), 4);
}

#[test]
fn a_log_the_agent_gave_up_is_not_written_when_the_call_is_told_again() {
    let mut rig = ended_call();
    let (_, log) = rig.logged();
    rig.pass_live(6_000);
    rig.user(UserAction::Dismiss { call: "c1".to_owned() });
    assert_eq!(rig.command().1, Command::ReportLog { call: "c1".to_owned(), record_id: None });
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.snapshot(vec![ended(&rig, &call, Cause::Normal)]);
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log) && rig.panel.call_ids().is_empty(), "{log:?}");
}

#[test]
fn a_call_that_another_agent_answered_after_all_is_corrected_with_its_log() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    rig.call(&ended(&rig, &call, Cause::Missed));
    let missed = rig.save_log("00T1");
    rig.done();
    assert_eq!((missed.id.as_deref(), missed.result.as_str()), (None, "Missed"));
    rig.call(&ended(&rig, &call, Cause::AnsweredElsewhere));
    let corrected = rig.save_log("00T1");
    assert_eq!((corrected.id.as_deref(), corrected.result.as_str()), (Some("00T1"), "Answered by another agent"));
    assert!(rig.card().title.contains("another agent"), "{}", rig.card().title);
    rig.call(&ended(&rig, &call, Cause::AnsweredElsewhere));
    assert!(!rig.is_asked(is_log), "once");
}
