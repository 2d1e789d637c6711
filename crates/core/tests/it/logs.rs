//! A log is never lost, never written twice by itself, and always says how it stands.

use crate::rig::*;
use denwa_core::host::StartFault;
use denwa_core::kept_call::KeptCall;
use denwa_core::package::save_log::LogPiece;
use denwa_core::{Effect, HostError, HostReply, Input, SocketEvent, UserAction};
use denwa_protocol::{
    Call, CallLog, Cause, ClientMessage, Command, CommandError, CommandOutcome, Event, ServerMessage,
};

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
    late.answer(id, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec![] }));
    assert_eq!(late.card().log.unwrap().text, "Call log saved");
    // Or it does not: it is asked for again under the same key, ever more rarely.
    let mut waits = Vec::new();
    for _ in 0..6 {
        let asked_for = rig.now;
        while !rig.is_asked(is_log) {
            rig.pass_live(1_000);
        }
        waits.push(rig.now - asked_for);
        let (_, again) = rig.logged();
        assert_eq!((&again.call_id, &again.login, &again.id), (&first.call_id, &first.login, &None));
        rig.pass_live(15_000);
        let log = rig.card().log.unwrap();
        assert!(log.text.contains("may or may not") && log.can_save_again);
    }
    assert!(waits[0] <= 2_000 && waits[4] >= 285_000 && waits[5] <= 376_000, "{waits:?}");
}

#[test]
fn an_error_that_may_pass_is_tried_again_until_it_has_passed() {
    let refused = |detail: &str| HostError::Refused { transient: true, detail: detail.to_owned() };
    let passing = [
        (refused("UNABLE_TO_LOCK_ROW"), "UNABLE_TO_LOCK_ROW"),
        (refused("REQUEST_LIMIT_EXCEEDED"), "REQUEST_LIMIT_EXCEEDED"),
        (refused("INVALID_SESSION_ID"), "INVALID_SESSION_ID"),
        (HostError::Start(StartFault::NoPermission.without_detail()), "may not use the softphone"),
        (HostError::NotAvailable, "unknown reason"),
    ];
    for (why, words) in passing {
        let mut rig = ended_call();
        for wait in [3_000, 10_000, 30_000, 60_000, 300_000, 300_000, 300_000] {
            let (id, _) = rig.logged();
            rig.answer(id, Err(why.clone()));
            let log = rig.card().log.unwrap();
            assert!(log.text.contains(words) && log.text.contains("Nothing is lost") && log.can_save_again);
            rig.pass_live(wait - 1);
            assert!(!rig.is_asked(is_log), "too early after {wait}");
            rig.pass_live(wait / 4 + 1);
        }
        rig.save_log("00T1");
        assert_eq!(rig.card().log.unwrap().text, "Call log saved");
    }
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
    written.log = Some(CallLog { record_id: "00T1".to_owned(), stale: false });
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
    assert_eq!(rig.command().1, Command::ReportLog { call: "c1".to_owned(), record_id: None, revision: None });
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

#[test]
fn what_a_person_changed_meanwhile_is_named() {
    let mut rig = ended_call();
    let (id, _) = rig.logged();
    let kept = vec!["Description".to_owned(), "Subject".to_owned()];
    rig.answer(id, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept }));
    assert!(rig.card().log.unwrap().text.contains("stay as they are: Description, Subject"));
}

/// What the browser keeps by now.
fn kept(rig: &Rig) -> Vec<(String, KeptCall)> {
    let mut kept = std::collections::BTreeMap::new();
    for effect in &rig.all {
        if let Effect::KeepCall { key, draft } = effect {
            kept.insert(key.clone(), draft.clone());
        }
    }
    kept.into_iter().filter_map(|(key, draft)| Some((key, *draft?))).collect()
}

/// A new page with what the browser has kept, as it comes back from text.
fn next_page(drafts: &[(String, KeptCall)]) -> Rig {
    let mut rig = Rig::loaded();
    rig.initialise();
    rig.boot();
    let prefix = rig.all.iter().find_map(|effect| match effect {
        Effect::LoadCalls { prefix } => Some(prefix.clone()),
        _ => None,
    });
    let prefix = prefix.expect("drafts are read");
    let text =
        serde_json::to_string(&drafts.iter().map(|(_, draft)| draft).collect::<Vec<_>>()).expect("drafts as text");
    assert!(drafts.iter().all(|(key, _)| key.starts_with(&prefix)));
    rig.input(Input::CallsLoaded { prefix, drafts: serde_json::from_str(&text).expect("the same drafts") });
    rig.input(Input::Socket(SocketEvent::Opened));
    rig
}

fn ready(rig: &mut Rig, calls: Vec<denwa_protocol::Call>) {
    rig.snapshot(calls);
    rig.message(ServerMessage::Ready);
}

#[test]
fn a_draft_is_kept_from_the_first_ring_until_the_server_knows_of_the_log() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    let drafts = kept(&rig);
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].0, "denwa:call:00D000000000001AAA:005000000000001AAA:c1");
    rig.found(vec![hanako()]);
    rig.popped();
    let call = answered(&rig, &call);
    rig.call(&call);
    rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) });
    let draft = kept(&rig).remove(0).1;
    assert_eq!((draft.result.as_deref(), draft.record.unwrap().record_id), (Some("受注"), hanako().id));
    assert!(draft.call.answered_at.is_some());
    let writes = rig.all.len();
    rig.pass_live(60_000);
    assert!(!rig.all[writes..].iter().any(|effect| matches!(effect, Effect::KeepCall { .. })), "only what changes");
    rig.call(&ended(&rig, &call, Cause::Normal));
    rig.save_log("00T1");
    assert_eq!(kept(&rig).len(), 1);
    rig.done();
    assert_eq!(kept(&rig), []);
}

#[test]
fn a_draft_of_a_page_that_crashed_and_a_server_that_forgot_is_logged_once_by_the_next_page() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    rig.call(&answered(&rig, &call));
    rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) });
    let mut next = next_page(&kept(&rig));
    ready(&mut next, vec![]);
    next.pass_live(9_000);
    assert!(!next.is_asked(is_log), "another panel may just be writing it");
    next.pass_live(2_000);
    let (id, log) = next.logged();
    assert!(log.create_only, "a log that is there already is better than this draft");
    assert_eq!((log.who.as_deref(), log.result.as_str()), (Some(hanako().id.as_str()), "受注"));
    next.answer(id, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec![] }));
    let (id, command) = next.command();
    assert!(matches!(command, Command::ReportLog { .. }));
    let outcome = CommandOutcome::Failed { error: CommandError::NoSuchCall, detail: None };
    next.message(ServerMessage::Answer { id, outcome });
    assert!(matches!(next.all.last(), Some(Effect::KeepCall { draft: None, .. })), "and then it is forgotten");
    next.pass_live(600_000);
    assert!(!next.is_asked(is_log));
}

#[test]
fn a_draft_whose_call_the_server_knows_adds_the_agents_choices_only() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) });
    let mut next = next_page(&kept(&rig));
    let call = answered(&next, &call);
    ready(&mut next, vec![call.clone()]);
    let (_, command) = next.command();
    assert_eq!(command, Command::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) });
    next.found(vec![hanako()]);
    next.call(&ended(&next, &call, Cause::Normal));
    let log = next.save_log("00T1");
    assert!(!log.create_only && log.result == "受注");
}

#[test]
fn a_call_the_server_names_after_all_is_alive_again() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    let mut next = next_page(&kept(&rig));
    ready(&mut next, vec![]);
    next.call(&answered(&next, &call));
    assert_eq!(next.card().title, "On a call");
    next.pass_live(60_000);
    assert!(!next.is_asked(is_log));
}

#[test]
fn drafts_of_another_organisation_or_user_are_not_touched() {
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    let drafts: Vec<KeptCall> = kept(&rig).into_iter().map(|(_, draft)| draft).collect();
    let mut other = Rig::live();
    other.input(Input::CallsLoaded { prefix: "denwa:call:00D000000000002AAA:005000000000001AAA:".to_owned(), drafts });
    other.pass_live(60_000);
    assert!(other.panel.call_ids().is_empty());
}

/// A page with the draft of a call, whose card another browser's panel has settled since: the snapshot does not name the call.
fn page_with_stale_draft() -> (Rig, Call) {
    page_with_draft(None)
}

/// The same, in whose draft the call has a result.
fn page_with_draft(result: Option<&str>) -> (Rig, Call) {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    if let Some(result) = result {
        rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some(result.to_owned()) });
    }
    let mut next = next_page(&kept(&rig));
    ready(&mut next, vec![]);
    let past = ended(&next, &call, Cause::Normal);
    (next, past)
}

/// The event server answers the question for past calls before a time.
fn answer_past(rig: &mut Rig, calls: Vec<Call>) {
    let question = rig.sent.iter().find_map(|message| match message {
        ClientMessage::ReadHistory { id, before: Some(_), .. } => Some(id.clone()),
        _ => None,
    });
    let id = question.expect("it asks for the past call");
    rig.message(ServerMessage::History { id, calls, more: false });
}

#[test]
fn a_draft_of_a_call_whose_log_is_settled_writes_nothing() {
    let (mut rig, past) = page_with_stale_draft();
    let log = CallLog { record_id: "00T1".to_owned(), stale: false };
    answer_past(&mut rig, vec![Call { log: Some(log), result: Some("受注".to_owned()), ..past }]);
    assert!(matches!(rig.all.last(), Some(Effect::KeepCall { draft: None, .. })), "and the draft is forgotten");
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));

    // Or the agent wants no log.
    let (mut rig, past) = page_with_stale_draft();
    answer_past(&mut rig, vec![Call { not_logged: Some("私用".to_owned()), ..past }]);
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));
}

#[test]
fn a_draft_of_a_call_that_the_server_does_not_find_is_logged() {
    let (mut rig, past) = page_with_stale_draft();
    answer_past(&mut rig, vec![Call { id: "another".to_owned(), ..past }]);
    rig.pass_live(11_000);
    assert!(rig.logged().1.create_only);
}

#[test]
fn a_draft_adds_what_the_agent_said_to_a_log_that_is_settled() {
    let (mut next, past) = page_with_draft(Some("受注"));
    let log = CallLog { record_id: "00T1".to_owned(), stale: false };
    answer_past(&mut next, vec![Call { log: Some(log), ..past }]);
    let log = next.save_log("00T1");
    assert_eq!((log.id.as_deref(), log.result.as_str(), log.create_only), (Some("00T1"), "受注", false));
}

#[test]
fn a_request_that_is_executed_after_a_later_one_is_made_good() {
    let mut rig = ended_call();
    let (late, _) = rig.logged();
    rig.pass_live(15_000);
    rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) });
    rig.pass_live(20_000);
    assert_eq!(rig.save_log("00T1").result, "受注");
    rig.answer(late, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec![] }));
    assert_eq!(rig.save_log("00T1").result, "受注");
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log), "once");
}

#[test]
fn a_draft_takes_back_the_log_that_the_agent_did_not_want() {
    let mut rig = ended_call();
    rig.save_log("00T1");
    rig.done();
    // The page crashes before the event server and Salesforce learn of it.
    rig.user(UserAction::SetNotLogged { call: "c1".to_owned(), reason: Some("私用".to_owned()) });
    let mut next = next_page(&kept(&rig));
    ready(&mut next, vec![]);
    next.done();
    let log = CallLog { record_id: "00T1".to_owned(), stale: false };
    let call = answered(&next, &ringing(&next, "c1", "0312345678"));
    let past = Call { log: Some(log), ..ended(&next, &call, Cause::Normal) };
    answer_past(&mut next, vec![past]);
    assert!(
        next.commands().iter().any(|(_, command)| matches!(command, Command::SetNotLogged { reason: Some(_), .. }))
    );
    assert_eq!(next.logged().1.withdraw, [LogPiece::Record, LogPiece::FollowUp]);
}

#[test]
fn a_log_that_another_panel_has_withdrawn_is_restored_only_if_it_is_still_wanted() {
    let mut rig = ended_call();
    let (id, first) = rig.logged();
    assert!(!first.restore);
    rig.answer(id, Ok(HostReply::LogWithdrawn));
    // The event server tells why soon.
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    let withdrawn = Call { not_logged: Some("私用".to_owned()), revision: 1, ..ended(&rig, &call, Cause::Normal) };
    rig.pass_live(5_000);
    rig.call(&withdrawn);
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));
    rig.call(&Call { not_logged: None, revision: 2, ..withdrawn });
    assert!(rig.save_log("00T2").restore);
}

#[test]
fn a_draft_does_not_restore_a_log_that_was_withdrawn() {
    let (mut rig, _) = page_with_stale_draft();
    rig.pass_live(11_000);
    let (id, _) = rig.logged();
    rig.answer(id, Ok(HostReply::LogWithdrawn));
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log));
}

#[test]
fn a_log_from_a_draft_says_what_the_agent_said_once_the_server_names_the_call() {
    let (mut next, past) = page_with_draft(Some("受注"));
    next.pass_live(11_000);
    // Without the server a log that is there already stays as it is, and the answer does not tell.
    assert!(next.save_log("00T1").create_only);
    next.call(&Call { result: Some("受注".to_owned()), ..past });
    let corrected = next.save_log("00T1");
    assert_eq!((corrected.create_only, corrected.result.as_str()), (false, "受注"));
}

#[test]
fn logs_that_cannot_be_written_are_shown_and_can_be_exported() {
    let mut rig = ended_call();
    let (id, _) = rig.logged();
    rig.answer(id, Err(HostError::Refused { transient: false, detail: "Required field".to_owned() }));
    let notices = rig.panel.notices();
    let notice = notices.iter().find(|notice| notice.can_export_logs).expect("a notice");
    assert!(notice.text.contains("1 call log is not saved yet"), "{}", notice.text);
    rig.user(UserAction::ExportLogs);
    let file = rig.all.iter().find_map(|effect| match effect {
        Effect::Download { name, text } => Some((name.clone(), text.clone())),
        _ => None,
    });
    let (name, text) = file.expect("a file");
    assert!(std::path::Path::new(&name).extension().is_some_and(|kind| kind == "csv"), "{name}");
    assert!(text.contains("\"Began (UTC)\",\"Call ID\"") && text.contains("Hanako Yamada"), "{text}");
    assert!(text.contains("\"CallDurationInSeconds\",\"0\"") && text.contains("\"CallType\",\"Inbound\""), "{text}");
    assert_eq!(kept(&rig).len(), 1, "and the browser keeps it for the next page");
}

#[test]
fn thousands_of_calls_that_ended_while_no_panel_was_open_are_all_logged_a_few_at_a_time() {
    let rig = Rig::loaded();
    let calls = (0..300).map(|at| {
        let call = ringing(&rig, &format!("c{at}"), "0312345678");
        ended(&rig, &answered(&rig, &call), Cause::Normal)
    });
    let mut rig = Rig::live_with(calls.collect());
    let mut logged = std::collections::BTreeSet::new();
    for _ in 0..2_000 {
        let busy = rig.asked.iter().filter(|(_, request)| is_log(request) || is_search(request)).count();
        assert!(busy <= 16, "{busy} requests at once");
        while rig.is_asked(is_search) {
            let (id, _) = rig.ask(is_search);
            rig.answer(id, Ok(HostReply::Found(denwa_core::host::Found::default())));
        }
        while rig.is_asked(is_log) {
            let (id, log) = rig.logged();
            assert!(logged.insert(log.call_id), "once");
            rig.answer(id, Ok(HostReply::LogSaved { id: format!("00T{}", logged.len()), kept: vec![] }));
            rig.done();
        }
        rig.pass_live(500);
        if logged.len() == 300 {
            return;
        }
    }
    panic!("{} of 300", logged.len());
}
