//! What the panel and components on a page tell each other on Lightning message channels: JSON objects, whose `type` says what they are.
//! The guide (docs/install.en.md, part 4.10) describes them for those who write components.

use denwa_protocol::{AgentMode, Cause, Direction};
use serde::{Deserialize, Serialize};

/// A message channel of the org package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Calls, and requests to dial.
    Calls,
    /// The agent's status, in step with Omni-Channel's.
    Status,
}

impl Channel {
    /// Its API name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Calls => "Denwa__c",
            Self::Status => "DenwaStatus__c",
        }
    }
}

/// What the panel publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "nearly every publication is a call: a box would save nothing")]
pub enum Publication {
    /// How a call stands, whenever that has changed.
    Call(CallNews),
    /// The agent's status, whenever it has changed.
    Status(StatusNews),
    /// A request is not carried out.
    Refused(Refusal),
}

/// How a call stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallNews {
    /// The event server's ID of the agent's part in the call.
    pub call: String,
    /// The ID of the whole call at the telephone system.
    pub request: String,
    /// What the call is doing.
    pub state: CallState,
    /// Who began it.
    pub direction: Direction,
    /// Whether the other side is a colleague.
    pub internal: bool,
    /// The other side's number, unless it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The organisation's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The queue it came through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// The record of the other side, once it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_id: Option<String>,
    /// That record's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_name: Option<String>,
    /// When it began, in milliseconds since 1970.
    pub began_at: u64,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<u64>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<u64>,
    /// Why it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// The result that the agent chose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The log's record, once it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_id: Option<String>,
    /// Whether this panel opens pages and writes logs: of several tabs only one does.
    pub primary: bool,
}

/// What a call is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum CallState {
    /// Somebody calls.
    Ringing,
    /// The agent dialled, and her own phone rings first.
    Prompting,
    /// The other side is being called.
    Dialling,
    /// Both talk.
    Talking,
    /// The agent holds the call.
    Held,
    /// Over.
    Ended,
}

/// The agent's status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusNews {
    /// The mode.
    pub mode: AgentMode,
    /// The code of the reason for not being ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether this panel is the one in use: of several tabs only one is.
    pub primary: bool,
    /// Whether the agent is in a call, or one rings.
    pub in_call: bool,
}

/// A request that is not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// The request's own `id`, if it had one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Why.
    pub reason: RefusalReason,
}

/// Why a request is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RefusalReason {
    /// The message could not be read: a member is missing, too long or of another type.
    Unreadable,
    /// The text holds no number that can be dialled; the panel says so, too.
    NotANumber,
    /// The event server has no such status.
    UnknownStatus,
    /// The panel is not connected to the event server.
    Offline,
}

/// What components ask of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ChannelRequest {
    /// Dial a number, as by a click on it.
    Dial(DialRequest),
    /// Put the agent into a status.
    SetStatus(StatusRequest),
    /// Say whether work of another channel occupies the agent (他業務).
    OtherWork {
        /// Whether it does.
        busy: bool,
    },
    /// Publish how everything stands: the component was not there before.
    Report,
    /// The panel's own messages, and those of later versions.
    #[serde(other)]
    Other,
}

/// A number to dial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DialRequest {
    /// A name of the request, for a refusal.
    #[serde(default)]
    pub id: Option<String>,
    /// The number, as people write it.
    pub number: String,
    /// The record whose number it is.
    #[serde(default)]
    pub record_id: Option<String>,
    /// That record's name.
    #[serde(default)]
    pub record_name: Option<String>,
}

/// A status to take.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusRequest {
    /// A name of the request, for a refusal.
    #[serde(default)]
    pub id: Option<String>,
    /// The mode.
    pub mode: AgentMode,
    /// The code of the reason for not being ready.
    #[serde(default)]
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_value, json, to_value};

    fn read(value: Value) -> Option<ChannelRequest> {
        from_value(value).ok()
    }

    #[test]
    fn requests_are_read_and_later_ones_are_passed_over() {
        let dial = json!({"type": "dial", "number": "03-1234-5678", "recordId": "0035g00000AAAAAAA1", "more": [1]});
        let expected = DialRequest {
            number: "03-1234-5678".to_owned(),
            record_id: Some("0035g00000AAAAAAA1".to_owned()),
            ..DialRequest::default()
        };
        assert_eq!(read(dial), Some(ChannelRequest::Dial(expected)));
        let status = StatusRequest { id: None, mode: AgentMode::NotReady, reason: Some("lunch".to_owned()) };
        let message = json!({"type": "setStatus", "mode": "notReady", "reason": "lunch"});
        assert_eq!(read(message), Some(ChannelRequest::SetStatus(status)));
        let other_work = Some(ChannelRequest::OtherWork { busy: true });
        assert_eq!(read(json!({"type": "otherWork", "busy": true})), other_work);
        assert_eq!(read(json!({"type": "report"})), Some(ChannelRequest::Report));
        assert_eq!(read(json!({"type": "sing", "number": 1})), Some(ChannelRequest::Other));
        for bad in [
            json!(null),
            json!("dial"),
            json!({}),
            json!({"type": "dial"}),
            json!({"type": "dial", "number": 3}),
            json!({"type": "setStatus"}),
            json!({"type": "otherWork"}),
        ] {
            assert_eq!(read(bad.clone()), None, "{bad}");
        }
    }

    #[test]
    fn the_panels_own_messages_are_no_requests() {
        let refusal = Refusal { id: Some("7".to_owned()), reason: RefusalReason::NotANumber };
        let status = StatusNews { mode: AgentMode::WorkNotReady, reason: None, primary: true, in_call: false };
        let messages = [Publication::Refused(refusal), Publication::Status(status)].map(|one| to_value(one).unwrap());
        assert_eq!(messages[0], json!({"type": "refused", "id": "7", "reason": "notANumber"}));
        assert_eq!(messages[1], json!({"type": "status", "mode": "workNotReady", "primary": true, "inCall": false}));
        for message in messages {
            assert_eq!(read(message), Some(ChannelRequest::Other));
        }
    }
}
