//! The states of a session.

use crate::Now;
use crate::host::RequestId;
use crate::link::Refused;

/// The state of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Off,
    /// The socket is being opened.
    Connecting {
        /// When to give up.
        until: Now,
    },
    /// The token is sent.
    SigningIn {
        /// When it was sent.
        since: Now,
        /// When to give up.
        until: Now,
    },
    /// Events arrive.
    Live {
        /// When the server was last heard.
        heard_at: Now,
    },
    /// Comes back by itself from an outage.
    Waiting {
        /// When.
        until: Now,
    },
    /// The host is asked for a new token.
    Renewing(RequestId),
    /// Only a person can mend this.
    Refused(Refused),
}
