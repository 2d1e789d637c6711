//! The Apex that `runApex` reaches in this org: the `webService static` methods of `DenwaSoftphone`, one file each.
//!
//! `docs/apex.md` is the contract. Every method takes one parameter `request`, base64url of JSON text, and returns JSON text.

mod agent_token;
mod boot;
mod check;
mod context;
mod describe;
pub mod faults;
pub mod form;
mod health;
mod history;
mod logins;
mod names;
mod people;
mod request;
mod save_log;
mod save_settings;
mod search;
mod settings;

pub use context::Context;
use faults::ApexClass;
use form::Reading;
use serde_json::{Value, json};

/// The package's version.
pub const PACKAGE: &str = env!("CARGO_PKG_VERSION");

/// The time zone of every user.
const TIME_ZONE: &str = "Asia/Tokyo";

/// What a method returns: the members of its answer, or a refusal.
type Answer = Result<Value, Refusal>;

/// An answer with `error`, and the members that belong to it.
#[derive(Debug)]
struct Refusal(Value);

/// A refusal of that kind.
fn refuse(kind: &str) -> Refusal {
    Refusal(json!({ "error": kind }))
}

/// The request is malformed.
fn bad(detail: &str) -> Refusal {
    Refusal(json!({ "error": "badRequest", "detail": detail }))
}

/// Salesforce refused with that message.
fn failed(detail: &str) -> Refusal {
    Refusal(json!({ "error": "failed", "detail": detail }))
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// `SERVER_ERROR`, with this description.
    Server(String),
    /// `INVALID_PARAM`, of this argument.
    InvalidParam(&'static str),
}

/// The arguments of `runApex`.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The class, maybe with its namespace.
    pub class: &'a str,
    /// The method.
    pub method: &'a str,
    /// Its parameters, as the client wrote them.
    pub params: &'a str,
}

/// Runs a method and returns what it returned.
///
/// # Errors
/// No such class or method, or parameters that the host refuses.
pub fn run(call: Call<'_>, reading: Reading, context: &mut Context) -> Result<Value, Failure> {
    let Call { class, method, params } = call;
    let params = reading.params(params).ok_or(Failure::InvalidParam("methodParams"))?;
    // A package's own classes are also reached under its namespace: `NS.Class`.
    let class_name = class.rsplit('.').next().unwrap_or_default();
    let known = class_name.eq_ignore_ascii_case("DenwaSoftphone");
    match context.faults.apex_class {
        ApexClass::Ok if known => {}
        ApexClass::Refused if known => {
            return Err(Failure::Server(format!("You do not have access to the Apex class named '{class}'.")));
        }
        ApexClass::Throws if known => {
            let text = "System.NullPointerException: Attempt to de-reference a null object";
            return Err(Failure::Server(text.to_owned()));
        }
        _ => return Err(Failure::Server(format!("Could not load Apex class: {class}."))),
    }
    let text = params.iter().find(|(name, _)| name.eq_ignore_ascii_case("request")).map(|(_, value)| value.as_str());
    let run: fn(&Value, &mut Context) -> Answer = match method.to_ascii_lowercase().as_str() {
        "boot" => |_, context| Ok(boot::run(context)),
        "agenttoken" => |_, context| agent_token::run(context),
        "settings" => |request, context| settings::run(request, context),
        "savesettings" => save_settings::run,
        "history" => |request, context| history::run(request, context),
        "people" => |request, context| people::run(request, context),
        "describe" => |request, context| describe::run(request, context),
        "search" => |request, context| search::run(request, context),
        "savelog" => save_log::run,
        "health" => |_, context| Ok(health::run(context)),
        _ => return Err(Failure::Server(format!("Could not find the method {method} of the Apex class {class}."))),
    };
    let answer = request::read(text).and_then(|request| run(&request, context));
    let mut answer = answer.unwrap_or_else(|Refusal(refusal)| refusal);
    answer["v"] = 1.into();
    Ok(answer.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::users::{Organisation, Users};
    use crate::state::Org;
    use faults::Faults;

    fn call(user: &str, class: &str, method: &str, params: &str, key: Option<&[u8]>) -> Result<Value, Failure> {
        let mut org = Org::new(Organisation::SAMPLE, "ws://127.0.0.1:1/telephony").unwrap();
        let mut context = Context {
            user: org.users.find(user).unwrap().clone(),
            language: "ja",
            adapter_url: "https://panel.denwa.example/",
            token_key: key,
            now_ms: 1_795_000_000_000,
            org: &mut org,
            faults: Faults::default(),
        };
        run(Call { class, method, params }, Reading::default(), &mut context)
    }

    fn answer(user: &str, method: &str, params: &str, key: Option<&[u8]>) -> Value {
        let text = call(user, "DenwaSoftphone", method, params, key).unwrap();
        serde_json::from_str(text.as_str().expect("Apex returned a String")).unwrap()
    }

    const V1: &str = "request=%7B%22v%22%3A1%7D";

    #[test]
    fn the_token_and_its_reasons_for_not_being_there() {
        let sato = answer("sato", "agentToken", V1, Some(b"key"));
        assert_eq!((sato["v"].as_u64(), sato["login"].as_str()), (Some(1), Some("sato")));
        assert_eq!(sato["token"].as_str().unwrap().split('.').count(), 3);
        assert_eq!(sato["expires"], 1_795_001_800_000_u64);
        assert_eq!(answer("sato", "agentToken", V1, None)["error"], "noKey");
        assert_eq!(answer("nopermission", "agentToken", V1, Some(b"key"))["error"], "noPermission");
        assert_eq!(answer("nologin", "agentToken", V1, Some(b"key"))["error"], "noLogin");
    }

    #[test]
    fn a_start_takes_one_call() {
        let boot = answer("yamamoto", "boot", V1, Some(b"key"));
        assert_eq!(boot["user"]["name"], "山本 翔");
        assert_eq!((&boot["user"]["locale"], &boot["user"]["timeZone"]), (&json!("ja_JP"), &json!("Asia/Tokyo")));
        assert_eq!(boot["organisation"]["sandbox"], false);
        assert_eq!(boot["permissions"], json!({ "agent": true, "administrator": true, "api": true }));
        assert_eq!(boot["settings"]["levels"].as_array().unwrap().len(), 3);
        assert_eq!((&boot["token"]["login"], &boot["token"]["v"]), (&json!("yamamoto"), &Value::Null));
        let without = answer("nopermission", "boot", V1, Some(b"key"));
        assert_eq!((&without["settings"]["levels"], &without["token"]["error"]), (&json!([]), &json!("noPermission")));
        assert_eq!(answer("noapi", "boot", V1, None)["permissions"]["api"], false);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for params in
            ["", "request=", "request=nonsense", "request=%7B%22v%22%3A2%7D", "other=%7B%22v%22%3A1%7D", "request=1"]
        {
            assert_eq!(answer("sato", "boot", params, None)["error"], "badRequest", "{params}");
        }
    }

    #[test]
    fn only_administrators_see_the_settings_of_others() {
        let request = |id: &str| format!("request=%7B%22v%22%3A1%2C%22user%22%3A%22{id}%22%7D");
        let sato = Users::sample().find("sato").unwrap().id();
        let told = answer("yamamoto", "settings", &request(&sato), None);
        assert_eq!(told["settings"]["levels"][2]["values"]["Login__c"], "sato");
        assert_eq!(answer("suzuki", "settings", &request(&sato), None)["error"], "noPermission");
        assert_eq!(answer("yamamoto", "settings", &request("nonsense"), None)["error"], "badRequest");
        assert_eq!(answer("nopermission", "settings", V1, None)["error"], "noPermission");
    }

    #[test]
    fn a_class_that_is_missing() {
        assert_eq!(
            call("sato", "Nonsense", "agentToken", V1, None),
            Err(Failure::Server("Could not load Apex class: Nonsense.".into()))
        );
        assert!(call("sato", "DenwaSoftphone", "nonsense", V1, None).is_err());
        assert!(call("sato", "denwa.DenwaSoftphone", "agentToken", V1, Some(b"k")).is_ok(), "with its namespace");
    }
}
