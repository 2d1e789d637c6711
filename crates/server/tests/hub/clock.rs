//! A system clock that jumps: nobody is signed out, and no timer or allowance is stuck.

use crate::desk::{Desk, MINUTE, ORG, calls, ended, error, events, ringing, sent};
use denwa_protocol::{Cause, Command, CommandError, Event, ServerMessage, SignOutReason};
use denwa_server::hub::Effect;

const HOUR: i64 = 3_600_000;

/// The system clock's errors: two hours ahead, one hour back.
const ERRORS: [i64; 2] = [2 * HOUR, -HOUR];

#[test]
fn a_jump_signs_nobody_out_and_tokens_expire_when_they_would_have() {
    for clock_error in ERRORS {
        let mut desk = Desk::new();
        let (panel, _) = desk.sign_in("sato");
        desk.pass(MINUTE);
        desk.clock_error = clock_error;
        assert_eq!(desk.pass(28 * MINUTE), []);
        let expected = [Effect::Close { session: panel, reason: SignOutReason::TokenExpired }];
        assert_eq!(desk.pass(MINUTE), expected, "{clock_error}");
    }
}

#[test]
fn a_panel_signs_in_during_a_jump_and_gets_stamps_of_the_wall_time() {
    for clock_error in ERRORS {
        let mut desk = Desk::new();
        desk.clock_error = clock_error;
        let (_, snapshot) = desk.sign_in("sato");
        assert_eq!(snapshot.now, desk.now.checked_add_signed(clock_error).unwrap());
        let (session, effects) = desk.sign_in_as(ORG, "suzuki", "page", None);
        assert!(sent(&effects, session).contains(&ServerMessage::Ready));
    }
}

#[test]
fn after_a_jump_there_and_back_requests_still_time_out_in_time() {
    for clock_error in ERRORS {
        let mut desk = Desk::new();
        let (panel, _) = desk.sign_in("sato");
        desk.clock_error = clock_error;
        desk.pass(5_000);
        desk.clock_error = 0;
        let dial = Command::Dial {
            number: "0312345678".to_owned(),
            record: None,
            extension: None,
            presented: None,
            callback: None,
        };
        desk.command(panel, "1", dial);
        assert_eq!(error(&desk.pass(6_000), panel), Some(CommandError::TimedOut), "{clock_error}");
    }
}

#[test]
fn after_a_jump_there_and_back_changed_settings_are_still_published() {
    for clock_error in ERRORS {
        let mut desk = Desk::new();
        let (panel, _) = desk.sign_in("sato");
        desk.clock_error = clock_error;
        desk.command(panel, "1", Command::SettingsChanged { users: vec![] });
        desk.pass(5_000);
        desk.clock_error = 0;
        let effects = desk.command(panel, "2", Command::SettingsChanged { users: vec![] });
        assert_eq!(events(&effects, panel), [Event::SettingsChanged], "{clock_error}");
    }
}

#[test]
fn a_jump_forgets_no_ended_call_and_keeps_none_for_longer() {
    const DAY: u64 = 24 * 60 * MINUTE;
    for clock_error in ERRORS {
        let mut desk = Desk::new();
        let call = ringing("c1", desk.now);
        desk.report_call("2001", &call);
        desk.report_call("2001", &ended(&call, desk.now, Cause::Missed));
        desk.clock_error = clock_error;
        desk.pass(7 * DAY - 2 * MINUTE);
        assert_eq!(desk.snapshot_for("sato").calls.len(), 1, "{clock_error}");
        desk.clock_error = 0;
        desk.pass(3 * MINUTE);
        assert_eq!(desk.snapshot_for("sato").calls.len(), 0, "{clock_error}");
    }
}

#[test]
fn calls_are_published_during_a_jump() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.clock_error = -HOUR;
    let effects = desk.report_call("2001", &ringing("c1", desk.now));
    assert_eq!(calls(&effects, panel).len(), 1);
}
