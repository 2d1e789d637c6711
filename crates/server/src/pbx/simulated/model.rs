//! What can be asked of the simulated PBX from outside.

use denwa_protocol::AttachedRecord;
use serde::{Deserialize, Serialize};

/// A call to be made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCall {
    /// Of what kind.
    pub kind: Kind,
    /// Who calls: a number outside, or an extension for `internal` and `outbound`.
    #[serde(default)]
    pub from: Option<String>,
    /// The caller's name, or for `outbound` the name of who is called, as the network gives it.
    #[serde(default)]
    pub name: Option<String>,
    /// Who is called: an extension, or a number outside for `outbound`.
    #[serde(default)]
    pub to: Option<String>,
    /// The number of ours that is called, or that `outbound` presents.
    #[serde(default)]
    pub line: Option<String>,
    /// The queue that offers the call.
    #[serde(default)]
    pub queue: Option<String>,
    /// The record the call brings with it.
    #[serde(default)]
    pub record: Option<AttachedRecord>,
}

/// The kinds of calls that can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// From outside to one extension.
    Inbound,
    /// From outside to a queue.
    Queue,
    /// From one extension to another.
    Internal,
    /// An agent dials on the phone itself.
    Outbound,
    /// From outside by somebody who withholds the number, to an extension or, if one is named, a queue.
    Withheld,
}

/// What a phone or the other side can do to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The phone that is called outside begins to ring.
    Ring,
    /// The agent picks up.
    Answer,
    /// The agent refuses on the phone.
    Reject,
    /// The other side answers.
    RemoteAnswer,
    /// The other side is busy.
    RemoteBusy,
    /// The other side refuses.
    RemoteReject,
    /// The other side hangs up, or gives up waiting.
    RemoteHangup,
    /// The agent hangs up on the phone.
    AgentHangup,
    /// The agent puts the call on hold on the phone.
    Hold,
    /// The agent takes it off hold.
    Retrieve,
}

/// Why something asked from outside was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// What was asked makes no sense.
    #[error("{0}")]
    Bad(String),
    /// There is no such call.
    #[error("no such call")]
    NoSuchCall,
    /// Not in the call's present state.
    #[error("the call is not in a state for this")]
    WrongState,
    /// The phone is not there.
    #[error("phone {0} is not registered")]
    Unregistered(String),
    /// The PBX is away.
    #[error("the PBX is down")]
    Down,
}

/// A call as `GET /sim/calls` lists it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// The whole call's ID, as `POST /sim/calls` gave it.
    pub id: String,
    /// The agents' parts.
    pub parts: Vec<Part>,
}

/// An agent's part in a listed call.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// Whose.
    pub extension: String,
    /// The call as the protocol tells it.
    pub call: denwa_protocol::Call,
}
