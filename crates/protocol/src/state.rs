//! The states of phone and PBX link, the organisation's lines, and the services the PBX offers.

use crate::Service;
use serde::{Deserialize, Serialize};

/// The agent's phone, which carries the voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PhoneState {
    /// Registered at the PBX.
    Registered,
    /// Not registered: calls cannot reach the agent.
    Unregistered,
    /// Not known, for instance while the link to the PBX is down.
    #[default]
    #[serde(other)]
    Unknown,
}

/// The link between the event server and the PBX.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PbxState {
    /// Connected: panels see what happens on the PBX.
    Up,
    /// Lost; the server keeps trying to connect.
    Down,
    /// A state this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A telephone number of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The number, as it appears in a call's `line`.
    pub number: String,
    /// The line's name, for instance サポート窓口.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether this agent may present the number when dialling (通知番号).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub presentable: bool,
}

/// The services the PBX offers to an agent. A missing service counts as `Unknown`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Capabilities {
    /// Answer a ringing call (CSTA `AnswerCall`).
    pub answer: Capability,
    /// Decline a ringing call.
    pub decline: Capability,
    /// Hold (CSTA `HoldCall`) and retrieve (CSTA `RetrieveCall`).
    pub hold: Capability,
    /// Hang up (CSTA `ClearConnection`).
    pub hang_up: Capability,
    /// Dial (CSTA `MakeCall`).
    pub dial: Capability,
    /// Set the agent's state (CSTA `SetAgentState`).
    pub agent_state: Capability,
    /// Send tones to the other side (CSTA `GenerateDigits`).
    pub send_tones: Capability,
    /// Send a ringing call elsewhere (CSTA `DeflectCall`).
    pub deflect: Capability,
    /// Blind transfer (CSTA `SingleStepTransferCall`).
    pub single_step_transfer: Capability,
    /// Hold and dial another side (CSTA `ConsultationCall`), and with both calls: alternate, reconnect, transfer.
    pub consult: Capability,
    /// Merge two calls (CSTA `ConferenceCall`), and take a party out.
    pub conference: Capability,
    /// Park (CSTA `ParkCall`).
    pub park: Capability,
    /// Pick up a parked call.
    pub pick_up: Capability,
    /// Mute the agent (CSTA `SetMicrophoneMute`).
    pub mute: Capability,
    /// Start and stop the recording of a call.
    pub record: Capability,
    /// Pause and resume the recording of a call.
    pub pause_recording: Capability,
    /// Listen to a colleague's call, whisper to her, or barge in (`Monitor`). Only supervisors may.
    pub monitor: Capability,
}

impl Capabilities {
    /// Returns whether a service is available.
    #[must_use]
    pub fn of(&self, service: Service) -> Capability {
        match service {
            Service::Answer => self.answer,
            Service::Decline => self.decline,
            Service::Hold | Service::Retrieve => self.hold,
            Service::HangUp => self.hang_up,
            Service::Dial => self.dial,
            Service::SendTones => self.send_tones,
            Service::Deflect => self.deflect,
            Service::SingleStepTransfer => self.single_step_transfer,
            Service::Consult | Service::Alternate | Service::Reconnect | Service::Transfer => self.consult,
            Service::Conference | Service::DropParty => self.conference,
            Service::Park => self.park,
            Service::PickUp => self.pick_up,
            Service::Mute => self.mute,
            Service::Record => self.record,
            Service::AgentState => self.agent_state,
            Service::Monitor => self.monitor,
        }
    }
}

/// Whether a service is available.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Capability {
    /// The service is available.
    Available,
    /// The service is not available.
    Unavailable {
        /// Why not; panels show it in words.
        reason: UnavailableReason,
    },
    /// The server says nothing about the service: panels treat it as unavailable.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Why a service is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum UnavailableReason {
    /// The PBX has no such function.
    NotSupportedByPbx,
    /// The agent's phone cannot be controlled for this service: the agent uses the phone itself.
    NotSupportedByPhone,
    /// The server's configuration lacks a setting that the service needs.
    NotConfigured,
    /// A reason this version does not know.
    #[serde(other)]
    Unknown,
}
