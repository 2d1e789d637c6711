//! The Apex that `runApex` reaches in this org: the `webService static` methods of `DenwaSoftphone`, one file each.
//!
//! `docs/apex.md` is the contract. Every method takes one parameter `request`, JSON text, and returns JSON text.

mod agent_token;
mod boot;
mod check;
mod describe;
pub mod faults;
mod health;
mod history;
mod people;
mod save_log;
mod save_settings;
mod search;
mod settings;

use super::users::User;
use crate::state::Org;
use faults::{ApexClass, Faults};
use serde_json::{Value, json};

/// The package's version.
pub const PACKAGE: &str = env!("CARGO_PKG_VERSION");

/// The time zone of every user.
const TIME_ZONE: &str = "Asia/Tokyo";

/// The method's parameters, decoded as a form.
pub type Params = Vec<(String, String)>;

/// What a method returns: the members of its answer, or a refusal.
type Answer = Result<Value, Refusal>;

/// `{"error": KIND}` and what else belongs to it.
#[derive(Debug)]
struct Refusal(Value);

/// A refusal of that kind.
fn refuse(kind: &str) -> Refusal {
    Refusal(json!({ "error": kind }))
}

/// The request is no request.
fn bad(detail: &str) -> Refusal {
    Refusal(json!({ "error": "badRequest", "detail": detail }))
}

/// Salesforce refused, in these words.
fn failed(detail: &str) -> Refusal {
    Refusal(json!({ "error": "failed", "detail": detail }))
}

/// What a method knows of its surroundings.
pub struct Context<'a> {
    /// The running user.
    pub user: User,
    /// `ja` or `en_US`.
    pub language: &'a str,
    /// Where the call centre's definition says the panel is.
    pub adapter_url: &'a str,
    /// The key for tokens, if one is installed.
    pub token_key: Option<&'a [u8]>,
    /// Milliseconds since 1970, by the org's clock.
    pub now_ms: u64,
    /// The org.
    pub org: &'a mut Org,
    /// What is wrong in this tab.
    pub faults: Faults,
}

impl Context<'_> {
    /// Whether the user has the custom permission `Denwa_Agent`.
    fn may_phone(&self) -> bool {
        self.user.permitted && self.faults.permission_set
    }

    /// Whether the user has the custom permission `Denwa_Administrator`.
    fn may_administer(&self) -> bool {
        self.user.administrator
    }

    fn permissions(&self) -> Value {
        let api = self.user.api && self.faults.profile_api;
        json!({ "agent": self.may_phone(), "administrator": self.may_administer(), "api": api })
    }

    /// Refuses a user who is neither agent nor administrator.
    fn need_either(&self) -> Result<(), Refusal> {
        if self.may_phone() || self.may_administer() { Ok(()) } else { Err(refuse("noPermission")) }
    }

    /// The user's telephony login: the one that is mapped, or else the user name.
    fn login(&self) -> Option<String> {
        let has_one = self.user.mapped && self.faults.login_mapped;
        has_one.then(|| self.org.settings.login(&self.user).unwrap_or_else(|| self.user.username()))
    }

    /// What tokens are signed with.
    fn key(&self) -> Option<&[u8]> {
        self.token_key.filter(|_| self.faults.signing_key)
    }

    /// The version of the package that is installed.
    fn package(&self) -> &str {
        let said = self.faults.package_version.as_str();
        if said.is_empty() { PACKAGE } else { said }
    }

    /// The user's locale.
    fn locale(&self) -> &'static str {
        if self.language == "ja" { "ja_JP" } else { "en_US" }
    }
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// `SERVER_ERROR`, with this description.
    Server(String),
    /// `INVALID_PARAM`, of this argument.
    InvalidParam(&'static str),
}

/// Runs `class.method` and returns what the method returned.
///
/// # Errors
/// No such class or method, or parameters that cannot be decoded. With `strict` also parameters in which reserved characters
/// are not percent-encoded.
pub fn run(class: &str, method: &str, params: &str, strict: bool, context: &mut Context) -> Result<Value, Failure> {
    let params = decode(params, strict).ok_or(Failure::InvalidParam("methodParams"))?;
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
    let answer = read(text).and_then(|request| run(&request, context));
    let mut answer = answer.unwrap_or_else(|Refusal(refusal)| refusal);
    answer["v"] = 1.into();
    Ok(answer.to_string().into())
}

/// The request, if it is one of this version.
fn read(text: Option<&str>) -> Answer {
    let request = text.and_then(|text| serde_json::from_str::<Value>(text).ok());
    request.filter(|r| r.is_object() && r["v"] == 1).ok_or_else(|| bad("no request of version 1"))
}

/// Decodes `application/x-www-form-urlencoded`. `None` if an escape is broken, or with `strict` if a character should have been one.
#[must_use]
pub fn decode(text: &str, strict: bool) -> Option<Params> {
    if strict && text.bytes().any(|b| !b.is_ascii_alphanumeric() && !b"-_.~*'()!+%&=".contains(&b)) {
        return None;
    }
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if strict && value.contains('=') {
                return None;
            }
            Some((unescape(name)?, unescape(value)?))
        })
        .collect()
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(b) = rest.next() {
        match b {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut nibble =
                    || rest.next().and_then(|b| char::from(b).to_digit(16)).and_then(|n| u8::try_from(n).ok());
                bytes.push(nibble()? << 4 | nibble()?);
            }
            b => bytes.push(b),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::users::Users;

    fn call(user: &str, class: &str, method: &str, params: &str, key: Option<&[u8]>) -> Result<Value, Failure> {
        let mut org = Org::new("ws://127.0.0.1:1/telephony").unwrap();
        let mut context = Context {
            user: org.users.find(user).unwrap().clone(),
            language: "ja",
            adapter_url: "https://panel.denwa.example/",
            token_key: key,
            now_ms: 1_795_000_000_000,
            org: &mut org,
            faults: Faults::default(),
        };
        run(class, method, params, false, &mut context)
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

    #[test]
    fn parameters_are_a_form() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            decode("name=acme&phone=(212) 555-5555&n=%2B81%203+4", false),
            Some(vec![pair("name", "acme"), pair("phone", "(212) 555-5555"), pair("n", "+81 3 4")])
        );
        assert_eq!(decode("n=+81", false), Some(vec![pair("n", " 81")]), "an unencoded plus is a space");
        assert_eq!(decode("n=%E9%9B%BB", true), Some(vec![pair("n", "電")]));
        assert_eq!(decode("n=%zz", false), None);
        assert_eq!(decode("n=%ff", false), None);
        assert_eq!(decode("", true), Some(vec![]));
        for text in ["phone=(212) 555", "n=電", "j={\"a\":1}", "a=b=c"] {
            assert_eq!(decode(text, true), None, "{text}");
        }
    }
}
