//! A line of a file of logins.

use crate::config::{Login, LoginState};

/// A line of a file of logins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginView {
    /// The user name.
    pub username: String,
    /// The login.
    pub login: String,
    /// The login that is mapped to the user now, once it is known.
    pub now: String,
    /// What becomes of the line.
    pub state: LoginState,
    /// The user who has the login, where the line was refused for that.
    pub taken_by: String,
}

impl LoginView {
    pub(super) fn new(login: &Login) -> Self {
        Self {
            username: login.username.clone(),
            login: login.login.clone(),
            now: login.now.clone(),
            state: login.state,
            taken_by: login.taken_by.clone(),
        }
    }
}
