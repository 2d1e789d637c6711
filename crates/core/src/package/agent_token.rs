//! `agentToken`: a signed token for the telephony sign-in.

use core::fmt;

use super::Method;
use serde::{Deserialize, Serialize};

/// Asks for the running user's token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentTokenRequest {}

impl Method for AgentTokenRequest {
    const NAME: &'static str = "agentToken";
    type Answer = TokenAnswer;
}

/// A token, or why there is none.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TokenAnswer {
    /// The signed token, which the panel does not look into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The telephony login the token names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// When the org signed the token, in milliseconds since the Unix epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<u64>,
    /// When the token expires, in milliseconds since the Unix epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<u64>,
    /// Why there is no token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<TokenError>,
}

impl fmt::Debug for TokenAnswer {
    /// Leaves the token out: it is as good as a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenAnswer")
            .field("token", &self.token.as_ref().map(|_| "…"))
            .field("login", &self.login)
            .field("issued", &self.issued)
            .field("expires", &self.expires)
            .field("error", &self.error)
            .finish()
    }
}

/// Why the package makes no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TokenError {
    /// The user may not use the softphone.
    NoPermission,
    /// No telephony login is mapped to the user.
    NoLogin,
    /// The org has no certificate to sign with.
    NoKey,
    /// A reason this panel does not know.
    #[serde(other)]
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<AgentTokenRequest, TokenAnswer>("agentToken");
    }

    #[test]
    fn what_is_printed_has_no_token() {
        let answer = TokenAnswer {
            token: Some("eyJhbGciOi".to_owned()),
            login: Some("sato".to_owned()),
            ..TokenAnswer::default()
        };
        let printed = format!("{answer:?}");
        assert!(printed.contains("sato") && !printed.contains("eyJ"), "{printed}");
    }

    #[test]
    fn a_reason_that_came_later_is_another() {
        let answer: TokenAnswer = serde_json::from_str(r#"{"error":"moon"}"#).unwrap();
        assert_eq!(answer.error, Some(TokenError::Other));
    }
}
