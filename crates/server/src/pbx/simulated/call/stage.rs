//! What the PBX does for those who wait in a call, and the steps that calls take by themselves.
//!
//! ```text
//!  Prompting ─▶ Dialling ─▶ Ringing ──────────▶ Talking ─▶ Over
//!  (own phone    (number      │  ▲ │              │ ▲
//!   rings)        dialled)    ▼  │ ▼    transfer  │ │ pick-up
//!                          Queued  Tone  ◀────────┤ │ retrieval
//!                                  Ringing        ▼ │
//!                                               Parked ─▶ Ringing (comes back)
//! ```

use denwa_protocol::{Cause, Timestamp};
use std::collections::BTreeSet;

/// Milliseconds until an agent picks up the phone that rings during click-to-dial.
pub const PICK_UP_MS: u64 = 300;
/// Milliseconds from dialling until the other side rings or the call fails.
pub const ROUTE_MS: u64 = 200;
/// Milliseconds an outside phone rings before it answers or refuses.
pub const REMOTE_MS: u64 = 1_000;
/// Milliseconds an unanswered outside phone rings.
pub const NO_ANSWER_MS: u64 = 30_000;
/// Milliseconds an agent listens to the tone of a failed call.
pub const TONE_MS: u64 = 2_000;
/// Milliseconds until it becomes known which number another program dials for an agent.
pub const TELL_MS: u64 = 500;
/// Milliseconds that a service code plays its confirmation.
pub const BEEP_MS: u64 = 500;
/// Milliseconds that telephones outside talk with each other after the last agent has left.
pub const OUTSIDE_MS: u64 = 600_000;
/// Milliseconds between two attempts of a queue that rings one member after the other.
pub const RETRY_MS: u64 = 1_000;

/// A step that a call takes by itself after a delay. A serial number makes the step obsolete once the call has entered
/// another stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The agent picks up the phone that rings during click-to-dial.
    PickUp,
    /// The number that a program other than the panel dials becomes known.
    ReportDialledNumber,
    /// The PBX looks up the dialled number.
    Route,
    /// A called outside phone answers.
    RemoteAnswers(usize),
    /// A called outside phone refuses.
    RemoteRefuses(usize),
    /// The members of a round have rung long enough.
    RoundOver(u32),
    /// A member that forwards has rung long enough: serial number of the stage, index of the branch.
    BranchOver(u32, usize),
    /// The member that the queue tries has rung long enough: serial number of the stage, number of the attempt.
    AttemptOver(u32, u32),
    /// The queue tries its next member.
    QueueRetry(u32),
    /// The caller has waited long enough in the queue.
    QueueOver(u32),
    /// The call comes back from its parking place.
    ParkingOver(u32),
    /// The phone of an agent who picks up the parked call is answered: its leg.
    TakeParked(usize),
    /// The service code has played its confirmation.
    CodeDone,
    /// The agent hangs up after the tone of a failed call.
    AgentGivesUp,
    /// The caller gives up.
    CallerGivesUp,
    /// Telephones outside have talked with each other long enough.
    OutsideDone,
}

impl Step {
    /// Returns the step of a call whose legs have moved to another call; `None` if it is obsolete there.
    #[must_use]
    pub fn moved(self, by: usize) -> Option<Self> {
        Some(match self {
            Self::RemoteAnswers(leg) => Self::RemoteAnswers(leg + by),
            Self::RemoteRefuses(leg) => Self::RemoteRefuses(leg + by),
            Self::RoundOver(_)
            | Self::BranchOver(..)
            | Self::AttemptOver(..)
            | Self::QueueRetry(_)
            | Self::QueueOver(_) => self,
            _ => return None,
        })
    }
}

/// What the PBX does for those who wait in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The agent's own phone rings; the PBX dials when it is picked up.
    Prompting,
    /// An agent has dialled a number.
    Dialling,
    /// The members of a round ring.
    Ringing,
    /// The caller waits in a queue.
    Queued(Waiting),
    /// The caller is parked.
    Parked {
        /// The number of the place.
        slot: u8,
        /// The extension of the agent who parked the call.
        by: String,
        /// Since when.
        since: Timestamp,
    },
    /// Somebody has answered.
    Talking,
    /// The agent hears why the call failed.
    Tone(Cause),
    /// Everybody has left.
    Over,
}

/// A caller's place in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The queue's name.
    pub queue: String,
    /// Since when.
    pub since: Timestamp,
    /// The members who are not offered the call again.
    pub refused_by: BTreeSet<String>,
    /// Whether the queue has not offered the call yet.
    pub is_new: bool,
    /// How many members the queue has tried, if it rings one after the other.
    pub attempt: u32,
    /// Whether the queue pauses before it tries the next member.
    pub is_pausing: bool,
}

/// A member of a round or queue that rings: the legs of an extension or an outside number, and later those of the number
/// it forwards to.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The extension or number that the round or queue rang first.
    pub member: String,
    /// The extension that rings, unless an outside number does.
    pub extension: Option<String>,
    /// The numbers that have forwarded the call on the way here, so that forwards do not run in a circle.
    pub forwarded_by: Vec<String>,
    /// The legs.
    pub legs: Vec<usize>,
    /// Whether the branch has failed.
    pub is_over: bool,
}
