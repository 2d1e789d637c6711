//! Whose clock is wrong, if the event server says that a fresh token has expired.
//!
//! There are three clocks: the org's signs the token, the server's judges it, and the browser's knows when both spoke. The two that are
//! closest to each other are taken to be right.

use serde::{Deserialize, Serialize};

/// A clock that makes fresh tokens count as expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongClock {
    /// Whose it is.
    pub whose: ClockOwner,
    /// How far it is ahead of the other's, in milliseconds.
    pub ahead: i64,
}

/// The owner of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockOwner {
    /// The event server.
    EventServer,
    /// Salesforce.
    Salesforce,
}

/// Clocks that differ by less than this, in milliseconds, agree: the rest is the way of the messages.
const SAME_MS: u64 = 60_000;

/// Judges the clocks by how far the org's and the server's are ahead of the browser's, in milliseconds; none if the two agree.
pub(crate) fn judge(org_ahead: i64, server_ahead: i64) -> Option<WrongClock> {
    let server_before_org = server_ahead.saturating_sub(org_ahead);
    if server_before_org.unsigned_abs() < SAME_MS {
        return None;
    }
    Some(if org_ahead.unsigned_abs() <= server_ahead.unsigned_abs() {
        WrongClock { whose: ClockOwner::EventServer, ahead: server_before_org }
    } else {
        WrongClock { whose: ClockOwner::Salesforce, ahead: server_before_org.saturating_neg() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn the_clock_that_stands_alone_is_wrong() {
        let wrong = |whose, ahead| Some(WrongClock { whose, ahead });
        assert_eq!(judge(500, 2 * HOUR), wrong(ClockOwner::EventServer, 2 * HOUR - 500));
        assert_eq!(judge(-HOUR, -20), wrong(ClockOwner::Salesforce, -HOUR + 20));
        // The browser's own clock is wrong too: nothing of it shows in the difference.
        assert_eq!(judge(HOUR, 3 * HOUR), wrong(ClockOwner::EventServer, 2 * HOUR));
        assert_eq!(judge(HOUR, HOUR + 30_000), None);
        assert!(judge(i64::MIN, i64::MAX).is_some());
    }
}
