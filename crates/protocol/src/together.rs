//! What agents do with a call together: transfers, conferences, parking, and what travels with the call.

use crate::{AgentMode, AttachedRecord, ConnectionState, Party, PhoneState, Timestamp};
use serde::{Deserialize, Serialize};

/// Somebody in a conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    /// The PBX's ID of this party's connection. It stays the same while the party is in the conference.
    pub id: String,
    /// Who it is.
    pub party: Party,
    /// The CSTA connection state: `Alerting` while it is called, `Held` while it waits.
    pub state: ConnectionState,
}

/// The recording of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Recording {
    /// Not recorded, or no longer.
    Off,
    /// Recorded.
    On,
    /// Recorded, but paused: silence is written instead, or nothing.
    Paused,
    /// A state this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A blind transfer that an agent began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Transferred {
    /// Where the call was transferred to.
    pub to: Party,
    /// How it goes on.
    pub state: TransferState,
}

/// How a blind transfer goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TransferState {
    /// The new side rings.
    Alerting,
    /// The new side has answered.
    Answered,
    /// The new side did not answer, and the PBX brings the caller back to this agent as a new call.
    Returned,
    /// The new side did not answer, and the caller is gone.
    Lost,
    /// A state this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// An agent, as colleagues see her.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Colleague {
    /// The extension.
    pub extension: String,
    /// The name, if the server's configuration has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Colleague {
    /// What she is called: her name, or her extension.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&self.extension)
    }
}

/// What a colleague did with a call before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EarlierPart {
    /// The colleague.
    pub by: Colleague,
    /// When the call was answered there; absent if it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// When it ended there; absent if it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// The colleague's notes, shortened if they are long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The colleague's choice of a result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}

/// A value that came with a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallData {
    /// The label of the server's configuration, for instance 会員番号.
    pub label: String,
    /// The value: unchecked text from outside.
    pub value: String,
}

/// A task to be made beside a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FollowUp {
    /// The task's subject.
    pub subject: String,
    /// The day it is due, in the user's time zone: `2026-12-01`. Absent if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

/// A call that waits in a parking place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ParkedCall {
    /// The place: what a phone dials to pick the call up.
    pub slot: String,
    /// The PBX's ID of the whole call, as [`crate::Call::request_id`].
    pub request_id: String,
    /// Who waits.
    pub remote: Party,
    /// Who parked the call, if it was an agent of this server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Colleague>,
    /// Since when.
    pub since: Timestamp,
    /// The record attached to the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AttachedRecord>,
}

/// A message of a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentMessage {
    /// The server's ID of the message.
    pub id: String,
    /// Who sent it.
    pub from: Colleague,
    /// When.
    pub at: Timestamp,
    /// The text.
    pub text: String,
    /// The call it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<MessageCall>,
}

/// The call that a message is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MessageCall {
    /// The PBX's ID of the whole call.
    pub request_id: String,
    /// The sender's other side.
    pub remote: Party,
    /// The record attached to the sender's call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AttachedRecord>,
}

/// Somebody or something that can be dialled by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DirectoryEntry {
    /// What it is.
    pub kind: DirectoryKind,
    /// The name.
    pub name: String,
    /// The number to dial.
    pub number: String,
    /// For a colleague, whether she can take a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
}

/// What an entry of the directory is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DirectoryKind {
    /// An agent.
    Colleague,
    /// A queue.
    Queue,
    /// A number of the organisation's list (短縮ダイヤル).
    SpeedDial,
    /// A kind this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Whether a colleague can take a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Presence {
    /// Her mode.
    pub mode: AgentMode,
    /// The reason's code, for `NotReady`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Her phone.
    pub phone: PhoneState,
    /// What her calls are doing.
    pub activity: CallActivity,
    /// Whether work of another channel occupies her.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_work: bool,
    /// Since when she is in her mode, or in her calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
}

/// What an agent's calls are doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CallActivity {
    /// No call.
    Idle,
    /// A call rings.
    Ringing,
    /// In a call, talking or with somebody on hold.
    Talking,
    /// An activity this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}
