//! What supervisors see and do, hands that agents raise, and the figures of queues.

use crate::{AgentState, CallActivity, Colleague, ConnectionState, Direction, Party, PhoneState, Recording, Timestamp};
use serde::{Deserialize, Serialize};

/// An agent, as her supervisor sees her.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TeamMember {
    /// Who it is.
    pub agent: Colleague,
    /// Whether one of her panels is signed in.
    pub signed_in: bool,
    /// Her mode.
    pub state: AgentState,
    /// Her phone.
    pub phone: PhoneState,
    /// What her calls are doing.
    pub activity: CallActivity,
    /// Her live calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<TeamCall>,
}

/// A live call of an agent, as her supervisor sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TeamCall {
    /// As [`crate::Call::id`].
    pub id: String,
    /// Who began the call, seen from the agent.
    pub direction: Direction,
    /// The other side.
    pub remote: Party,
    /// As [`crate::Call::line`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// As [`crate::Call::queue`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// The CSTA connection state of the agent's side.
    pub state: ConnectionState,
    /// When the call began for the agent.
    pub began_at: Timestamp,
    /// When both sides were first connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// Since when the agent has held the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_at: Option<Timestamp>,
    /// The recording; absent if nobody has recorded the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<Recording>,
    /// The hand that the agent has raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<RaisedHand>,
    /// Who monitors the call, whether or not the agent sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitored: Option<Monitored>,
}

/// A hand that an agent has raised about a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RaisedHand {
    /// Why.
    pub kind: HandKind,
    /// Since when.
    pub at: Timestamp,
    /// When the agent, or a supervisor, took it down; absent while it is up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowered_at: Option<Timestamp>,
    /// How it ended, in words: one of the organisation's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

impl RaisedHand {
    /// Whether the hand is up.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.lowered_at.is_none()
    }
}

/// Why an agent raises her hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum HandKind {
    /// She needs help.
    Help,
    /// カスハラ: the customer harasses her. The server starts or keeps the recording.
    Harassment,
    /// A kind this version does not know; it counts as `Help`.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A raised hand, as supervisors see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TeamHand {
    /// The agent.
    pub agent: Colleague,
    /// The call, by [`crate::Call::id`].
    pub call: String,
    /// The other side.
    pub remote: Party,
    /// The hand.
    pub hand: RaisedHand,
}

/// How a supervisor takes part in an agent's call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum MonitorMode {
    /// モニタリング: nobody hears the supervisor.
    #[default]
    Listen,
    /// ささやき: only the agent hears her.
    Whisper,
    /// 割り込み: everybody hears her.
    BargeIn,
    /// A mode this version does not know.
    #[serde(other)]
    Unknown,
}

/// A supervisor who takes part in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Monitored {
    /// The supervisor.
    pub by: Colleague,
    /// How she takes part.
    pub mode: MonitorMode,
}

/// A supervisor's own part in an agent's call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Monitoring {
    /// The agent.
    pub agent: Colleague,
    /// The agent's call, by [`TeamCall::id`].
    pub call: String,
    /// How she takes part.
    pub mode: MonitorMode,
    /// `Alerting` while the supervisor's own phone rings, then `Connected`.
    pub state: ConnectionState,
    /// Since when.
    pub since: Timestamp,
}

/// The figures of a queue now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct QueueFigures {
    /// The queue, as in [`crate::Call::queue`].
    pub queue: String,
    /// The name, if the server's configuration has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many calls wait.
    pub waiting: u32,
    /// Since when the call waits that has waited longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_since: Option<Timestamp>,
    /// How many of its agents could take a call now.
    pub free: u32,
    /// How many of its agents are signed on, in whatever mode.
    pub signed_on: u32,
    /// Whether the agent whom this message is for belongs to the queue.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}
