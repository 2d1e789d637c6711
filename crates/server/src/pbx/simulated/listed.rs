//! The answers of the simulated PBX's HTTP interface.

use super::config::{Features, Group, Queue};
use denwa_protocol::{ConnectionState, MonitorMode, Party};
use serde::Serialize;

/// A call in the answers of `GET /sim/calls` and `GET /sim/past`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedCall {
    /// The whole call's ID, as returned by `POST /sim/calls`.
    pub id: String,
    /// The agents' parts in the call.
    pub parts: Vec<ListedPart>,
    /// The number of the parking place, if the call is parked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parked: Option<String>,
    /// The outside number that rings, for instance the mobile phone of a follow-me.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ringing_outside: Option<String>,
    /// The telephones outside.
    pub outside: Vec<ListedParty>,
    /// The supervisors who take part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub monitors: Vec<ListedMonitor>,
}

/// A supervisor in a listed call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedMonitor {
    /// The supervisor's extension.
    pub extension: String,
    /// The extension of the agent whose part she monitors.
    pub agent: String,
    /// How she takes part.
    pub mode: MonitorMode,
    /// The state of her phone.
    pub state: ConnectionState,
    /// The numbers of those whom she hears.
    pub hears: Vec<String>,
    /// The numbers of those who hear her.
    pub heard_by: Vec<String>,
}

/// A telephone outside in a listed call.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedParty {
    /// The ID that actions of this telephone name as `party`.
    pub id: String,
    /// Its number and name.
    pub party: Party,
    /// The state of its connection.
    pub state: ConnectionState,
    /// The number that is presented there, if it was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sees: Option<String>,
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

/// The answer of `GET /sim/plan`: how numbers and extensions ring.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedPlan {
    /// The agents' extensions.
    pub extensions: Vec<ListedExtension>,
    /// The ring groups.
    pub groups: Vec<Group>,
    /// The queues.
    pub queues: Vec<Queue>,
}

/// An extension in the answer of `GET /sim/plan`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedExtension {
    /// The extension.
    pub extension: String,
    /// Whether each of the phones is registered.
    pub registered: Vec<bool>,
    /// How the extension rings.
    pub features: Features,
}
