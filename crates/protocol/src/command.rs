//! What a panel may ask for, and how it is answered.

use crate::AgentMode;
use serde::{Deserialize, Serialize};

/// A request of the agent. An agent can act on her own calls only; the server checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "service", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Command {
    /// CSTA `AnswerCall`.
    Answer {
        /// The call, by [`crate::Call::id`].
        call: String,
    },
    /// Refuse a call that rings.
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
        /// The number as it is to be dialled.
        number: String,
        /// The record it was dialled from: comes back as the call's `record`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<crate::AttachedRecord>,
    },
    /// CSTA `SetAgentState`. `WorkNotReady` and the others become a pause with a reason on the PBX.
    SetAgentState {
        /// The mode asked for.
        mode: AgentMode,
        /// The code of the reason, for `NotReady`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Change the notes of a call.
    SetNote {
        /// The call.
        call: String,
        /// The whole text.
        text: String,
        /// The revision it was made from; 0 for the first.
        base: u32,
    },
    /// Report the log written for a call, so that no other panel writes it again.
    ReportLog {
        /// The call.
        call: String,
        /// The Salesforce ID of the log's record, or none when the rules say that this call is not logged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record_id: Option<String>,
    },
    /// Tell the other panels of the organisation to read the settings again.
    SettingsChanged,
    /// A service this version does not know; answered with `NotSupported`.
    #[serde(other)]
    Unknown,
}

/// The services that act on the telephony, for messages about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Answer a ringing call.
    Answer,
    /// Decline a ringing call.
    Decline,
    /// Put a call on hold.
    Hold,
    /// Take it off hold.
    Retrieve,
    /// Hang up.
    HangUp,
    /// Dial.
    Dial,
    /// Set the agent's state.
    AgentState,
}

impl Command {
    /// The telephony service this command asks for, if it is one.
    #[must_use]
    pub fn service(&self) -> Option<Service> {
        Some(match self {
            Self::Answer { .. } => Service::Answer,
            Self::Decline { .. } => Service::Decline,
            Self::Hold { .. } => Service::Hold,
            Self::Retrieve { .. } => Service::Retrieve,
            Self::HangUp { .. } => Service::HangUp,
            Self::Dial { .. } => Service::Dial,
            Self::SetAgentState { .. } => Service::AgentState,
            Self::SetNote { .. } | Self::ReportLog { .. } | Self::SettingsChanged | Self::Unknown => return None,
        })
    }

    /// The call this command is about, if it is about one.
    #[must_use]
    pub fn call(&self) -> Option<&str> {
        match self {
            Self::Answer { call }
            | Self::Decline { call }
            | Self::Hold { call }
            | Self::Retrieve { call }
            | Self::HangUp { call }
            | Self::SetNote { call, .. }
            | Self::ReportLog { call, .. } => Some(call),
            Self::Dial { .. } | Self::SetAgentState { .. } | Self::SettingsChanged | Self::Unknown => None,
        }
    }
}

/// How a command went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "result", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CommandOutcome {
    /// Done. What it changed comes as events, before or after this.
    Done,
    /// Not done.
    Failed {
        /// The kind, for the code and for words in the agent's language.
        error: CommandError,
        /// More, for support; never shown as the message.
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
    /// No such call of this agent; another agent's call answers the same.
    NoSuchCall,
    /// The call is not in a state in which this makes sense.
    WrongState,
    /// The PBX or the phone cannot do it.
    NotSupported,
    /// The PBX is away.
    PbxDown,
    /// The PBX or the phone said no.
    Refused,
    /// The PBX or the phone did not do it in time.
    TimedOut,
    /// The agent's phone is not registered.
    PhoneUnregistered,
    /// Not a number that can be dialled.
    BadNumber,
    /// The notes were changed elsewhere meanwhile.
    Conflict,
    /// Too many commands.
    RateLimited,
    /// The command is malformed.
    BadRequest,
    /// An error this version does not know.
    #[serde(other)]
    Unknown,
}
