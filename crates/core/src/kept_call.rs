//! The draft of a call's log, as the browser keeps it.

use denwa_protocol::{AttachedRecord, Call};
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
    /// When it was kept, by the event server's clock.
    pub at: u64,
}
