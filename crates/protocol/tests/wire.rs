//! The wire types: written messages read back equal, additions of later versions are skipped, and nonsense is an error,
//! never a panic.

#![allow(clippy::unwrap_used, reason = "tests")]

mod strategies;

use denwa_protocol::{
    AgentMode, Call, Capabilities, Capability, Cause, ClientInfo, ClientMessage, Command, CommandError, CommandOutcome,
    ConnectionState, Event, Number, PbxState, PhoneState, Refusal, ServerMessage, SignOutReason, UnavailableReason,
};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Adds an unknown field to every object.
fn add_fields(value: &mut Value, extra: &Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(|value| add_fields(value, extra));
            object.insert("xFuture".to_owned(), extra.clone());
        }
        Value::Array(values) => values.iter_mut().for_each(|value| add_fields(value, extra)),
        _ => {}
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC*".prop_map(Value::from),
        prop::sample::select(&["signIn", "command", "event", "call", "dial", "unknown", "ready"][..])
            .prop_map(Value::from),
    ];
    let key = prop_oneof![
        prop::sample::select(&["type", "id", "command", "service", "event", "kind", "call", "at", "seq"][..])
            .prop_map(str::to_owned),
        "[a-z]{0,4}",
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(key.clone(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn a_client_message_reads_back(message in strategies::client_message()) {
        let text = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<ClientMessage>(&text).unwrap(), message);
    }

    #[test]
    fn a_server_message_reads_back(message in strategies::server_message()) {
        let text = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<ServerMessage>(&text).unwrap(), message);
    }

    #[test]
    fn unknown_fields_are_skipped(
        client in strategies::client_message(),
        server in strategies::server_message(),
        extra in any_json(),
    ) {
        let mut value = serde_json::to_value(&client).unwrap();
        add_fields(&mut value, &extra);
        prop_assert_eq!(read::<ClientMessage>(value), client);
        let mut value = serde_json::to_value(&server).unwrap();
        add_fields(&mut value, &extra);
        prop_assert_eq!(read::<ServerMessage>(value), server);
    }

    #[test]
    fn any_text_is_a_message_or_an_error(text in "\\PC*") {
        let _ = serde_json::from_str::<ClientMessage>(&text);
        let _ = serde_json::from_str::<ServerMessage>(&text);
    }

    #[test]
    fn any_json_is_a_message_or_an_error(value in any_json()) {
        let _ = serde_json::from_value::<ClientMessage>(value.clone());
        let _ = serde_json::from_value::<ServerMessage>(value);
    }

    #[test]
    fn a_damaged_message_is_a_message_or_an_error(
        message in strategies::server_message(),
        cut in any::<prop::sample::Index>(),
        put in any::<char>(),
    ) {
        let mut text: Vec<char> = serde_json::to_string(&message).unwrap().chars().collect();
        let at = cut.index(text.len());
        text[at] = put;
        let _ = serde_json::from_str::<ServerMessage>(&text.iter().collect::<String>());
        text.truncate(at);
        let cut_off = serde_json::from_str::<ServerMessage>(&text.iter().collect::<String>());
        prop_assert!(cut_off.is_err());
    }
}

fn assert_unknown<T: DeserializeOwned + PartialEq + Debug>(unknown: &T) {
    assert_eq!(&read::<T>(json!("something of version 2")), unknown);
}

#[test]
fn an_unknown_enum_value_reads_as_unknown() {
    assert_unknown(&AgentMode::Unknown);
    assert_unknown(&Cause::Unknown);
    assert_unknown(&CommandError::Unknown);
    assert_unknown(&ConnectionState::Unknown);
    assert_unknown(&PbxState::Unknown);
    assert_unknown(&PhoneState::Unknown);
    assert_unknown(&Refusal::Unknown);
    assert_unknown(&SignOutReason::Unknown);
    assert_unknown(&UnavailableReason::Unknown);
}

#[test]
fn a_message_of_an_unknown_kind_reads_as_unknown() {
    let future = |tag: &str| json!({ tag: "teleport", "to": { "x": [1, 2, 3] }, "call": 7, "id": null });
    assert_eq!(read::<ClientMessage>(future("type")), ClientMessage::Unknown);
    assert_eq!(read::<ServerMessage>(future("type")), ServerMessage::Unknown);
    assert_eq!(read::<Event>(future("kind")), Event::Unknown);
    assert_eq!(read::<Command>(future("service")), Command::Unknown);
    assert_eq!(read::<CommandOutcome>(future("result")), CommandOutcome::Unknown);
    assert_eq!(read::<Capability>(future("kind")), Capability::Unknown);
    assert_eq!(read::<Number>(future("kind")), Number::Unknown);
    let event = read::<ServerMessage>(json!({ "type": "event", "seq": 7, "at": 1, "event": future("kind") }));
    assert_eq!(
        event,
        ServerMessage::Event { seq: 7, at: 1, event: Event::Unknown },
        "its sequence number is still read"
    );
    let command = read::<ClientMessage>(json!({ "type": "command", "id": "1", "command": future("service") }));
    assert_eq!(command, ClientMessage::Command { id: "1".to_owned(), command: Command::Unknown });
}

#[test]
fn fields_that_an_older_server_leaves_out_have_defaults() {
    let call: Call = read(json!({
        "id": "1", "requestId": "r", "direction": "inbound", "remote": { "number": { "kind": "withheld" } },
        "state": "alerting", "remoteState": "connected", "beganAt": 1,
    }));
    assert!(call.first_offer && !call.internal && call.ended.is_none() && call.record.is_none());
    assert_eq!(read::<Capabilities>(json!({})).answer, Capability::Unknown);
}

#[test]
fn malformed_messages_are_errors() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let deep_field = format!("{{\"type\":\"ready\",\"x\":{deep}}}");
    let bad = [
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"event\"}",
        "{\"type\":\"event\",\"seq\":-1,\"at\":1,\"event\":{\"kind\":\"settingsChanged\"}}",
        "{\"type\":\"event\",\"seq\":1.5,\"at\":1,\"event\":{\"kind\":\"settingsChanged\"}}",
        "{\"type\":\"event\",\"seq\":99999999999999999999,\"at\":1,\"event\":{\"kind\":\"settingsChanged\"}}",
        "{\"type\":\"primary\",\"primary\":\"yes\"}",
        "{\"type\":\"ready\"",
        "{\"type\":\"ready\"}{\"type\":\"ready\"}",
        &deep,
    ];
    for text in bad {
        let start: String = text.chars().take(60).collect();
        assert!(serde_json::from_str::<ServerMessage>(text).is_err(), "{start}");
    }
    // Refused before it can use up the stack.
    assert!(serde_json::from_str::<ServerMessage>(&deep_field).is_err());
    assert!(serde_json::from_str::<ClientMessage>(&deep_field.replace("ready", "active")).is_err());
}

#[test]
fn a_token_is_not_written_for_debugging() {
    let client = ClientInfo { version: "1".to_owned(), ..ClientInfo::default() };
    let message = ClientMessage::SignIn { token: "secret".to_owned(), client, resume: None };
    let written = format!("{message:?}");
    assert!(written.contains("token: (6 bytes)") && written.contains("version: \"1\""), "{written}");
    assert!(!written.contains("secret"), "{written}");
}
