//! The telephony wire through the browser's own JSON: every message reads as `serde_json` reads it, and every text that is no message is
//! refused with its kind.

use denwa_core::input::Unreadable;
use denwa_panel::shell::wire::{decode, encode};
use denwa_protocol::{
    Activity, AgentMode, AttachedRecord, ClientInfo, ClientMessage, Command, MAX_MESSAGE_BYTES, Resume, ServerMessage,
    schema,
};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

fn call() -> Value {
    json!({
        "id": "c1", "requestId": "r1", "direction": "outbound", "internal": true,
        "remote": {"number": {"kind": "known", "digits": "0312345678"}, "name": "山田"},
        "line": "0312345000", "queue": "support", "firstOffer": false, "state": "held", "remoteState": "connected",
        "beganAt": 1, "answeredAt": 2, "heldAt": 3, "ended": {"at": 4, "cause": "transferred"},
        "record": {"recordId": "003", "name": "花子"}, "note": {"text": "a", "revision": 1}, "log": {"recordId": "00T"},
    })
}

fn samples() -> Vec<Value> {
    let able = json!({
        "answer": {"kind": "available"}, "decline": {"kind": "unavailable", "reason": "notSupportedByPhone"},
        "hold": {"kind": "sometimes"}, "hangUp": {"kind": "available"}, "dial": {"kind": "available"},
        "agentState": {"kind": "unavailable", "reason": "moon"},
    });
    let agent = json!({"mode": "notReady", "reason": "lunch", "since": 5});
    let event = |event: Value| json!({"type": "event", "seq": 7, "at": 8, "event": event});
    let mut samples = vec![
        json!({
            "type": "snapshot", "server": {"protocol": 1, "version": "0.1", "pbx": "x"}, "stream": "s", "seq": 6,
            "now": 9, "login": "sato", "extension": "2001", "primary": true, "agent": agent,
            "reasons": [{"code": "lunch", "ja": "食事", "en": "Lunch"}], "phone": "registered", "pbx": "up",
            "lines": [{"number": "03", "name": "代表"}, {"number": "04"}], "capabilities": able, "calls": [call()],
        }),
        json!({"type": "refused", "reason": "expiredToken", "retryAfter": 1_000}),
        json!({"type": "ready"}),
        json!({"type": "resumed", "stream": "t"}),
        json!({"type": "calls", "calls": [call()], "more": true}),
        json!({"type": "primary", "primary": false}),
        json!({"type": "ping", "at": 10}),
        json!({"type": "signedOut", "reason": "stopping"}),
        json!({"type": "answer", "id": "a-1", "outcome": {"result": "done"}}),
        json!({"type": "answer", "id": "a-1", "outcome": {"result": "failed", "error": "busy?", "detail": "x"}}),
        json!({"type": "later", "novelty": [1, 2]}),
        event(json!({"kind": "call", "call": call()})),
        event(json!({"kind": "agent", "agent": {"mode": "ready", "since": 0}})),
        event(json!({"kind": "phone", "phone": "unregistered"})),
        event(json!({"kind": "pbx", "pbx": "down"})),
        event(json!({"kind": "capabilities", "capabilities": able})),
        event(json!({"kind": "lines", "lines": []})),
        event(json!({"kind": "settingsChanged"})),
        event(json!({"kind": "later"})),
    ];
    let words = |kind: &str, key: &str, words: &[&str]| -> Vec<Value> {
        words.iter().map(|word| json!({"type": kind, key: word})).collect()
    };
    samples.extend(words(
        "refused",
        "reason",
        &["badToken", "unknownAgent", "signInExpected", "rateLimited", "badRequest"],
    ));
    samples.extend(words("signedOut", "reason", &["tokenExpired", "replaced", "misbehaved", "?"]));
    for error in [
        "noSuchCall",
        "wrongState",
        "notSupported",
        "pbxDown",
        "refused",
        "timedOut",
        "phoneUnregistered",
        "badNumber",
        "conflict",
        "rateLimited",
        "badRequest",
    ] {
        samples.push(json!({"type": "answer", "id": "", "outcome": {"result": "failed", "error": error}}));
    }
    let with = |change: &dyn Fn(&mut Value)| {
        let mut call = call();
        change(&mut call);
        event(json!({"kind": "call", "call": call}))
    };
    for state in ["null", "initiated", "alerting", "connected", "queued", "failed", "?"] {
        samples.push(with(&|call| call["state"] = state.into()));
    }
    for cause in [
        "normal",
        "missed",
        "declined",
        "answeredElsewhere",
        "noAnswer",
        "busy",
        "refused",
        "unreachable",
        "parked",
        "lost",
        "?",
    ] {
        samples.push(with(&|call| call["ended"]["cause"] = cause.into()));
    }
    for mode in ["ready", "workNotReady", "loggedOff", "?"] {
        samples.push(event(json!({"kind": "agent", "agent": {"mode": mode, "since": 0}})));
    }
    for number in [json!({"kind": "withheld"}), json!({"kind": "payphone"})] {
        samples.push(with(&|call| call["remote"]["number"] = number.clone()));
    }
    samples.push(with(&|call| call["direction"] = "inbound".into()));
    samples
}

/// Every value in a message, changed in turn into each of these, and left out.
fn mutants(sample: &Value) -> Vec<(Value, bool)> {
    fn paths(value: &Value, at: &str, all: &mut Vec<String>) {
        let mut go = |key: &str, value: &Value| {
            let path = format!("{at}/{key}");
            paths(value, &path, all);
            all.push(path);
        };
        match value {
            Value::Object(object) => object.iter().for_each(|(key, value)| go(key, value)),
            Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| go(&at.to_string(), value)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    paths(sample, "", &mut all);
    let mut mutants = Vec::new();
    for path in all {
        for other in [json!("x"), json!(true), json!(-1), json!(3), json!(1.5), json!({}), json!(null)] {
            let mut mutant = sample.clone();
            let mut number_for_word = false;
            if let Some(value) = mutant.pointer_mut(&path) {
                number_for_word = value.is_string() && other.is_number();
                *value = other;
            }
            mutants.push((mutant, number_for_word));
        }
        let (parent, key) = path.rsplit_once('/').unwrap_or_default();
        let mut mutant = sample.clone();
        if let Some(Value::Object(object)) = mutant.pointer_mut(parent) {
            object.remove(key);
        }
        mutants.push((mutant, false));
    }
    mutants
}

fn agree(value: &Value) {
    let text = value.to_string();
    let expected = serde_json::from_str::<ServerMessage>(&text).map_err(|_| Unreadable::WrongShape);
    assert_eq!(decode(&text), expected, "{text}");
}

#[wasm_bindgen_test]
fn each_message_reads_as_serde_json_reads_it() {
    let published = schema::examples::server().into_iter().map(|(_, example)| example);
    for sample in samples().into_iter().chain(published) {
        assert!(decode(&sample.to_string()).is_ok(), "{sample}");
        agree(&sample);
    }
}

#[wasm_bindgen_test]
fn so_does_each_message_with_a_fault() {
    // A number in place of a word is the word's place in its list to serde_json, and an error here; nobody sends that.
    let mutants: Vec<Value> = samples()
        .iter()
        .flat_map(mutants)
        .filter(|(_, number_for_word)| !number_for_word)
        .map(|(mutant, _)| mutant)
        .collect();
    assert!(mutants.len() > 1_000);
    mutants.iter().for_each(agree);
}

#[wasm_bindgen_test]
fn numbers_are_whole_and_exact() {
    let ping = |at: &str| decode(&format!(r#"{{"type":"ping","at":{at}}}"#));
    for at in [0, 1_795_400_000_000, 9_007_199_254_740_991] {
        assert_eq!(ping(&at.to_string()), Ok(ServerMessage::Ping { at }));
    }
    for wrong in ["-1", "1.5", "9007199254740993", "1e300", "\"1\"", "null"] {
        assert_eq!(ping(wrong), Err(Unreadable::WrongShape), "{wrong}");
    }
}

#[wasm_bindgen_test]
fn each_refusal_has_its_kind() {
    for no_json in ["", "ready", "{\"type\":\"ready\"", "{\"type\":\"ready\"}{\"type\":\"ready\"}", "\u{feff}{}"] {
        assert_eq!(decode(no_json), Err(Unreadable::NotJson), "{no_json}");
    }
    for wrong in
        ["null", "[]", "7", "{}", "\"ready\"", "{\"type\":7}", "{\"type\":[\"ready\"]}", "{\"type\":\"event\"}"]
    {
        assert_eq!(decode(wrong), Err(Unreadable::WrongShape), "{wrong}");
    }
    let deep = format!("{{\"type\":\"ready\",\"x\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(decode(&deep), Err(Unreadable::TooDeep));
    let padded = |length: usize| format!("{{\"type\":\"ready\"{}}}", " ".repeat(length - 16));
    assert_eq!(decode(&padded(MAX_MESSAGE_BYTES)), Ok(ServerMessage::Ready));
    assert_eq!(decode(&padded(MAX_MESSAGE_BYTES + 1)), Err(Unreadable::TooLarge));
}

#[wasm_bindgen_test]
fn what_is_written_is_what_serde_json_writes() {
    let nasty = "\"\\/\n\t\u{0}\u{1f}\u{7f}<b>山田\u{2028}😀".to_owned();
    let record = |name: Option<String>| AttachedRecord { record_id: nasty.clone(), name };
    let call = || nasty.clone();
    let commands = [
        Command::Answer { call: call() },
        Command::Decline { call: call() },
        Command::Hold { call: call() },
        Command::Retrieve { call: call() },
        Command::HangUp { call: call() },
        Command::Dial { number: call(), record: None, extension: None, presented: None, callback: None },
        Command::Dial { number: call(), record: Some(record(None)), extension: None, presented: None, callback: None },
        Command::Dial {
            number: call(),
            record: Some(record(Some(call()))),
            extension: None,
            presented: None,
            callback: None,
        },
        Command::Dial { number: call(), record: None, extension: Some(call()), presented: None, callback: None },
        Command::SendTones { call: call(), tones: call() },
        Command::SetAgentState { mode: AgentMode::Ready, reason: None },
        Command::SetAgentState { mode: AgentMode::NotReady, reason: Some(call()) },
        Command::SetAgentState { mode: AgentMode::WorkNotReady, reason: None },
        Command::SetAgentState { mode: AgentMode::LoggedOff, reason: None },
        Command::SetNote { call: call(), text: call(), base: u32::MAX },
        Command::SetRecord { call: call(), record: Some(record(None)) },
        Command::SetResult { call: call(), result: Some(call()) },
        Command::SetResult { call: call(), result: None },
        Command::ReportRecord { call: call(), record: record(Some(call())) },
        Command::ReportLog { call: call(), record_id: None, revision: None },
        Command::ReportLog { call: call(), record_id: Some(call()), revision: None },
        Command::SettingsChanged { users: Vec::new() },
        Command::SettingsChanged { users: vec![call(), call()] },
    ];
    let client =
        || ClientInfo { version: call(), instance: call(), browser: Some(call()), visible: true, was_primary: false };
    let mut messages: Vec<_> =
        commands.into_iter().map(|command| ClientMessage::Command { id: call(), command }).collect();
    messages.extend([
        ClientMessage::SignIn { token: call(), client: client(), resume: None },
        ClientMessage::SignIn {
            token: call(),
            client: client(),
            resume: Some(Resume { stream: call(), seq: 9_007_199_254_740_991 }),
        },
        ClientMessage::Active { by: Activity::Visible },
        ClientMessage::Popping { call: call(), done: true },
        ClientMessage::Pong { at: 0 },
    ]);
    for message in messages {
        let text = encode(&message).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), serde_json::to_value(&message).unwrap());
    }
}

#[wasm_bindgen_test]
fn a_number_that_json_cannot_hold_is_not_sent() {
    assert_eq!(encode(&ClientMessage::Pong { at: u64::MAX }), None);
}
