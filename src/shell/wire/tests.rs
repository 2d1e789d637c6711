//! What is read here is what the protocol's own types read, or more leniently a message with a `null` where nothing would do.

use denwa_protocol::{AgentMode, AttachedRecord, ClientInfo, ClientMessage, Command, Resume, ServerMessage};
use serde_json::{Value, json};

use super::{read, write};
use crate::json;

fn message(value: &Value) -> Option<ServerMessage> {
    read::message(&json::of(value))
}

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
        json!({"type": "primary", "primary": false}),
        json!({"type": "ping", "at": 10}),
        json!({"type": "signedOut", "reason": "stopping"}),
        json!({"type": "answer", "id": "a-1", "outcome": {"result": "done"}}),
        json!({"type": "answer", "id": "a-1", "outcome": {"result": "failed", "error": "busy?", "detail": "x"}}),
        json!({"type": "later", "more": [1, 2]}),
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

fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|_, value| !value.is_null());
            object.values_mut().for_each(without_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

fn agree(value: &Value, number_for_word: bool) {
    let ours = message(value);
    let theirs = serde_json::from_value::<ServerMessage>(value.clone()).ok();
    if ours == theirs {
        return;
    }
    // The types take the place of a word in its list for the word; nobody sends that.
    if ours.is_none() && number_for_word {
        return;
    }
    // A null is as good as nothing here; the types mind it in some places.
    let mut tidy = value.clone();
    without_nulls(&mut tidy);
    let theirs = serde_json::from_value::<ServerMessage>(tidy).ok();
    assert_eq!(ours, theirs, "{value}");
}

#[test]
fn each_sample_is_read_as_the_types_read_it() {
    for sample in samples() {
        assert!(message(&sample).is_some(), "{sample}");
        agree(&sample, false);
    }
}

#[test]
fn so_is_whatever_is_wrong_with_it() {
    let mutants: Vec<(Value, bool)> = samples().iter().flat_map(mutants).collect();
    assert!(mutants.len() > 1_000);
    for (mutant, number_for_word) in &mutants {
        agree(mutant, *number_for_word);
    }
    for nonsense in [json!(null), json!([]), json!("ready"), json!(1), json!({"type": ["ready"]}), json!({})] {
        assert_eq!(message(&nonsense), None, "{nonsense}");
    }
}

#[test]
fn what_is_written_is_what_the_types_write() {
    let nasty = "\"\\/\n\t\u{0}\u{1f}\u{7f}<b>山田\u{2028}😀".to_owned();
    let record = |name: Option<String>| AttachedRecord { record_id: nasty.clone(), name };
    let call = || nasty.clone();
    let commands = [
        Command::Answer { call: call() },
        Command::Decline { call: call() },
        Command::Hold { call: call() },
        Command::Retrieve { call: call() },
        Command::HangUp { call: call() },
        Command::Dial { number: call(), record: None },
        Command::Dial { number: call(), record: Some(record(None)) },
        Command::Dial { number: call(), record: Some(record(Some(call()))) },
        Command::SetAgentState { mode: AgentMode::Ready, reason: None },
        Command::SetAgentState { mode: AgentMode::NotReady, reason: Some(call()) },
        Command::SetAgentState { mode: AgentMode::WorkNotReady, reason: None },
        Command::SetAgentState { mode: AgentMode::LoggedOff, reason: None },
        Command::SetNote { call: call(), text: call(), base: u32::MAX },
        Command::ReportLog { call: call(), record_id: None },
        Command::ReportLog { call: call(), record_id: Some(call()) },
        Command::SettingsChanged,
    ];
    let client = || ClientInfo { version: call(), instance: call() };
    let mut messages: Vec<_> =
        commands.into_iter().map(|command| ClientMessage::Command { id: call(), command }).collect();
    messages.extend([
        ClientMessage::SignIn { token: call(), client: client(), resume: None },
        ClientMessage::SignIn {
            token: call(),
            client: client(),
            resume: Some(Resume { stream: call(), seq: 9_007_199_254_740_991 }),
        },
        ClientMessage::Active,
        ClientMessage::Pong { at: 0 },
    ]);
    for message in messages {
        let ours = write::message(&message).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&ours).unwrap(), serde_json::to_value(&message).unwrap());
    }
    assert_eq!(write::message(&ClientMessage::Unknown), None);
}
