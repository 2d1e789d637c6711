//! Which panel of an agent is the primary one: asking for it, pages on their way, silent panels, several browsers.

use crate::desk::*;
use denwa_protocol::{Activity, Cause, ClientInfo, ConnectionState, POP_MS, ServerMessage};
use denwa_server::hub::{Effect, Input, SessionId};

/// What a panel was told last.
fn told(effects: &[Effect], session: SessionId) -> Option<(bool, bool, Vec<String>)> {
    let read = |message| match message {
        ServerMessage::Primary { primary, other_browser, unopened } => Some((primary, other_browser, unopened)),
        ServerMessage::Snapshot(snapshot) => Some((snapshot.primary, false, vec![])),
        _ => None,
    };
    sent(effects, session).into_iter().filter_map(read).next_back()
}

fn is_primary(effects: &[Effect], session: SessionId) -> Option<bool> {
    told(effects, session).map(|(primary, ..)| primary)
}

/// A panel that loads; in this browser, or in one that keeps nothing.
fn load(desk: &mut Desk, instance: &str, browser: Option<&str>, visible: bool) -> (SessionId, Vec<Effect>) {
    let client = ClientInfo {
        instance: instance.to_owned(),
        browser: browser.map(str::to_owned),
        visible,
        ..ClientInfo::default()
    };
    desk.sign_in_with(ORG, "sato", client, None)
}

fn ring(desk: &mut Desk, id: &str) -> Vec<Effect> {
    let call = ringing(id, desk.now);
    desk.report_call("2001", &call)
}

fn popping(desk: &mut Desk, session: SessionId, call: &str, done: bool) -> Vec<Effect> {
    desk.feed(Input::Popping { session, call: call.to_owned(), done })
}

#[test]
fn a_tab_that_opens_in_front_is_primary_as_it_loads_and_one_behind_is_not() {
    for browser in [Some("chrome"), None] {
        let mut desk = Desk::new();
        let (a, _) = load(&mut desk, "a", browser, true);
        let (b, effects) = load(&mut desk, "b", browser, true);
        assert_eq!((is_primary(&effects, a), is_primary(&effects, b)), (Some(false), Some(true)));
        let (c, effects) = load(&mut desk, "c", browser, false);
        assert_eq!((is_primary(&effects, b), is_primary(&effects, c)), (None, Some(false)));
    }
}

#[test]
fn a_tab_in_the_middle_of_a_pop_keeps_its_place_until_the_page_is_open() {
    let mut desk = Desk::new();
    let (a, _) = load(&mut desk, "a", Some("chrome"), true);
    ring(&mut desk, "c1");
    let (b, effects) = load(&mut desk, "b", Some("chrome"), true);
    assert_eq!(is_primary(&effects, b), Some(false), "the call has just been sent to the other tab");
    popping(&mut desk, a, "c1", false);
    assert_eq!(is_primary(&desk.feed(Input::Active(b, Activity::Input)), b), None);
    let effects = popping(&mut desk, a, "c1", true);
    assert_eq!(is_primary(&effects, a), Some(false));
    assert_eq!(told(&effects, b), Some((true, false, vec![])), "its page is open: the next panel opens none");
}

#[test]
fn a_pop_keeps_the_primary_panel_for_a_limited_time_only() {
    let mut desk = Desk::new();
    let (a, _) = load(&mut desk, "a", None, true);
    let (b, _) = load(&mut desk, "b", None, false);
    ring(&mut desk, "c1");
    popping(&mut desk, a, "c1", false);
    desk.feed(Input::Active(b, Activity::Visible));
    let mut effects = Vec::new();
    for _ in 0..POP_MS / 1_000 {
        assert_eq!(is_primary(&effects, b), None);
        effects.extend(desk.pass(1_000));
        desk.feed(Input::Heard(a));
        desk.feed(Input::Heard(b));
    }
    assert_eq!(told(&effects, b), Some((true, false, vec!["c1".to_owned()])), "and may open the page in its stead");
}

#[test]
fn a_panel_that_says_nothing_of_a_page_keeps_its_place_for_a_second() {
    let mut desk = Desk::new();
    load(&mut desk, "a", None, true);
    ring(&mut desk, "c1");
    let (b, _) = load(&mut desk, "b", None, true);
    assert_eq!(is_primary(&desk.pass(1_000), b), Some(true));
}

#[test]
fn a_primary_panel_that_is_silent_while_a_call_rings_is_replaced_within_three_seconds() {
    for silent_from in [0, 100, 1_300, 1_500, 2_700, 9_000] {
        let mut desk = Desk::new();
        let (a, _) = load(&mut desk, "a", Some("chrome"), true);
        let (b, _) = load(&mut desk, "b", Some("firefox"), false);
        let (c, _) = load(&mut desk, "c", Some("chrome"), false);
        let mut silent = vec![c];
        let mut effects = ring(&mut desk, "c1");
        for passed in (0..silent_from + 3_000).step_by(100) {
            if passed == silent_from {
                assert_eq!(is_primary(&effects, b), None);
                silent.push(a);
            }
            for panel in [a, b, c] {
                let is_pinged =
                    sent(&effects, panel).iter().any(|message| matches!(message, ServerMessage::Ping { .. }));
                if is_pinged && !silent.contains(&panel) {
                    desk.feed(Input::Heard(panel));
                }
            }
            effects = desk.pass(100);
            if is_primary(&effects, b) == Some(true) {
                break;
            }
        }
        let (primary, _, unopened) = told(&effects, b).expect("it takes over within three seconds");
        assert!(primary && unopened == ["c1"], "silent from {silent_from}");
        // The silent panel comes back: it does not take over by that alone.
        assert_eq!(is_primary(&desk.feed(Input::Heard(a)), a), None);
    }
}

#[test]
fn without_a_call_that_rings_nobody_is_pinged() {
    let mut desk = Desk::new();
    load(&mut desk, "a", None, true);
    load(&mut desk, "b", None, false);
    let call = ringing("c1", desk.now);
    assert!(desk.report_call("2001", &call).iter().any(is_ping));
    let call = connected(&call, desk.now);
    desk.report_call("2001", &call);
    desk.pass(2_000);
    assert!(!desk.pass(60_000).iter().any(is_ping));
    let call = ended(&call, desk.now, Cause::Normal);
    desk.report_call("2001", &call);
    assert_eq!(call.state, ConnectionState::Null);
    assert!(!desk.pass(60_000).iter().any(is_ping));
}

fn is_ping(effect: &Effect) -> bool {
    matches!(effect, Effect::Send { message, .. } if matches!(**message, ServerMessage::Ping { .. }))
}

#[test]
fn a_single_panel_is_not_pinged_and_keeps_its_place() {
    let mut desk = Desk::new();
    let (a, _) = load(&mut desk, "a", None, true);
    let mut effects = ring(&mut desk, "c1");
    effects.extend(desk.pass(60_000));
    assert!(!effects.iter().any(is_ping) && is_primary(&effects, a).is_none());
}

#[test]
fn a_second_machine_joins_beside_the_first_and_takes_over_when_the_agent_says_so() {
    let mut desk = Desk::new();
    let (a, _) = load(&mut desk, "a", Some("office"), true);
    let (b, effects) = load(&mut desk, "b", Some("home"), true);
    assert_eq!((is_primary(&effects, a), told(&effects, b)), (None, Some((false, true, vec![]))));
    for passive in [Activity::Visible, Activity::Navigated] {
        assert_eq!(desk.feed(Input::Active(b, passive)), []);
    }
    let effects = desk.feed(Input::Active(b, Activity::Input));
    assert_eq!((told(&effects, a), told(&effects, b)), (Some((false, true, vec![])), Some((true, false, vec![]))));
    // A tab of the same browser does not ask.
    let (c, effects) = load(&mut desk, "c", Some("home"), true);
    assert_eq!(is_primary(&effects, c), Some(true));
}

#[test]
fn after_a_restart_of_the_server_the_primary_panel_is_primary_again() {
    let mut desk = Desk::new();
    let back = |desk: &mut Desk, instance: &str, was_primary| {
        let client = ClientInfo { instance: instance.to_owned(), was_primary, ..ClientInfo::default() };
        desk.sign_in_with(ORG, "sato", client, None)
    };
    let (a, effects) = back(&mut desk, "a", false);
    assert_eq!(is_primary(&effects, a), Some(true));
    let (b, effects) = back(&mut desk, "b", true);
    assert_eq!((is_primary(&effects, a), is_primary(&effects, b)), (Some(false), Some(true)));
    // But not if another has been used meanwhile.
    desk.feed(Input::Active(a, Activity::Input));
    let (c, effects) = back(&mut desk, "c", true);
    assert_eq!(is_primary(&effects, c), Some(false));
}

#[test]
fn after_a_restart_the_primary_panel_waits_while_another_looks_for_a_page() {
    let mut desk = Desk::new();
    let back = |desk: &mut Desk, instance: &str, was_primary| {
        let client = ClientInfo { instance: instance.to_owned(), was_primary, ..ClientInfo::default() };
        desk.sign_in_with(ORG, "sato", client, None)
    };
    let (a, _) = back(&mut desk, "a", false);
    ring(&mut desk, "c1");
    desk.feed(Input::Popping { session: a, call: "c1".to_owned(), done: false });
    let (b, effects) = back(&mut desk, "b", true);
    assert_eq!(is_primary(&effects, b), Some(false));
    let effects = desk.feed(Input::Popping { session: a, call: "c1".to_owned(), done: true });
    assert_eq!((is_primary(&effects, a), is_primary(&effects, b)), (Some(false), Some(true)));
}

#[test]
fn choices_are_kept_with_the_call_and_told_to_every_panel() {
    let mut desk = Desk::new();
    let (a, _) = load(&mut desk, "a", None, true);
    let (b, _) = load(&mut desk, "b", None, false);
    ring(&mut desk, "c1");
    let record = denwa_protocol::AttachedRecord { record_id: "0035g00000AbCdEAAV".to_owned(), name: None };
    let command = denwa_protocol::Command::SetRecord { call: "c1".to_owned(), record: Some(record.clone()) };
    let effects = desk.command(b, "1", command);
    assert_eq!(calls(&effects, a)[0].record, Some(record.clone()));
    let command = denwa_protocol::Command::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) };
    let effects = desk.command(b, "2", command);
    assert_eq!((error(&effects, b), calls(&effects, a)[0].result.as_deref()), (None, Some("受注")));
    // The PBX's next report of the call changes neither.
    let call = connected(&ringing("c1", desk.now), desk.now);
    let seen = calls(&desk.report_call("2001", &call), b).remove(0);
    assert_eq!((seen.record, seen.result.as_deref()), (Some(record), Some("受注")));
    for (id, result) in [("3", String::new()), ("4", "x".repeat(256))] {
        let command = denwa_protocol::Command::SetResult { call: "c1".to_owned(), result: Some(result) };
        assert!(error(&desk.command(b, id, command), b).is_some());
    }
}
