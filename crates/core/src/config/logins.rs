//! Logins of many users at once: a CSV file of user names and logins.

use crate::settings::Reason;

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginState {
    /// The org has been asked for the user.
    Asked,
    /// It will be set; what stands there now.
    Ready(String),
    /// It stands there already.
    Same,
    /// It cannot be: [`Reason::Gone`] for an unknown user, [`Reason::Duplicate`] for a user or login named before, else why the login is refused.
    Wrong(Reason),
    /// It is set.
    Saved,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginLine {
    /// Its number in the file, from 1.
    pub line: usize,
    /// The user name.
    pub username: String,
    /// The login.
    pub login: String,
    /// ID of the user, once it is known.
    pub(super) id: String,
    /// What becomes of it.
    pub state: LoginState,
}
