//! The token for the telephony sign-in, or why there is none.

use crate::host::{Answer, HostError, HostReply, StartError, StartFault};
use crate::package::agent_token::{TokenAnswer, TokenError};

/// The token that was asked for.
///
/// # Errors
/// Why there is none.
pub(crate) fn token_of(answer: Answer) -> Result<TokenAnswer, StartError> {
    match answer {
        Ok(HostReply::Token(answer)) if has_token(&answer) => Ok(answer),
        Ok(HostReply::Token(answer)) => Err(fault_of(&answer).without_detail()),
        Ok(_) => Err(token_error(HostError::BadAnswer)),
        Err(error) => Err(token_error(error)),
    }
}

fn has_token(answer: &TokenAnswer) -> bool {
    answer.token.as_ref().is_some_and(|token| !token.is_empty())
}

/// Why an answer has no token.
pub(crate) fn fault_of(answer: &TokenAnswer) -> StartFault {
    match answer.error {
        Some(TokenError::NoPermission) => StartFault::NoPermission,
        Some(TokenError::NoLogin) => StartFault::NoLogin,
        Some(TokenError::NoKey) => StartFault::NoKey,
        Some(TokenError::Other) | None => StartFault::BadToken,
    }
}

/// What it means that the package did not answer.
pub(crate) fn token_error(error: HostError) -> StartError {
    match error {
        HostError::BadAnswer => StartFault::BadToken.without_detail(),
        HostError::TimedOut | HostError::Refused { transient: true, .. } => StartFault::TokenLate.without_detail(),
        HostError::Refused { detail, .. } => StartFault::NoApex.with_detail(detail),
        HostError::NotAvailable => StartFault::NoApex.without_detail(),
        HostError::Start(why) => why,
    }
}
