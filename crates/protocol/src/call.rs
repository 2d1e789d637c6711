//! A call as one agent sees it.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// One agent's part in a call (a CSTA connection). Every event about a call carries the whole of it, so that applying one twice, or
/// missing one, does no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// The agent's part in the call, as the event server names it: `{CALLID}`. Unique for ever.
    pub id: String,
    /// The PBX's ID of the whole call, fixed when first seen: `{REQUESTID}`, the key of the recording and of joined logs.
    pub request_id: String,
    /// Who began it, seen from the agent.
    pub direction: Direction,
    /// Whether the other side is an extension of the same PBX, by the server's configuration.
    #[serde(default)]
    pub internal: bool,
    /// The other side.
    pub remote: Party,
    /// For an incoming call the number that was called (DNIS), for an outgoing one the number presented to the other side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The queue (ACD group) the call came through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// Whether this agent was the first to be offered the call. A queue call that nobody answered is logged once, by that agent.
    /// Set by the hub; a PBX says `true`.
    #[serde(default = "yes")]
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
    /// Since when the agent holds it; set only while `state` is `Held`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_at: Option<Timestamp>,
    /// How and when it ended; the call is over once this is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// The record the call carries, from an IVR or a colleague's screen transfer: popped before any search by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AttachedRecord>,
    /// The call's notes, kept by the server, with a revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<CallNote>,
    /// The log written for this agent's part, once a panel has reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<CallLog>,
}

impl Call {
    /// A call of which nothing has happened yet: both sides have no connection.
    #[must_use]
    pub fn new(id: String, request_id: String, direction: Direction, remote: Party, began_at: Timestamp) -> Self {
        Self {
            id,
            request_id,
            direction,
            internal: false,
            remote,
            line: None,
            queue: None,
            first_offer: true,
            state: ConnectionState::Null,
            remote_state: ConnectionState::Null,
            began_at,
            answered_at: None,
            held_at: None,
            ended: None,
            record: None,
            note: None,
            log: None,
        }
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
    /// Its number, or why there is none.
    pub number: Number,
    /// The name the PBX gives, unchecked text from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The number of a side of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Number {
    /// Known, as the PBX writes it.
    Known {
        /// The digits, unchecked text from outside.
        digits: String,
    },
    /// The caller withheld it (非通知). The server never sends the digits of such a number.
    Withheld,
    /// Not known: no caller identification, a payphone, or a kind this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

/// CSTA connection states (ECMA-269, 6.1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ConnectionState {
    /// Not in the call: not yet, or no longer.
    Null,
    /// Off hook or dialling, nobody reached yet.
    Initiated,
    /// Ringing. On the agent's own side of an outbound call: click-to-dial rings the agent first.
    Alerting,
    /// In the call.
    Connected,
    /// In the call, on hold.
    Held,
    /// Waiting in a queue.
    Queued,
    /// The attempt failed (busy, unreachable) and the side still hears the tone.
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
    /// When.
    pub at: Timestamp,
    /// Why.
    pub cause: Cause,
}

/// Why a call ended for an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// Both talked and one hung up.
    Normal,
    /// Rang here and nobody answered anywhere: missed.
    Missed,
    /// The agent declined it while it rang.
    Declined,
    /// Another agent answered it: not missed.
    AnsweredElsewhere,
    /// An outgoing call: the other side did not answer before the caller gave up.
    NoAnswer,
    /// An outgoing call: the other side was busy.
    Busy,
    /// An outgoing call: the other side refused it.
    Refused,
    /// An outgoing call: no such number, not registered, no route, congestion.
    Unreachable,
    /// The agent passed the call on.
    Transferred,
    /// The agent parked it.
    Parked,
    /// The call was lost: the PBX restarted, or the phone vanished in mid-call.
    Lost,
    /// A cause this version does not know.
    #[serde(other)]
    Unknown,
}

/// A record a call carries with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttachedRecord {
    /// Salesforce record ID, 15 or 18 characters.
    pub record_id: String,
    /// Its name, for display.
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
    /// Grows by one with every change; a change names the revision it was made from.
    pub revision: u32,
}

/// The log written for a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallLog {
    /// The Salesforce ID of the log's record.
    pub record_id: String,
}

fn yes() -> bool {
    true
}
