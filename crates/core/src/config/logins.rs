//! Logins of many users at once: a CSV file of user names and logins.

use super::answer::detail;
use super::csv::records;
use super::saving::Purpose;
use super::{Change, Config, Outcome, Scope, Slot};
use crate::admin_io::{AdminAnswer, AdminEffects, AdminReply, AdminRequest, ConfigRequest};
use crate::package::people::{PeopleRequest, UserInfo};
use crate::settings::value::{check_setting, tidy};
use crate::settings::{Key, Level, Reason, StoredContent, StoredValue};

/// How many users are asked for in one request.
const AT_ONCE: usize = 50;
/// How many lines of a file are read.
const MOST: usize = 2_000;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoginState {
    /// The org has been asked for the user.
    #[default]
    Asked,
    /// It will be saved.
    Ready,
    /// The user has this login already.
    Same,
    /// It cannot be saved: [`Reason::Gone`] for an unknown user, [`Reason::Duplicate`] for a user or a login named before or changed
    /// meanwhile, [`Reason::TooMany`] past the last line that is read, otherwise why the login is refused.
    Wrong(Reason),
    /// It is saved.
    Saved,
}

/// A line of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Login {
    /// The user name.
    pub username: String,
    /// The login.
    pub login: String,
    /// The login that is mapped to the user now, once it is known.
    pub now: String,
    /// What becomes of the line.
    pub state: LoginState,
    /// With [`Reason::Taken`]: the user who has the login.
    pub taken_by: String,
    /// Record ID of the user, once it is known.
    user: String,
}

impl Config {
    /// The lines of a file that is being read.
    pub(crate) fn logins(&self) -> Option<&[Login]> {
        self.tools.logins.as_deref()
    }

    /// Reads a file, and asks for its users.
    pub(super) fn read_logins(&mut self, file: &str, effects: &mut AdminEffects) {
        if !self.whom.is_administrator {
            return;
        }
        let mut logins: Vec<Login> = Vec::new();
        for (at, record) in records(file).iter().enumerate() {
            let cell = |column: usize| record.get(column).map_or("", |cell| tidy(cell)).to_owned();
            let (username, login) = (cell(0), cell(1));
            // A heading has no @, which every user name has.
            let is_heading = at == 0 && !username.contains('@');
            if is_heading || record.iter().all(|cell| tidy(cell).is_empty()) {
                continue;
            }
            let state = first_state(&username, &login, &logins);
            logins.push(Login { username, login, state, ..Login::default() });
            if logins.len() > MOST {
                break;
            }
        }
        self.forget(ConfigRequest::Logins);
        let asked: Vec<_> = logins.iter().filter(|login| login.state == LoginState::Asked).collect();
        for portion in asked.chunks(AT_ONCE) {
            let usernames = portion.iter().map(|login| login.username.clone()).collect();
            let request = AdminRequest::People(PeopleRequest::Usernames { usernames });
            self.ask(ConfigRequest::Logins, request, effects);
        }
        self.tools.logins = Some(logins);
    }

    /// Users that were asked for. When all requests have been answered, who is not among them is unknown.
    pub(super) fn on_users(&mut self, answer: AdminAnswer) {
        let users = match answer {
            Ok(AdminReply::People(people)) => people.users,
            Ok(_) => Vec::new(),
            failure => {
                // Users who could not be asked for are not unknown: the file is to be read again.
                self.forget(ConfigRequest::Logins);
                self.typed.outcome = Outcome::Failed { detail: detail(&failure) };
                return;
            }
        };
        let is_last = !self.is_waiting_for(ConfigRequest::Logins);
        let logins = self.tools.logins.iter_mut().flatten();
        for login in logins.filter(|login| login.state == LoginState::Asked) {
            let named = |user: &&UserInfo| user.username.eq_ignore_ascii_case(&login.username);
            if let Some(user) = users.iter().find(named) {
                login.user.clone_from(&user.id);
                login.now = user.login.clone().unwrap_or_default();
                login.state = if login.now == login.login { LoginState::Same } else { LoginState::Ready };
            } else if is_last {
                login.state = LoginState::Wrong(Reason::Gone);
            }
        }
    }

    pub(super) fn save_logins(&mut self, effects: &mut AdminEffects) {
        let ready = self.tools.logins.iter().flatten().filter(|login| login.state == LoginState::Ready);
        let changes =
            ready.map(|login| Change { slot: login.slot(), from: content(&login.now), to: content(&login.login) });
        self.send(changes.collect(), Purpose::Logins, effects);
    }

    /// Says what became of a line that was sent.
    pub(super) fn set_login_state(&mut self, slot: &Slot, state: LoginState) {
        let mut sent = self.tools.logins.iter_mut().flatten().filter(|login| login.state == LoginState::Ready);
        if let Some(login) = sent.find(|login| login.slot() == *slot) {
            login.state = state;
        }
    }

    /// Says whose login it is that a line asks for.
    pub(super) fn set_login_holder(&mut self, slot: &Slot, name: &str) {
        if let Some(login) = self.tools.logins.iter_mut().flatten().find(|login| login.slot() == *slot) {
            name.clone_into(&mut login.taken_by);
        }
    }
}

impl Login {
    fn slot(&self) -> Slot {
        Slot::Value { scope: Scope { level: Level::User, id: self.user.clone() }, key: Key::Login }
    }
}

/// The state of a line before the org is asked; `before` are the lines before it.
fn first_state(username: &str, login: &str, before: &[Login]) -> LoginState {
    let is_twice =
        |other: &Login| other.username.eq_ignore_ascii_case(username) || other.login.eq_ignore_ascii_case(login);
    if before.len() == MOST {
        LoginState::Wrong(Reason::TooMany)
    } else if username.is_empty() || login.is_empty() {
        LoginState::Wrong(Reason::Missing)
    } else if before.iter().any(is_twice) {
        LoginState::Wrong(Reason::Duplicate)
    } else if let Err(reason) = check_setting(Key::Login, login, "") {
        LoginState::Wrong(reason)
    } else {
        LoginState::Asked
    }
}

fn content(login: &str) -> StoredContent {
    StoredContent::Value(if login.is_empty() { StoredValue::Null } else { login.into() })
}
