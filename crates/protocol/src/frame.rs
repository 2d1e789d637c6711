//! Reads what the server sends through flat frames, which hold the members of every kind.
//!
//! serde reads an internally tagged enum twice: first into a buffer, because the tag may come last, then from that buffer into the variant. In
//! WebAssembly that doubles the code of all types inside. A frame is read once, and its tag decides afterwards which members count.

use std::fmt;

use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, Error, IntoDeserializer};
use serde::{Deserialize, Deserializer};

use crate::{
    AgentState, Call, Capabilities, Capability, CommandError, CommandOutcome, Event, Line, Number, PbxState,
    PhoneState, Reason, ServerInfo, ServerMessage, Snapshot, Timestamp, UnavailableReason,
};

/// A member of a frame. A kind of a later version may give its name another type, so a wrong type is an error only in a kind that has
/// the member.
#[derive(Default)]
enum Member<T> {
    #[default]
    Missing,
    Wrong,
    Present(T),
}

/// A member that is missing, or has the wrong type.
struct MemberError(&'static str);

impl fmt::Display for MemberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the member `{}` is missing or has the wrong type", self.0)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Member<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(T::deserialize(deserializer).map_or(Self::Wrong, Self::Present))
    }
}

impl<T> Member<T> {
    fn required(self, name: &'static str) -> Result<T, MemberError> {
        match self {
            Self::Present(value) => Ok(value),
            Self::Missing | Self::Wrong => Err(MemberError(name)),
        }
    }

    fn optional(self, name: &'static str) -> Result<Option<T>, MemberError> {
        match self {
            Self::Missing => Ok(None),
            member => member.required(name).map(Some),
        }
    }
}

impl<T: Default> Member<T> {
    fn or_default(self, name: &'static str) -> Result<T, MemberError> {
        match self {
            Self::Missing => Ok(T::default()),
            member => member.required(name),
        }
    }
}

impl Member<String> {
    /// Reads an enum of words.
    fn word<T: DeserializeOwned>(self, name: &'static str) -> Result<T, MemberError> {
        let word = self.required(name)?;
        let word: StrDeserializer<'_, WordError> = word.as_str().into_deserializer();
        T::deserialize(word).map_err(|_| MemberError(name))
    }
}

/// Reads a type through its frame.
macro_rules! read_through {
    ($($frame:ident => $type:ty;)*) => {
        $(
            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Self::try_from($frame::deserialize(deserializer)?).map_err(D::Error::custom)
                }
            }
        )*
    };
}

read_through! {
    ServerFrame => ServerMessage;
    EventFrame => Event;
    OutcomeFrame => CommandOutcome;
    CapabilityFrame => Capability;
    NumberFrame => Number;
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ServerFrame {
    r#type: Member<String>,
    at: Member<Timestamp>,
    event: Member<Event>,
    id: Member<String>,
    outcome: Member<CommandOutcome>,
    primary: Member<bool>,
    other_browser: Member<bool>,
    unopened: Member<Vec<String>>,
    reason: Member<String>,
    retry_after: Member<Option<u64>>,
    seq: Member<u64>,
    // The rest is the snapshot's own.
    server: Member<ServerInfo>,
    stream: Member<String>,
    now: Member<Timestamp>,
    login: Member<String>,
    extension: Member<String>,
    agent: Member<AgentState>,
    reasons: Member<Vec<Reason>>,
    phone: Member<PhoneState>,
    pbx: Member<PbxState>,
    lines: Member<Vec<Line>>,
    capabilities: Member<Capabilities>,
    calls: Member<Vec<Call>>,
    more: Member<bool>,
    more_calls: Member<bool>,
}

impl TryFrom<ServerFrame> for ServerMessage {
    type Error = MemberError;

    fn try_from(frame: ServerFrame) -> Result<Self, MemberError> {
        Ok(match frame.r#type.required("type")?.as_str() {
            "refused" => Self::Refused {
                reason: frame.reason.word("reason")?,
                retry_after: frame.retry_after.or_default("retryAfter")?,
                now: frame.now.optional("now")?,
            },
            "snapshot" => Self::Snapshot(Snapshot {
                server: frame.server.required("server")?,
                stream: frame.stream.required("stream")?,
                seq: frame.seq.required("seq")?,
                now: frame.now.required("now")?,
                login: frame.login.required("login")?,
                extension: frame.extension.required("extension")?,
                primary: frame.primary.required("primary")?,
                unopened: frame.unopened.optional("unopened")?,
                agent: frame.agent.required("agent")?,
                reasons: frame.reasons.or_default("reasons")?,
                phone: frame.phone.required("phone")?,
                pbx: frame.pbx.required("pbx")?,
                lines: frame.lines.or_default("lines")?,
                capabilities: frame.capabilities.or_default("capabilities")?,
                calls: frame.calls.or_default("calls")?,
                more_calls: frame.more_calls.or_default("moreCalls")?,
            }),
            "ready" => Self::Ready,
            "resumed" => Self::Resumed { stream: frame.stream.required("stream")? },
            "calls" => Self::Calls { calls: frame.calls.required("calls")?, more: frame.more.required("more")? },
            "event" => Self::Event {
                seq: frame.seq.required("seq")?,
                at: frame.at.required("at")?,
                event: frame.event.required("event")?,
            },
            "answer" => Self::Answer { id: frame.id.required("id")?, outcome: frame.outcome.required("outcome")? },
            "primary" => Self::Primary {
                primary: frame.primary.required("primary")?,
                other_browser: frame.other_browser.or_default("otherBrowser")?,
                unopened: frame.unopened.or_default("unopened")?,
            },
            "ping" => Self::Ping { at: frame.at.required("at")? },
            "signedOut" => Self::SignedOut { reason: frame.reason.word("reason")? },
            _ => Self::Unknown,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct EventFrame {
    kind: Member<String>,
    call: Member<Call>,
    agent: Member<AgentState>,
    phone: Member<PhoneState>,
    pbx: Member<PbxState>,
    capabilities: Member<Capabilities>,
    lines: Member<Vec<Line>>,
}

impl TryFrom<EventFrame> for Event {
    type Error = MemberError;

    fn try_from(frame: EventFrame) -> Result<Self, MemberError> {
        Ok(match frame.kind.required("kind")?.as_str() {
            "call" => Self::Call { call: frame.call.required("call")? },
            "agent" => Self::Agent { agent: frame.agent.required("agent")? },
            "phone" => Self::Phone { phone: frame.phone.required("phone")? },
            "pbx" => Self::Pbx { pbx: frame.pbx.required("pbx")? },
            "capabilities" => Self::Capabilities { capabilities: frame.capabilities.required("capabilities")? },
            "lines" => Self::Lines { lines: frame.lines.required("lines")? },
            "settingsChanged" => Self::SettingsChanged,
            _ => Self::Unknown,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct OutcomeFrame {
    result: Member<String>,
    error: Member<CommandError>,
    detail: Member<Option<String>>,
}

impl TryFrom<OutcomeFrame> for CommandOutcome {
    type Error = MemberError;

    fn try_from(frame: OutcomeFrame) -> Result<Self, MemberError> {
        Ok(match frame.result.required("result")?.as_str() {
            "done" => Self::Done,
            "failed" => {
                Self::Failed { error: frame.error.required("error")?, detail: frame.detail.or_default("detail")? }
            }
            _ => Self::Unknown,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct CapabilityFrame {
    kind: Member<String>,
    reason: Member<UnavailableReason>,
}

impl TryFrom<CapabilityFrame> for Capability {
    type Error = MemberError;

    fn try_from(frame: CapabilityFrame) -> Result<Self, MemberError> {
        Ok(match frame.kind.required("kind")?.as_str() {
            "available" => Self::Available,
            "unavailable" => Self::Unavailable { reason: frame.reason.required("reason")? },
            _ => Self::Unknown,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct NumberFrame {
    kind: Member<String>,
    digits: Member<String>,
}

impl TryFrom<NumberFrame> for Number {
    type Error = MemberError;

    fn try_from(frame: NumberFrame) -> Result<Self, MemberError> {
        Ok(match frame.kind.required("kind")?.as_str() {
            "known" => Self::Known { digits: frame.digits.required("digits")? },
            "withheld" => Self::Withheld,
            _ => Self::Unknown,
        })
    }
}
