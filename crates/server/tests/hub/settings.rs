//! Changed settings: who is told, and how often.

use crate::desk::{Desk, OTHER_ORG, error, events, user_of};
use denwa_protocol::{Command, CommandError, Event};
use denwa_server::hub::{Effect, Input, SessionId};

fn changed(users: &[&str]) -> Command {
    Command::SettingsChanged { users: users.iter().map(|login| user_of(login)).collect() }
}

fn is_told(effects: &[Effect], session: SessionId) -> bool {
    events(effects, session).contains(&Event::SettingsChanged)
}

#[test]
fn everybody_in_the_organisation_is_told_at_most_once_a_second() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    let (foreign, _) = desk.sign_in_as(OTHER_ORG, "sato", "foreign", None);
    let effects = desk.command(sato, "1", changed(&[]));
    assert!(is_told(&effects, suzuki) && is_told(&effects, sato) && !is_told(&effects, foreign));
    for id in ["2", "3"] {
        let effects = desk.command(sato, id, changed(&[]));
        assert_eq!(error(&effects, sato), None);
        assert!(!is_told(&effects, suzuki));
    }
    let later = desk.pass(2_000);
    assert_eq!(events(&later, suzuki), [Event::SettingsChanged], "once for both");
}

#[test]
fn an_agent_cannot_have_everybody_read_the_settings_all_the_time() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    let mut told = 0;
    for second in 0..600 {
        let mut effects = desk.command(sato, &second.to_string(), changed(&[]));
        effects.extend(desk.pass(1_000));
        told += events(&effects, suzuki).len();
    }
    assert!((20..=50).contains(&told), "{told} times in ten minutes");
    // Another agent, an administrator perhaps, need not wait for that.
    desk.pass(1_000);
    let (tanaka, _) = desk.sign_in("suzuki");
    assert!(is_told(&desk.command(tanaka, "now", changed(&[])), sato));
}

#[test]
fn what_is_told_late_is_still_told() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    for id in 0..10 {
        desk.command(sato, &id.to_string(), changed(&[]));
        desk.pass(1_000);
    }
    let effects = desk.command(sato, "last", changed(&[]));
    assert!(!is_told(&effects, suzuki));
    assert_eq!(events(&desk.pass(60_000), suzuki), [Event::SettingsChanged]);
    assert_eq!(events(&desk.pass(600_000), suzuki), [], "and then no more");
}

#[test]
fn a_personal_setting_concerns_that_users_panels_only() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (second_tab, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    let effects = desk.command(sato, "1", changed(&["sato"]));
    assert!(is_told(&effects, second_tab) && !is_told(&effects, suzuki));
    // An administrator changes somebody's settings.
    let effects = desk.command(sato, "2", changed(&["suzuki"]));
    assert!(is_told(&effects, suzuki) && !is_told(&effects, second_tab));
    // A user who never signed in has no panel.
    let mut effects = desk.command(sato, "3", changed(&["nobody"]));
    effects.extend(desk.pass(2_000));
    assert_eq!(error(&effects, sato), None);
    assert!(![sato, second_tab, suzuki].iter().any(|panel| is_told(&effects, *panel)));
}

#[test]
fn a_panel_that_was_away_hears_of_its_users_change() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, snapshot) = desk.sign_in("suzuki");
    desk.feed(Input::Closed(suzuki));
    desk.command(sato, "1", changed(&["suzuki"]));
    let resume = denwa_protocol::Resume { stream: snapshot.stream, seq: snapshot.seq };
    let (back, effects) = desk.sign_in_as(crate::desk::ORG, "suzuki", "page-2", Some(resume));
    assert!(is_told(&effects, back));
}

#[test]
fn malformed_users_are_refused() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let many = Command::SettingsChanged { users: vec![user_of("suzuki"); denwa_protocol::MAX_CHANGED_USERS + 1] };
    let wrong = Command::SettingsChanged { users: vec!["not an ID".to_owned()] };
    for (id, command) in [("1", many), ("2", wrong)] {
        assert_eq!(error(&desk.command(sato, id, command), sato), Some(CommandError::BadRequest));
    }
}
