//! An agent's part in a call, as the books have it.

use denwa_protocol::Call;
use std::collections::BTreeSet;

/// An agent's part in a call.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
pub struct Part {
    /// The agent's extension.
    pub extension: String,
    /// The agent.
    pub agent: usize,
    /// The call as the PBX reported it last, heard or not.
    pub view: Call,
    /// The call as the PBX reported it first.
    pub first: Call,
    /// When it began and ended.
    pub began: u64,
    pub ended: Option<u64>,
    /// Whether the agent's panels were all connected when it began.
    pub is_reached: bool,
    /// Whether the server may have missed something of it: then what the server has kept counts.
    pub is_unseen: bool,
    /// The customers with whom it ever was.
    pub customers: BTreeSet<u64>,
    /// Whether the agent seemed to have missed the call once: then there may be a log of it, which was corrected.
    pub was_missed: bool,
    /// Whether the server counts its log as settled.
    pub is_settled: bool,
    /// The call as the server has kept it.
    pub kept: Option<Call>,
    /// What the agent wanted the log to say.
    pub wishes: Wishes,
}

/// What an agent wanted a log to say, the last time she said so.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    pub result: Option<String>,
    pub note: Option<String>,
    pub not_logged: Option<bool>,
    pub chosen: Option<String>,
    /// Whether she has put the card away, and with it perhaps a log that could not be written.
    pub is_put_away: bool,
}
