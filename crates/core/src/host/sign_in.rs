//! Signing in with a login and a password, where no CRM vouches for the agent.

use crate::package::boot::BootAnswer;
use core::fmt;

/// What the agent types to sign in. Neither is stored anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The telephony login (ログインID).
    pub login: String,
    /// The password.
    pub password: Password,
}

/// A password. What is printed of it is nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// The password itself, for the event server alone.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Credentials {
    /// What was typed or pasted.
    #[must_use]
    pub fn typed(login: &str, password: &str) -> Self {
        Self { login: without_breaks(login).trim().to_owned(), password: Password(without_breaks(password)) }
    }

    /// Whether something is missing.
    #[must_use]
    pub fn are_incomplete(&self) -> bool {
        self.login.is_empty() || self.password.0.is_empty()
    }
}

/// A text without the line breaks and tabs that come along when it is copied from a list or a mail.
#[must_use]
pub fn without_breaks(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}')).collect()
}

/// The answer to a sign-in: what a panel needs before it connects, or why the event server refuses.
pub type SignInAnswer = Result<Box<BootAnswer>, SignInFault>;

/// Why the event server refuses a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFault {
    /// Login or password is wrong: which of them is not said.
    Wrong,
    /// Too many tries.
    TooMany {
        /// How long to wait, in seconds.
        wait: Option<u32>,
    },
    /// Nobody can sign in by password at this server.
    NotOffered,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_tabs_are_taken_out_and_a_password_is_never_printed() {
        let typed = Credentials::typed(" sato\r\n\t", "\tp a\tss\nword\u{2028}");
        assert_eq!((typed.login.as_str(), typed.password.reveal()), ("sato", "p assword"));
        assert!(!format!("{typed:?}").contains("p ass"));
        assert!(Credentials::typed("\n", "x").are_incomplete() && Credentials::typed("x", "\t").are_incomplete());
    }
}
