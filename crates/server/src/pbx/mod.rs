//! The interface between the hub and a PBX: a stream of [`PbxEvent`]s in CSTA terms, and a queue for [`PbxRequest`]s.
//!
//! A PBX reports whole calls, each as an extension sees it, so that the hub needs no knowledge of channels or bridges.
//! After [`PbxEvent::Up`] the PBX reports everything that exists, then [`PbxEvent::Synced`]: calls it did not report
//! again have ended.

pub mod asterisk;
pub mod simulated;

use crate::clock::Clock;
use denwa_protocol::{
    AgentMode, Call, CallPair, Capabilities, CommandError, ConnectionState, MonitorMode, ParkedCall, Party, PhoneState,
    Recording, Timestamp,
};
use tokio::sync::{mpsc, oneshot};

/// An event and its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The PBX's time of the event if it gives one, else this machine's; milliseconds since the Unix epoch.
    pub at: Timestamp,
    /// The event.
    pub event: PbxEvent,
}

impl Stamped {
    /// Corrects the stamps of a PBX whose machine runs on [`Clock::scale_micros`].
    pub(crate) fn on_wall_time(mut self, clock: &Clock) -> Self {
        self.at = clock.wall_of(self.at);
        if let PbxEvent::Parked { calls } = &mut self.event {
            for parked in calls {
                parked.since = clock.wall_of(parked.since);
            }
        }
        if let PbxEvent::Call { call, .. } = &mut self.event {
            call.began_at = clock.wall_of(call.began_at);
            for at in [&mut call.answered_at, &mut call.held_at].into_iter().flatten() {
                *at = clock.wall_of(*at);
            }
            if let Some(ended) = &mut call.ended {
                ended.at = clock.wall_of(ended.at);
            }
        }
        if let PbxEvent::Queues { queues } = &mut self.event {
            for waiting in queues.iter_mut().flat_map(|queue| &mut queue.waiting) {
                waiting.since = clock.wall_of(waiting.since);
            }
        }
        self
    }
}

/// An event on the PBX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PbxEvent {
    /// The link is up. Reports of everything that exists follow, then `Synced`.
    Up {
        /// Product and version, for instance `Asterisk 22.10.1`.
        product: String,
    },
    /// Everything that exists has been reported.
    Synced,
    /// The link is lost. Calls may go on unseen.
    Down,
    /// A phone registered or unregistered.
    Phone {
        /// The phone's extension.
        extension: String,
        /// The new state.
        state: PhoneState,
    },
    /// An agent's mode (queue membership and pause) was changed on the PBX, or mirrored there from the hub.
    Agent {
        /// The agent's extension.
        extension: String,
        /// The mode.
        mode: AgentMode,
        /// The reason's code.
        reason: Option<String>,
    },
    /// A call was parked, picked up, or its caller hung up.
    Parked {
        /// All parked calls, by place; `by` and `record` are the hub's.
        calls: Vec<ParkedCall>,
    },
    /// A supervisor's part in a call began, changed or ended.
    Monitoring {
        /// The supervisor's extension.
        extension: String,
        /// Her part; `None` once she has left, or the call has ended.
        part: Option<MonitoringPart>,
    },
    /// The queues, with the calls that wait in them: at the synchronisation and whenever something changes.
    Queues {
        /// All queues.
        queues: Vec<QueueState>,
    },
    /// A caller from outside left a queue unanswered without having been offered to any agent. Calls that were offered are
    /// reported as `Call`.
    Abandoned {
        /// As [`Call::request_id`].
        request_id: String,
        /// The caller.
        remote: Party,
        /// The number that was called.
        line: Option<String>,
        /// The queue.
        queue: String,
    },
    /// A call began, changed or ended for an extension; the event carries the whole call. The hub owns `note`,
    /// `result`, `related`, `follow_up`, `not_logged`, `log`, `hand`, `monitored`, `earlier` and `remote_extension`, which stay
    /// empty here.
    /// `record` and `data` are set if the PBX attached them, for instance in an IVR. Of `came_from` the PBX sets the
    /// extension.
    Call {
        /// The extension.
        extension: String,
        /// The call.
        call: Box<Call>,
    },
}

/// A request to the PBX for an extension. The hub has checked that the call belongs to the extension.
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
    /// CSTA `MakeCall`. The hub has checked that the number has only digits, `*`, `#` and a leading `+`.
    Dial {
        /// The number to dial.
        number: String,
        /// The number to present; `None` for the default. The hub has checked that the agent may present it.
        presented: Option<String>,
    },
    /// CSTA `DeflectCall`. The hub has checked the number as for `Dial`.
    Deflect {
        /// [`Call::id`].
        call: String,
        /// The number.
        to: String,
    },
    /// CSTA `SingleStepTransferCall`. Done means that the PBX has begun; the PBX then reports [`Call::transfer`].
    SingleStepTransfer {
        /// [`Call::id`].
        call: String,
        /// The number.
        to: String,
    },
    /// CSTA `ConsultationCall`: hold the call unless it is held, then dial. The new call has `consults`.
    Consult {
        /// [`Call::id`].
        call: String,
        /// The number, as in `Dial`.
        number: String,
        /// As in `Dial`.
        presented: Option<String>,
    },
    /// CSTA `AlternateCall`.
    Alternate(CallPair),
    /// CSTA `ReconnectCall`.
    Reconnect(CallPair),
    /// CSTA `TransferCall`.
    Transfer(CallPair),
    /// CSTA `ConferenceCall`.
    Conference(CallPair),
    /// Take a party out of a conference.
    DropParty {
        /// [`Call::id`].
        call: String,
        /// [`denwa_protocol::Participant::id`].
        party: String,
    },
    /// CSTA `ParkCall`.
    Park {
        /// [`Call::id`].
        call: String,
    },
    /// Pick up a parked call: the agent's phone rings, then is connected. The new call has the request ID of the parked
    /// one.
    PickUp {
        /// [`denwa_protocol::ParkedCall::slot`].
        slot: String,
    },
    /// CSTA `SetMicrophoneMute`.
    SetMute {
        /// [`Call::id`].
        call: String,
        /// Whether the agent is muted.
        muted: bool,
    },
    /// Bring the recording into a state.
    SetRecording {
        /// [`Call::id`].
        call: String,
        /// The wanted state; never `Unknown`.
        recording: Recording,
    },
    /// CSTA `GenerateDigits`. The hub has checked that there are 1 to 16 tones, only digits, `*` and `#`.
    SendTones {
        /// [`Call::id`].
        call: String,
        /// The tones.
        tones: String,
    },
    /// CSTA `SetAgentState`, mirrored on every queue membership of the agent.
    SetAgentState {
        /// The mode.
        mode: AgentMode,
        /// The reason's code.
        reason: Option<String>,
        /// Whether work of another channel occupies the agent: then queues offer her no calls even if she is ready.
        other_work: bool,
    },
    /// Have the supervisor, whose extension the request is for, take part in an agent's call: ring her phone, unless she
    /// takes part already and only the mode changes. The hub has checked that she may.
    Monitor {
        /// The agent's extension.
        agent: String,
        /// The agent's call, by [`Call::id`].
        call: String,
        /// How; never `Unknown`.
        mode: MonitorMode,
    },
    /// Have the supervisor leave the call she takes part in.
    StopMonitoring,
}

/// A supervisor's part in an agent's call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitoringPart {
    /// The agent's extension.
    pub agent: String,
    /// The agent's call, by [`Call::id`].
    pub call: String,
    /// How she takes part.
    pub mode: MonitorMode,
    /// `Alerting` while her phone rings, then `Connected`.
    pub state: ConnectionState,
}

/// A queue of the PBX.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueState {
    /// The queue, as in [`Call::queue`].
    pub queue: String,
    /// The extensions of its members, whatever their mode.
    pub members: Vec<String>,
    /// The calls that wait, the longest first; also while one of them rings at an agent.
    pub waiting: Vec<WaitingCall>,
}

/// A call that waits in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingCall {
    /// As [`Call::request_id`]. The hub does not count a caller as missed while the call waits.
    pub request_id: String,
    /// Since when it waits.
    pub since: Timestamp,
}

/// A request on its way to the PBX.
#[derive(Debug)]
pub struct PbxCommand {
    /// The extension it is for.
    pub extension: String,
    /// The request.
    pub request: PbxRequest,
    /// Receives the result. The PBX answers within 5 s; a dropped sender counts as [`CommandError::PbxDown`].
    pub reply: oneshot::Sender<Result<Done, CommandError>>,
}

/// The result of a request that the PBX has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// For `Dial`: the new call's [`Call::id`] if the PBX knows it, so that the hub can attach the record it was
    /// dialled from.
    pub call: Option<String>,
}

/// The hub's end of a running PBX link.
#[derive(Debug)]
pub struct Pbx {
    /// Requests to the PBX.
    pub commands: mpsc::Sender<PbxCommand>,
    /// Events from the PBX, in order.
    pub events: mpsc::Receiver<Stamped>,
    /// Returns the services of an extension. They depend on the configuration only, so they are constant while the
    /// server runs.
    pub capabilities: CapabilitiesFn,
}

/// Returns the services that the PBX offers to an extension.
pub type CapabilitiesFn = fn(&crate::config::Config, extension: &str) -> Capabilities;
