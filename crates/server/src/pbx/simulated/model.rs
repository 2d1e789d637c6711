//! The requests and answers of the simulated PBX's HTTP interface.

use denwa_protocol::AttachedRecord;
use serde::{Deserialize, Serialize};

/// A call to make.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCall {
    /// The kind of call.
    pub kind: CallKind,
    /// The caller: an outside number, or an extension for `internal` and `outbound`.
    #[serde(default)]
    pub from: Option<String>,
    /// The caller's name, or for `outbound` the called party's name, as the network reports it.
    #[serde(default)]
    pub name: Option<String>,
    /// The called party: an extension, or an outside number for `outbound`.
    #[serde(default)]
    pub to: Option<String>,
    /// The organisation's number that is called, or that `outbound` presents.
    #[serde(default)]
    pub line: Option<String>,
    /// The queue that offers the call.
    #[serde(default)]
    pub queue: Option<String>,
    /// The record attached to the call.
    #[serde(default)]
    pub record: Option<AttachedRecord>,
}

/// The kinds of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallKind {
    /// From outside to one extension.
    Inbound,
    /// From outside to a queue.
    Queue,
    /// From one extension to another.
    Internal,
    /// From an agent who dials an outside number on the phone.
    Outbound,
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
    /// The other side answers.
    RemoteAnswer,
    /// The other side is busy.
    RemoteBusy,
    /// The other side rejects the call.
    RemoteReject,
    /// The other side hangs up, or gives up waiting.
    RemoteHangup,
    /// The agent hangs up on the phone.
    AgentHangup,
    /// The agent puts the call on hold on the phone.
    Hold,
    /// The agent takes the call off hold on the phone.
    Retrieve,
}

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// The request is invalid, for instance names an unknown phone or queue.
    #[error("{0}")]
    Invalid(String),
    /// There is no such call.
    #[error("no such call")]
    NoSuchCall,
    /// The call's state does not allow the action.
    #[error("the call's state does not allow this")]
    WrongState,
    /// The phone with this extension is not registered.
    #[error("phone {0} is not registered")]
    Unregistered(String),
    /// The PBX is down.
    #[error("the PBX is down")]
    Down,
}

/// A call in the answer of `GET /sim/calls`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedCall {
    /// The whole call's ID, as returned by `POST /sim/calls`.
    pub id: String,
    /// The agents' parts in the call.
    pub parts: Vec<ListedPart>,
}

/// An agent's part in a listed call.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedPart {
    /// The agent's extension.
    pub extension: String,
    /// The call as the agent sees it.
    pub call: denwa_protocol::Call,
    /// The tones that the other side has heard from the agent.
    pub tones: String,
}
