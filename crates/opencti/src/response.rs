//! The host's response to a call.
//!
//! A response is `{success, returnValue, errors}`; some pages of the guide write `error` for `errors`. Only `success` can be relied
//! on, errors may be bare strings, and the response of a failed call may lack `returnValue`.

use wasm_bindgen::JsValue;

use crate::error::{CallError, CtiError, ErrorCode};
use crate::js;

/// A response that says that the call succeeded.
pub(crate) struct Response(JsValue);

impl Response {
    /// Accepts a response that reports success.
    pub(crate) fn judge(response: JsValue) -> Result<Self, CallError> {
        match js::get(&response, "success").as_bool() {
            Some(true) => Ok(Self(response)),
            Some(false) => Err(CallError::Host(errors(&response))),
            None => Err(CallError::BadAnswer("success")),
        }
    }

    /// What the method returned.
    pub(crate) fn value(&self) -> JsValue {
        self.member("returnValue")
    }

    /// What the method returned, if it is an object.
    pub(crate) fn object(&self) -> Result<JsValue, CallError> {
        Some(self.value()).filter(js::is_record).ok_or(CallError::BadAnswer("returnValue"))
    }

    /// A member beside the returned value.
    pub(crate) fn member(&self, key: &str) -> JsValue {
        js::get(&self.0, key)
    }
}

/// Whether a listener's argument is the answer to its registration: version 43 of the library hands that to listeners too.
pub(crate) fn is_acknowledgement(payload: &JsValue) -> bool {
    js::get(payload, "success").as_bool().is_some()
}

fn errors(response: &JsValue) -> Vec<CtiError> {
    let errors = [js::get(response, "errors"), js::get(response, "error")];
    let errors = errors.into_iter().find(|errors| !errors.is_null() && !errors.is_undefined()).unwrap_or_default();
    js::one_or_many(&errors).iter().filter_map(error).collect()
}

fn error(value: &JsValue) -> Option<CtiError> {
    if let Some(description) = value.as_string() {
        return Some(CtiError { description, ..CtiError::default() });
    }
    if !js::is_record(value) {
        return None;
    }
    let raw_code = js::scalar(&js::get(value, "code")).unwrap_or_default();
    let details = js::get(value, "details");
    Some(CtiError {
        code: ErrorCode::from_raw(&raw_code),
        raw_code,
        description: js::text(value, "description").or_else(|| js::text(value, "message")).unwrap_or_default(),
        messages: js::one_or_many(&details).iter().filter_map(message).collect(),
        details: js::json(&details).filter(|json| json != "null"),
    })
}

/// The text of a detail: a string, or an object with a message.
fn message(detail: &JsValue) -> Option<String> {
    detail.as_string().or_else(|| js::text(detail, "message"))
}
