//! The agent, the phone, the lines and what the PBX can do.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// What the agent has chosen, and since when. What the agent is doing (ringing, talking) follows from the calls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentState {
    /// The mode.
    pub mode: AgentMode,
    /// The code of the reason, for `NotReady`; one of the snapshot's `reasons`, or whatever the PBX says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Since when.
    pub since: Timestamp,
}

/// CSTA agent states (ECMA-269, 6.1.1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AgentMode {
    /// 受付可: takes calls.
    Ready,
    /// 休憩中, 離席中 and the administrator's own, told apart by the reason.
    NotReady,
    /// 後作業: after-call work.
    WorkNotReady,
    /// ログオフ: signed off.
    LoggedOff,
    /// A mode this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A reason an agent can give for not being ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// What travels to the PBX and stands in its reports.
    pub code: String,
    /// Japanese label.
    pub ja: String,
    /// English label.
    pub en: String,
}

/// The agent's phone, which carries the voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PhoneState {
    /// Registered at the PBX.
    Registered,
    /// Not there: calls cannot reach the agent.
    Unregistered,
    /// Not known, for instance while the PBX is away.
    #[default]
    #[serde(other)]
    Unknown,
}

/// The link between the event server and the PBX.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PbxState {
    /// Connected: what this socket says is what the PBX does.
    Up,
    /// Lost; the server tries again by itself.
    Down,
    /// A state this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A number of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The number, as it appears in a call's `line`.
    pub number: String,
    /// What people call it, for instance サポート窓口.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What the PBX can do for this agent; what is missing is not offered by this server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Capabilities {
    /// Answer a call that rings (CSTA `AnswerCall`).
    pub answer: Capability,
    /// Decline a call that rings.
    pub decline: Capability,
    /// Hold (CSTA `HoldCall`) and retrieve (CSTA `RetrieveCall`).
    pub hold: Capability,
    /// Hang up (CSTA `ClearConnection`).
    pub hang_up: Capability,
    /// Dial (CSTA `MakeCall`).
    pub dial: Capability,
    /// Set the agent's state (CSTA `SetAgentState`).
    pub agent_state: Capability,
}

/// Whether one service is to be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Capability {
    /// It is.
    Available,
    /// It is not, and why.
    Unavailable {
        /// The reason, to be said in words.
        reason: UnavailableReason,
    },
    /// Nothing is known of it: taken for unavailable.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Why a service is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum UnavailableReason {
    /// The PBX has no such function.
    NotSupportedByPbx,
    /// The agent's phone is not configured to understand it: it is done on the phone itself.
    NotSupportedByPhone,
    /// The server's configuration does not name what is needed for it.
    NotConfigured,
    /// A reason this version does not know.
    #[serde(other)]
    Unknown,
}
