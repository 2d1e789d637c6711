//! The agent's mode, what follows it, and the rules by which the server changes it by itself.

use crate::{Colleague, Timestamp};
use serde::{Deserialize, Serialize};

/// The mode of an agent, since when, and what follows. Whether the agent's phone rings or the agent talks follows from
/// the calls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentState {
    /// The mode.
    pub mode: AgentMode,
    /// The reason's code, for `NotReady`: the code of one of the snapshot's `reasons`, or any text from the PBX or of
    /// the organisation's settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Since when the agent is in this mode.
    pub since: Timestamp,
    /// When the server ends this mode by itself: the end of after-call work for which the rules set a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What the agent has chosen to be after her calls and her after-call work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ChosenMode>,
    /// Whether work of another channel occupies the agent (他業務): queues offer her no calls meanwhile.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_work: bool,
    /// Who set the mode, if it was a supervisor, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_by: Option<SetBy>,
}

/// CSTA agent states (ECMA-269, 6.1.1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AgentMode {
    /// 受付可: the agent takes calls.
    Ready,
    /// 休憩中, 離席中 and the administrator's own reasons: the agent takes no calls.
    NotReady,
    /// 後作業: after-call work. Queues offer no calls; direct calls ring.
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
    /// The code that the PBX receives and shows in its reports.
    pub code: String,
    /// Japanese label.
    pub ja: String,
    /// English label.
    pub en: String,
}

/// A mode that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChosenMode {
    /// The mode.
    pub mode: AgentMode,
    /// The reason's code, for `NotReady` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A supervisor's change of an agent's mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SetBy {
    /// The supervisor.
    pub by: Colleague,
    /// Why, in her words.
    pub why: String,
}

/// How the server changes an agent's mode by itself. The organisation's settings say it; a panel tells the server after
/// signing in and when it changes. The server keeps it with the agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct WorkRules {
    /// After-call work by itself; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_call: Option<AfterCall>,
    /// The mode of an agent who was ready and missed a call of a queue; absent for no change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_missed: Option<ChosenMode>,
    /// How long after the agent's last panel has left she is signed off, in milliseconds; absent for never. Not while
    /// she is in a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_off_after: Option<u64>,
}

/// After-call work that begins by itself at the end of a call that was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AfterCall {
    /// Which calls it follows.
    pub follows: AfterCallOf,
    /// How long it lasts, in milliseconds; absent until the agent ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<u64>,
}

/// Which calls after-call work follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AfterCallOf {
    /// Calls of a queue.
    Queue,
    /// Every incoming call from outside.
    Inbound,
    /// Every call with somebody outside.
    External,
    /// A value this version does not know; it counts as `External`.
    #[default]
    #[serde(other)]
    Unknown,
}
