//! Logins of many users at once: a CSV file of user names and logins.

use super::code::write_said;
use super::json::{write_comma, write_name, write_text};
use super::save::{Change, What};
use super::slot::{Of, Slot};
use super::{Asked, Config, Json, Outcome, detail, request};
use crate::command::Out;
use crate::cut::{find, first_of};
use crate::host::{Answer, HostReply};
use crate::settings::value::{check_setting, tidy};
use crate::settings::{Key, Level, Reason};

/// So many user names are asked for at once.
const AT_ONCE: usize = 50;
/// More lines than this are not read.
const MOST: usize = 2_000;

const LOGIN: Of = Of::Value(Key::Login);

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginState {
    /// The org has been asked for the user.
    Asked,
    /// It will be set.
    Ready,
    /// It stands there already.
    Same,
    /// It cannot be: [`Reason::Gone`] for an unknown user, [`Reason::Duplicate`] for a user or a login named before or changed
    /// meanwhile, [`Reason::TooMany`] past the last line that is read, else why the login is refused.
    Wrong(Reason),
    /// It is set.
    Saved,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginLine {
    /// The user name.
    pub username: String,
    /// The login.
    pub login: String,
    /// The login that stands there now, once it is known.
    pub now: String,
    /// ID of the user, once it is known.
    id: String,
    /// What becomes of it.
    pub state: LoginState,
}

impl Config {
    pub(super) fn read_logins(&mut self, file: &str, out: &mut Out) {
        if !self.administrator {
            return;
        }
        let mut lines: Vec<LoginLine> = Vec::new();
        let mut first = true;
        records(file, &mut |cells| {
            let cell = |at: usize| cells.get(at).map_or("", |cell| tidy(cell)).to_owned();
            let (username, login) = (cell(0), cell(1));
            // A heading has no @, which every user name has.
            let heading = core::mem::replace(&mut first, false) && find(&username, "@").is_none();
            if heading || lines.len() > MOST || cells.iter().all(|cell| tidy(cell).is_empty()) {
                return;
            }
            let state = match check_setting(Key::Login, &login, "") {
                _ if lines.len() == MOST => LoginState::Wrong(Reason::TooMany),
                _ if username.is_empty() || login.is_empty() => LoginState::Wrong(Reason::Missing),
                _ if lines.iter().any(|line| is_twice(line, &username, &login)) => LoginState::Wrong(Reason::Duplicate),
                Err(reason) => LoginState::Wrong(reason),
                Ok(_) => LoginState::Asked,
            };
            lines.push(LoginLine { username, login, now: String::new(), id: String::new(), state });
        });
        self.forget_people();
        let mut asked = lines.iter().filter(|line| line.state == LoginState::Asked);
        let mut line = asked.next();
        while line.is_some() {
            let mut request = request();
            write_name("usernames", &mut request);
            request.push('[');
            for _ in 0..AT_ONCE {
                let Some(one) = line else { break };
                write_comma(&mut request);
                write_text(&one.username, &mut request);
                line = asked.next();
            }
            request.push(']');
            self.ask("people", request, Asked::Logins, out);
        }
        self.logins = Some(lines);
    }

    /// What is still asked about users is of no interest any more.
    fn forget_people(&mut self) {
        self.asked.retain(|(_, asked)| *asked != Asked::Logins);
    }

    /// Who was asked for; when all have answered, who is not there is unknown.
    pub(super) fn on_people(&mut self, answer: &Answer) {
        if let Err(error) = answer {
            // Who could not be asked for is not unknown: the file is to be read again.
            self.forget_people();
            self.outcome = Outcome::Failed(detail(error).to_owned());
            return;
        }
        let all = !self.asked.iter().any(|(_, asked)| *asked == Asked::Logins);
        let users = if let Ok(HostReply::Package(people)) = answer { people.list("users") } else { &[] };
        for line in self.logins.iter_mut().flatten() {
            if line.state != LoginState::Asked {
                continue;
            }
            let is = |user: &&Json| user.get("username").text().eq_ignore_ascii_case(&line.username);
            if let Some(user) = users.iter().find(is) {
                line.id = user.word("id");
                line.now = user.word("login");
                line.state = if line.now == line.login { LoginState::Same } else { LoginState::Ready };
            } else if all {
                line.state = LoginState::Wrong(Reason::Gone);
            }
        }
    }

    pub(super) fn save_logins(&mut self, out: &mut Out) {
        let mut changes = Vec::new();
        for line in self.logins.iter().flatten() {
            if line.state == LoginState::Ready {
                let slot = Slot::at(Level::User, &line.id, LOGIN);
                let mut change = Change { slot, from: String::new(), to: String::new() };
                write_said(&line.now, &mut change.from);
                write_said(&line.login, &mut change.to);
                changes.push(change);
            }
        }
        self.send(changes, What::Logins, out);
    }

    /// Whether a change was made of a line; one that waits is told why not.
    pub(super) fn refuse_login(&mut self, slot: &Slot, reason: Reason) -> bool {
        let lines = self.logins.iter_mut().flatten();
        let Some(line) = lines.filter(|_| slot.of == LOGIN).find(|line| line.id == slot.id) else { return false };
        if line.state == LoginState::Ready {
            line.state = LoginState::Wrong(reason);
        }
        true
    }
}

/// Whether a line names the user, or the login, that another names.
fn is_twice(line: &LoginLine, username: &str, login: &str) -> bool {
    line.username.eq_ignore_ascii_case(username) || line.login.eq_ignore_ascii_case(login)
}

/// Takes the records of a CSV file: quotes, line breaks of every kind, a byte order mark, and tabs or semicolons where a spreadsheet uses
/// them for commas.
fn records(file: &str, take: &mut dyn FnMut(&[String])) {
    let mut chars = file.strip_prefix('\u{feff}').unwrap_or(file).chars();
    let text = chars.as_str();
    let mark = text.as_bytes().get(first_of(text, b",\t;")).map_or(',', |mark| char::from(*mark));
    let mut cells = vec![String::new()];
    let mut quoted = false;
    loop {
        let first = chars.next();
        let next = chars.as_str().as_bytes().first();
        let last = cells.len() - 1;
        let cell = &mut cells[last];
        match first {
            Some('"') if quoted => {
                quoted = next == Some(&b'"');
                if quoted {
                    chars.next();
                    cell.push('"');
                }
            }
            Some('"') if cell.is_empty() => quoted = true,
            Some(c) if quoted => cell.push(c),
            Some('\r') if next == Some(&b'\n') => {}
            Some(c) if c == mark => cells.push(String::new()),
            Some(c) if !matches!(c, '\r' | '\n') => cell.push(c),
            _ => {
                take(&cells);
                if first.is_none() {
                    return;
                }
                cells.truncate(1);
                cells[0].clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn csv_as_spreadsheets_write_it() {
        let cells = |file: &str| {
            let mut records: Vec<Vec<String>> = Vec::new();
            super::records(file, &mut |cells| records.push(cells.to_vec()));
            records
        };
        assert_eq!(
            cells("\u{feff}a,b\r\n\"c,\"\"d\"\"\",\"e\nf\"\r\n"),
            [vec!["a", "b"], vec!["c,\"d\"", "e\nf"], vec![""]]
        );
        assert_eq!(cells("a\tb"), [["a", "b"]]);
        assert_eq!(cells("a;b\rc;d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(cells("\"a\nb\",1\nc,2"), [["a\nb", "1"], ["c", "2"]]);
        assert_eq!(cells("\"never closed, 1"), [["never closed, 1"]]);
    }
}
