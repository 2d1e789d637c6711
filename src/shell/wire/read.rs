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
pub fn message(value: &Json) -> Option<ServerMessage> {
    let reader = Reader { bad: Cell::new(false) };
    let message = reader.message(value);
    (!reader.bad.get()).then_some(message)
}

/// Reads on over what is missing or wrong, and remembers that it was: no way out in every line. The message is thrown away then,
/// whatever was made of it.
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
    fn must<'v>(&self, of: &'v Json, key: &str) -> &'v Json {
        let value = of.get(key);
        self.object(value);
        value
    }

    fn object(&self, value: &Json) {
        if !matches!(value, Json::Object(_)) {
            self.bad.set(true);
        }
    }

    fn text(&self, of: &Json, key: &str) -> String {
        self.sound(self.maybe_text(of, key))
    }

    fn maybe_text(&self, of: &Json, key: &str) -> Option<String> {
        match of.get(key) {
            Json::Text(text) => Some(text.clone()),
            Json::Null => None,
            _ => Some(self.sound(None)),
        }
    }

    /// Which of the words a text is, counted from 0; one beyond them where it is none. Comparing with each in code takes four times this.
    fn place(&self, of: &Json, key: &str, words: &str) -> usize {
        let Json::Text(text) = of.get(key) else { return self.sound(None) };
        let mut place = 0;
        for word in words.as_bytes().split(|byte| *byte == b' ') {
            if word == text.as_bytes() {
                break;
            }
            place += 1;
        }
        place
    }

    fn number(&self, of: &Json, key: &str) -> u64 {
        self.sound(of.get(key).whole())
    }

    fn maybe_number(&self, of: &Json, key: &str) -> Option<u64> {
        is_there(of, key).then(|| self.number(of, key))
    }

    fn small(&self, of: &Json, key: &str) -> u32 {
        self.sound(u32::try_from(self.number(of, key)).ok())
    }

    fn flag(&self, of: &Json, key: &str) -> bool {
        self.sound(of.get(key).flag())
    }

    /// An object that may be missing.
    fn maybe<'v>(&self, of: &'v Json, key: &str) -> Option<&'v Json> {
        is_there(of, key).then(|| self.must(of, key))
    }

    /// The items of an array that may be missing, but is no `null`.
    fn list<'v>(&self, of: &'v Json, key: &str) -> &'v [Json] {
        let value = of.get(key);
        if !matches!(value, Json::Array(_) | Json::Null) {
            self.bad.set(true);
        }
        value.items()
    }
}

fn is_there(of: &Json, key: &str) -> bool {
    !matches!(of.get(key), Json::Null)
}

/// Reads an enumeration by its words; any other word is one of a later version.
macro_rules! words {
    ($read:ident -> $kind:ident { $($word:literal => $variant:ident),* $(,)? }) => {
        impl Reader {
            fn $read(&self, of: &Json, key: &str) -> $kind {
                const KINDS: &[$kind] = &[$($kind::$variant),*];
                let place = self.place(of, key, concat!($($word, " "),*));
                KINDS.get(place).copied().unwrap_or($kind::Unknown)
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
    fn message(&self, value: &Json) -> ServerMessage {
        self.object(value);
        match self.place(value, "type", "refused snapshot ready event answer primary ping signedOut") {
            0 => ServerMessage::Refused {
                reason: self.refusal(value, "reason"),
                retry_after: self.maybe_number(value, "retryAfter"),
            },
            1 => ServerMessage::Snapshot(self.snapshot(value)),
            2 => ServerMessage::Ready,
            3 => ServerMessage::Event {
                seq: self.number(value, "seq"),
                at: self.number(value, "at"),
                event: self.event(self.must(value, "event")),
            },
            4 => {
                ServerMessage::Answer { id: self.text(value, "id"), outcome: self.outcome(self.must(value, "outcome")) }
            }
            5 => ServerMessage::Primary { primary: self.flag(value, "primary") },
            6 => ServerMessage::Ping { at: self.number(value, "at") },
            7 => ServerMessage::SignedOut { reason: self.sign_out(value, "reason") },
            _ => ServerMessage::Unknown,
        }
    }

    fn event(&self, value: &Json) -> Event {
        match self.place(value, "kind", "call agent phone pbx capabilities lines settingsChanged") {
            0 => Event::Call { call: self.call(self.must(value, "call")) },
            1 => Event::Agent { agent: self.agent(self.must(value, "agent")) },
            2 => Event::Phone { phone: self.phone(value, "phone") },
            3 => Event::Pbx { pbx: self.pbx(value, "pbx") },
            4 => Event::Capabilities { capabilities: self.capabilities(self.must(value, "capabilities")) },
            5 => {
                if !is_there(value, "lines") {
                    self.bad.set(true);
                }
                Event::Lines { lines: self.lines(value) }
            }
            6 => Event::SettingsChanged,
            _ => Event::Unknown,
        }
    }

    fn outcome(&self, value: &Json) -> CommandOutcome {
        match self.place(value, "result", "done failed") {
            0 => CommandOutcome::Done,
            1 => CommandOutcome::Failed { error: self.error(value, "error"), detail: self.maybe_text(value, "detail") },
            _ => CommandOutcome::Unknown,
        }
    }

    fn snapshot(&self, value: &Json) -> Snapshot {
        Snapshot {
            server: self.server(self.must(value, "server")),
            stream: self.text(value, "stream"),
            seq: self.number(value, "seq"),
            now: self.number(value, "now"),
            login: self.text(value, "login"),
            extension: self.text(value, "extension"),
            primary: self.flag(value, "primary"),
            agent: self.agent(self.must(value, "agent")),
            reasons: self.list(value, "reasons").iter().map(|item| self.reason(item)).collect(),
            phone: self.phone(value, "phone"),
            pbx: self.pbx(value, "pbx"),
            lines: self.lines(value),
            capabilities: self.maybe(value, "capabilities").map(|able| self.capabilities(able)).unwrap_or_default(),
            calls: self.list(value, "calls").iter().map(|item| self.call(item)).collect(),
        }
    }

    fn server(&self, value: &Json) -> ServerInfo {
        ServerInfo {
            protocol: self.small(value, "protocol"),
            version: self.text(value, "version"),
            pbx: self.text(value, "pbx"),
        }
    }

    fn agent(&self, value: &Json) -> AgentState {
        AgentState {
            mode: self.mode(value, "mode"),
            reason: self.maybe_text(value, "reason"),
            since: self.number(value, "since"),
        }
    }

    fn reason(&self, value: &Json) -> Reason {
        Reason { code: self.text(value, "code"), ja: self.text(value, "ja"), en: self.text(value, "en") }
    }

    fn lines(&self, value: &Json) -> Vec<Line> {
        self.list(value, "lines").iter().map(|item| self.line(item)).collect()
    }

    fn line(&self, value: &Json) -> Line {
        Line { number: self.text(value, "number"), name: self.maybe_text(value, "name") }
    }

    fn capabilities(&self, value: &Json) -> Capabilities {
        let able = |key: &str| self.maybe(value, key).map(|able| self.capability(able)).unwrap_or_default();
        Capabilities {
            answer: able("answer"),
            decline: able("decline"),
            hold: able("hold"),
            hang_up: able("hangUp"),
            dial: able("dial"),
            agent_state: able("agentState"),
        }
    }

    fn capability(&self, value: &Json) -> Capability {
        match self.place(value, "kind", "available unavailable") {
            0 => Capability::Available,
            1 => Capability::Unavailable { reason: self.why_not(value, "reason") },
            _ => Capability::Unknown,
        }
    }

    fn call(&self, value: &Json) -> Call {
        Call {
            id: self.text(value, "id"),
            request_id: self.text(value, "requestId"),
            direction: match self.place(value, "direction", "inbound outbound") {
                0 => Direction::Inbound,
                1 => Direction::Outbound,
                _ => {
                    self.bad.set(true);
                    Direction::Inbound
                }
            },
            internal: is_there(value, "internal") && self.flag(value, "internal"),
            remote: self.party(self.must(value, "remote")),
            line: self.maybe_text(value, "line"),
            queue: self.maybe_text(value, "queue"),
            first_offer: !is_there(value, "firstOffer") || self.flag(value, "firstOffer"),
            state: self.connection(value, "state"),
            remote_state: self.connection(value, "remoteState"),
            began_at: self.number(value, "beganAt"),
            answered_at: self.maybe_number(value, "answeredAt"),
            held_at: self.maybe_number(value, "heldAt"),
            ended: self
                .maybe(value, "ended")
                .map(|ended| Ended { at: self.number(ended, "at"), cause: self.cause(ended, "cause") }),
            record: self.maybe(value, "record").map(|record| AttachedRecord {
                record_id: self.text(record, "recordId"),
                name: self.maybe_text(record, "name"),
            }),
            note: self
                .maybe(value, "note")
                .map(|note| CallNote { text: self.text(note, "text"), revision: self.small(note, "revision") }),
            log: self.maybe(value, "log").map(|log| CallLog { record_id: self.text(log, "recordId") }),
        }
    }

    fn party(&self, value: &Json) -> Party {
        let number = self.must(value, "number");
        let number = match self.place(number, "kind", "known withheld") {
            0 => Number::Known { digits: self.text(number, "digits") },
            1 => Number::Withheld,
            _ => Number::Unknown,
        };
        Party { number, name: self.maybe_text(value, "name") }
    }
}
