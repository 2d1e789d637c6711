//! Missed calls that agents share, to call back (折り返し).

use crate::{AttachedRecord, Colleague, Party, Timestamp};
use serde::{Deserialize, Serialize};

/// A caller from outside whom nobody answered, and who is to be called back. Calls of the same caller on the same line
/// share one entry. Every event about it carries all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Callback {
    /// The server's ID.
    pub id: String,
    /// The caller. Withheld numbers make no entries.
    pub remote: Party,
    /// The number that was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The queue that the last call waited in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// When the caller called first.
    pub first_at: Timestamp,
    /// When the caller called last.
    pub last_at: Timestamp,
    /// How often the caller has called.
    pub calls: u32,
    /// The record attached to one of the calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AttachedRecord>,
    /// The agent who has taken it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// The calls made to the caller, the earliest first; at most the last [`crate::CALLBACK_ATTEMPTS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<CallbackAttempt>,
    /// How it was settled; once this is set, panels take it off their list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// An agent who has taken on a callback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// The agent.
    pub by: Colleague,
    /// Since when. The server takes back a claim without a call after [`crate::CLAIM_MS`].
    pub at: Timestamp,
}

/// A call made to a caller who was missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallbackAttempt {
    /// Who called.
    pub by: Colleague,
    /// When the call began.
    pub at: Timestamp,
    /// Whether the caller answered; absent while it rings there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<bool>,
}

/// How a callback was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Settled {
    /// How.
    pub how: SettledHow,
    /// Who, if it was an agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Colleague>,
    /// When.
    pub at: Timestamp,
}

/// How a callback was settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SettledHow {
    /// An agent called back, and the caller answered.
    Reached,
    /// The caller called again, and an agent answered.
    CalledAgain,
    /// An agent put it away.
    PutAway,
    /// The server keeps it no longer.
    Expired,
    /// A way this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}
