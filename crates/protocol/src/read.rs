//! Reading what the server sends, by hand where it saves the panel bytes.
//!
//! For an enum whose tag stands among its fields, derived code buffers the whole value and then knows every type in it twice over: once for
//! the text's deserialiser and once for the buffer's. It made a quarter of the panel. Here such a value is read once, as a struct of everything
//! that may stand in it, and then told apart by its tag: a field's name has one type in all kinds. What is accepted stays the same: an unknown
//! tag is `Unknown`, an unknown field is skipped, a missing one is an error. Writing, and the schema, stay derived.

use crate::{
    AgentState, Call, Capabilities, Capability, CommandError, CommandOutcome, Event, Line, Number, PbxState,
    PhoneState, Reason, Refusal, ServerInfo, ServerMessage, SignOutReason, Snapshot, Timestamp, UnavailableReason,
};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Reads an enum of words. A word it does not know is `else`, or an error.
macro_rules! words {
    ($type:ty { $($word:literal => $variant:ident),* $(,)? } else $other:expr) => {
        impl $type {
            /// Told by its word on the wire.
            pub(crate) fn of_word<E: serde::de::Error>(word: &str) -> Result<Self, E> {
                match word {
                    $($word => Ok(Self::$variant),)*
                    _ => $other,
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::of_word(&String::deserialize(deserializer)?)
            }
        }
    };
}
pub(crate) use words;

/// A field that this kind of message must have.
fn need<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| E::missing_field(name))
}

/// Everything that may stand in a [`ServerMessage`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AnyMessage {
    r#type: String,
    reason: Option<String>,
    retry_after: Option<u64>,
    seq: Option<u64>,
    at: Option<Timestamp>,
    event: Option<Event>,
    id: Option<String>,
    outcome: Option<CommandOutcome>,
    primary: Option<bool>,
    server: Option<ServerInfo>,
    stream: Option<String>,
    now: Option<Timestamp>,
    login: Option<String>,
    extension: Option<String>,
    agent: Option<AgentState>,
    #[serde(default)]
    reasons: Vec<Reason>,
    phone: Option<PhoneState>,
    pbx: Option<PbxState>,
    #[serde(default)]
    lines: Vec<Line>,
    #[serde(default)]
    capabilities: Capabilities,
    #[serde(default)]
    calls: Vec<Call>,
}

impl<'de> Deserialize<'de> for ServerMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyMessage::deserialize(deserializer)?;
        Ok(match any.r#type.as_str() {
            "refused" => {
                Self::Refused { reason: Refusal::of_word(&need(any.reason, "reason")?)?, retry_after: any.retry_after }
            }
            "snapshot" => Self::Snapshot(Snapshot {
                server: need(any.server, "server")?,
                stream: need(any.stream, "stream")?,
                seq: need(any.seq, "seq")?,
                now: need(any.now, "now")?,
                login: need(any.login, "login")?,
                extension: need(any.extension, "extension")?,
                primary: need(any.primary, "primary")?,
                agent: need(any.agent, "agent")?,
                reasons: any.reasons,
                phone: need(any.phone, "phone")?,
                pbx: need(any.pbx, "pbx")?,
                lines: any.lines,
                capabilities: any.capabilities,
                calls: any.calls,
            }),
            "ready" => Self::Ready,
            "event" => {
                Self::Event { seq: need(any.seq, "seq")?, at: need(any.at, "at")?, event: need(any.event, "event")? }
            }
            "answer" => Self::Answer { id: need(any.id, "id")?, outcome: need(any.outcome, "outcome")? },
            "primary" => Self::Primary { primary: need(any.primary, "primary")? },
            "ping" => Self::Ping { at: need(any.at, "at")? },
            "signedOut" => Self::SignedOut { reason: SignOutReason::of_word(&need(any.reason, "reason")?)? },
            _ => Self::Unknown,
        })
    }
}

/// Everything that may stand in an [`Event`].
#[derive(Deserialize)]
struct AnyEvent {
    kind: String,
    call: Option<Call>,
    agent: Option<AgentState>,
    phone: Option<PhoneState>,
    pbx: Option<PbxState>,
    capabilities: Option<Capabilities>,
    lines: Option<Vec<Line>>,
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyEvent::deserialize(deserializer)?;
        Ok(match any.kind.as_str() {
            "call" => Self::Call { call: need(any.call, "call")? },
            "agent" => Self::Agent { agent: need(any.agent, "agent")? },
            "phone" => Self::Phone { phone: need(any.phone, "phone")? },
            "pbx" => Self::Pbx { pbx: need(any.pbx, "pbx")? },
            "capabilities" => Self::Capabilities { capabilities: need(any.capabilities, "capabilities")? },
            "lines" => Self::Lines { lines: need(any.lines, "lines")? },
            "settingsChanged" => Self::SettingsChanged,
            _ => Self::Unknown,
        })
    }
}

/// Everything that may stand in a [`Number`], a [`Capability`] or a [`CommandOutcome`].
#[derive(Deserialize)]
struct AnyKind {
    #[serde(alias = "result")]
    kind: String,
    digits: Option<String>,
    reason: Option<UnavailableReason>,
    error: Option<CommandError>,
    detail: Option<String>,
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyKind::deserialize(deserializer)?;
        Ok(match any.kind.as_str() {
            "known" => Self::Known { digits: need(any.digits, "digits")? },
            "withheld" => Self::Withheld,
            _ => Self::Unknown,
        })
    }
}

impl<'de> Deserialize<'de> for Capability {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyKind::deserialize(deserializer)?;
        Ok(match any.kind.as_str() {
            "available" => Self::Available,
            "unavailable" => Self::Unavailable { reason: need(any.reason, "reason")? },
            _ => Self::Unknown,
        })
    }
}

impl<'de> Deserialize<'de> for CommandOutcome {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyKind::deserialize(deserializer)?;
        Ok(match any.kind.as_str() {
            "done" => Self::Done,
            "failed" => Self::Failed { error: need(any.error, "error")?, detail: any.detail },
            _ => Self::Unknown,
        })
    }
}
