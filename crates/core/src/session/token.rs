//! The token that signs the agent in.

use crate::package::agent_token::TokenAnswer;

/// The token, and whose it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Token {
    text: String,
    login: Option<String>,
    /// It has not been used to sign in.
    is_unused: bool,
    /// The settings name another login than the one signed in.
    other_login_expected: bool,
}

impl Token {
    /// A new token came. Returns whether it names another login than the last one.
    pub(super) fn take(&mut self, answer: TokenAnswer) -> bool {
        let is_other_login = answer.login.is_some() && answer.login != self.login;
        self.text = answer.token.unwrap_or_default();
        self.login = answer.login;
        self.is_unused = true;
        is_other_login
    }

    /// The token for signing in.
    pub(super) fn use_up(&mut self) -> String {
        self.is_unused = false;
        self.other_login_expected = false;
        self.text.clone()
    }

    pub(super) fn is_unused(&self) -> bool {
        self.is_unused
    }

    pub(super) fn expect_other_login(&mut self) {
        self.other_login_expected = true;
    }

    /// Whether the token of another login than the one signed in is there.
    pub(super) fn is_for_other_login(&self) -> bool {
        self.other_login_expected && self.is_unused
    }
}
