//! What the host answered.
//!
//! A response is `{success, returnValue, errors}`; some pages of the guide write `error`. Only `success` tells the truth, errors
//! may be texts, and a failed call may have no `returnValue` at all.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::{CallError, CtiError, ErrorCode};
use crate::js;

/// A response, or what an event brought, as it came.
#[derive(Clone, Debug)]
pub struct Answer(pub(crate) JsValue);

impl Answer {
    /// The whole of it as JSON; none where it has none (`undefined`, a circle, a function).
    #[must_use]
    pub fn to_json(&self) -> Option<String> {
        js::json(&self.0)
    }

    /// Whether the host says that its softphone has not started yet.
    pub(crate) fn is_starting(&self) -> bool {
        let starting = |error: &JsValue| js::get(error, "code").as_string().as_deref() == Some(STARTING);
        let errors = errors_of(&self.0);
        let many: &Array = errors.unchecked_ref();
        js::get(&self.0, "success").as_bool() == Some(false)
            && (starting(&errors) || (Array::is_array(&errors) && (0..many.length()).any(|at| starting(&many.get(at)))))
    }
}

/// The code of the error by which the host says that its softphone has not started yet.
pub(crate) const STARTING: &str = "SOFTPHONE_CONTAINER_ERROR";

/// Judges a response.
pub(crate) fn judge(response: &JsValue) -> Result<(), CallError> {
    match js::get(response, "success").as_bool() {
        Some(true) => Ok(()),
        Some(false) => Err(CallError::Host(errors(response))),
        None => Err(CallError::BadAnswer("success")),
    }
}

/// The value of a successful response.
pub(crate) fn value(response: &JsValue) -> JsValue {
    js::get(response, "returnValue")
}

/// Whether what a listener got is the answer to its registration: version 43 of the library hands that to listeners too.
pub(crate) fn is_acknowledgement(payload: &JsValue) -> bool {
    js::get(payload, "success").as_bool().is_some()
}

fn errors_of(response: &JsValue) -> JsValue {
    let errors = js::get(response, "errors");
    if errors.is_null() || errors.is_undefined() { js::get(response, "error") } else { errors }
}

fn errors(response: &JsValue) -> Vec<CtiError> {
    let errors = errors_of(response);
    if Array::is_array(&errors) {
        js::items(&errors).iter().filter_map(error).collect()
    } else {
        error(&errors).into_iter().collect()
    }
}

fn error(value: &JsValue) -> Option<CtiError> {
    if let Some(description) = value.as_string() {
        let (code, raw_code) = (ErrorCode::Other, String::new());
        return Some(CtiError { code, raw_code, description, messages: Vec::new(), details: None });
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
        messages: messages(&details),
        details: js::json(&details).filter(|json| json != "null"),
    })
}

/// The texts in details of any shape: a text, an object with a message, an array of either.
fn messages(details: &JsValue) -> Vec<String> {
    let one = |value: &JsValue| value.as_string().or_else(|| js::text(value, "message"));
    if Array::is_array(details) {
        js::items(details).iter().filter_map(one).collect()
    } else {
        one(details).into_iter().collect()
    }
}
