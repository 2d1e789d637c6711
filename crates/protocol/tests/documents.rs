//! The checked-in documents are those of the types, and what they say is true of the messages.

#![allow(clippy::unwrap_used, reason = "tests")]

use denwa_protocol::{ClientMessage, ServerMessage, schema};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn validator(of: &str) -> Validator {
    let mut document = schema::json_schema();
    document.as_object_mut().unwrap().remove("anyOf");
    document["$ref"] = json!(format!("#/definitions/{of}"));
    // In draft 7 a reference hides what stands beside it, so it goes one level down.
    let reference = document.as_object_mut().unwrap().remove("$ref").unwrap();
    document["allOf"] = json!([{ "$ref": reference }]);
    jsonschema::validator_for(&document).unwrap()
}

/// An AsyncAPI payload with the document's schemas where its references look for them.
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
    let how = "run `cargo run -p denwa-protocol --features schemars --bin protocol-docs`";
    assert!(include_str!("../schema.json") == schema::pretty(&schema::json_schema()), "schema.json is old: {how}");
    assert!(include_str!("../asyncapi.json") == schema::pretty(&schema::asyncapi()), "asyncapi.json is old: {how}");
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

/// The kinds of a tagged union, from its schema.
fn kinds(of: &str, tag: &str) -> BTreeSet<String> {
    let document = schema::json_schema();
    let branches = document["definitions"][of]["oneOf"].as_array().unwrap();
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
fn the_schema_refuses_what_is_wrong() {
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
    // What "not known" is said of on purpose may be sent.
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
    collect(&document, &mut references);
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

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref") {
                references.push(reference.clone());
            }
            object.values().for_each(|value| collect(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
