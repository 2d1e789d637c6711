//! The answer of the package's Apex method: `{"v":1,"token":…,"language":…,"timeZone":…}`, or `{"v":1,"error":…}`.

use denwa_core::HostError;
use denwa_core::host::AgentToken;
use denwa_core::start::StartError;
use js_sys::{JSON, Reflect};
use opencti::{ApexValue, CallError};
use wasm_bindgen::JsValue;

use super::errors;

/// The token, and the user's language and time zone.
pub fn read(answer: Result<ApexValue, CallError>) -> Result<(AgentToken, Option<String>, Option<String>), HostError> {
    let bad = HostError::Start(StartError::BadToken);
    let text = answer.map_err(errors::of_call)?.into_text().ok_or(HostError::BadAnswer)?;
    let value = JSON::parse(&text).map_err(|_| bad.clone())?;
    if get(&value, "v").as_f64() != Some(1.0) {
        return Err(bad);
    }
    if let Some(error) = get(&value, "error").as_string() {
        return Err(HostError::Start(match error.as_str() {
            "noPermission" => StartError::NoPermission,
            "noLogin" => StartError::NoLogin,
            "noKey" => StartError::NoKey,
            _ => StartError::BadToken,
        }));
    }
    let part = |name: &str| get(&value, name).as_string().filter(|text| !text.is_empty());
    let token = AgentToken {
        token: part("token").ok_or(bad)?,
        login: part("login").unwrap_or_default(),
        ..AgentToken::default()
    };
    Ok((token, part("language"), part("timeZone")))
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(key)).unwrap_or_default()
}
