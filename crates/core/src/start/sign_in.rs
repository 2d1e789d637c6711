//! The window in which an agent signs in outside a CRM: `Asking` → `Sent` (login and password are on their way) → the start goes on, or
//! `Asking` with the reason.

use crate::effects::Effects;
use crate::host::{Answer, Credentials, HostReply, HostRequest, Owner, RequestId, SignInFault};
use crate::package::boot::BootAnswer;

/// How long the event server may take, in milliseconds: checking a password is slow by design.
const SIGN_IN_MS: u32 = 15_000;

/// The window's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The agent is asked.
    Asking {
        /// Why the last sign-in did not work, or why there is another one.
        why: Option<SignInTrouble>,
    },
    /// Login and password are on their way.
    Sent(RequestId),
}

/// Why an agent is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInTrouble {
    /// Login or password was left empty.
    Empty,
    /// The event server refused.
    Refused(SignInFault),
    /// The event server was not reached, or its answer could not be read.
    Unreachable,
    /// The sign-in holds no longer.
    Expired,
}

impl SignIn {
    /// Signs in, unless a sign-in is on its way.
    pub(super) fn send(&mut self, credentials: Credentials, effects: &mut Effects) {
        if let Self::Sent(_) = self {
            return;
        }
        *self = if credentials.are_incomplete() {
            Self::Asking { why: Some(SignInTrouble::Empty) }
        } else {
            Self::Sent(effects.ask(Owner::Start, HostRequest::SignIn(credentials), SIGN_IN_MS))
        };
    }

    /// The host's answer.
    pub(super) fn on_host(&mut self, answer: Answer) -> Option<Box<BootAnswer>> {
        let why = match answer {
            Ok(HostReply::SignedIn(Ok(boot))) if boot.names_user() => return Some(boot),
            Ok(HostReply::SignedIn(Err(fault))) => SignInTrouble::Refused(fault),
            _ => SignInTrouble::Unreachable,
        };
        *self = Self::Asking { why: Some(why) };
        None
    }
}
