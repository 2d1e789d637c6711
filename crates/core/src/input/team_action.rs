//! What a supervisor does about her team.

use denwa_protocol::{ChosenMode, MonitorMode};

/// What a supervisor does about her team. `agent` is a member's extension, `call` one of her calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamAction {
    /// Show only members whose name or extension has this text.
    Find(String),
    /// Take part in a call, or take part in another way.
    Monitor {
        /// The member.
        agent: String,
        /// Her call.
        call: String,
        /// How.
        mode: MonitorMode,
    },
    /// Leave the call.
    StopMonitoring,
    /// Set a member's mode.
    SetMode {
        /// The member.
        agent: String,
        /// The mode.
        mode: ChosenMode,
        /// Why: she sees it.
        why: String,
    },
    /// Take a member's hand down.
    LowerHand {
        /// The member.
        agent: String,
        /// Her call.
        call: String,
    },
}
