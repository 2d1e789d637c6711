//! The protocol's reasons as words, for the log and the metrics.

use denwa_protocol::{Refusal, SignOutReason};

/// Returns the word for a refusal.
pub fn refusal_word(reason: Refusal) -> &'static str {
    match reason {
        Refusal::BadToken => "badToken",
        Refusal::ExpiredToken => "expiredToken",
        Refusal::UnknownAgent => "unknownAgent",
        Refusal::SignInExpected => "signInExpected",
        Refusal::RateLimited => "rateLimited",
        Refusal::BadRequest => "badRequest",
        Refusal::Unknown => "unknown",
    }
}

/// Returns the word for the end of a session.
pub fn sign_out_word(reason: SignOutReason) -> &'static str {
    match reason {
        SignOutReason::TokenExpired => "tokenExpired",
        SignOutReason::Replaced => "replaced",
        SignOutReason::Misbehaved => "misbehaved",
        SignOutReason::Stopping => "stopping",
        SignOutReason::Unknown => "unknown",
    }
}
