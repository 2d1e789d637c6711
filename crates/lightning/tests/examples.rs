//! The simulator's Apex against `salesforce/examples/`, which the package's own Apex tests and the panel's read too.
//! What the members and placeholders mean stands in the README there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use denwa_lightning::org::apex::faults::Faults;
use denwa_lightning::org::apex::form::Reading;
use denwa_lightning::org::apex::{self, Call, Context};
use denwa_lightning::org::store::Store;
use denwa_lightning::org::users::{ORG_ID, Organisation, User};
use denwa_lightning::org::{clock, id, save, schema, settings};
use denwa_lightning::state::Org;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// An org as `given` describes it, and the names of what is in it.
struct Given {
    org: Org,
    user: User,
    key: Option<Vec<u8>>,
    sandbox: bool,
    /// What a placeholder stands for.
    names: BTreeMap<String, Value>,
}

impl Given {
    fn new(given: &Value) -> Self {
        let mut org = Org::new(Organisation::SAMPLE, "ws://127.0.0.1:1/telephony").unwrap();
        org.settings.rows.clear();
        org.store = Store::default();
        let permitted =
            |name: &str| given["permissions"].as_array().map_or(name == "agent", |list| list.iter().any(|p| p == name));
        let profile = org.users.all[0].profile;
        let user = User {
            permitted: permitted("agent"),
            administrator: permitted("administrator"),
            api: given["api"] != false,
            assigned: false,
            ..User::agent(100, "running", given["name"].as_str().unwrap_or("佐藤 健"), "", profile)
        };
        let mut names = BTreeMap::from([
            ("$user".to_owned(), Value::from(user.id())),
            ("$profile".to_owned(), profile.id().into()),
            ("$organisation".to_owned(), ORG_ID.into()),
            ("$username".to_owned(), user.username().into()),
        ]);
        // Others of the sample would be found too.
        org.users.all.clear();
        org.users.all.push(user.clone());
        for (serial, other) in (101..).zip(given["users"].as_array().into_iter().flatten()) {
            let (key, name) = (other["as"].as_str().unwrap(), other["name"].as_str().unwrap());
            let active = other["active"] != false;
            let other_user = User { active, ..User::agent(serial, key, name, "", profile) };
            names.insert(format!("$user:{key}"), other_user.id().into());
            names.insert(format!("$username:{key}"), other_user.username().into());
            if let Some(row) = other["settings"].as_object() {
                org.settings.rows.insert(other_user.id(), row.clone());
            }
            org.users.all.push(other_user);
        }
        let sandbox = given["sandbox"] == true;
        let key = (given["key"] != false).then(|| b"the key of the examples, long enough".to_vec());
        let mut it = Self { org, user, key, sandbox, names };
        it.settings(given);
        it.records(given);
        it
    }

    fn owner(&self, level: &str) -> String {
        self.names[&format!("${level}")].as_str().unwrap().to_owned()
    }

    fn settings(&mut self, given: &Value) {
        for (level, row) in given["settings"].as_object().into_iter().flatten() {
            self.org.settings.rows.insert(self.owner(level), row.as_object().unwrap().clone());
        }
        for (place, row) in (0_u32..).zip(given["lists"].as_array().into_iter().flatten()) {
            self.org.settings.lists.push(settings::ListRow {
                list: row["list"].as_str().unwrap().to_owned(),
                owner: self.owner(row["level"].as_str().unwrap()),
                order: Some(f64::from(place)),
                values: row["values"].as_object().unwrap().clone(),
            });
        }
        for (field, locked) in given["locks"].as_object().into_iter().flatten() {
            self.org.settings.locks.insert(field.clone(), locked.as_bool().unwrap());
        }
        if given["reads"] == false {
            let all = schema::OBJECTS.iter().map(|o| o.name.to_owned()).collect();
            self.org.access.hidden.insert(self.user.key.clone(), all);
        }
    }

    fn records(&mut self, given: &Value) {
        for record in given["records"].as_array().into_iter().flatten() {
            let object = schema::object(record["object"].as_str().unwrap()).unwrap();
            let Value::Object(mut fields) = self.filled(&record["values"]) else { panic!("values are an object") };
            save::derive(object, &mut fields);
            let id = self.org.store.insert(object, fields, 0);
            self.names.insert(format!("$record:{}", record["as"].as_str().unwrap()), id.into());
        }
    }

    /// The value with its placeholders replaced.
    fn filled(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.names.get(text).unwrap_or(value).clone(),
            Value::Array(list) => list.iter().map(|v| self.filled(v)).collect(),
            Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), self.filled(v))).collect::<Map<_, _>>().into(),
            other => other.clone(),
        }
    }

    fn call(&mut self, method: &str, request: &Value, form: Form) -> Value {
        let request = self.filled(request);
        let text = match (request.as_str(), form) {
            (Some(text), _) => percent_encoded(text),
            (None, Form::Base64Url) => URL_SAFE_NO_PAD.encode(request.to_string()),
            (None, Form::PercentEncoded) => percent_encoded(&request.to_string()),
        };
        let params = format!("request={text}");
        let mut context = Context {
            user: self.user.clone(),
            language: "ja",
            adapter_url: "https://panel.denwa.example/",
            token_key: self.key.as_deref(),
            now_ms: clock::now_ms(),
            org: &mut self.org,
            faults: Faults { sandbox: self.sandbox, ..Faults::default() },
        };
        let call = Call { class: "DenwaSoftphone", method, params: &params };
        let answer = apex::run(call, Reading { decodes: true, is_strict: true }, &mut context).unwrap();
        serde_json::from_str(answer.as_str().unwrap()).unwrap()
    }

    /// A person changes the record that a call wrote.
    fn edit(&mut self, reply: &Value, edits: &Value) {
        for (field, value) in self.filled(edits).as_object().into_iter().flatten() {
            let record = self.org.store.get_mut(reply["id"].as_str().unwrap()).unwrap();
            record.fields.insert(field.clone(), value.clone());
        }
    }

    /// Where a reply differs from what is wanted.
    fn differs(&mut self, wanted: &Value, found: &Value, at: &str) -> Option<String> {
        let no = |what: &str| Some(format!("{at}: {what}, not {found}"));
        match wanted {
            Value::String(text) if text.starts_with('$') && !self.names.contains_key(text) => {
                self.placeholder(text, found, at)
            }
            Value::Array(list) => {
                let Some(items) = found.as_array() else { return no("a list") };
                if list.last().is_some_and(|last| last == "$more") {
                    return self.has_in_order(&list[..list.len() - 1], items, at);
                }
                if list.len() != items.len() {
                    return no(&format!("{} items", list.len()));
                }
                list.iter().zip(items).enumerate().find_map(|(i, (w, f))| self.differs(w, f, &format!("{at}[{i}]")))
            }
            Value::Object(map) => {
                let Some(members) = found.as_object() else { return no("an object") };
                // A token is checked with the login beside it.
                if map.get("token").is_some_and(|token| token == "$jwt")
                    && let Some(wrong) = self.token(&found["token"], &found["login"])
                {
                    return Some(format!("{at}.token: {wrong}"));
                }
                if let Some(extra) = members.keys().find(|name| !map.contains_key(*name)) {
                    return no(&format!("no member {extra}"));
                }
                map.iter().find_map(|(name, w)| match members.get(name) {
                    None => Some(format!("{at}.{name} is missing")),
                    Some(f) => self.differs(w, f, &format!("{at}.{name}")),
                })
            }
            other => (self.filled(other) != *found).then(|| format!("{at}: {}, not {found}", self.filled(other))),
        }
    }

    fn has_in_order(&mut self, wanted: &[Value], items: &[Value], at: &str) -> Option<String> {
        let mut rest = items.iter();
        wanted.iter().find_map(|w| {
            (!rest.any(|f| self.differs(w, f, at).is_none())).then(|| format!("{at}: {w} is not in {items:?}"))
        })
    }

    fn placeholder(&mut self, text: &str, found: &Value, at: &str) -> Option<String> {
        let is_id = found.as_str().is_some_and(|t| t.len() == 18 && id::normalise(t).as_deref() == Some(t));
        let good = match text {
            "$id" => is_id,
            "$text" => found.as_str().is_some_and(|t| !t.is_empty()),
            "$time" => found.as_u64().is_some_and(|ms| ms > 1_577_836_800_000),
            "$number" => found.as_f64().is_some_and(|n| n >= 0.0),
            "$jwt" => found.is_string(),
            "$any" => true,
            _ if text.starts_with("$id:") => {
                self.names.insert(text.to_owned(), found.clone());
                is_id
            }
            _ => panic!("{at}: what is {text}?"),
        };
        (!good).then(|| format!("{at}: {text}, not {found}"))
    }

    /// What is wrong with a token.
    fn token(&self, token: &Value, login: &Value) -> Option<String> {
        let key = jsonwebtoken::DecodingKey::from_secret(self.key.as_deref()?);
        let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::HS256);
        validation.set_audience(&["denwa"]);
        validation.set_issuer(&[ORG_ID]);
        match jsonwebtoken::decode::<Value>(token.as_str()?, &key, &validation) {
            Err(error) => Some(error.to_string()),
            Ok(data) => (data.claims["sub"] != self.names["$user"] || data.claims["login"] != *login)
                .then(|| format!("claims {}", data.claims)),
        }
    }
}

/// How a request travels that is not a text already.
#[derive(Clone, Copy)]
enum Form {
    Base64Url,
    PercentEncoded,
}

fn hex(digit: u8) -> char {
    char::from_digit(digit.into(), 16).unwrap()
}

fn percent_encoded(text: &str) -> String {
    text.bytes().flat_map(|byte| ['%', hex(byte >> 4), hex(byte & 15)]).collect()
}

/// Runs every example of a method, in each form; returns how many there are.
fn run(method: &str) -> usize {
    run_in(method, Form::PercentEncoded).max(run_in(method, Form::Base64Url))
}

fn run_in(method: &str, form: Form) -> usize {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../salesforce/examples").join(format!("{method}.json"));
    let examples: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for example in &examples {
        let name = example["name"].as_str().unwrap();
        let mut given = Given::new(&example["given"]);
        for before in example["given"]["before"].as_array().into_iter().flatten() {
            let reply = given.call(before["method"].as_str().unwrap(), &before["request"], form);
            assert_eq!(reply["error"], json!(null), "{method}, {name}: what comes before");
            given.edit(&reply, &example["given"]["edits"]);
        }
        let reply = given.call(method, &example["request"], form);
        wrong.extend(given.differs(&example["reply"], &reply, "reply").map(|w| format!("{name}:\n  {w}")));
    }
    assert!(wrong.is_empty(), "{method}:\n{}", wrong.join("\n"));
    examples.len()
}

macro_rules! examples {
    ($($test:ident: $method:literal),* $(,)?) => {
        $(#[test] fn $test() { assert!(run($method) > 0); })*

        #[test]
        fn every_file_is_read() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../salesforce/examples");
            let mut files: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .filter_map(|file| file.unwrap().file_name().into_string().unwrap().strip_suffix(".json").map(str::to_owned))
                .collect();
            files.sort();
            let mut read = vec![$($method),*];
            read.sort_unstable();
            assert_eq!(files, read);
        }
    };
}

examples! {
    agent_token: "agentToken",
    boot: "boot",
    describe: "describe",
    health: "health",
    history: "history",
    people: "people",
    save_log: "saveLog",
    save_settings: "saveSettings",
    search: "search",
    settings_: "settings",
}

#[test]
fn a_reply_that_differs_is_told() {
    let mut given = Given::new(&json!({}));
    let mut says = |wanted: Value, found: Value| given.differs(&wanted, &found, "it");
    assert_eq!(says(json!({ "a": [1, "$any"] }), json!({ "a": [1, {}] })), None);
    for (wanted, found) in [
        (json!({ "a": 1 }), json!({ "a": 2 })),
        (json!({ "a": 1 }), json!({ "a": 1, "b": null })),
        (json!({ "a": 1, "b": "$any" }), json!({ "a": 1 })),
        (json!([1, 2]), json!([2, 1])),
        (json!([1, 2, "$more"]), json!([2, 1])),
        (json!("$id"), json!("003")),
        (json!("$time"), json!(5)),
        (json!("$text"), json!("")),
    ] {
        assert!(says(wanted.clone(), found.clone()).is_some(), "{wanted} and {found}");
    }
}
