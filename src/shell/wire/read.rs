//! Reads a server's message, field by field.
//!
//! The protocol's types derive their reading for servers and tests; in WebAssembly that code takes 140 kB, this takes a tenth of it. The
//! tests hold the two together: whatever one reads the other reads, to the same message.

use core::cell::Cell;

use denwa_protocol::{
    AgentMode, AgentState, AttachedRecord, Call, CallLog, CallNote, Capabilities, Capability, Cause, CommandError,
    CommandOutcome, ConnectionState, Direction, Ended, Event, Line, Number, Party, PbxState, PhoneState, Reason,
    Refusal, ServerInfo, ServerMessage, SignOutReason, Snapshot, UnavailableReason,
};

use crate::json::Json;

/// Reads a message; nothing if it is none of the protocol.
pub fn message<V: Json>(value: &V) -> Option<ServerMessage> {
    let reader = Reader { bad: Cell::new(false) };
    let message = reader.message(value);
    (!reader.bad.get()).then_some(message)
}

/// Reads on over what is missing or wrong, and remembers that it was: no way out in every line.
struct Reader {
    bad: Cell<bool>,
}

impl Reader {
    fn sound<T: Default>(&self, value: Option<T>) -> T {
        value.unwrap_or_else(|| {
            self.bad.set(true);
            T::default()
        })
    }

    /// An object that must be there.
    fn must<V: Json>(&self, of: &V, key: &str) -> Option<V> {
        let value = of.get(key).filter(V::is_object);
        if value.is_none() {
            self.bad.set(true);
        }
        value
    }

    fn text<V: Json>(&self, of: &V, key: &str) -> String {
        self.sound(of.get(key).and_then(|value| value.text()))
    }

    fn maybe_text<V: Json>(&self, of: &V, key: &str) -> Option<String> {
        of.get(key).map(|value| self.sound(value.text()))
    }

    fn number<V: Json>(&self, of: &V, key: &str) -> u64 {
        self.sound(of.get(key).and_then(|value| value.number()))
    }

    fn maybe_number<V: Json>(&self, of: &V, key: &str) -> Option<u64> {
        of.get(key).map(|value| self.sound(value.number()))
    }

    fn small<V: Json>(&self, of: &V, key: &str) -> u32 {
        self.sound(u32::try_from(self.number(of, key)).ok())
    }

    fn flag<V: Json>(&self, of: &V, key: &str) -> bool {
        self.sound(of.get(key).and_then(|value| value.flag()))
    }

    /// An object that may be missing.
    fn maybe<V: Json, T>(&self, of: &V, key: &str, read: fn(&Self, &V) -> T) -> Option<T> {
        let value = of.get(key)?;
        if !value.is_object() {
            self.bad.set(true);
            return None;
        }
        Some(read(self, &value))
    }

    /// An array that may be missing, but is no `null`.
    fn list<V: Json, T>(&self, of: &V, key: &str, read: fn(&Self, &V) -> T) -> Vec<T> {
        let Some(value) = of.get(key) else { return Vec::new() };
        self.sound(value.items()).iter().map(|item| read(self, item)).collect()
    }

    fn word<V: Json>(&self, of: &V, key: &str) -> String {
        self.text(of, key)
    }
}

/// Reads an enumeration by its words; any other word is one of a later version.
macro_rules! words {
    ($read:ident -> $kind:ident { $($word:literal => $variant:ident),* $(,)? }) => {
        impl Reader {
            fn $read<V: Json>(&self, of: &V, key: &str) -> $kind {
                match self.word(of, key).as_str() {
                    $($word => $kind::$variant,)*
                    _ => $kind::Unknown,
                }
            }
        }
    };
}

words!(mode -> AgentMode {
    "ready" => Ready, "notReady" => NotReady, "workNotReady" => WorkNotReady, "loggedOff" => LoggedOff,
});
words!(phone -> PhoneState { "registered" => Registered, "unregistered" => Unregistered });
words!(pbx -> PbxState { "up" => Up, "down" => Down });
words!(why_not -> UnavailableReason {
    "notSupportedByPbx" => NotSupportedByPbx, "notSupportedByPhone" => NotSupportedByPhone,
    "notConfigured" => NotConfigured,
});
words!(connection -> ConnectionState {
    "null" => Null, "initiated" => Initiated, "alerting" => Alerting, "connected" => Connected, "held" => Held,
    "queued" => Queued, "failed" => Failed,
});
words!(cause -> Cause {
    "normal" => Normal, "missed" => Missed, "declined" => Declined, "answeredElsewhere" => AnsweredElsewhere,
    "noAnswer" => NoAnswer, "busy" => Busy, "refused" => Refused, "unreachable" => Unreachable,
    "transferred" => Transferred, "parked" => Parked, "lost" => Lost,
});
words!(error -> CommandError {
    "noSuchCall" => NoSuchCall, "wrongState" => WrongState, "notSupported" => NotSupported, "pbxDown" => PbxDown,
    "refused" => Refused, "timedOut" => TimedOut, "phoneUnregistered" => PhoneUnregistered, "badNumber" => BadNumber,
    "conflict" => Conflict, "rateLimited" => RateLimited, "badRequest" => BadRequest,
});
words!(refusal -> Refusal {
    "badToken" => BadToken, "expiredToken" => ExpiredToken, "unknownAgent" => UnknownAgent,
    "signInExpected" => SignInExpected, "rateLimited" => RateLimited, "badRequest" => BadRequest,
});
words!(sign_out -> SignOutReason {
    "tokenExpired" => TokenExpired, "replaced" => Replaced, "misbehaved" => Misbehaved, "stopping" => Stopping,
});

impl Reader {
    fn message<V: Json>(&self, value: &V) -> ServerMessage {
        if !value.is_object() {
            self.bad.set(true);
        }
        match self.word(value, "type").as_str() {
            "refused" => ServerMessage::Refused {
                reason: self.refusal(value, "reason"),
                retry_after: self.maybe_number(value, "retryAfter"),
            },
            "snapshot" => ServerMessage::Snapshot(self.snapshot(value)),
            "ready" => ServerMessage::Ready,
            "event" => ServerMessage::Event {
                seq: self.number(value, "seq"),
                at: self.number(value, "at"),
                event: self.must(value, "event").map_or(Event::Unknown, |event| self.event(&event)),
            },
            "answer" => ServerMessage::Answer {
                id: self.text(value, "id"),
                outcome: self.must(value, "outcome").map_or(CommandOutcome::Unknown, |outcome| self.outcome(&outcome)),
            },
            "primary" => ServerMessage::Primary { primary: self.flag(value, "primary") },
            "ping" => ServerMessage::Ping { at: self.number(value, "at") },
            "signedOut" => ServerMessage::SignedOut { reason: self.sign_out(value, "reason") },
            _ => ServerMessage::Unknown,
        }
    }

    fn event<V: Json>(&self, value: &V) -> Event {
        match self.word(value, "kind").as_str() {
            "call" => match self.must(value, "call") {
                Some(call) => Event::Call { call: self.call(&call) },
                None => Event::Unknown,
            },
            "agent" => match self.must(value, "agent") {
                Some(agent) => Event::Agent { agent: self.agent(&agent) },
                None => Event::Unknown,
            },
            "phone" => Event::Phone { phone: self.phone(value, "phone") },
            "pbx" => Event::Pbx { pbx: self.pbx(value, "pbx") },
            "capabilities" => match self.must(value, "capabilities") {
                Some(able) => Event::Capabilities { capabilities: self.capabilities(&able) },
                None => Event::Unknown,
            },
            "lines" => {
                if value.get("lines").is_none() {
                    self.bad.set(true);
                }
                Event::Lines { lines: self.list(value, "lines", Self::line) }
            }
            "settingsChanged" => Event::SettingsChanged,
            _ => Event::Unknown,
        }
    }

    fn outcome<V: Json>(&self, value: &V) -> CommandOutcome {
        match self.word(value, "result").as_str() {
            "done" => CommandOutcome::Done,
            "failed" => {
                CommandOutcome::Failed { error: self.error(value, "error"), detail: self.maybe_text(value, "detail") }
            }
            _ => CommandOutcome::Unknown,
        }
    }

    fn snapshot<V: Json>(&self, value: &V) -> Snapshot {
        let server = self.must(value, "server");
        let agent = self.must(value, "agent");
        Snapshot {
            server: server.map_or_else(no_server, |server| self.server(&server)),
            stream: self.text(value, "stream"),
            seq: self.number(value, "seq"),
            now: self.number(value, "now"),
            login: self.text(value, "login"),
            extension: self.text(value, "extension"),
            primary: self.flag(value, "primary"),
            agent: agent.map_or_else(no_agent, |agent| self.agent(&agent)),
            reasons: self.list(value, "reasons", Self::reason),
            phone: self.phone(value, "phone"),
            pbx: self.pbx(value, "pbx"),
            lines: self.list(value, "lines", Self::line),
            capabilities: self.maybe(value, "capabilities", Self::capabilities).unwrap_or_default(),
            calls: self.list(value, "calls", Self::call),
        }
    }

    fn server<V: Json>(&self, value: &V) -> ServerInfo {
        ServerInfo {
            protocol: self.small(value, "protocol"),
            version: self.text(value, "version"),
            pbx: self.text(value, "pbx"),
        }
    }

    fn agent<V: Json>(&self, value: &V) -> AgentState {
        AgentState {
            mode: self.mode(value, "mode"),
            reason: self.maybe_text(value, "reason"),
            since: self.number(value, "since"),
        }
    }

    fn reason<V: Json>(&self, value: &V) -> Reason {
        Reason { code: self.text(value, "code"), ja: self.text(value, "ja"), en: self.text(value, "en") }
    }

    fn line<V: Json>(&self, value: &V) -> Line {
        Line { number: self.text(value, "number"), name: self.maybe_text(value, "name") }
    }

    fn capabilities<V: Json>(&self, value: &V) -> Capabilities {
        let able = |key: &str| self.maybe(value, key, Self::capability).unwrap_or_default();
        Capabilities {
            answer: able("answer"),
            decline: able("decline"),
            hold: able("hold"),
            hang_up: able("hangUp"),
            dial: able("dial"),
            agent_state: able("agentState"),
        }
    }

    fn capability<V: Json>(&self, value: &V) -> Capability {
        match self.word(value, "kind").as_str() {
            "available" => Capability::Available,
            "unavailable" => Capability::Unavailable { reason: self.why_not(value, "reason") },
            _ => Capability::Unknown,
        }
    }

    fn call<V: Json>(&self, value: &V) -> Call {
        let remote = self.must(value, "remote");
        Call {
            id: self.text(value, "id"),
            request_id: self.text(value, "requestId"),
            direction: match self.word(value, "direction").as_str() {
                "outbound" => Direction::Outbound,
                "inbound" => Direction::Inbound,
                _ => {
                    self.bad.set(true);
                    Direction::Inbound
                }
            },
            internal: value.get("internal").is_some() && self.flag(value, "internal"),
            remote: remote.map_or_else(nobody, |remote| self.party(&remote)),
            line: self.maybe_text(value, "line"),
            queue: self.maybe_text(value, "queue"),
            first_offer: value.get("firstOffer").is_none() || self.flag(value, "firstOffer"),
            state: self.connection(value, "state"),
            remote_state: self.connection(value, "remoteState"),
            began_at: self.number(value, "beganAt"),
            answered_at: self.maybe_number(value, "answeredAt"),
            held_at: self.maybe_number(value, "heldAt"),
            ended: self.maybe(value, "ended", |reader, ended| Ended {
                at: reader.number(ended, "at"),
                cause: reader.cause(ended, "cause"),
            }),
            record: self.maybe(value, "record", |reader, record| AttachedRecord {
                record_id: reader.text(record, "recordId"),
                name: reader.maybe_text(record, "name"),
            }),
            note: self.maybe(value, "note", |reader, note| CallNote {
                text: reader.text(note, "text"),
                revision: reader.small(note, "revision"),
            }),
            log: self.maybe(value, "log", |reader, log| CallLog { record_id: reader.text(log, "recordId") }),
        }
    }

    fn party<V: Json>(&self, value: &V) -> Party {
        let number = match self.must(value, "number") {
            Some(number) => match self.word(&number, "kind").as_str() {
                "known" => Number::Known { digits: self.text(&number, "digits") },
                "withheld" => Number::Withheld,
                _ => Number::Unknown,
            },
            None => Number::Unknown,
        };
        Party { number, name: self.maybe_text(value, "name") }
    }
}

// What stands for something that was not there; the whole message is thrown away then.

fn no_server() -> ServerInfo {
    ServerInfo { protocol: 0, version: String::new(), pbx: String::new() }
}

fn no_agent() -> AgentState {
    AgentState { mode: AgentMode::Unknown, reason: None, since: 0 }
}

fn nobody() -> Party {
    Party { number: Number::Unknown, name: None }
}
