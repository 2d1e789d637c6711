//! Logins of many users by CSV.

use super::desk::{Act, Desk, ME, OTHER};
use denwa_core::config::Outcome;
use denwa_core::config::logins::LoginState;
use denwa_core::host::HostRequest;
use denwa_core::settings::{Key, Raw, Reason};

fn states(desk: &Desk) -> Vec<LoginState> {
    desk.view().logins().into_iter().flatten().map(|line| line.state).collect()
}

#[test]
fn each_line_says_what_becomes_of_it() {
    let mut desk = Desk::open(true);
    desk.put(ME, Key::Login, Raw::Text("sato".into()));
    desk.put(OTHER, Key::Login, Raw::Text("old".into()));
    let file = "\u{feff}username,login\r\nsato@example.com,sato\r\n\"suzuki@example.com\",\"suzuki\"\r\n\r\n\
                nobody@example.com,nobody\r\nSUZUKI@example.com,twice\r\nx@example.com,Suzuki\r\ny@example.com,\r\n";
    desk.act(Act::Logins(file.to_owned()));
    let wrong = LoginState::Wrong;
    assert_eq!(
        states(&desk),
        [
            LoginState::Same,
            LoginState::Ready,
            wrong(Reason::Gone),
            wrong(Reason::Duplicate),
            wrong(Reason::Duplicate),
            wrong(Reason::Missing),
        ]
    );
    assert_eq!(desk.view().logins().expect("lines")[1].now, "old");
    desk.act(Act::SaveLogins);
    assert_eq!(*desk.view().outcome(), Outcome::Saved(1));
    assert_eq!(states(&desk)[1], LoginState::Saved);
    assert_eq!(desk.stored(OTHER, Key::Login), Raw::Text("suzuki".into()));
    desk.act(Act::Undo);
    assert_eq!(desk.stored(OTHER, Key::Login), Raw::Text("old".into()));
}

#[test]
fn a_login_changed_meanwhile_is_told_at_its_line() {
    let mut desk = Desk::open(true);
    desk.act(Act::Logins("suzuki@example.com\tsuzuki\nsato@example.com\tsato".to_owned()));
    desk.put(OTHER, Key::Login, Raw::Text("other".into()));
    desk.act(Act::SaveLogins);
    assert_eq!(states(&desk)[0], LoginState::Wrong(Reason::Duplicate));
    assert_eq!(states(&desk)[1], LoginState::Ready, "the others wait for another try");
    assert_eq!(desk.view().unsaved(), 0);
    desk.act(Act::SaveLogins);
    assert_eq!(desk.stored(ME, Key::Login), Raw::Text("sato".into()));
    desk.act(Act::CloseLogins);
    assert_eq!(desk.view().logins(), None);
}

#[test]
fn many_users_are_asked_for_in_portions_and_too_many_are_told() {
    let mut desk = Desk::open(true);
    desk.answers = false;
    let file: Vec<String> = (0..2_100).map(|at| format!("u{at}@example.com,l{at}")).collect();
    desk.act(Act::Logins(file.join("\n")));
    let asked =
        desk.rig.asked.iter().filter(|(_, request)| matches!(request, HostRequest::Package("people", _))).count();
    assert_eq!(asked, 40);
    assert_eq!((states(&desk).len(), states(&desk).last()), (2_001, Some(&LoginState::Wrong(Reason::TooMany))));
    desk.answers = true;
    desk.serve();
    assert_eq!(states(&desk)[0], LoginState::Wrong(Reason::Gone));
}

#[test]
fn an_agent_maps_nobody() {
    let mut desk = Desk::open(false);
    desk.act(Act::Logins("suzuki@example.com,suzuki".to_owned()));
    assert_eq!(desk.view().logins(), None);
}
