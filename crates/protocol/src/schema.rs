//! The published documents, made from the types: a JSON Schema (draft 7) and an AsyncAPI 3 description with examples.
//!
//! They say what version 1 sends. A receiver is to be more generous: it ignores kinds, values and fields it does not know, so what the
//! types take in as `Unknown` does not stand in the documents.

use crate::{ClientMessage, SUBPROTOCOL, ServerMessage};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

pub mod examples;

/// Types whose `Unknown` is only how a receiver takes in what it does not know; nobody sends it.
const OPEN: [&str; 13] = [
    "AgentMode",
    "Cause",
    "ClientMessage",
    "Command",
    "CommandError",
    "CommandOutcome",
    "ConnectionState",
    "Event",
    "PbxState",
    "Refusal",
    "ServerMessage",
    "SignOutReason",
    "UnavailableReason",
];

/// The JSON Schema of every message: `#/definitions/ClientMessage` and `#/definitions/ServerMessage`, and either of them at the root.
#[must_use]
pub fn json_schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Denwa telephony WebSocket, version 1",
        "description": "What is sent. A receiver ignores kinds, values and fields it does not know.",
        "anyOf": [{ "$ref": "#/definitions/ClientMessage" }, { "$ref": "#/definitions/ServerMessage" }],
        "definitions": definitions("/definitions"),
    })
}

/// The AsyncAPI 3 document. It is written from the event server's side: it receives what the panel sends.
#[must_use]
pub fn asyncapi() -> Value {
    let mut schemas = definitions("/components/schemas");
    let client = messages(&mut schemas, "ClientMessage", &examples::client());
    let server = messages(&mut schemas, "ServerMessage", &examples::server());
    let in_channel = |name: &str| json!({ "$ref": format!("#/channels/telephony/messages/{name}") });
    let all = |messages: &Map<String, Value>| messages.keys().map(|name| in_channel(name)).collect::<Vec<_>>();
    let channel_messages: Map<String, Value> = client
        .keys()
        .chain(server.keys())
        .map(|name| (name.clone(), json!({ "$ref": format!("#/components/messages/{name}") })))
        .collect();
    let channel = json!({ "$ref": "#/channels/telephony" });
    let (from_panel, to_panel) = (all(&client), all(&server));
    let mut components = client;
    components.extend(server);
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Denwa telephony WebSocket",
            "version": "1.0.0",
            "description": "Between the softphone panel and the event server. One JSON text message a frame. The panel signs in with \
                its first message; the server answers with a snapshot, then ready, then numbered events, or says why not and closes. \
                Receivers ignore kinds, values and fields they do not know.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "defaultContentType": "application/json",
        "servers": {
            "eventServer": {
                "host": "{host}",
                "protocol": "wss",
                "description": "TLS ends at a reverse proxy; on loopback the protocol is ws.",
                "variables": { "host": { "description": "Host and port of the event server." } },
            },
        },
        "channels": {
            "telephony": {
                "address": "/telephony",
                "description": format!("A WebSocket with the sub-protocol {SUBPROTOCOL}."),
                "messages": channel_messages,
                "bindings": {
                    "ws": {
                        "method": "GET",
                        "headers": {
                            "type": "object",
                            "required": ["Sec-WebSocket-Protocol", "Origin"],
                            "properties": {
                                "Sec-WebSocket-Protocol": { "type": "string", "const": SUBPROTOCOL },
                                "Origin": { "type": "string", "description": "One the server's configuration allows." },
                            },
                        },
                        "bindingVersion": "0.1.0",
                    },
                },
            },
        },
        "operations": {
            "signIn": {
                "action": "receive",
                "channel": channel,
                "summary": "The first message, within 10 s.",
                "messages": [in_channel("signIn")],
                "reply": {
                    "channel": channel,
                    "messages": [in_channel("snapshot"), in_channel("event"), in_channel("ready"), in_channel("refused")],
                },
            },
            "command": {
                "action": "receive",
                "channel": channel,
                "summary": "Asks for something; answered by the same ID, once however often it is repeated.",
                "messages": [in_channel("command")],
                "reply": { "channel": channel, "messages": [in_channel("answer")] },
            },
            "heartbeat": {
                "action": "send",
                "channel": channel,
                "summary": "Every 5 s.",
                "messages": [in_channel("ping")],
                "reply": { "channel": channel, "messages": [in_channel("pong")] },
            },
            "fromPanel": {
                "action": "receive",
                "channel": channel,
                "summary": "All a panel sends.",
                "messages": from_panel,
            },
            "toPanel": {
                "action": "send",
                "channel": channel,
                "summary": "All a panel is sent.",
                "messages": to_panel,
            },
        },
        "components": { "messages": components, "schemas": schemas },
    })
}

/// A document as it is checked in: keys in alphabetical order, whatever order the rest of the program keeps them in.
#[must_use]
pub fn pretty(document: &Value) -> String {
    let mut document = document.clone();
    document.sort_all_objects();
    format!("{document:#}\n")
}

fn definitions(path: &'static str) -> Map<String, Value> {
    let settings = SchemaSettings::draft07().with(|settings| settings.definitions_path = path.into());
    let mut generator = SchemaGenerator::new(settings);
    generator.subschema_for::<ClientMessage>();
    generator.subschema_for::<ServerMessage>();
    let mut definitions = generator.take_definitions(true);
    definitions.values_mut().for_each(plain);
    for name in OPEN {
        if let Some(definition) = definitions.get_mut(name) {
            close(definition);
        }
    }
    definitions
}

/// Makes links of the Rust documentation plain words.
fn plain(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(text)) = object.get_mut("description") {
                *text = text.replace("[`", "").replace("`]", "").replace('`', "").replace("crate::", "");
            }
            object.values_mut().for_each(plain);
        }
        Value::Array(values) => values.iter_mut().for_each(plain),
        _ => {}
    }
}

/// Removes the branch of `Unknown` from an enum's schema.
fn close(definition: &mut Value) {
    if let Some(branches) = definition.get_mut("oneOf").and_then(Value::as_array_mut) {
        for branch in branches.iter_mut() {
            if let Some(values) = branch.get_mut("enum").and_then(Value::as_array_mut) {
                values.retain(|value| value != "unknown");
            }
        }
        branches.retain(|branch| !is_unknown(branch));
    }
}

fn is_unknown(branch: &Value) -> bool {
    let tags = branch.get("properties").and_then(Value::as_object);
    let tagged = tags.is_some_and(|tags| tags.values().any(|tag| tag.get("const") == Some(&json!("unknown"))));
    let emptied = branch.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty);
    tagged || emptied || branch.get("const") == Some(&json!("unknown"))
}

/// One AsyncAPI message for each kind of that type, by the kind, with its examples.
fn messages(schemas: &mut Map<String, Value>, union: &str, examples: &[(&'static str, Value)]) -> Map<String, Value> {
    let branches = schemas.get(union).and_then(|schema| schema["oneOf"].as_array()).cloned().unwrap_or_default();
    let message = |branch: Value| {
        let kind = branch["properties"]["type"]["const"].as_str().unwrap_or_default().to_owned();
        let of_kind = examples.iter().filter(|(_, example)| example["type"] == kind.as_str());
        let examples: Vec<_> = of_kind.map(|(name, payload)| json!({ "name": name, "payload": payload })).collect();
        let summary = branch["description"].as_str().unwrap_or_default().to_owned();
        let message =
            json!({ "name": kind, "title": kind, "summary": summary, "payload": branch, "examples": examples });
        (kind, message)
    };
    branches.into_iter().map(message).collect()
}
