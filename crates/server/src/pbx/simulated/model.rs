//! The requests of the simulated PBX's HTTP interface.

use super::{config::Strategy, error::ControlError};
use denwa_protocol::{AttachedRecord, CallData};
use serde::Deserialize;

/// A call to make.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct NewCall {
    /// The kind of call.
    pub kind: CallKind,
    /// The caller: an outside number, or an extension for `internal`, `outbound` and `click`.
    #[serde(default)]
    pub from: Option<String>,
    /// Which of the caller's phones dials, from 1. Default: the first that is registered.
    #[serde(default)]
    pub phone: Option<u8>,
    /// The caller's name, or for `outbound` the called party's name, as the network reports it.
    #[serde(default)]
    pub name: Option<String>,
    /// The number called: an extension, a group's or queue's number, and for `internal`, `outbound` and `click` any
    /// number.
    #[serde(default)]
    pub to: Option<String>,
    /// The organisation's number that is called, or that `outbound` presents.
    #[serde(default)]
    pub line: Option<String>,
    /// The queue that offers the call.
    #[serde(default)]
    pub queue: Option<String>,
    /// For `group`: the number of a configured group.
    #[serde(default)]
    pub group: Option<String>,
    /// For `group`: extensions and outside numbers that ring for this call only, instead of a configured group.
    #[serde(default)]
    pub members: Vec<String>,
    /// For `group`: the order in which the members ring. Default: the group's.
    #[serde(default)]
    pub strategy: Option<Strategy>,
    /// For `group`: how long the members ring, with `hunt` each of them. For `click`: how long the agent's phone rings.
    #[serde(default)]
    pub ring_seconds: Option<u32>,
    /// The record attached to the call.
    #[serde(default)]
    pub record: Option<AttachedRecord>,
    /// What an IVR asked.
    #[serde(default)]
    pub data: Vec<CallData>,
}

impl NewCall {
    /// Makes a call of which only the kind is given.
    #[must_use]
    pub fn new(kind: CallKind) -> Self {
        Self {
            kind,
            from: None,
            phone: None,
            name: None,
            to: None,
            line: None,
            queue: None,
            group: None,
            members: Vec::new(),
            strategy: None,
            ring_seconds: None,
            record: None,
            data: Vec::new(),
        }
    }
}

/// The kinds of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallKind {
    /// From outside to an extension, a ring group or a queue.
    Inbound,
    /// From outside to a queue.
    Queue,
    /// From outside to a ring group.
    Group,
    /// From one extension to another, or to another number of the PBX.
    Internal,
    /// From an agent who dials a number on the phone.
    Outbound,
    /// From another program, which lets the agent's phone ring and then dials an outside number.
    Click,
    /// From an outside caller who withholds the number, to an extension or, if `queue` is set, to that queue.
    Withheld,
}

/// An action of an agent's phone or of the other side on a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The called outside phone starts to ring.
    Ring,
    /// The agent answers on the phone.
    Answer,
    /// The agent rejects the call on the phone.
    Reject,
    /// The agent's ringing phone sends the call on to `to`.
    Forward,
    /// The agent's panel sends the ringing call on to `to`.
    Deflect,
    /// An agent answers a call that rings elsewhere or is parked.
    PickUp,
    /// The other side answers.
    RemoteAnswer,
    /// Whoever answered a follow-me call presses the key that takes it.
    RemoteConfirm,
    /// The other side is busy.
    RemoteBusy,
    /// The other side rejects the call.
    RemoteReject,
    /// The other side cannot be reached.
    RemoteUnreachable,
    /// The other side hangs up, or gives up waiting.
    RemoteHangup,
    /// The agent hangs up on the phone.
    AgentHangup,
    /// The other side holds the agents.
    RemoteHold,
    /// The other side talks again.
    RemoteRetrieve,
    /// An IVR attaches `record` and `data`.
    Attach,
    /// The agent puts the call on hold on the phone.
    Hold,
    /// The agent takes the call off hold on the phone.
    Retrieve,
    /// The agent transfers the call to `to`, without asking there first.
    Transfer,
    /// The agent connects the other sides of this call and `with`, one of which she holds, and leaves.
    TransferTo,
    /// The agent merges this call and `with`, one of which she holds.
    Conference,
    /// The agent parks the call.
    Park,
}

/// The body of an action.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActBody {
    /// The extension that acts, for calls with several agents; for `pick-up` the extension that answers.
    #[serde(default)]
    pub extension: Option<String>,
    /// Which of the extension's phones acts, from 1. Without it, `reject` is at all of them.
    #[serde(default)]
    pub phone: Option<u8>,
    /// For `transfer`, `forward` and `deflect`: the number that rings next.
    #[serde(default)]
    pub to: Option<String>,
    /// For `transfer-to` and `conference`: the agent's part in another call.
    #[serde(default)]
    pub with: Option<String>,
    /// For actions of the other side, if there are several outside: the ID of the one that acts.
    #[serde(default)]
    pub party: Option<String>,
    /// For `attach`: the record.
    #[serde(default)]
    pub record: Option<AttachedRecord>,
    /// For `attach`: all data that came with the call.
    #[serde(default)]
    pub data: Option<Vec<CallData>>,
}

impl ActBody {
    /// Returns `to`.
    ///
    /// # Errors
    /// If it is missing.
    pub fn to(&self) -> Result<&str, ControlError> {
        self.to.as_deref().ok_or(ControlError::Missing("to"))
    }
}
