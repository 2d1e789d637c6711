//! Commands that a panel sends, and their outcomes.

use crate::AgentMode;
use serde::{Deserialize, Serialize};

/// A command of an agent. The server checks that agents act on their own calls only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "service", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Command {
    /// CSTA `AnswerCall`.
    Answer {
        /// The call, by [`crate::Call::id`].
        call: String,
    },
    /// Refuse a ringing call.
    Decline {
        /// The call.
        call: String,
    },
    /// CSTA `HoldCall`.
    Hold {
        /// The call.
        call: String,
    },
    /// CSTA `RetrieveCall`.
    Retrieve {
        /// The call.
        call: String,
    },
    /// CSTA `ClearConnection`.
    HangUp {
        /// The call.
        call: String,
    },
    /// CSTA `MakeCall`: the agent's phone rings first, then the number is dialled.
    Dial {
        /// The number to dial, with any prefix the PBX needs.
        number: String,
        /// The record whose number was clicked; the server attaches it to the call as `record`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<crate::AttachedRecord>,
        /// The extension that was written behind the number, digits only; the server attaches it to the call as
        /// `remoteExtension`. It is not dialled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        extension: Option<String>,
    },
    /// CSTA `GenerateDigits`: send tones (DTMF) to the other side of a call that both sides are connected to.
    SendTones {
        /// The call.
        call: String,
        /// Digits, `*` and `#`, at most 16.
        tones: String,
    },
    /// CSTA `SetAgentState`. On the PBX, every mode but `Ready` is a pause with a reason.
    SetAgentState {
        /// The new mode.
        mode: AgentMode,
        /// The reason's code, for `NotReady` only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Change the notes of a call.
    SetNote {
        /// The call.
        call: String,
        /// The whole text.
        text: String,
        /// The revision that this text was edited from; 0 if there were no notes.
        base: u32,
    },
    /// Attach the record that the agent chose for a call, in place of any other.
    SetRecord {
        /// The call.
        call: String,
        /// The record.
        record: crate::AttachedRecord,
    },
    /// Keep the agent's choice of a result for a call (通話結果).
    SetResult {
        /// The call.
        call: String,
        /// The result in words; absent if the agent took her choice back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<String>,
    },
    /// Report the log written for a call, so that no other panel writes it again.
    ReportLog {
        /// The call.
        call: String,
        /// The Salesforce ID of the log's record; absent if the settings say that this call is not logged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record_id: Option<String>,
    },
    /// Tell other panels to read the settings again.
    SettingsChanged {
        /// The Salesforce IDs of the users whose own settings have changed, at most [`crate::MAX_CHANGED_USERS`]: only
        /// their panels need to know. Empty if everybody's settings may have changed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        users: Vec<String>,
    },
    /// A service this version does not know; answered with `NotSupported`.
    #[serde(other)]
    Unknown,
}

/// The commands that act on calls or on the agent's state, without their arguments: for words about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Answer a ringing call.
    Answer,
    /// Decline a ringing call.
    Decline,
    /// Put a call on hold.
    Hold,
    /// Take a call off hold.
    Retrieve,
    /// Hang up a call.
    HangUp,
    /// Dial a number.
    Dial,
    /// Send tones to the other side.
    SendTones,
    /// Set the agent's state.
    AgentState,
}

impl Command {
    /// Returns the service this command asks for; `None` for notes, choices, logs and settings.
    #[must_use]
    pub fn service(&self) -> Option<Service> {
        Some(match self {
            Self::Answer { .. } => Service::Answer,
            Self::Decline { .. } => Service::Decline,
            Self::Hold { .. } => Service::Hold,
            Self::Retrieve { .. } => Service::Retrieve,
            Self::HangUp { .. } => Service::HangUp,
            Self::Dial { .. } => Service::Dial,
            Self::SendTones { .. } => Service::SendTones,
            Self::SetAgentState { .. } => Service::AgentState,
            Self::SetNote { .. }
            | Self::SetRecord { .. }
            | Self::SetResult { .. }
            | Self::ReportLog { .. }
            | Self::SettingsChanged { .. }
            | Self::Unknown => return None,
        })
    }

    /// Returns the ID of the call this command acts on; `None` if it acts on no call.
    #[must_use]
    pub fn call(&self) -> Option<&str> {
        match self {
            Self::Answer { call }
            | Self::Decline { call }
            | Self::Hold { call }
            | Self::Retrieve { call }
            | Self::HangUp { call }
            | Self::SendTones { call, .. }
            | Self::SetNote { call, .. }
            | Self::SetRecord { call, .. }
            | Self::SetResult { call, .. }
            | Self::ReportLog { call, .. } => Some(call),
            Self::Dial { .. } | Self::SetAgentState { .. } | Self::SettingsChanged { .. } | Self::Unknown => None,
        }
    }
}

/// The outcome of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "result", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CommandOutcome {
    /// The command was done. Its effects arrive as events, before or after this outcome.
    Done,
    /// The command was not done.
    Failed {
        /// The kind of error, from which the panel chooses its message.
        error: CommandError,
        /// Details for support; panels never show them as the message.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<String>,
    },
    /// An outcome this version does not know.
    #[serde(other)]
    Unknown,
}

/// Why a command was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CommandError {
    /// The agent has no such call. Other agents' calls are answered the same way.
    NoSuchCall,
    /// The call's state does not allow the command.
    WrongState,
    /// The PBX or the phone cannot do it.
    NotSupported,
    /// The server has lost its link to the PBX.
    PbxDown,
    /// The PBX or the phone refused.
    Refused,
    /// The PBX or the phone did not do it in time.
    TimedOut,
    /// The server was started anew while it did the command: nobody knows whether it was done.
    OutcomeUnknown,
    /// The agent's phone is not registered.
    PhoneUnregistered,
    /// The number cannot be dialled.
    BadNumber,
    /// The notes or the log were changed by another panel in the meantime.
    Conflict,
    /// Too many commands in a short time.
    RateLimited,
    /// The command is malformed.
    BadRequest,
    /// An error this version does not know.
    #[serde(other)]
    Unknown,
}
