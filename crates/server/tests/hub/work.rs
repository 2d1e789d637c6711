//! How an agent's mode changes by itself: after calls, after missed calls, when she has left; and what she chose before.

use crate::desk::*;
use denwa_protocol::{
    AfterCall, AfterCallOf, AgentMode, AgentState, Call, Cause, ChosenMode, Command, CommandError, WorkRules,
};
use denwa_server::{
    hub::{Effect, Input, SessionId},
    pbx::{Done, PbxEvent, PbxRequest},
};

fn mode(mode: AgentMode, reason: Option<&str>) -> ChosenMode {
    ChosenMode { mode, reason: reason.map(str::to_owned) }
}

fn lunch() -> ChosenMode {
    mode(AgentMode::NotReady, Some("lunch"))
}

fn after(follows: AfterCallOf, lasts: Option<u64>) -> WorkRules {
    WorkRules { after_call: Some(AfterCall { follows, lasts }), ..WorkRules::default() }
}

fn queue_call(id: &str, now: u64) -> Call {
    Call { queue: Some("support".to_owned()), ..ringing(id, now) }
}

/// Makes a hub with a panel of an agent who is ready and has rules.
fn ready(rules: WorkRules) -> (Desk, SessionId) {
    let mut desk = Desk::new();
    desk.report_agent("2001", AgentMode::Ready, None);
    let (panel, _) = desk.sign_in("sato");
    done(&mut desk, panel, "rules", Command::SetWorkRules(rules));
    (desk, panel)
}

/// Gives a command that the PBX, if it is asked, carries out.
fn done(desk: &mut Desk, panel: SessionId, id: &str, command: Command) {
    let effects = desk.command(panel, id, command);
    let effects = if request(&effects).is_some() { desk.reply(&effects, Ok(Done::default())) } else { effects };
    assert_eq!(error(&effects, panel), None, "{id}");
}

fn set(desk: &mut Desk, panel: SessionId, id: &str, to: ChosenMode) {
    done(desk, panel, id, Command::SetAgentState { mode: to.mode, reason: to.reason });
}

fn next(desk: &mut Desk, panel: SessionId, id: &str, to: Option<ChosenMode>) {
    done(desk, panel, id, Command::SetNextMode { next: to });
}

/// Has the agent answer a call and end it; returns the effects of the end.
fn talk(desk: &mut Desk, call: &Call) -> Vec<Effect> {
    desk.report_call("2001", call);
    desk.report_call("2001", &connected(call, desk.now));
    desk.pass(1_000);
    desk.report_call("2001", &ended(&connected(call, desk.now), desk.now, Cause::Normal))
}

fn state(desk: &mut Desk) -> AgentState {
    desk.snapshot_for("sato").agent
}

fn chosen(desk: &mut Desk) -> ChosenMode {
    let state = state(desk);
    ChosenMode { mode: state.mode, reason: state.reason }
}

fn asked_mode(effects: &[Effect]) -> Option<AgentMode> {
    match request(effects)?.2 {
        PbxRequest::SetAgentState { mode, .. } => Some(mode),
        other => panic!("{other:?}"),
    }
}

#[test]
fn after_call_work_begins_by_itself_and_ends_by_itself() {
    let (mut desk, panel) = ready(after(AfterCallOf::External, Some(30_000)));
    let call = ringing("c1", desk.now);
    let effects = talk(&mut desk, &call);
    assert_eq!(asked_mode(&effects), Some(AgentMode::WorkNotReady), "the PBX pauses her");
    let during = state(&mut desk);
    assert_eq!((during.mode, during.until), (AgentMode::WorkNotReady, Some(desk.now + 30_000)));
    desk.pass(29_999);
    assert_eq!(state(&mut desk).mode, AgentMode::WorkNotReady);
    let effects = desk.pass(1);
    assert_eq!(asked_mode(&effects), Some(AgentMode::Ready));
    assert!(events(&effects, panel).len() == 1, "her panel is told");
    assert_eq!((state(&mut desk).mode, state(&mut desk).until), (AgentMode::Ready, None));
}

#[test]
fn only_the_calls_that_the_rules_name_are_followed_by_work() {
    let internal = |id: &str| Call { internal: true, ..ringing(id, START) };
    let cases: [(AfterCallOf, Call, bool); 7] = [
        (AfterCallOf::Queue, queue_call("q", START), true),
        (AfterCallOf::Queue, ringing("direct", START), false),
        (AfterCallOf::Inbound, ringing("in", START), true),
        (AfterCallOf::Inbound, dialled("out", "0312345678", START), false),
        (AfterCallOf::External, dialled("out", "0312345678", START), true),
        (AfterCallOf::External, internal("colleague"), false),
        (AfterCallOf::Inbound, internal("colleague"), false),
    ];
    for (follows, call, expected) in cases {
        let (mut desk, _) = ready(after(follows, None));
        talk(&mut desk, &call);
        let is_working = state(&mut desk).mode == AgentMode::WorkNotReady;
        assert_eq!(is_working, expected, "{follows:?} {}", call.id);
    }
    // A call that nobody answered is no work.
    let (mut desk, _) = ready(after(AfterCallOf::External, None));
    let call = ringing("missed", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    assert_eq!(state(&mut desk).mode, AgentMode::Ready);
}

#[test]
fn work_waits_for_the_last_call_and_is_not_forgotten() {
    let (mut desk, _) = ready(after(AfterCallOf::Queue, Some(30_000)));
    let (first, second) = (queue_call("q", desk.now), Call { internal: true, ..ringing("colleague", desk.now) });
    desk.report_call("2001", &first);
    desk.report_call("2001", &connected(&first, desk.now));
    desk.report_call("2001", &second);
    desk.report_call("2001", &connected(&second, desk.now));
    desk.report_call("2001", &ended(&connected(&first, desk.now), desk.now, Cause::Normal));
    assert_eq!(state(&mut desk).mode, AgentMode::Ready, "she still talks");
    // Also over a restart.
    desk.restart("two");
    desk.pbx_up(|desk| {
        desk.report_call("2001", &connected(&second, desk.now));
    });
    desk.report_call("2001", &ended(&connected(&second, desk.now), desk.now, Cause::Normal));
    assert_eq!(state(&mut desk).mode, AgentMode::WorkNotReady);
}

#[test]
fn an_agent_who_was_not_ready_does_not_become_ready_by_a_call() {
    let (mut desk, panel) = ready(after(AfterCallOf::External, Some(30_000)));
    set(&mut desk, panel, "lunch", lunch());
    talk(&mut desk, &ringing("c1", START));
    assert_eq!(chosen(&mut desk), lunch());
    desk.pass(MINUTE);
    assert_eq!(chosen(&mut desk), lunch());
}

#[test]
fn what_the_agent_chose_during_the_call_follows_the_work() {
    for is_done_early in [true, false] {
        let (mut desk, panel) = ready(after(AfterCallOf::External, Some(30_000)));
        let call = ringing("c1", desk.now);
        desk.report_call("2001", &connected(&call, desk.now));
        next(&mut desk, panel, "next", Some(lunch()));
        assert_eq!((state(&mut desk).mode, state(&mut desk).next), (AgentMode::Ready, Some(lunch())));
        desk.report_call("2001", &ended(&connected(&call, desk.now), desk.now, Cause::Normal));
        assert_eq!((state(&mut desk).mode, state(&mut desk).next), (AgentMode::WorkNotReady, Some(lunch())));
        if is_done_early {
            set(&mut desk, panel, "done", mode(AgentMode::Ready, None));
        } else {
            assert_eq!(asked_mode(&desk.pass(30_000)), Some(AgentMode::NotReady));
        }
        assert_eq!((chosen(&mut desk), state(&mut desk).next), (lunch(), None));
        desk.pass(MINUTE);
        assert_eq!(chosen(&mut desk), lunch(), "the work's end does not come twice");
    }
}

#[test]
fn without_rules_the_next_mode_follows_the_call() {
    let (mut desk, panel) = ready(WorkRules::default());
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &connected(&call, desk.now));
    next(&mut desk, panel, "n1", Some(lunch()));
    next(&mut desk, panel, "n2", None);
    next(&mut desk, panel, "n3", Some(mode(AgentMode::LoggedOff, None)));
    let effects = desk.report_call("2001", &ended(&connected(&call, desk.now), desk.now, Cause::Normal));
    assert_eq!(asked_mode(&effects), Some(AgentMode::LoggedOff));
    assert_eq!(state(&mut desk).mode, AgentMode::LoggedOff);
    // Without a call, the mode changes at once.
    next(&mut desk, panel, "n4", Some(lunch()));
    assert_eq!((chosen(&mut desk), state(&mut desk).next), (lunch(), None));
}

#[test]
fn a_choice_during_a_call_keeps_the_next_mode_unless_it_is_the_same() {
    let (mut desk, panel) = ready(WorkRules::default());
    let call = ringing("c1", desk.now);
    desk.report_call("2001", &connected(&call, desk.now));
    next(&mut desk, panel, "n1", Some(lunch()));
    set(&mut desk, panel, "break", mode(AgentMode::NotReady, Some("break")));
    assert_eq!(state(&mut desk).next, Some(lunch()));
    set(&mut desk, panel, "lunch", lunch());
    assert_eq!(state(&mut desk).next, None);
}

#[test]
fn more_time_counts_from_the_planned_end() {
    let (mut desk, panel) = ready(after(AfterCallOf::External, Some(30_000)));
    assert_eq!(
        error(&desk.command(panel, "early", Command::ExtendWork { by: 1 }), panel),
        Some(CommandError::WrongState)
    );
    talk(&mut desk, &ringing("c1", START));
    let until = state(&mut desk).until.unwrap();
    desk.pass(10_000);
    done(&mut desk, panel, "more", Command::ExtendWork { by: 60_000 });
    assert_eq!(state(&mut desk).until, Some(until + 60_000));
    desk.pass(79_999);
    assert_eq!(state(&mut desk).mode, AgentMode::WorkNotReady);
    desk.pass(1);
    assert_eq!(state(&mut desk).mode, AgentMode::Ready);
    for by in [0, 3_600_001, u64::MAX] {
        let effects = desk.command(panel, &by.to_string(), Command::ExtendWork { by });
        assert_eq!(error(&effects, panel), Some(CommandError::BadRequest));
    }
}

#[test]
fn work_does_not_end_during_a_call_and_begins_anew_after_a_call_of_its_kind() {
    let (mut desk, _) = ready(after(AfterCallOf::External, Some(30_000)));
    talk(&mut desk, &ringing("c1", START));
    let colleague = Call { internal: true, ..ringing("colleague", desk.now) };
    desk.report_call("2001", &connected(&colleague, desk.now));
    desk.pass(MINUTE);
    assert_eq!(state(&mut desk).mode, AgentMode::WorkNotReady);
    desk.report_call("2001", &ended(&connected(&colleague, desk.now), desk.now, Cause::Normal));
    assert_eq!(state(&mut desk).mode, AgentMode::Ready, "the time was over long ago");

    talk(&mut desk, &ringing("c2", START));
    desk.pass(20_000);
    talk(&mut desk, &ringing("c3", START));
    assert_eq!(state(&mut desk).until, Some(desk.now + 30_000));
    desk.pass(30_000);
    assert_eq!(state(&mut desk).mode, AgentMode::Ready);
}

#[test]
fn work_that_the_agent_began_herself_has_no_end() {
    let (mut desk, panel) = ready(after(AfterCallOf::External, Some(30_000)));
    set(&mut desk, panel, "work", mode(AgentMode::WorkNotReady, None));
    talk(&mut desk, &ringing("c1", START));
    desk.pass(10 * MINUTE);
    assert_eq!((state(&mut desk).mode, state(&mut desk).until), (AgentMode::WorkNotReady, None));
}

#[test]
fn the_work_s_end_outlives_a_restart() {
    let (mut desk, _) = ready(after(AfterCallOf::External, Some(30_000)));
    talk(&mut desk, &ringing("c1", START));
    desk.pass(10_000);
    desk.restart("two");
    desk.pbx_up(|desk| {
        desk.report_agent("2001", AgentMode::WorkNotReady, None);
    });
    desk.pass(19_999);
    assert_eq!(state(&mut desk).mode, AgentMode::WorkNotReady);
    assert_eq!(asked_mode(&desk.pass(1)), Some(AgentMode::Ready));
    // The rules too.
    talk(&mut desk, &ringing("c2", START));
    assert_eq!(state(&mut desk).mode, AgentMode::WorkNotReady);
}

#[test]
fn a_missed_call_of_a_queue_changes_the_mode() {
    let rules = WorkRules { after_missed: Some(mode(AgentMode::NotReady, Some("away"))), ..WorkRules::default() };
    let miss = |desk: &mut Desk, call: &Call, cause| {
        desk.report_call("2001", call);
        desk.report_call("2001", &ended(call, desk.now, cause))
    };
    let (mut desk, panel) = ready(rules);
    miss(&mut desk, &ringing("direct", START), Cause::Missed);
    miss(&mut desk, &queue_call("declined", START), Cause::Declined);
    miss(&mut desk, &queue_call("quicker", START), Cause::AnsweredElsewhere);
    assert_eq!(state(&mut desk).mode, AgentMode::Ready);
    let effects = miss(&mut desk, &queue_call("missed", START), Cause::Missed);
    assert_eq!(asked_mode(&effects), Some(AgentMode::NotReady));
    assert_eq!(chosen(&mut desk), mode(AgentMode::NotReady, Some("away")));
    // Only an agent who was ready.
    set(&mut desk, panel, "lunch", lunch());
    miss(&mut desk, &queue_call("again", START), Cause::Missed);
    assert_eq!(chosen(&mut desk), lunch());
}

#[test]
fn a_call_that_rings_beside_another_is_not_missed_by_absence() {
    let rules = WorkRules { after_missed: Some(lunch()), ..WorkRules::default() };
    let (mut desk, _) = ready(rules);
    desk.report_call("2001", &connected(&ringing("talk", START), desk.now));
    let call = queue_call("second", desk.now);
    desk.report_call("2001", &call);
    desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
    assert_eq!(state(&mut desk).mode, AgentMode::Ready);
}

#[test]
fn who_leaves_is_signed_off_unless_she_comes_back_or_talks() {
    let rules = WorkRules { sign_off_after: Some(5 * MINUTE), ..WorkRules::default() };
    let (mut desk, panel) = ready(rules);
    desk.feed(Input::Closed(panel));
    desk.pass(4 * MINUTE);
    let (panel, snapshot) = desk.sign_in("sato");
    assert_eq!(snapshot.agent.mode, AgentMode::Ready);
    desk.pass(10 * MINUTE);
    let call = connected(&ringing("c1", desk.now), desk.now);
    desk.report_call("2001", &call);
    desk.feed(Input::Closed(panel));
    assert_eq!(desk.pass(10 * MINUTE), [], "not during a call");
    let effects = desk.report_call("2001", &ended(&call, desk.now, Cause::Normal));
    assert_eq!(asked_mode(&effects), Some(AgentMode::LoggedOff));
    assert_eq!(state(&mut desk).mode, AgentMode::LoggedOff);
}

#[test]
fn the_absence_goes_on_over_a_restart() {
    let rules = WorkRules { sign_off_after: Some(5 * MINUTE), ..WorkRules::default() };
    // She left before the restart, or because of it.
    for has_left in [true, false] {
        let (mut desk, panel) = ready(rules.clone());
        if has_left {
            desk.feed(Input::Closed(panel));
        }
        desk.pass(3 * MINUTE);
        desk.restart("two");
        desk.pbx_up(|desk| {
            desk.report_agent("2001", AgentMode::Ready, None);
        });
        let rest = if has_left { 2 * MINUTE } else { 5 * MINUTE };
        assert_eq!(desk.pass(rest - 1), []);
        assert_eq!(asked_mode(&desk.pass(1)), Some(AgentMode::LoggedOff));
    }
}

#[test]
fn work_of_another_channel_is_kept_and_told_to_the_pbx_while_she_is_ready() {
    let (mut desk, panel) = ready(WorkRules::default());
    let busy = |busy| Command::SetOtherWork { busy };
    let other_work = |effects: &[Effect]| match request(effects) {
        Some((_, _, PbxRequest::SetAgentState { mode: AgentMode::Ready, other_work, .. })) => Some(other_work),
        None => None,
        other => panic!("{other:?}"),
    };
    let effects = desk.command(panel, "1", busy(true));
    assert_eq!((error(&effects, panel), other_work(&effects)), (None, Some(true)));
    assert_eq!(desk.command(panel, "2", busy(true)).len(), 1, "only an answer");
    desk.restart("two");
    let effects = desk.pbx_up(|desk| {
        desk.report_agent("2001", AgentMode::Ready, None);
    });
    assert_eq!(other_work(&effects), Some(true), "a PBX that reports her ready may have forgotten it");
    let (panel, snapshot) = desk.sign_in("sato");
    assert!(snapshot.agent.other_work);
    // A change of mode keeps it, and signing off ends it.
    set(&mut desk, panel, "3", lunch());
    assert!(state(&mut desk).other_work);
    set(&mut desk, panel, "4", mode(AgentMode::LoggedOff, None));
    assert!(!state(&mut desk).other_work);
}

#[test]
fn nobody_stays_occupied_by_another_channel_after_leaving() {
    let (mut desk, panel) = ready(WorkRules::default());
    desk.command(panel, "1", Command::SetOtherWork { busy: true });
    desk.feed(Input::Closed(panel));
    desk.pass(MINUTE - 1);
    let (panel, snapshot) = desk.sign_in("sato");
    assert!(snapshot.agent.other_work);
    desk.feed(Input::Closed(panel));
    assert!(matches!(request(&desk.pass(MINUTE)), Some((_, _, PbxRequest::SetAgentState { other_work: false, .. }))));
    assert!(!state(&mut desk).other_work);
}

#[test]
fn rules_that_make_no_sense_are_refused() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let unknown = Some(mode(AgentMode::Unknown, None));
    for (n, rules) in [
        after(AfterCallOf::Queue, Some(0)),
        after(AfterCallOf::Queue, Some(25 * 60 * MINUTE)),
        WorkRules { sign_off_after: Some(0), ..WorkRules::default() },
        WorkRules { after_missed: unknown.clone(), ..WorkRules::default() },
    ]
    .into_iter()
    .enumerate()
    {
        let effects = desk.command(panel, &n.to_string(), Command::SetWorkRules(rules));
        assert_eq!(error(&effects, panel), Some(CommandError::BadRequest));
    }
    let effects = desk.command(panel, "next", Command::SetNextMode { next: unknown });
    assert_eq!(error(&effects, panel), Some(CommandError::BadRequest));
}

#[test]
fn a_colleague_who_watches_sees_a_new_mode_within_a_fifth_of_a_second() {
    let mut desk = Desk::new();
    desk.report_agent("2001", AgentMode::Ready, None);
    let (watcher, _) = desk.sign_in("suzuki");
    desk.watch(watcher, "佐藤");
    // A call a moment before must not hold it up.
    let told = desk.report_call("2001", &ringing("c1", desk.now));
    let told = [told, desk.pass(1_000)].concat();
    assert_eq!(directories(&told, watcher).len(), 1);
    desk.report_agent("2001", AgentMode::NotReady, Some("lunch"));
    let told = directories(&desk.pass(200), watcher);
    let presence = told.last().and_then(|entries| entries[0].presence.clone()).unwrap();
    assert_eq!((presence.mode, presence.reason.as_deref()), (AgentMode::NotReady, Some("lunch")));
}

#[test]
fn a_change_on_the_pbx_ends_the_work() {
    let (mut desk, _) = ready(after(AfterCallOf::External, Some(30_000)));
    talk(&mut desk, &ringing("c1", START));
    // What the hub has told the PBX comes back.
    assert_eq!(desk.report_agent("2001", AgentMode::WorkNotReady, None), []);
    assert!(state(&mut desk).until.is_some());
    desk.report_agent("2001", AgentMode::NotReady, Some("lunch"));
    desk.pass(MINUTE);
    assert_eq!((chosen(&mut desk), state(&mut desk).until), (lunch(), None));
    desk.pbx(PbxEvent::Down);
    assert_eq!(chosen(&mut desk), lunch());
}
