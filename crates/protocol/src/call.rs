//! A call as one agent sees it.

use crate::{
    CallData, Colleague, EarlierPart, FollowUp, Monitored, Participant, RaisedHand, Recording, Timestamp, Transferred,
};
use serde::{Deserialize, Serialize};

/// One agent's part in a call (a CSTA connection). Every event about a call carries the whole call, so a panel may
/// apply an event twice, or miss one, without harm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// The event server's ID of the agent's part in the call: `{CALLID}`. Never reused.
    pub id: String,
    /// The PBX's ID of the whole call, fixed when the call is first seen: `{REQUESTID}`. Recordings and the logs of all
    /// agents in the call share it.
    pub request_id: String,
    /// Who began the call, seen from the agent.
    pub direction: Direction,
    /// Whether the other side is an extension of the same PBX, by the server's configuration.
    #[serde(default)]
    pub internal: bool,
    /// The other side.
    pub remote: Party,
    /// For an outgoing call, the extension that was written behind the dialled number (`Dial`): digits that panels show
    /// and offer to send as tones. The server's hub sets this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_extension: Option<String>,
    /// For an incoming call, the number that was called (DNIS); for an outgoing call, the number presented to the other
    /// side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The queue (ACD group) the call came through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// Whether this agent was the first to be offered the call. A call of a group or queue that nobody answers is
    /// logged once, by that agent. The server's hub decides this; PBX drivers always set `true`.
    #[serde(default = "default_first_offer")]
    pub first_offer: bool,
    /// The CSTA connection state of the agent's own side.
    pub state: ConnectionState,
    /// The CSTA connection state of the other side: `Alerting` while an outgoing call rings there.
    pub remote_state: ConnectionState,
    /// When the call began for this agent.
    pub began_at: Timestamp,
    /// When both sides were first connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// Since when the agent has held the call; set only while `state` is `Held`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_at: Option<Timestamp>,
    /// How and when the call ended; the call is over once this is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// For a consultation, the agent's held call it was made from, by [`Call::id`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consults: Option<String>,
    /// For a conference, everybody but the agent; empty for a call of two sides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Participant>,
    /// Whether the agent is muted by the PBX. A phone's own mute key is not seen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
    /// The recording; absent if nobody has recorded the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<Recording>,
    /// How the agent's blind transfer of the call goes on. It changes after the call's end, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transferred>,
    /// Where the call waits after the agent parked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parked_at: Option<String>,
    /// The colleague who transferred the call to this agent, consulted her, or parked the call she picked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<Colleague>,
    /// What colleagues did with the call before, the earliest first. The server's hub sets this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierPart>,
    /// What came with the call, for instance what an IVR asked, in the order of the server's configuration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<CallData>,
    /// The record of the person or company, attached to the call by an IVR, by a colleague's screen transfer, or by the
    /// agent's choice. Panels open it instead of searching by number. After the call's end also the record that a panel has
    /// found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AttachedRecord>,
    /// The record that the call is about, for instance a Case: the log belongs to it too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<AttachedRecord>,
    /// The call's notes, kept by the server, with a revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<CallNote>,
    /// The agent's choice of a result (通話結果), kept by the server until the log is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The follow-up task that the agent wants, kept by the server until the log is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// The agent's reason not to log the call, if she decided so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_logged: Option<String>,
    /// The hand that the agent has raised about the call. The server's hub sets this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<RaisedHand>,
    /// The supervisor who takes part in the call, where the agent is to see it. The server's hub sets this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitored: Option<Monitored>,
    /// The log written for this agent's part, once a panel has reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<CallLog>,
    /// Grows by one with every change after the call's end that the log may have to say. `reportLog` names the revision
    /// that the log was written from. The server's hub sets this.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u32,
}

impl Call {
    /// Makes a call to which nothing has happened yet: neither side has a connection.
    #[must_use]
    pub fn new(id: String, request_id: String, direction: Direction, remote: Party, began_at: Timestamp) -> Self {
        Self {
            id,
            request_id,
            direction,
            internal: false,
            remote,
            remote_extension: None,
            line: None,
            queue: None,
            first_offer: true,
            state: ConnectionState::Null,
            remote_state: ConnectionState::Null,
            began_at,
            answered_at: None,
            held_at: None,
            ended: None,
            consults: None,
            parties: Vec::new(),
            muted: false,
            recording: None,
            transfer: None,
            parked_at: None,
            came_from: None,
            earlier: Vec::new(),
            data: Vec::new(),
            record: None,
            related: None,
            note: None,
            result: None,
            follow_up: None,
            not_logged: None,
            hand: None,
            monitored: None,
            log: None,
            revision: 0,
        }
    }

    /// Whether the call has changed since its log was written.
    #[must_use]
    pub fn has_stale_log(&self) -> bool {
        self.log.as_ref().is_some_and(|log| log.stale)
    }
}

/// Who began a call, seen from the agent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// Somebody calls the agent.
    #[default]
    Inbound,
    /// The agent calls somebody. Click-to-dial is outbound although the agent's own phone rings first.
    Outbound,
}

/// A side of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// The number, or why there is none.
    pub number: Number,
    /// The name reported by the PBX: unchecked text from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The number of a side of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Number {
    /// The number is known, as the PBX writes it.
    Known {
        /// The digits: unchecked text from outside.
        digits: String,
    },
    /// The caller withheld the number (非通知). The server never sends its digits.
    Withheld,
    /// The number is not known: no caller identification, a payphone, or a kind this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// CSTA connection states (ECMA-269, 6.1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ConnectionState {
    /// Not in the call: not yet or no longer.
    Null,
    /// Off hook or dialling; nobody has been reached yet.
    Initiated,
    /// Ringing. The agent's own side of an outbound call rings during click-to-dial, which calls the agent first.
    Alerting,
    /// In the call.
    Connected,
    /// In the call, on hold.
    Held,
    /// Waiting in a queue.
    Queued,
    /// The attempt failed (busy, unreachable) and this side still hears the tone.
    Failed,
    /// A state this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// The end of a call for one agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Ended {
    /// When the call ended.
    pub at: Timestamp,
    /// Why the call ended.
    pub cause: Cause,
}

/// Why a call ended for an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// The two sides talked, then either side hung up.
    Normal,
    /// The call rang at this agent and nobody answered anywhere.
    Missed,
    /// The agent declined the ringing call.
    Declined,
    /// Another agent answered the call; this agent did not miss it.
    AnsweredElsewhere,
    /// Outgoing call: the other side did not answer before the caller gave up.
    NoAnswer,
    /// Outgoing call: the other side was busy.
    Busy,
    /// Outgoing call: the other side refused it.
    Refused,
    /// Outgoing call: no such number, not registered, no route, or congestion.
    Unreachable,
    /// The agent transferred the call.
    Transferred,
    /// The agent parked the call.
    Parked,
    /// The agent sent the ringing call elsewhere.
    Deflected,
    /// The agent merged the call into another of her calls, which goes on.
    Merged,
    /// The call was lost: the PBX restarted, or the phone disappeared during the call.
    Lost,
    /// A cause this version does not know.
    #[serde(other)]
    Unknown,
}

/// A record attached to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttachedRecord {
    /// Salesforce record ID, 15 or 18 characters.
    pub record_id: String,
    /// The record's name, for display.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The notes of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallNote {
    /// The text.
    pub text: String,
    /// Grows by one with every change. `setNote` names the revision it was edited from, so that concurrent edits are
    /// noticed.
    pub revision: u32,
}

/// The log written for an agent's part in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallLog {
    /// The Salesforce ID of the log's record.
    pub record_id: String,
    /// Whether the call has changed since the log was written: the primary panel corrects the log, and reports it again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(revision: &u32) -> bool {
    *revision == 0
}

fn default_first_offer() -> bool {
    true
}
