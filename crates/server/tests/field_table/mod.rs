//! The table of the field dial plan's scenarios: what the person at each desk saw. The recordings of a real Asterisk and
//! the simulated PBX are both held against it.

#![allow(dead_code, reason = "each test program uses a part")]

use denwa_protocol::{Call, Cause, Number};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

/// What a card or a call shows, by the names of the fields in `expected.json`.
pub type Row = BTreeMap<&'static str, Value>;

/// Returns the folder of the table and the recordings.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/asterisk/field")
}

/// Returns the expectations, by scenario.
pub fn expected() -> serde_json::Map<String, Value> {
    serde_json::from_slice(&std::fs::read(folder().join("expected.json")).unwrap()).unwrap()
}

fn number(number: &Number) -> Value {
    match number {
        Number::Known { digits } => json!(digits),
        Number::Withheld => json!("withheld"),
        Number::Unknown => json!("unknown"),
    }
}

/// Returns a card's row. `outcome` says `answered` for a card that ended normally.
pub fn card_row(card: &Call) -> Row {
    let ended = card.ended.map(|ended| ended.cause);
    let outcome = match ended {
        Some(Cause::Normal) => json!("answered"),
        cause => serde_json::to_value(cause).unwrap(),
    };
    let talk = card.answered_at.zip(card.ended).map_or(0, |(from, ended)| ended.at.saturating_sub(from) / 1000);
    BTreeMap::from([
        ("direction", serde_json::to_value(card.direction).unwrap()),
        ("remote", number(&card.remote.number)),
        ("internal", json!(card.internal)),
        ("line", json!(card.line)),
        ("queue", json!(card.queue)),
        ("outcome", outcome),
        ("talk_seconds", json!(talk)),
    ])
}

/// Checks a row. An expected list allows any of its values. A line of null is not asked for.
pub fn check_row(what: &str, row: &Row, expected: &Value, slack: u64) {
    for (field, value) in row {
        let wanted = &expected[*field];
        let allowed = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted.clone()]);
        let is_close = |wanted: &Value| {
            let (wanted, value) = (wanted.as_u64(), value.as_u64());
            wanted.zip(value).is_some_and(|(wanted, value)| wanted.abs_diff(value) <= slack)
        };
        let is_right = allowed.contains(value)
            || (*field == "line" && wanted.is_null())
            || (*field == "talk_seconds" && allowed.iter().any(is_close));
        assert!(is_right, "{what}: {field} is {value}, not {wanted}");
    }
}

/// Checks all cards and the request IDs that join them.
pub fn check_cards(name: &str, cards: &BTreeMap<String, Vec<Call>>, expected: &Value, slack: u64) {
    let agents = expected["agents"].as_object().unwrap();
    let mut joined: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
    for extension in ["1001", "1002", "1003", "2001", "2002"] {
        let wanted = agents.get(extension).and_then(Value::as_array).cloned().unwrap_or_default();
        let seen = cards.get(extension).map(Vec::as_slice).unwrap_or_default();
        let remotes: Vec<_> = seen.iter().map(|card| number(&card.remote.number)).collect();
        assert_eq!(seen.len(), wanted.len(), "{name}: {extension} has cards of {remotes:?}");
        for (card, wanted) in seen.iter().zip(&wanted) {
            check_row(&format!("{name}, {extension}, {}", wanted["phone"]), &card_row(card), wanted, slack);
            joined.entry(wanted["call"].as_u64().unwrap()).or_default().insert(&card.request_id);
        }
    }
    let mut known = BTreeSet::new();
    for (call, ids) in joined {
        assert_eq!(ids.len(), 1, "{name}: call {call} has request IDs {ids:?}");
        let is_customers = expected["calls"][usize::try_from(call).unwrap()]["direction"] == "inbound";
        assert!(!is_customers || known.insert(ids), "{name}: call {call} shares its request ID");
    }
}
