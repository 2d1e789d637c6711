//! Commands that a panel sends, and their outcomes.

use crate::{AgentMode, ChosenMode, HandKind, MonitorMode, WorkRules};
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
        /// The number to present to the other side (通知番号): one of the `presentable` lines. Absent for the PBX's
        /// default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        presented: Option<String>,
        /// The callback that this call is for, by [`crate::Callback::id`]. The server claims it for the agent first: nobody
        /// calls back twice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        callback: Option<String>,
    },
    /// CSTA `DeflectCall`: send a ringing call elsewhere without answering it.
    Deflect {
        /// The call.
        call: String,
        /// The number it is sent to.
        to: String,
    },
    /// CSTA `SingleStepTransferCall`: transfer a call without talking to the new side first (blind transfer). `Done`
    /// means only that the PBX has begun; [`crate::Call::transfer`] says how it goes on.
    SingleStepTransfer {
        /// The call.
        call: String,
        /// The number it is transferred to.
        to: String,
    },
    /// CSTA `ConsultationCall`: hold a call and dial another side. The new call names the held one in
    /// [`crate::Call::consults`].
    Consult {
        /// The call to hold.
        call: String,
        /// The number to dial, as in `Dial`.
        number: String,
        /// As in `Dial`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<crate::AttachedRecord>,
        /// As in `Dial`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        extension: Option<String>,
        /// As in `Dial`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        presented: Option<String>,
    },
    /// CSTA `AlternateCall`: hold the active call and retrieve the held one.
    Alternate(CallPair),
    /// CSTA `ReconnectCall`: clear the active call and retrieve the held one.
    Reconnect(CallPair),
    /// CSTA `TransferCall`: connect the other sides of both calls and leave them.
    Transfer(CallPair),
    /// CSTA `ConferenceCall`: merge both calls. The held call goes on, with everybody in [`crate::Call::parties`]; the
    /// active one ends with [`crate::Cause::Merged`].
    Conference(CallPair),
    /// CSTA `ClearConnection` of another party: take one party out of a conference.
    DropParty {
        /// The call.
        call: String,
        /// The party, by [`crate::Participant::id`].
        party: String,
    },
    /// CSTA `ParkCall`. [`crate::Call::parked_at`] says where it waits.
    Park {
        /// The call.
        call: String,
    },
    /// CSTA `GroupPickupCall`, of a parked call.
    PickUp {
        /// Where it waits: [`crate::ParkedCall::slot`].
        slot: String,
    },
    /// CSTA `SetMicrophoneMute`: whether the other sides hear the agent.
    SetMute {
        /// The call.
        call: String,
        /// Whether the agent is muted.
        muted: bool,
    },
    /// Start, pause, resume or stop the recording of a call: whichever leads to the wanted state.
    SetRecording {
        /// The call.
        call: String,
        /// The wanted state.
        recording: crate::Recording,
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
    /// Choose the mode that follows the agent's calls and her after-call work.
    SetNextMode {
        /// The mode; absent if the agent took her choice back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<ChosenMode>,
    },
    /// Have after-call work last longer.
    ExtendWork {
        /// By how much, in milliseconds, counted from its planned end.
        by: u64,
    },
    /// Say how the server changes the agent's mode by itself.
    SetWorkRules(WorkRules),
    /// Say whether work of another channel occupies the agent (他業務).
    SetOtherWork {
        /// Whether it does.
        busy: bool,
    },
    /// Take on a callback.
    ClaimCallback {
        /// The callback, by [`crate::Callback::id`].
        callback: String,
    },
    /// Give a callback back that the agent has taken on.
    ReleaseCallback {
        /// The callback.
        callback: String,
    },
    /// Put a callback away: nobody needs to call back.
    PutAwayCallback {
        /// The callback.
        callback: String,
    },
    /// Raise the hand about a call: supervisors see it at once. For harassment, the server starts or keeps the recording
    /// where the PBX can.
    RaiseHand {
        /// The call.
        call: String,
        /// Why.
        kind: HandKind,
    },
    /// Take the hand down, also after the call's end, or say how it ended, as long as the server keeps the call.
    LowerHand {
        /// The call.
        call: String,
        /// How it ended, in words; absent if the agent says nothing, or took it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
    /// For supervisors: take part in an agent's call, or take part in another way. The supervisor's phone rings first.
    Monitor {
        /// The agent's extension.
        agent: String,
        /// Her call, by [`crate::TeamCall::id`].
        call: String,
        /// How.
        mode: MonitorMode,
        /// Whether the agent sees it. She always sees somebody who barges in.
        #[serde(default)]
        shown: bool,
    },
    /// For supervisors: leave the agent's call.
    StopMonitoring,
    /// For supervisors: set an agent's mode.
    SetModeOf {
        /// The agent's extension.
        agent: String,
        /// The mode.
        mode: ChosenMode,
        /// Why: the agent sees it.
        why: String,
    },
    /// For supervisors: take an agent's hand down.
    LowerHandOf {
        /// The agent's extension.
        agent: String,
        /// Her call.
        call: String,
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
    /// Attach the record of the person or company that the agent chose for a call, in place of any other.
    SetRecord {
        /// The call.
        call: String,
        /// The record; absent if the agent took her choice back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<crate::AttachedRecord>,
    },
    /// Name the record that a call is about, for instance a Case, in place of any other.
    SetRelated {
        /// The call.
        call: String,
        /// The record; absent if the call is about none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        related: Option<crate::AttachedRecord>,
    },
    /// Keep the follow-up task that the agent wants beside the log of a call.
    SetFollowUp {
        /// The call.
        call: String,
        /// The task; absent if there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follow_up: Option<crate::FollowUp>,
    },
    /// Keep the agent's decision that a call is not logged, with her reason.
    SetNotLogged {
        /// The call.
        call: String,
        /// The reason; absent if the call is logged after all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Keep the agent's choice of a result for a call (通話結果).
    SetResult {
        /// The call.
        call: String,
        /// The result in words; absent if the agent took her choice back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<String>,
    },
    /// Report the record that a search found for a call that is over, so that the history names the other side. A record that
    /// is attached to the call stays, and unlike an attached record this one does not travel with the call.
    ReportRecord {
        /// The call.
        call: String,
        /// The record.
        record: crate::AttachedRecord,
    },
    /// Report the log written for a call, so that no other panel writes it again.
    ReportLog {
        /// The call.
        call: String,
        /// The Salesforce ID of the log's record; absent if the settings say that this call is not logged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record_id: Option<String>,
        /// The [`crate::Call::revision`] that the log was written from. If the call has changed since, its log is stale. Absent from
        /// panels that know no revisions: then the log counts as complete.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revision: Option<u32>,
    },
    /// Send a message to a colleague's panels.
    SendMessage {
        /// The colleague's extension.
        to: String,
        /// The text.
        text: String,
        /// The call it is about, if it is about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        call: Option<String>,
    },
    /// Put a colleague's message away.
    DismissMessage {
        /// The message, by [`crate::AgentMessage::id`].
        message: String,
    },
    /// The agent has seen the missed calls: they count no longer.
    SeeMissed,
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

/// Two calls of one agent: one waits while the other is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallPair {
    /// The held call.
    pub held: String,
    /// The active call.
    pub active: String,
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
    /// Send a ringing call elsewhere.
    Deflect,
    /// Transfer a call without talking to the new side first.
    SingleStepTransfer,
    /// Hold a call and dial another side.
    Consult,
    /// Hold the active call and retrieve the held one.
    Alternate,
    /// Clear the active call and retrieve the held one.
    Reconnect,
    /// Connect the other sides of two calls.
    Transfer,
    /// Merge two calls.
    Conference,
    /// Take a party out of a conference.
    DropParty,
    /// Park a call.
    Park,
    /// Pick up a parked call.
    PickUp,
    /// Mute or unmute the agent.
    Mute,
    /// Start, pause, resume or stop a recording.
    Record,
    /// Send tones to the other side.
    SendTones,
    /// Set the agent's state.
    AgentState,
    /// Take part in a colleague's call.
    Monitor,
}

impl Command {
    /// Returns the service of the PBX that this command asks for; `None` for what concerns the server alone: notes,
    /// choices, messages, logs and settings.
    #[must_use]
    pub fn service(&self) -> Option<Service> {
        Some(match self {
            Self::Answer { .. } => Service::Answer,
            Self::Decline { .. } => Service::Decline,
            Self::Hold { .. } => Service::Hold,
            Self::Retrieve { .. } => Service::Retrieve,
            Self::HangUp { .. } => Service::HangUp,
            Self::Dial { .. } => Service::Dial,
            Self::Deflect { .. } => Service::Deflect,
            Self::SingleStepTransfer { .. } => Service::SingleStepTransfer,
            Self::Consult { .. } => Service::Consult,
            Self::Alternate(_) => Service::Alternate,
            Self::Reconnect(_) => Service::Reconnect,
            Self::Transfer(_) => Service::Transfer,
            Self::Conference(_) => Service::Conference,
            Self::DropParty { .. } => Service::DropParty,
            Self::Park { .. } => Service::Park,
            Self::PickUp { .. } => Service::PickUp,
            Self::SetMute { .. } => Service::Mute,
            Self::SetRecording { .. } => Service::Record,
            Self::SendTones { .. } => Service::SendTones,
            Self::SetAgentState { .. } => Service::AgentState,
            Self::Monitor { .. } | Self::StopMonitoring => Service::Monitor,
            Self::SetNote { .. }
            | Self::SetRecord { .. }
            | Self::SetRelated { .. }
            | Self::SetFollowUp { .. }
            | Self::SetNotLogged { .. }
            | Self::SetResult { .. }
            | Self::ReportRecord { .. }
            | Self::ReportLog { .. }
            | Self::SendMessage { .. }
            | Self::DismissMessage { .. }
            | Self::SeeMissed
            | Self::SetNextMode { .. }
            | Self::ExtendWork { .. }
            | Self::SetWorkRules(_)
            | Self::SetOtherWork { .. }
            | Self::ClaimCallback { .. }
            | Self::ReleaseCallback { .. }
            | Self::PutAwayCallback { .. }
            | Self::RaiseHand { .. }
            | Self::LowerHand { .. }
            | Self::SetModeOf { .. }
            | Self::LowerHandOf { .. }
            | Self::SettingsChanged { .. }
            | Self::Unknown => return None,
        })
    }

    /// Returns the ID of the call this command acts on, the held one of a pair; `None` if it acts on none of the agent's own
    /// calls.
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
            | Self::Deflect { call, .. }
            | Self::SingleStepTransfer { call, .. }
            | Self::Consult { call, .. }
            | Self::DropParty { call, .. }
            | Self::Park { call }
            | Self::SetMute { call, .. }
            | Self::SetRecording { call, .. }
            | Self::SetRecord { call, .. }
            | Self::SetRelated { call, .. }
            | Self::SetFollowUp { call, .. }
            | Self::SetNotLogged { call, .. }
            | Self::SetResult { call, .. }
            | Self::RaiseHand { call, .. }
            | Self::LowerHand { call, .. }
            | Self::ReportRecord { call, .. }
            | Self::ReportLog { call, .. } => Some(call),
            Self::Alternate(pair) | Self::Reconnect(pair) | Self::Transfer(pair) | Self::Conference(pair) => {
                Some(&pair.held)
            }
            Self::SendMessage { call, .. } => call.as_deref(),
            Self::Dial { .. }
            | Self::PickUp { .. }
            | Self::SetAgentState { .. }
            | Self::DismissMessage { .. }
            | Self::SeeMissed
            | Self::SetNextMode { .. }
            | Self::ExtendWork { .. }
            | Self::SetWorkRules(_)
            | Self::SetOtherWork { .. }
            | Self::ClaimCallback { .. }
            | Self::ReleaseCallback { .. }
            | Self::PutAwayCallback { .. }
            | Self::Monitor { .. }
            | Self::StopMonitoring
            | Self::SetModeOf { .. }
            | Self::LowerHandOf { .. }
            | Self::SettingsChanged { .. }
            | Self::Unknown => None,
        }
    }
}

/// The outcome of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The PBX knows no such number.
    NoSuchNumber,
    /// The number is the agent's own.
    ToOneself,
    /// Every parking place is taken.
    ParkingFull,
    /// No call is parked there: somebody else picked it up, or its caller hung up.
    NothingParked,
    /// Another agent has taken the callback on.
    AlreadyClaimed,
    /// The callback is settled, or was never there.
    NoSuchCallback,
    /// Only supervisors may do it.
    NotSupervisor,
    /// The supervisor's organisation has no such agent.
    NoSuchAgent,
    /// The text is longer than the server keeps.
    TooLong,
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
