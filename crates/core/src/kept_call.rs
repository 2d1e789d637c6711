//! The draft of a call's log, as the browser keeps it.

use denwa_protocol::{AttachedRecord, Call, CallNote, FollowUp};
use serde::{Deserialize, Serialize};

/// The draft of a call's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCall {
    /// The call as the event server reported it last.
    pub call: Call,
    /// The agent's choice of a result.
    pub result: Option<String>,
    /// The record of the other side, as far as it is known which.
    pub record: Option<AttachedRecord>,
    /// The record that the call is about.
    #[serde(default)]
    pub related: Option<AttachedRecord>,
    /// The follow-up task that the agent wants.
    #[serde(default)]
    pub follow_up: Option<FollowUp>,
    /// Why the agent does not want the call to be logged.
    #[serde(default)]
    pub not_logged: Option<String>,
    /// The agent's notes, with the server's revision that they began from.
    #[serde(default)]
    pub note: Option<CallNote>,
    /// When it was kept, by the event server's clock.
    pub at: u64,
}
