//! 基本設定.

use crate::rig::*;
use denwa_core::host::HostRequest;
use denwa_core::view_model::LineTone;
use denwa_core::{Effect, HostError, HostReply, Input, SocketEvent, UserAction};
use denwa_protocol::{Cause, ServerMessage, SignOutReason};

#[test]
fn integration_decides_what_a_call_is_linked_to() {
    for (integration, searched, logged, told) in
        [("salesforce", true, true, false), ("custom", false, true, true), ("none", false, false, false)]
    {
        let mut rig = Rig::set(&[
            ("Integration", integration),
            ("Allowed_Hosts", "crm.example"),
            ("Url_Ringing", "https://crm.example/"),
            ("Open_Ringing", "get"),
            ("Copy_Number", "on"),
            ("No_Match_Page", "/lightning/n/Denwa"),
        ]);
        let call = ringing(&rig, "c1", "0312345678");
        rig.call(&call);
        assert_eq!(rig.is_asked(is_search), searched, "{integration}");
        rig.found(vec![]);
        assert_eq!(rig.popped().len(), usize::from(searched), "{integration}");
        rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
        assert_eq!(rig.is_asked(is_log), logged, "{integration}");
        let has = |wanted: fn(&Effect) -> bool| rig.all.iter().any(wanted);
        assert_eq!(has(|effect| matches!(effect, Effect::Get { .. })), told, "{integration}");
        assert_eq!(has(|effect| matches!(effect, Effect::Copy { .. })), integration != "none");
    }
}

#[test]
fn skip_internal_is_stronger_than_lines_and_logs() {
    for (skip, linked) in [("on", false), ("off", true)] {
        let mut rig = Rig::set(&[
            ("Skip_Internal", skip),
            ("Log_Internal", "on"),
            ("Follow_Layout", "off"),
            ("Copy_Number", "on"),
        ]);
        let mut call = ringing(&rig, "c1", "2002");
        call.internal = true;
        rig.call(&call);
        assert_eq!(rig.card().title, "Internal call", "it rings");
        assert_eq!(rig.is_asked(is_search), linked);
        rig.found(vec![hanako()]);
        assert_eq!(rig.popped().len(), usize::from(linked));
        rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
        assert_eq!(rig.is_asked(is_log), linked);
        assert!(rig.effects.is_empty(), "an internal number is never copied");
    }
    // Outgoing internal calls follow what is logged.
    for (logged, log) in [(true, "on"), (false, "off")] {
        let mut rig = Rig::set(&[("Log_Internal", log)]);
        let mut call = prompting(&rig, "c1", "2002");
        call.internal = true;
        rig.call(&call);
        rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
        assert_eq!(rig.is_asked(is_log), logged);
    }
}

fn renewals(rig: &mut Rig) -> usize {
    let mut count = 0;
    while rig.is_asked(is_token) {
        rig.give_token();
        count += 1;
    }
    count
}

#[test]
fn session_minutes_renew_the_token_and_read_the_settings() {
    let mut rig = Rig::set(&[("Session_Minutes", "1")]);
    rig.pass_live(59_000);
    assert_eq!(renewals(&mut rig), 0);
    rig.pass_live(1_000);
    assert_eq!(renewals(&mut rig), 1);
    let (id, _) = rig.ask(is_settings);
    rig.answer(id, Ok(HostReply::Settings(raw(&[("Session_Minutes", "2")], &[]))));
    rig.pass_live(119_000);
    assert_eq!(renewals(&mut rig), 0, "the new interval is in force");
    rig.pass_live(1_000);
    assert_eq!(renewals(&mut rig), 1);
    // The server asks for one: it is there already.
    rig.message(ServerMessage::SignedOut { reason: SignOutReason::TokenExpired });
    assert!(!rig.is_asked(is_token));
    assert_eq!(rig.connects.len(), 2);

    let mut never = Rig::set(&[("Session_Minutes", "0")]);
    never.pass_live(2_000_000);
    assert_eq!(renewals(&mut never), 0);
}

#[test]
fn session_minutes_that_cannot_be_kept_are_said_and_no_call_is_dropped() {
    let mut rig = Rig::set(&[("Session_Minutes", "1")]);
    rig.call(&answered(&rig, &ringing(&rig, "c1", "0312345678")));
    rig.pass_live(60_000);
    let (id, _) = rig.ask(is_token);
    rig.answer(id, Err(HostError::Refused { transient: false, detail: "Session expired".to_owned() }));
    assert!(rig.panel.notices().iter().any(|notice| notice.text.contains("Salesforce session")));
    assert!(rig.panel.is_live());
    rig.pass_live(60_000);
    assert_eq!(renewals(&mut rig), 1, "it is tried again");
    assert!(rig.panel.notices().is_empty());
}

#[test]
fn timeout_sign_in_bounds_the_sign_in() {
    for (seconds, waits) in [("1", 900), ("9", 8_900)] {
        let mut rig = Rig::loaded();
        rig.boot.settings = raw(&[("Timeout_Sign_In", seconds)], &[]);
        rig.initialise();
        rig.boot();
        rig.input(Input::Socket(SocketEvent::Opened));
        rig.pass(waits);
        assert_eq!(rig.closed, 0, "{seconds}");
        rig.pass(200);
        assert_eq!(rig.closed, 1, "{seconds}");
    }
}

fn search_is_given_up_after(rig: &mut Rig, milliseconds: u64) {
    rig.pass_live(milliseconds - 100);
    assert_eq!(rig.card().search.words(), Some("Searching…"));
    rig.pass_live(200);
    assert!(rig.card().search.words().expect("words").contains("The call goes on"));
}

#[test]
fn timeout_search_ringing_bounds_the_search_of_a_ringing_call() {
    let mut rig = Rig::set(&[("Timeout_Search_Ringing", "2"), ("Timeout_Search_Answered", "9")]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    search_is_given_up_after(&mut rig, 2_000);
}

#[test]
fn timeout_search_answered_bounds_the_search_of_an_answered_call() {
    let mut rig = Rig::set(&[("Timeout_Search_Ringing", "2"), ("Timeout_Search_Answered", "9")]);
    rig.call(&answered(&rig, &ringing(&rig, "c1", "0312345678")));
    search_is_given_up_after(&mut rig, 9_000);
}

fn deadline(rig: &Rig, fits: fn(&HostRequest) -> bool) -> u32 {
    let found = rig.all.iter().rev().find_map(|effect| match effect {
        Effect::Host { request, deadline, .. } if fits(request) => Some(*deadline),
        _ => None,
    });
    found.expect("it was asked")
}

#[test]
fn timeout_pop_bounds_the_opening_of_a_page() {
    let mut rig = Rig::set(&[("Timeout_Pop", "3")]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.found(vec![hanako()]);
    assert_eq!(deadline(&rig, is_pop), 3_000);
    let (id, _) = rig.ask(is_pop);
    rig.answer(id, Err(HostError::TimedOut));
    assert_eq!(rig.card().pop.unwrap().tone, LineTone::Warning);
}

#[test]
fn timeout_log_makes_the_outcome_unknown() {
    let mut rig = Rig::set(&[("Timeout_Log", "2")]);
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![]);
    rig.call(&ended(&rig, &call, Cause::Normal));
    rig.pass_live(1_900);
    assert_eq!(rig.card().log.unwrap().text, "Saving the call log…");
    rig.pass_live(200);
    assert!(rig.card().log.unwrap().text.contains("may or may not"));
    rig.save_log("00T1");
    assert_eq!(rig.card().log.unwrap().text, "Call log saved", "a late answer still counts");
}

#[test]
fn timeout_settings_bounds_the_reading_of_settings() {
    let mut rig = Rig::set(&[("Timeout_Settings", "7"), ("Popup_Buttons", "off")]);
    rig.event(denwa_protocol::Event::SettingsChanged);
    rig.pass(0);
    assert!(!rig.is_asked(is_settings), "spread, so that an organisation does not read at once");
    rig.pass_live(3_000);
    assert_eq!(deadline(&rig, is_settings), 7_000);
    // Changed once more while they are read: they are read again.
    rig.event(denwa_protocol::Event::SettingsChanged);
    rig.event(denwa_protocol::Event::SettingsChanged);
    let (id, _) = rig.ask(is_settings);
    rig.answer(id, Err(HostError::TimedOut));
    rig.pass_live(3_000);
    rig.ask(is_settings);
    assert!(!rig.is_asked(is_settings));
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert!(rig.card().buttons.is_empty(), "the old ones stay in force");
}

#[test]
fn settings_are_read_again_where_a_change_may_have_been_missed() {
    let mut rig = Rig::live();
    rig.pass_live(3_000);
    assert!(!rig.is_asked(is_settings));
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    rig.pass_live(3_000);
    rig.ask(is_settings);
}

/// Each moment of a call with a GET of its own.
fn told_in(moment: &str) -> u32 {
    let url = format!("Url_{moment}");
    let open = format!("Open_{moment}");
    let timeout = format!("Timeout_Url_{moment}");
    let mut rig = Rig::set(&[
        ("Integration", "custom"),
        ("Allowed_Hosts", "crm.example"),
        (&url, "https://crm.example/"),
        (&open, "get"),
        (&timeout, "11"),
    ]);
    let call = if moment == "Dialled" { prompting(&rig, "c1", "031") } else { ringing(&rig, "c1", "031") };
    rig.call(&call);
    rig.call(&answered(&rig, &call));
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    let asked = rig.all.iter().find_map(|effect| match effect {
        Effect::Get { id, deadline, .. } => Some((*id, *deadline)),
        _ => None,
    });
    let (id, deadline) = asked.expect("the site is told");
    rig.answer(id, Err(HostError::TimedOut));
    assert!(rig.card().remark.expect("a remark").contains("The call goes on"));
    deadline
}

#[test]
fn timeout_url_ringing_bounds_the_site() {
    assert_eq!(told_in("Ringing"), 11_000);
}

#[test]
fn timeout_url_answered_bounds_the_site() {
    assert_eq!(told_in("Answered"), 11_000);
}

#[test]
fn timeout_url_ended_bounds_the_site() {
    assert_eq!(told_in("Ended"), 11_000);
}

#[test]
fn timeout_url_dialled_bounds_the_site() {
    assert_eq!(told_in("Dialled"), 11_000);
}

#[test]
fn a_change_never_disturbs_what_a_call_has_done() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    rig.change(&[("Integration", "none")]);
    assert_eq!(rig.card().headline, "Hanako Yamada");
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert!(!rig.is_asked(is_log), "what was still to come follows");
    rig.user(UserAction::Touched);
}
