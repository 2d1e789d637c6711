//! The examples of the Apex interface, written and read as the panel does: by serde over the browser's JSON.

use core::fmt::Debug;

use denwa_core::package::Method;
use denwa_core::package::agent_token::AgentTokenRequest;
use denwa_core::package::boot::BootRequest;
use denwa_core::package::describe::DescribeRequest;
use denwa_core::package::health::HealthRequest;
use denwa_core::package::history::HistoryRequest;
use denwa_core::package::people::PeopleRequest;
use denwa_core::package::save_log::SaveLogRequest;
use denwa_core::package::save_settings::SaveSettingsRequest;
use denwa_core::package::search::SearchRequest;
use denwa_core::package::settings::SettingsRequest;
use denwa_panel::json::{from_text, to_text};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

/// Holds a method's examples: the panel's JSON and that of `serde_json` must be the same.
fn check<M>(examples: &str)
where
    M: Method + DeserializeOwned,
    M::Answer: PartialEq + Debug,
{
    let examples: Vec<Value> = serde_json::from_str(examples).unwrap();
    assert!(!examples.is_empty());
    for example in examples {
        let name = &example["name"];
        if let Ok(request) = serde_json::from_value::<M>(example["request"].clone()) {
            let text = to_text(&request).unwrap();
            assert_eq!(
                serde_json::from_str::<Value>(&text).unwrap(),
                serde_json::to_value(&request).unwrap(),
                "{name}"
            );
        }
        // The host reads a refusal before it reads an answer.
        if !matches!(example["reply"]["error"].as_str(), None | Some("conflict" | "refused" | "locked")) {
            continue;
        }
        let reply = filled(example["reply"].clone()).to_string();
        match serde_json::from_str::<M::Answer>(&reply) {
            Ok(expected) => assert_eq!(from_text::<M::Answer>(&reply), Ok(expected), "{name}"),
            Err(error) => panic!("{name}: {error}"),
        }
    }
}

/// A reply with values for the placeholders that stand for numbers, and without the members that may be anything.
fn filled(value: Value) -> Value {
    match value {
        Value::String(text) if text == "$time" || text == "$number" => json!(1_795_000_000_000_u64),
        Value::Array(items) => items.into_iter().filter(|item| *item != json!("$more")).map(filled).collect(),
        Value::Object(members) => {
            let members = members.into_iter().filter(|(_, value)| *value != json!("$any"));
            members.map(|(name, value)| (name, filled(value))).collect()
        }
        other => other,
    }
}

macro_rules! methods {
    ($($test:ident: $request:ty = $file:literal;)*) => {
        $(
            #[wasm_bindgen_test]
            fn $test() {
                check::<$request>(include_str!(concat!("../../salesforce/examples/", $file, ".json")));
            }
        )*
    };
}

methods! {
    agent_token: AgentTokenRequest = "agentToken";
    boot: BootRequest = "boot";
    describe: DescribeRequest = "describe";
    health: HealthRequest = "health";
    history: HistoryRequest = "history";
    people: PeopleRequest = "people";
    save_log: SaveLogRequest = "saveLog";
    save_settings: SaveSettingsRequest = "saveSettings";
    search: SearchRequest = "search";
    settings: SettingsRequest = "settings";
}
