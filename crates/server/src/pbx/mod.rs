//! What a PBX is to the event server: a stream of [`PbxEvent`]s in CSTA terms and a place to send [`PbxRequest`]s.
//!
//! A PBX tells whole calls, each as one extension sees it, so that the hub needs no knowledge of channels or bridges. After
//! [`PbxEvent::Up`] it tells everything that lives and closes with [`PbxEvent::Synced`]: what was not told again is gone.

pub mod asterisk;
pub mod simulated;

use denwa_protocol::{AgentMode, Call, Capabilities, CommandError, PhoneState, Timestamp};
use tokio::sync::{mpsc, oneshot};

/// What happened on the PBX, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// By the PBX's clock where it gives one, else by this machine's; milliseconds since the Unix epoch.
    pub at: Timestamp,
    /// What.
    pub event: PbxEvent,
}

/// What happened on the PBX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PbxEvent {
    /// The link is up; everything that lives follows, then `Synced`.
    Up {
        /// Product and version, for instance `Asterisk 22.10.1`.
        product: String,
    },
    /// Everything that lives has been told.
    Synced,
    /// The link is lost. Calls may go on unseen.
    Down,
    /// A phone came or went.
    Phone {
        /// Whose.
        extension: String,
        /// The new state.
        state: PhoneState,
    },
    /// The agent's state as the PBX has it (queue membership and pause), changed there or mirrored from us.
    Agent {
        /// Whose.
        extension: String,
        /// The mode.
        mode: AgentMode,
        /// The reason's code.
        reason: Option<String>,
    },
    /// A call began, changed or ended for one extension: the whole of it. `note` and `log` are the hub's own and stay empty; `record`
    /// is set when the call itself brings one (from an IVR).
    Call {
        /// Whose part.
        extension: String,
        /// The call.
        call: Box<Call>,
    },
}

/// What is asked of a PBX for one extension. The hub has checked that the call is that extension's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PbxRequest {
    /// CSTA `AnswerCall`.
    Answer {
        /// [`Call::id`].
        call: String,
    },
    /// Refuse a ringing call.
    Decline {
        /// [`Call::id`].
        call: String,
    },
    /// CSTA `HoldCall`.
    Hold {
        /// [`Call::id`].
        call: String,
    },
    /// CSTA `RetrieveCall`.
    Retrieve {
        /// [`Call::id`].
        call: String,
    },
    /// CSTA `ClearConnection`.
    HangUp {
        /// [`Call::id`].
        call: String,
    },
    /// CSTA `MakeCall`. The number is already checked to hold only digits, `*`, `#` and a leading `+`.
    Dial {
        /// What to dial.
        number: String,
    },
    /// CSTA `SetAgentState`, mirrored on every queue membership of the agent.
    SetAgentState {
        /// The mode.
        mode: AgentMode,
        /// The reason's code.
        reason: Option<String>,
    },
}

/// A request on its way to the PBX.
#[derive(Debug)]
pub struct PbxCommand {
    /// For whom.
    pub extension: String,
    /// What.
    pub request: PbxRequest,
    /// Where the result goes. The PBX answers within 5 s; a dropped sender counts as [`CommandError::PbxDown`].
    pub reply: oneshot::Sender<Result<Done, CommandError>>,
}

/// A request that was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// For `Dial`: the new call's [`Call::id`], if the PBX could name it, so that the hub can attach the record it was dialled from.
    pub call: Option<String>,
}

/// A running PBX link, as the hub holds it.
#[derive(Debug)]
pub struct Pbx {
    /// Requests go in here.
    pub commands: mpsc::Sender<PbxCommand>,
    /// What happens comes out here, in order.
    pub events: mpsc::Receiver<Stamped>,
    /// What each extension can do: constant while the server runs, from its configuration.
    pub capabilities: CapabilitiesOf,
}

/// Tells what the PBX can do for an extension.
pub type CapabilitiesOf = fn(&crate::config::Config, extension: &str) -> Capabilities;
