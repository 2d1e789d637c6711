//! The checked-in documents match the types, and their schemas accept the messages and refuse malformed ones.

#![allow(clippy::unwrap_used, reason = "tests")]

use denwa_protocol::{ClientMessage, ServerMessage, schema};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn validator(type_name: &str) -> Validator {
    let mut document = schema::json_schema();
    document.as_object_mut().unwrap().remove("anyOf");
    // `allOf`, because in draft 7 a `$ref` makes validators ignore its sibling keys.
    document["allOf"] = json!([{ "$ref": format!("#/definitions/{type_name}") }]);
    jsonschema::validator_for(&document).unwrap()
}

/// Makes a validator for an AsyncAPI payload, with the document's schemas at the path its references expect.
fn payload_validator(document: &Value, payload: &Value) -> Validator {
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "allOf": [payload],
        "components": { "schemas": document["components"]["schemas"] },
    });
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_documents_beside_the_crate_are_current() {
    let remedy = "run `cargo run -p denwa-protocol --features schemars --bin protocol-docs`";
    assert!(
        include_str!("../schema.json") == schema::pretty(&schema::json_schema()),
        "schema.json is out of date: {remedy}"
    );
    assert!(
        include_str!("../asyncapi.json") == schema::pretty(&schema::asyncapi()),
        "asyncapi.json is out of date: {remedy}"
    );
}

#[test]
fn every_example_is_valid_and_reads_back_as_it_was() {
    let (client, server) = (validator("ClientMessage"), validator("ServerMessage"));
    for (name, example) in schema::examples::client() {
        assert!(client.is_valid(&example), "{name}: {:?}", client.validate(&example));
        let message: ClientMessage = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(serde_json::to_value(message).unwrap(), example, "{name}");
    }
    for (name, example) in schema::examples::server() {
        assert!(server.is_valid(&example), "{name}: {:?}", server.validate(&example));
        let message: ServerMessage = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(serde_json::to_value(message).unwrap(), example, "{name}");
    }
}

/// Reads the tags of a tagged union from its schema.
fn kinds(type_name: &str, tag: &str) -> BTreeSet<String> {
    let document = schema::json_schema();
    let branches = document["definitions"][type_name]["oneOf"].as_array().unwrap();
    branches.iter().map(|branch| branch["properties"][tag]["const"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_kind_of_message_event_and_command_has_an_example() {
    let seen = |examples: &[(&str, Value)], inner: Option<&str>, tag: &str| -> BTreeSet<String> {
        let at = |example: &Value| inner.map_or(example[tag].clone(), |inner| example[inner][tag].clone());
        examples.iter().filter_map(|(_, example)| at(example).as_str().map(str::to_owned)).collect()
    };
    let (client, server) = (schema::examples::client(), schema::examples::server());
    assert_eq!(seen(&client, None, "type"), kinds("ClientMessage", "type"));
    assert_eq!(seen(&server, None, "type"), kinds("ServerMessage", "type"));
    assert_eq!(seen(&client, Some("command"), "service"), kinds("Command", "service"));
    assert_eq!(seen(&server, Some("event"), "kind"), kinds("Event", "kind"));
}

#[test]
fn the_schema_refuses_malformed_messages() {
    let (client, server) = (validator("ClientMessage"), validator("ServerMessage"));
    let bad = [
        json!({}),
        json!({ "type": "unknown" }),
        json!({ "type": "command", "id": "1" }),
        json!({ "type": "command", "id": "1", "command": { "service": "unknown" } }),
        json!({ "type": "command", "id": 1, "command": { "service": "settingsChanged" } }),
        json!({ "type": "pong", "at": -1 }),
        json!({ "type": "signIn", "token": "t" }),
    ];
    for message in bad {
        assert!(!client.is_valid(&message), "{message}");
    }
    let bad = [
        json!({ "type": "primary" }),
        json!({ "type": "refused", "reason": "unknown" }),
        json!({ "type": "signedOut", "reason": "bored" }),
        json!({ "type": "event", "seq": 1, "at": 1, "event": { "kind": "pbx", "pbx": "sideways" } }),
    ];
    for message in bad {
        assert!(!server.is_valid(&message), "{message}");
    }
    // A server may send `unknown` for a phone's state: it means that the state is not known.
    let event = json!({ "type": "event", "seq": 1, "at": 1, "event": { "kind": "phone", "phone": "unknown" } });
    assert!(server.is_valid(&event));
    // A later version may add fields.
    assert!(client.is_valid(&json!({ "type": "active", "since": 3 })));
}

#[test]
fn the_asyncapi_document_holds_together() {
    let document = schema::asyncapi();
    assert_eq!(document["asyncapi"], "3.0.0");
    let mut references = Vec::new();
    collect_references(&document, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("references stay inside");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for (name, message) in document["components"]["messages"].as_object().unwrap() {
        let validator = payload_validator(&document, &message["payload"]);
        let examples = message["examples"].as_array().unwrap();
        assert!(!examples.is_empty(), "{name}");
        for example in examples {
            assert!(validator.is_valid(&example["payload"]), "{name}: {:?}", validator.validate(&example["payload"]));
        }
        assert!(!message["summary"].as_str().unwrap().is_empty(), "{name}");
    }
}

fn collect_references(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref") {
                references.push(reference.clone());
            }
            object.values().for_each(|value| collect_references(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_references(value, references)),
        _ => {}
    }
}
