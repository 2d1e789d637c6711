//! What the host answered, and what it says where it refuses.
//!
//! A response is `{success, returnValue, errors}`; some pages of Salesforce's guide write `error`. Only `success` tells the truth, and
//! errors may be texts.

use denwa_core::HostError;
use denwa_core::cut::find;
use opencti::{Outcome, Unanswered};

use crate::json::{self, Json};

/// What the database says when somebody else is writing to the same record just now.
const ROW_LOCK: &str = "UNABLE_TO_LOCK_ROW";

/// The response of a call that succeeded.
pub fn of(outcome: Outcome) -> Result<Json, HostError> {
    judge(outcome.map_err(of_none)?.to_json().and_then(|text| json::parse(&text)))
}

/// What it means to the core that there is no answer.
pub fn of_none(error: Unanswered) -> HostError {
    match error {
        Unanswered::TimedOut => HostError::TimedOut,
        Unanswered::NotAvailable(_) => HostError::NotAvailable,
        Unanswered::Threw(detail) => HostError::Refused { transient: false, detail },
        Unanswered::BadArgument(what) => HostError::Refused { transient: false, detail: what.to_owned() },
    }
}

fn judge(response: Option<Json>) -> Result<Json, HostError> {
    let Some(response) = response else { return Err(HostError::BadAnswer) };
    match response.get("success").flag() {
        Some(true) => Ok(response),
        Some(false) => Err(refused(match response.get("errors") {
            Json::Null => response.get("error"),
            errors => errors,
        })),
        None => Err(HostError::BadAnswer),
    }
}

/// What the host said, for a person: the details' messages name the rule that said no, the description only that one did.
fn refused(errors: &Json) -> HostError {
    let mut words = String::new();
    let mut transient = false;
    for error in one_or_many(errors) {
        let begin = words.len();
        say(&mut words, error);
        for message in one_or_many(error.get("details")) {
            say(&mut words, message);
            say(&mut words, message.get("message"));
        }
        for name in ["description", "message", "code"] {
            if words.len() == begin {
                say(&mut words, error.get(name));
            }
        }
        transient |= may_pass(error);
    }
    while let Some(shorter) = [".", "。", " "].iter().find_map(|end| words.strip_suffix(end)) {
        words.truncate(shorter.len());
    }
    HostError::Refused { transient, detail: words }
}

fn say(words: &mut String, value: &Json) {
    if let Some(text) = json::scalar(value) {
        if !words.is_empty() {
            words.push_str("; ");
        }
        words.push_str(&text);
    }
}

fn one_or_many(value: &Json) -> &[Json] {
    if let Json::Array(many) = value { many } else { core::slice::from_ref(value) }
}

/// Whether trying again can help.
fn may_pass(error: &Json) -> bool {
    match error.get("code").text() {
        "SOFTPHONE_CONTAINER_ERROR" => true,
        // A class that is not installed is told by the same code, and does not come by waiting.
        "SERVER_ERROR" => !mentions(error, "Apex class"),
        _ => mentions(error, ROW_LOCK),
    }
}

/// Whether somebody else was writing, as a text of the database's in there says.
pub fn is_row_lock(value: &Json) -> bool {
    mentions(value, ROW_LOCK)
}

/// Whether a text that stands in there somewhere holds another.
fn mentions(value: &Json, part: &str) -> bool {
    match value {
        Json::Text(text) => find(text, part).is_some(),
        Json::Array(items) => items.iter().any(|item| mentions(item, part)),
        Json::Object(members) => members.iter().any(|(_, value)| mentions(value, part)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    fn refused(errors: &Value) -> (bool, String) {
        match judge(Some(of(&json!({"success": false, "errors": errors})))) {
            Err(HostError::Refused { transient, detail }) => (transient, detail),
            other => panic!("{other:?}"),
        }
    }

    fn error(code: &str, description: &str, messages: &[&str]) -> Value {
        let details: Vec<Value> = messages.iter().map(|message| json!({"message": message})).collect();
        json!([{"code": code, "description": description, "details": details}])
    }

    #[test]
    fn only_success_tells_the_truth() {
        assert!(judge(Some(of(&json!({"success": true, "errors": [{"code": "GENERIC_ERROR"}]})))).is_ok());
        for none in [json!({"result": true}), json!({"success": "false"}), json!(null), json!(1), json!([])] {
            assert_eq!(judge(Some(of(&none))), Err(HostError::BadAnswer), "{none}");
        }
        assert_eq!(judge(None), Err(HostError::BadAnswer));
    }

    #[test]
    fn errors_come_in_many_shapes() {
        let said = |response: Value| match judge(Some(of(&response))) {
            Err(HostError::Refused { detail, .. }) => detail,
            other => panic!("{other:?}"),
        };
        let no = |errors: Value| said(json!({"success": false, "errors": errors}));
        assert_eq!(no(json!(["No.", "Nor this."])), "No.; Nor this");
        assert_eq!(said(json!({"success": false, "error": ["No."]})), "No");
        assert_eq!(said(json!({"success": false, "errors": null, "error": "No."})), "No");
        assert_eq!(no(json!({"code": "GENERIC_ERROR", "description": "Bad."})), "Bad");
        assert_eq!(
            no(json!([{"description": "Bad.", "details": [{"message": "Subject?"}, "Who?"]}])),
            "Subject?; Who?"
        );
        assert_eq!(no(json!([{"description": "Bad.", "details": {"message": "Subject?"}}])), "Subject?");
        assert_eq!(no(json!([null, {"message": "Bad.", "details": "Why?"}])), "Why?");
        assert_eq!(no(Value::Null), "");
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        assert!(refused(&error("SERVER_ERROR", "A problem was encountered on the server.", &[])).0);
        assert!(refused(&error("SOFTPHONE_CONTAINER_ERROR", "", &[])).0);
        assert!(refused(&error("GENERIC_ERROR", "An error occurred", &["UNABLE_TO_LOCK_ROW: …"])).0);
        assert!(!refused(&error("SERVER_ERROR", "Could not load Apex class: DenwaSoftphone.", &[])).0);
        assert!(!refused(&error("GENERIC_ERROR", "An error occurred", &["結果は必須です。"])).0);
        assert!(!refused(&error("INVALID_PARAM", "", &[])).0);
    }

    #[test]
    fn the_details_speak_before_the_description() {
        let said = |description: &str, messages: &[&str]| refused(&error("CODE", description, messages)).1;
        assert_eq!(said("Review the Details field.", &["結果は必須です。"]), "結果は必須です");
        assert_eq!(said("It failed.", &[]), "It failed");
        assert_eq!(said("", &[]), "CODE");
        assert_eq!(of_none(Unanswered::TimedOut), HostError::TimedOut);
    }
}
