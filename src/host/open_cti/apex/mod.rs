//! The Apex interface of the package (docs/apex.md): one class, each method with one parameter, JSON text, and JSON text as its answer.
//!
//! What comes is read by hand, field by field: what is not there counts as not said, and more than is known is no fault.

pub mod log;
pub mod search;

use denwa_core::HostError;
use denwa_core::start::StartFault;
use opencti::Request;

use super::response;
use crate::json::{Json, Object};

/// The package's class.
const CLASS: &str = "DenwaSoftphone";

/// A request in the making.
pub fn request() -> Object {
    Object::new().raw("v", "1")
}

/// The call of a method.
pub fn call(method: &str, request: &str) -> Request {
    Request::apex(CLASS, method, &[("request", request)])
}

/// Why the package refused, if it did.
pub fn refusal(answer: &Json) -> Option<HostError> {
    if answer.get("v").whole() != Some(1) {
        return Some(HostError::BadAnswer);
    }
    if let Json::Null = answer.get("error") {
        return None;
    }
    let kind = answer.word("error");
    // What was not saved says so itself.
    if matches!(&*kind, "conflict" | "refused" | "locked") {
        return None;
    }
    if let Some(fault) = StartFault::of_token(&kind) {
        return Some(HostError::Start(fault.alone()));
    }
    let transient = response::is_row_lock(answer.get("detail"));
    let detail = answer.word("detail");
    Some(HostError::Refused { transient, detail: if detail.is_empty() { kind } else { detail } })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    fn refusal(answer: &Value) -> Option<HostError> {
        super::refusal(&of(answer))
    }

    #[test]
    fn each_refusal_has_its_kind() {
        let start = |error| Some(HostError::Start(error));
        assert_eq!(refusal(&json!({"v": 1})), None);
        assert_eq!(refusal(&json!({"v": 1, "error": null})), None);
        for not_saved in ["conflict", "refused", "locked"] {
            assert_eq!(refusal(&json!({"v": 1, "error": not_saved})), None, "{not_saved} is an answer");
        }
        assert_eq!(refusal(&json!({"v": 2})), Some(HostError::BadAnswer));
        for none in [json!({}), json!([]), json!("v"), Value::Null] {
            assert_eq!(refusal(&none), Some(HostError::BadAnswer), "{none}");
        }
        assert_eq!(refusal(&json!({"v": 1, "error": "noPermission"})), start(StartFault::NoPermission.alone()));
        assert_eq!(refusal(&json!({"v": 1, "error": "noLogin"})), start(StartFault::NoLogin.alone()));
        assert_eq!(refusal(&json!({"v": 1, "error": "noKey"})), start(StartFault::NoKey.alone()));
        let refused = |transient, detail: &str| Some(HostError::Refused { transient, detail: detail.to_owned() });
        assert_eq!(refusal(&json!({"v": 1, "error": "badRequest"})), refused(false, "badRequest"));
        assert_eq!(
            refusal(&json!({"v": 1, "error": "failed", "detail": "結果は必須です"})),
            refused(false, "結果は必須です")
        );
        let locked = "UNABLE_TO_LOCK_ROW: unable to obtain exclusive access";
        assert_eq!(refusal(&json!({"v": 1, "error": "failed", "detail": locked})), refused(true, locked));
    }
}
