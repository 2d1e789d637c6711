//! The Apex that `runApex` reaches in this org: a registry of `webService static` methods by class and name.

use super::token;
use super::users::{ORG_ID, User};
use serde_json::{Value, json};

/// The method's parameters, decoded as a form.
pub type Params = Vec<(String, String)>;

/// What a method knows of its surroundings.
pub struct Context<'a> {
    /// The running user.
    pub user: &'a User,
    /// `ja` or `en_US`.
    pub language: &'a str,
    /// The key for tokens, if one is installed.
    pub token_key: Option<&'a [u8]>,
    /// Seconds since 1970.
    pub now_s: u64,
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
pub fn run(class: &str, method: &str, params: &str, strict: bool, context: &Context) -> Result<Value, Failure> {
    let params = decode(params, strict).ok_or(Failure::InvalidParam("methodParams"))?;
    // A package's own classes are also reached under its namespace: `NS.Class`.
    let class_name = class.rsplit('.').next().unwrap_or_default();
    if !class_name.eq_ignore_ascii_case("DenwaSoftphone") {
        return Err(Failure::Server(format!("Could not load Apex class: {class}.")));
    }
    match method.to_ascii_lowercase().as_str() {
        "agenttoken" => agent_token(&params, context),
        _ => Err(Failure::Server(format!("Could not find the method {method} of the Apex class {class}."))),
    }
}

/// `DenwaSoftphone.agentToken()`: the running user's telephony token and locale, as JSON text.
fn agent_token(_params: &Params, context: &Context) -> Result<Value, Failure> {
    let Context { user, language, token_key, now_s } = *context;
    let error = |kind: &str| Ok(Value::from(json!({ "v": 1, "error": kind }).to_string()));
    if !user.permitted {
        return error("noPermission");
    }
    if !user.mapped {
        return error("noLogin");
    }
    let Some(key) = token_key else { return error("noKey") };
    let token = token::sign(user, key, now_s).map_err(|e| Failure::Server(e.to_string()))?;
    let answer = json!({
        "v": 1, "token": token, "login": user.key, "userId": user.id(), "orgId": ORG_ID,
        "language": language, "timeZone": "Asia/Tokyo",
    });
    Ok(answer.to_string().into())
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
    use crate::org::users;

    fn call(user: &str, class: &str, method: &str, params: &str, key: Option<&[u8]>) -> Result<Value, Failure> {
        let context =
            Context { user: users::find(user).unwrap(), language: "ja", token_key: key, now_s: 1_795_000_000 };
        run(class, method, params, false, &context)
    }

    fn answer(user: &str, key: Option<&[u8]>) -> Value {
        let text = call(user, "DenwaSoftphone", "agentToken", "", key).unwrap();
        serde_json::from_str(text.as_str().expect("Apex returned a String")).unwrap()
    }

    #[test]
    fn the_token_and_its_reasons_for_not_being_there() {
        let sato = answer("sato", Some(b"key"));
        assert_eq!((sato["v"].as_u64(), sato["login"].as_str()), (Some(1), Some("sato")));
        assert_eq!(sato["token"].as_str().unwrap().split('.').count(), 3);
        assert_eq!((sato["language"].as_str(), sato["timeZone"].as_str()), (Some("ja"), Some("Asia/Tokyo")));
        assert_eq!(answer("sato", None)["error"], "noKey");
        assert_eq!(answer("nopermission", Some(b"key"))["error"], "noPermission");
        assert_eq!(answer("nologin", Some(b"key"))["error"], "noLogin");
    }

    #[test]
    fn a_class_that_is_missing() {
        assert_eq!(
            call("sato", "Nonsense", "agentToken", "", None),
            Err(Failure::Server("Could not load Apex class: Nonsense.".into()))
        );
        assert!(call("sato", "DenwaSoftphone", "nonsense", "", None).is_err());
        assert!(call("sato", "denwa.DenwaSoftphone", "agentToken", "", Some(b"k")).is_ok(), "with its namespace");
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
