//! The examples of the Apex interface (`salesforce/examples`), which Apex and the simulator hold themselves against too.

use core::fmt::Debug;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::fs;

/// Reads each example of a method as the panel's types, writes it again, and compares. Requests that only prove what the package refuses
/// may be unreadable; no other request, and no answer but a refusal, may.
pub(crate) fn round_trips<Request, Answer>(method: &str)
where
    Request: Serialize + DeserializeOwned + Debug,
    Answer: Serialize + DeserializeOwned + Debug,
{
    let path = format!("{}/../../salesforce/examples/{method}.json", env!("CARGO_MANIFEST_DIR"));
    let examples: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(!examples.is_empty());
    // A request that is a text shows how the host may garble it on its way; of another version only the package knows what to say.
    for mut example in examples.into_iter().filter(|example| example["request"]["v"] == json!(1)) {
        let name = example["name"].as_str().unwrap().to_owned();
        let (request, reply) = (without_version(example["request"].take()), without_version(example["reply"].take()));
        let error = reply["error"].as_str().unwrap_or_default();
        match serde_json::from_value::<Request>(request.clone()) {
            Ok(read) => {
                let written = serde_json::to_value(&read).unwrap();
                assert_eq!(without_empty(written), without_empty(request), "the request of {name:?}");
            }
            Err(why) => assert_eq!(error, "badRequest", "the request of {name:?}: {why}"),
        }
        if !matches!(error, "" | "conflict" | "refused" | "locked") {
            continue;
        }
        let reply = filled(reply, "");
        let read: Answer = serde_json::from_value(reply.clone()).unwrap_or_else(|why| panic!("{name:?}: {why}"));
        assert_eq!(serde_json::to_value(&read).unwrap(), reply, "the answer of {name:?}");
    }
}

/// The version of the interface is the envelope's, which the host adds and checks.
fn without_version(mut message: Value) -> Value {
    if let Value::Object(members) = &mut message {
        assert_eq!(members.remove("v"), Some(json!(1)));
    }
    message
}

/// A request without members that are null, or empty lists or texts: they mean what missing ones mean.
fn without_empty(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, without_empty(value)));
            members
                .filter(|(_, value)| !matches!(value, Value::Null) && *value != json!([]) && *value != json!(""))
                .collect()
        }
        Value::Array(items) => items.into_iter().map(without_empty).collect(),
        other => other,
    }
}

/// An answer as an org would give it: with values for its placeholders. `member` is the name it stands under.
fn filled(value: Value, member: &str) -> Value {
    match value {
        Value::String(text) => match (text.as_str(), member) {
            ("$time", _) => json!(1_795_000_000_000_u64),
            ("$number", _) => json!(20_480),
            ("$any", "settings") => json!({"revision": "r", "levels": [], "lists": [], "locks": {}}),
            ("$any", "levels" | "lists") => json!([]),
            ("$any", "user") => json!({"id": "", "name": "", "username": "", "profileId": "", "profile": "",
                "language": "", "locale": "", "timeZone": ""}),
            ("$any", "organisation") => json!({"id": "", "name": "", "sandbox": false}),
            ("$any", "permissions") => json!({"agent": false, "administrator": false, "api": false}),
            ("$any", "sandbox" | "key" | "created") => json!(true),
            (text, _) => json!(text),
        },
        Value::Array(items) => {
            items.into_iter().filter(|item| *item != json!("$more")).map(|item| filled(item, member)).collect()
        }
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name.clone(), filled(value, &name))).collect()
        }
        other => other,
    }
}
