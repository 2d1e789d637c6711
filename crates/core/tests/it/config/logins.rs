//! Logins of many users by CSV.

use super::desk::{Desk, ME, OTHER};
use denwa_core::AdminRequest;
use denwa_core::config::{ConfigCommand, LoginState, Outcome};
use denwa_core::settings::{Key, Level, Reason, StoredValue};

fn states(desk: &Desk) -> Vec<LoginState> {
    desk.view().logins.into_iter().flatten().map(|line| line.state).collect()
}

#[test]
fn each_line_says_what_becomes_of_it() {
    let mut desk = Desk::open(true);
    desk.put(ME, Key::Login, "sato");
    desk.put(OTHER, Key::Login, "old");
    let file = "\u{feff}username,login\r\nsato@example.com,sato\r\n\"suzuki@example.com\",\"suzuki\"\r\n\r\n\
                nobody@example.com,nobody\r\nSUZUKI@example.com,twice\r\nx@example.com,Suzuki\r\ny@example.com,\r\n";
    desk.act(ConfigCommand::ReadLogins(file.to_owned()));
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
    assert_eq!(desk.view().logins.expect("lines")[1].now, "old");
    desk.act(ConfigCommand::SaveLogins);
    assert_eq!(desk.view().outcome, Outcome::Saved { changes: 1 });
    assert_eq!(states(&desk)[1], LoginState::Saved);
    assert_eq!(desk.stored(OTHER, Key::Login), "suzuki".into());
    desk.act(ConfigCommand::Undo);
    assert_eq!(desk.stored(OTHER, Key::Login), "old".into());
}

#[test]
fn a_login_changed_meanwhile_is_told_at_its_line() {
    let mut desk = Desk::open(true);
    desk.act(ConfigCommand::ReadLogins("suzuki@example.com\tsuzuki\nsato@example.com\tsato".to_owned()));
    desk.put(OTHER, Key::Login, "other");
    desk.act(ConfigCommand::SaveLogins);
    assert_eq!(states(&desk)[0], LoginState::Wrong(Reason::Duplicate));
    assert_eq!(states(&desk)[1], LoginState::Ready, "the others wait for another try");
    assert_eq!(desk.view().unsaved, 0);
    desk.act(ConfigCommand::SaveLogins);
    assert_eq!(desk.stored(ME, Key::Login), "sato".into());
    desk.act(ConfigCommand::CloseLogins);
    assert_eq!(desk.view().logins, None);
}

#[test]
fn many_users_are_asked_for_in_portions_and_too_many_are_told() {
    let mut desk = Desk::open(true);
    desk.answers = false;
    let file: Vec<String> = (0..2_100).map(|at| format!("u{at}@example.com,l{at}")).collect();
    desk.act(ConfigCommand::ReadLogins(file.join("\n")));
    let asked = desk.rig.admin_asked.iter().filter(|(_, request)| matches!(request, AdminRequest::People(_))).count();
    assert_eq!(asked, 40);
    assert_eq!((states(&desk).len(), states(&desk).last()), (2_001, Some(&LoginState::Wrong(Reason::TooMany))));
    desk.answers = true;
    desk.serve();
    assert_eq!(states(&desk)[0], LoginState::Wrong(Reason::Gone));
}

#[test]
fn an_agent_maps_nobody() {
    let mut desk = Desk::open(false);
    desk.act(ConfigCommand::ReadLogins("suzuki@example.com,suzuki".to_owned()));
    assert_eq!(desk.view().logins, None);
}

#[test]
fn a_login_that_another_user_has_is_refused_where_it_was_typed() {
    let mut desk = Desk::open(true);
    desk.put(OTHER, Key::Login, "suzuki");
    desk.act(ConfigCommand::SetLevel(Level::User));
    desk.type_in(Key::Login, "suzuki");
    desk.act(ConfigCommand::Save);
    let field = desk.field(Key::Login);
    assert_eq!((field.reason(), field.refused_name.as_str()), (Some(Reason::Taken), "Suzuki"));
    assert_eq!((desk.view().outcome, field.is_unsaved), (Outcome::Refused, true));
    assert_eq!(desk.stored(ME, Key::Login), StoredValue::Null);
    desk.type_in(Key::Login, "sato");
    let field = desk.field(Key::Login);
    assert_eq!((field.reason(), field.refused_name.as_str()), (None, ""));
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.stored(ME, Key::Login), "sato".into());
}

#[test]
fn a_line_with_a_login_that_another_user_has_says_whose_it_is() {
    let mut desk = Desk::open(true);
    desk.put(OTHER, Key::Login, "suzuki");
    desk.act(ConfigCommand::ReadLogins("sato@example.com,suzuki".to_owned()));
    assert_eq!(states(&desk), [LoginState::Ready]);
    desk.act(ConfigCommand::SaveLogins);
    assert_eq!(states(&desk), [LoginState::Wrong(Reason::Taken)]);
    assert_eq!(desk.view().logins.expect("lines")[0].taken_by, "Suzuki");
    assert_eq!(desk.stored(ME, Key::Login), StoredValue::Null);
}
