//! The token that signs the agent in.

use core::fmt;

use crate::Now;
use crate::package::agent_token::TokenAnswer;

/// A token that came at most this long ago is not asked for again if the server calls it expired, in milliseconds: the next would fare no
/// better.
const FRESH_MS: u64 = 600_000;

/// The token, and whose it is.
#[derive(Clone, Default)]
pub(super) struct Token {
    text: String,
    login: Option<String>,
    /// When it came.
    came_at: Now,
    /// When the org signed it, by the org's clock.
    issued: Option<u64>,
    /// It has not been used to sign in.
    is_unused: bool,
    /// The settings name another login than the one signed in.
    other_login_expected: bool,
}

impl fmt::Debug for Token {
    /// Leaves the token itself out: it is as good as a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("login", &self.login).field("came_at", &self.came_at).finish_non_exhaustive()
    }
}

impl Token {
    /// A new token came. Returns whether it names another login than the last one.
    pub(super) fn take(&mut self, answer: TokenAnswer, now: Now) -> bool {
        let is_other_login = answer.login.is_some() && answer.login != self.login;
        self.came_at = now;
        self.issued = answer.issued;
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

    /// Whether the token is so new that another one would not help.
    pub(super) fn is_fresh(&self, now: Now) -> bool {
        !self.text.is_empty() && now < self.came_at + FRESH_MS
    }

    /// How far the org's clock was ahead of the panel's when the token came, in milliseconds.
    pub(super) fn org_ahead(&self) -> Option<i64> {
        self.issued?.checked_signed_diff(self.came_at)
    }

    pub(super) fn expect_other_login(&mut self) {
        self.other_login_expected = true;
    }

    /// Whether the token of another login than the one signed in is there.
    pub(super) fn is_for_other_login(&self) -> bool {
        self.other_login_expected && self.is_unused
    }
}
