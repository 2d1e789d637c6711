//! Missed calls that agents share: who sees them, who calls back, and how they are settled.

use crate::desk::*;
use denwa_protocol::{
    CALLBACK_ATTEMPTS, CLAIM_MS, Call, Callback, Cause, Command, CommandError, Event, Number, Party, SettledHow,
};
use denwa_server::{
    hub::{Effect, SessionId},
    pbx::{Done, PbxEvent, QueueState, WaitingCall},
};

const CALLER: &str = "0312345678";

/// Longer than the hub waits for another agent to be offered a call.
const MOMENT: u64 = 3_000;

fn queue_call(id: &str, now: u64) -> Call {
    Call { queue: Some("support".to_owned()), ..ringing(id, now) }
}

/// Has a call ring at an agent and nobody answer it.
fn miss(desk: &mut Desk, extension: &str, call: &Call) -> Vec<Effect> {
    let mut effects = desk.report_call(extension, call);
    effects.extend(desk.report_call(extension, &ended(call, desk.now, Cause::Missed)));
    effects.extend(desk.pass(MOMENT));
    effects
}

fn callbacks(effects: &[Effect], session: SessionId) -> Vec<Callback> {
    let read = |event| if let Event::Callback { callback } = event { Some(callback) } else { None };
    events(effects, session).into_iter().filter_map(read).collect()
}

fn open(desk: &mut Desk, login: &str) -> Vec<Callback> {
    desk.snapshot_for(login).callbacks
}

fn only(desk: &mut Desk, login: &str) -> Callback {
    let mut all = open(desk, login);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn queues(waiting: &[&str], members: &[&str]) -> PbxEvent {
    let waiting = waiting.iter().map(|id| WaitingCall { request_id: (*id).to_owned(), since: START }).collect();
    let members = members.iter().map(|extension| (*extension).to_owned()).collect();
    PbxEvent::Queues { queues: vec![QueueState { queue: "support".to_owned(), members, waiting }] }
}

fn claim(id: &str) -> Command {
    Command::ClaimCallback { callback: id.to_owned() }
}

fn call_back(id: &str) -> Command {
    Command::Dial {
        number: CALLER.to_owned(),
        record: None,
        extension: None,
        presented: None,
        callback: Some(id.to_owned()),
    }
}

/// Makes a hub in which a caller of agent 2001 was missed, and returns the callback's ID.
fn missed() -> (Desk, SessionId, String) {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", desk.now);
    miss(&mut desk, "2001", &call);
    let id = only(&mut desk, "sato").id;
    (desk, panel, id)
}

/// Has both agents be members of the queue, too, so that both see a caller.
fn missed_by_both() -> (Desk, SessionId, SessionId, String) {
    let mut desk = Desk::new();
    desk.pbx(queues(&[], &["2001", "2002"]));
    let ((sato, _), (suzuki, _)) = (desk.sign_in("sato"), desk.sign_in("suzuki"));
    let call = queue_call("c1", desk.now);
    let effects = miss(&mut desk, "2001", &call);
    assert_eq!((callbacks(&effects, sato).len(), callbacks(&effects, suzuki).len()), (1, 1));
    let id = only(&mut desk, "suzuki").id;
    (desk, sato, suzuki, id)
}

#[test]
fn a_missed_call_is_shared_with_those_who_were_offered_it_and_the_queue() {
    let (mut desk, ..) = missed();
    let callback = only(&mut desk, "sato");
    assert_eq!((callback.calls, callback.first_at, callback.line.as_deref()), (1, START, Some("0312345000")));
    assert_eq!(open(&mut desk, "suzuki"), [], "she was not offered it");
    let (_, effects) = desk.sign_in_as(OTHER_ORG, "sato", "other", None);
    assert!(effects.iter().all(|effect| !format!("{effect:?}").contains(CALLER)), "another organisation");

    let (mut desk, ..) = missed_by_both();
    assert_eq!(only(&mut desk, "sato"), only(&mut desk, "suzuki"));
}

#[test]
fn what_is_no_missed_caller_from_outside_makes_no_entry() {
    let withheld = Party { number: Number::Withheld, name: None };
    for (call, cause) in [
        (Call { internal: true, ..ringing("internal", START) }, Cause::Missed),
        (Call { remote: withheld, ..ringing("withheld", START) }, Cause::Missed),
        (ringing("elsewhere", START), Cause::AnsweredElsewhere),
        (ringing("deflected", START), Cause::Deflected),
        (dialled("outbound", CALLER, START), Cause::NoAnswer),
    ] {
        let mut desk = Desk::new();
        desk.report_call("2001", &call);
        desk.report_call("2001", &ended(&call, desk.now, cause));
        desk.pass(MOMENT);
        assert_eq!(open(&mut desk, "sato"), [], "{}", call.id);
    }
}

#[test]
fn a_call_that_goes_on_to_another_agent_is_not_missed() {
    let mut desk = Desk::new();
    let first = queue_call("c1", desk.now);
    desk.report_call("2001", &first);
    desk.report_call("2001", &ended(&first, desk.now, Cause::Missed));
    desk.pass(1_000);
    let second = Call { request_id: first.request_id.clone(), ..queue_call("c2", desk.now) };
    desk.report_call("2002", &second);
    desk.pass(MOMENT);
    assert_eq!(open(&mut desk, "sato"), [], "it rings at a colleague");
    desk.report_call("2002", &connected(&second, desk.now));
    desk.report_call("2002", &ended(&connected(&second, desk.now), desk.now, Cause::Normal));
    desk.pass(MOMENT);
    assert_eq!(open(&mut desk, "sato"), []);
}

#[test]
fn a_caller_who_still_waits_in_the_queue_is_not_missed() {
    let mut desk = Desk::new();
    desk.pbx(queues(&["whole-c1"], &["2001"]));
    let call = queue_call("c1", desk.now);
    miss(&mut desk, "2001", &call);
    desk.pass(10 * MOMENT);
    assert_eq!(open(&mut desk, "sato"), []);
    desk.pbx(queues(&[], &["2001"]));
    desk.pass(MOMENT);
    assert_eq!(only(&mut desk, "sato").queue.as_deref(), Some("support"));
}

#[test]
fn a_caller_who_gave_up_before_anybody_was_offered_the_call_is_shared_with_the_queue() {
    let mut desk = Desk::new();
    desk.pbx(queues(&["w1"], &["2002"]));
    let remote = ringing("x", START).remote;
    let abandoned = PbxEvent::Abandoned {
        request_id: "w1".to_owned(),
        remote,
        line: Some("0312345000".to_owned()),
        queue: "support".to_owned(),
    };
    desk.pbx(abandoned.clone());
    desk.pbx(abandoned);
    assert_eq!(only(&mut desk, "suzuki").calls, 1, "the PBX may say it twice");
    assert_eq!(open(&mut desk, "sato"), []);
    // Who comes to the queue later sees it, too.
    let (panel, _) = desk.sign_in("sato");
    let effects = desk.pbx(queues(&[], &["2001", "2002"]));
    assert_eq!(callbacks(&effects, panel).len(), 1);
}

#[test]
fn calls_of_a_caller_share_an_entry_however_the_number_is_written() {
    let (mut desk, panel, id) = missed();
    let remote = Party { number: Number::Known { digits: "+81312345678".to_owned() }, name: None };
    desk.pass(MINUTE);
    let again = Call { remote, ..ringing("c2", desk.now) };
    let effects = miss(&mut desk, "2001", &again);
    assert_eq!(callbacks(&effects, panel)[0].calls, 2);
    let callback = only(&mut desk, "sato");
    assert_eq!((callback.id, callback.first_at, callback.last_at), (id, START, again.began_at));
    // A call on another line is another department's.
    let other = Call { line: Some("0312345999".to_owned()), ..ringing("c3", desk.now) };
    miss(&mut desk, "2001", &other);
    assert_eq!(open(&mut desk, "sato").len(), 2);
}

#[test]
fn one_of_two_agents_who_claim_in_the_same_instant_gets_it() {
    let (mut desk, sato, suzuki, id) = missed_by_both();
    let effects = desk.command(suzuki, "s", claim(&id));
    assert_eq!(error(&effects, suzuki), None);
    assert_eq!(callbacks(&effects, sato)[0].claim.as_ref().map(|claim| claim.by.extension.as_str()), Some("2002"));
    assert_eq!(error(&desk.command(sato, "a", claim(&id)), sato), Some(CommandError::AlreadyClaimed));
    for (n, command) in [
        call_back(&id),
        Command::PutAwayCallback { callback: id.clone() },
        Command::ReleaseCallback { callback: id.clone() },
    ]
    .into_iter()
    .enumerate()
    {
        let effects = desk.command(sato, &format!("n{n}"), command);
        assert_eq!((error(&effects, sato), request(&effects)), (Some(CommandError::AlreadyClaimed), None));
    }
    // She gives it back.
    let release = Command::ReleaseCallback { callback: id.clone() };
    assert_eq!(error(&desk.command(suzuki, "r", release), suzuki), None);
    assert_eq!(error(&desk.command(sato, "b", claim(&id)), sato), None);
}

#[test]
fn an_agent_acts_on_no_callback_that_she_does_not_see() {
    let (mut desk, _, id) = missed();
    let (suzuki, _) = desk.sign_in("suzuki");
    for (n, command) in [claim(&id), call_back(&id), claim("none")].into_iter().enumerate() {
        let effects = desk.command(suzuki, &n.to_string(), command);
        assert_eq!((error(&effects, suzuki), request(&effects)), (Some(CommandError::NoSuchCallback), None));
    }
}

#[test]
fn calling_back_claims_and_reaching_the_caller_settles() {
    let (mut desk, sato, suzuki, id) = missed_by_both();
    let asked = desk.command(sato, "dial", call_back(&id));
    assert!(request(&asked).is_some());
    assert!(callbacks(&asked, suzuki)[0].claim.is_some(), "a colleague sees at once that somebody calls back");
    let call = dialled("d1", CALLER, desk.now);
    let effects = desk.report_call("2001", &call);
    assert_eq!(callbacks(&effects, suzuki)[0].attempts.len(), 1);
    desk.reply(&asked, Ok(Done { call: Some("d1".to_owned()) }));
    assert_eq!(only(&mut desk, "suzuki").attempts.len(), 1, "the answer names the same call");
    let effects = desk.report_call("2001", &connected(&call, desk.now));
    let settled = callbacks(&effects, suzuki).pop().unwrap();
    assert_eq!(settled.attempts[0].answered, Some(true));
    let settled = settled.settled.unwrap();
    assert_eq!((settled.how, settled.by.unwrap().extension.as_str()), (SettledHow::Reached, "2001"));
    assert_eq!(open(&mut desk, "sato"), []);
    assert_eq!(error(&desk.command(suzuki, "late", claim(&id)), suzuki), Some(CommandError::NoSuchCallback));
}

#[test]
fn whoever_does_not_reach_the_caller_keeps_the_callback_and_may_try_again() {
    let (mut desk, panel, id) = missed();
    for n in 1..=CALLBACK_ATTEMPTS + 2 {
        let asked = desk.command(panel, &format!("dial{n}"), call_back(&id));
        let call = dialled(&format!("d{n}"), CALLER, desk.now);
        desk.report_call("2001", &call);
        desk.reply(&asked, Ok(Done { call: Some(call.id.clone()) }));
        desk.report_call("2001", &ended(&call, desk.now, Cause::NoAnswer));
        let callback = only(&mut desk, "sato");
        assert!(callback.claim.is_some());
        assert_eq!(callback.attempts.len(), n.min(CALLBACK_ATTEMPTS));
        assert_eq!(callback.attempts.last().unwrap().answered, Some(false));
    }
}

#[test]
fn a_claim_without_a_call_is_taken_back_but_not_during_one() {
    let (mut desk, panel, id) = missed();
    desk.command(panel, "claim", claim(&id));
    desk.pass(CLAIM_MS - 1);
    // The panel's token has expired meanwhile.
    let (panel, snapshot) = desk.sign_in("sato");
    assert!(snapshot.callbacks[0].claim.is_some());
    let effects = desk.pass(1);
    assert_eq!(callbacks(&effects, panel).len(), 1);
    assert!(only(&mut desk, "sato").claim.is_none());

    desk.command(panel, "dial", call_back(&id));
    desk.report_call("2001", &dialled("d1", CALLER, desk.now));
    desk.pass(2 * CLAIM_MS);
    let (panel, snapshot) = desk.sign_in("sato");
    assert!(snapshot.callbacks[0].claim.is_some(), "she still tries");
    let release = Command::ReleaseCallback { callback: id };
    assert_eq!(error(&desk.command(panel, "r", release), panel), Some(CommandError::WrongState));
}

#[test]
fn a_dial_that_fails_its_checks_claims_nothing() {
    let (mut desk, panel, id) = missed();
    let mut command = call_back(&id);
    if let Command::Dial { number, .. } = &mut command {
        *number = "x".to_owned();
    }
    assert_eq!(error(&desk.command(panel, "1", command), panel), Some(CommandError::BadNumber));
    assert!(only(&mut desk, "sato").claim.is_none());
}

#[test]
fn the_caller_s_next_answered_call_settles_it() {
    let (mut desk, sato, suzuki, _) = missed_by_both();
    let again = queue_call("c2", desk.now);
    desk.report_call("2002", &again);
    let effects = desk.report_call("2002", &connected(&again, desk.now));
    let settled = callbacks(&effects, sato)[0].settled.clone().unwrap();
    assert_eq!((settled.how, settled.by.unwrap().extension.as_str()), (SettledHow::CalledAgain, "2002"));
    assert_eq!(callbacks(&effects, suzuki).len(), 1);
    // Calls of other people, of colleagues, or on another line settle nothing.
    let (mut desk, ..) = missed();
    let remote = Party { number: Number::Known { digits: "0311112222".to_owned() }, name: None };
    for (n, call) in [
        Call { remote, ..ringing("other", desk.now) },
        Call { internal: true, ..ringing("internal", desk.now) },
        Call { line: Some("0312345999".to_owned()), ..ringing("line", desk.now) },
    ]
    .into_iter()
    .enumerate()
    {
        desk.report_call("2002", &connected(&call, desk.now));
        assert_eq!(open(&mut desk, "sato").len(), 1, "{n}");
    }
}

#[test]
fn an_answered_call_to_the_caller_settles_it_without_being_a_callback() {
    let (mut desk, panel, _) = missed();
    let call = Call { line: Some("0312345999".to_owned()), ..dialled("d1", "+81312345678", desk.now) };
    desk.report_call("2002", &call);
    assert_eq!(open(&mut desk, "sato").len(), 1);
    let effects = desk.report_call("2002", &connected(&call, desk.now));
    assert_eq!(callbacks(&effects, panel)[0].settled.as_ref().map(|settled| settled.how), Some(SettledHow::Reached));
}

#[test]
fn an_agent_puts_it_away_and_the_caller_s_next_missed_call_is_a_new_one() {
    let (mut desk, panel, id) = missed();
    let effects = desk.command(panel, "away", Command::PutAwayCallback { callback: id.clone() });
    assert_eq!(callbacks(&effects, panel)[0].settled.as_ref().map(|settled| settled.how), Some(SettledHow::PutAway));
    assert_eq!(open(&mut desk, "sato"), []);
    let again = ringing("c2", desk.now);
    miss(&mut desk, "2001", &again);
    let callback = only(&mut desk, "sato");
    assert!(callback.id != id && callback.calls == 1);
}

#[test]
fn everything_outlives_a_restart() {
    let (mut desk, panel, id) = missed();
    desk.command(panel, "dial", call_back(&id));
    desk.report_call("2001", &dialled("d1", CALLER, desk.now));
    let before = only(&mut desk, "sato");
    desk.pass(MINUTE);
    desk.restart("two");
    assert_eq!(only(&mut desk, "sato"), before);
    // The call went on meanwhile.
    desk.pbx_up(|desk| {
        desk.report_call("2001", &dialled("d1", CALLER, desk.now));
    });
    desk.report_call("2001", &connected(&dialled("d1", CALLER, desk.now), desk.now));
    assert_eq!(open(&mut desk, "sato"), []);
    desk.restart("three");
    desk.pass(MOMENT);
    assert_eq!(open(&mut desk, "sato"), [], "the settled call is not taken for missed again");
}

#[test]
fn an_attempt_that_a_restart_ended_is_over() {
    let (mut desk, panel, id) = missed();
    desk.command(panel, "dial", call_back(&id));
    desk.report_call("2001", &dialled("d1", CALLER, desk.now));
    desk.restart("two");
    desk.pbx_up(|_| {});
    let callback = only(&mut desk, "sato");
    assert_eq!((callback.attempts[0].answered, callback.claim.is_some()), (Some(false), true));
    desk.pass(CLAIM_MS);
    assert!(only(&mut desk, "sato").claim.is_none());
}

#[test]
fn a_call_that_was_missed_just_before_the_server_was_killed_is_found() {
    let mut desk = Desk::new();
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    desk.restart("two");
    desk.pass(MOMENT);
    assert_eq!(only(&mut desk, "sato").calls, 1);
    desk.restart("three");
    desk.pass(MOMENT);
    assert_eq!(only(&mut desk, "sato").calls, 1, "and counted once");
}

#[test]
fn what_nobody_calls_back_expires() {
    let (mut desk, ..) = missed();
    desk.pass(7 * 24 * 60 * MINUTE - 2 * MINUTE);
    assert_eq!(open(&mut desk, "sato").len(), 1);
    desk.pass(5 * MINUTE);
    assert_eq!(open(&mut desk, "sato"), []);
    desk.pass(2 * 60 * MINUTE);
    assert_eq!(desk.kept.restored.callbacks, [], "and is forgotten");
}
