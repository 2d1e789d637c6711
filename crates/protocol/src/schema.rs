//! Generates the published documents from the types: a JSON Schema (draft 7) and an AsyncAPI 3 description with
//! examples.
//!
//! They describe what version 1 sends. Receivers must accept more: they ignore kinds, values and fields they do not
//! know. So the documents leave out `Unknown`, which is how the types read such values.

use crate::{ClientMessage, SUBPROTOCOL, ServerMessage};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

pub mod examples;

/// Types whose `Unknown` variant exists for receivers only and is never sent.
const TYPES_WITH_UNSENT_UNKNOWN: [&str; 14] = [
    "Activity",
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

/// Returns the JSON Schema of every message: `#/definitions/ClientMessage`, `#/definitions/ServerMessage`, and either
/// of them at the root.
#[must_use]
pub fn json_schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Denwa telephony WebSocket, version 1",
        "description": "The messages of both sides. A receiver ignores kinds, values and fields it does not know.",
        "anyOf": [{ "$ref": "#/definitions/ClientMessage" }, { "$ref": "#/definitions/ServerMessage" }],
        "definitions": definitions("/definitions"),
    })
}

/// Returns the AsyncAPI 3 document. It describes the event server's side: `receive` operations are messages from the
/// panel.
#[must_use]
pub fn asyncapi() -> Value {
    let schemas = definitions("/components/schemas");
    let client = asyncapi_messages(&schemas, "ClientMessage", &examples::client());
    let server = asyncapi_messages(&schemas, "ServerMessage", &examples::server());
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
            "description": "Between the softphone panel and the event server. Each frame carries one JSON text message. The panel \
                signs in with its first message; the server answers with a snapshot, then ready, then numbered events, or refuses \
                and closes the socket. Receivers ignore kinds, values and fields they do not know.",
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
                                "Origin": { "type": "string", "description": "An origin that the server's configuration allows." },
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
                "summary": "Asks for a service. The answer carries the same ID; a repeated command is not done twice.",
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
                "summary": "All messages from the panel.",
                "messages": from_panel,
            },
            "toPanel": {
                "action": "send",
                "channel": channel,
                "summary": "All messages to the panel.",
                "messages": to_panel,
            },
        },
        "components": { "messages": components, "schemas": schemas },
    })
}

/// Formats a document for the repository: keys sorted, so that `serde_json`'s `preserve_order` feature makes no
/// difference.
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
    definitions.values_mut().for_each(strip_doc_links);
    for name in TYPES_WITH_UNSENT_UNKNOWN {
        if let Some(definition) = definitions.get_mut(name) {
            remove_unknown(definition);
        }
    }
    definitions
}

/// Turns the Rust documentation's links and code marks into plain words.
fn strip_doc_links(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(text)) = object.get_mut("description") {
                *text = text.replace("[`", "").replace("`]", "").replace('`', "").replace("crate::", "");
            }
            object.values_mut().for_each(strip_doc_links);
        }
        Value::Array(values) => values.iter_mut().for_each(strip_doc_links),
        _ => {}
    }
}

/// Removes the `Unknown` variant from an enum's schema.
fn remove_unknown(definition: &mut Value) {
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

/// Makes an AsyncAPI message, with its examples, for each variant of the tagged union `union`; the key is the variant's
/// `type`.
fn asyncapi_messages(
    schemas: &Map<String, Value>,
    union: &str,
    examples: &[(&'static str, Value)],
) -> Map<String, Value> {
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
