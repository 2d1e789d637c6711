//! Failed calls in the core's kinds.

use denwa_core::HostError;
use opencti::{CallError, CtiError, ErrorCode};

/// Salesforce's words for what passes by itself: somebody else is writing to the record, a limit is reached for now, the session has expired
/// and is renewed, or the service is away.
const PASSING: [&str; 9] = [
    "UNABLE_TO_LOCK_ROW",
    "Record Currently Unavailable",
    "REQUEST_LIMIT_EXCEEDED",
    "LIMIT_EXCEEDED",
    "System.LimitException",
    "ConcurrentPerOrgLongTxn",
    "INVALID_SESSION_ID",
    "SERVER_UNAVAILABLE",
    "QUERY_TIMEOUT",
];

/// Translates a failed call.
pub fn of_call(error: CallError) -> HostError {
    match error {
        CallError::TimedOut => HostError::TimedOut,
        CallError::BadAnswer(_) => HostError::BadAnswer,
        CallError::NotAvailable(_) => HostError::NotAvailable,
        CallError::Host(errors) => {
            HostError::Refused { transient: errors.iter().any(may_pass), detail: words(&errors) }
        }
        CallError::Threw(text) => HostError::Refused { transient: false, detail: text },
        CallError::BadArgument(what) => HostError::Refused { transient: false, detail: what.to_owned() },
        other => HostError::Refused { transient: false, detail: other.to_string() },
    }
}

/// Whether the words of a refusal mean that trying again can help.
pub fn passes(words: &str) -> bool {
    PASSING.iter().any(|passing| words.contains(passing))
}

/// Whether the host means that the org has no such Apex class.
pub fn is_class_missing(error: &CtiError) -> bool {
    error.code == ErrorCode::Server && texts(error).any(|text| text.contains("Could not load Apex class"))
}

/// Whether trying again can help.
fn may_pass(error: &CtiError) -> bool {
    match error.code {
        ErrorCode::SoftphoneContainer => true,
        // A class that is missing, or refused to this user, has the same code, and waiting does not help.
        ErrorCode::Server => !texts(error).any(|text| text.contains("Apex class")),
        _ => texts(error).any(passes),
    }
}

fn texts(error: &CtiError) -> impl Iterator<Item = &str> {
    let details = error.messages.iter().chain(&error.details).map(String::as_str);
    [error.description.as_str()].into_iter().chain(details)
}

/// The host's words, for a person: the messages in the details name the rule that refused, the description only says that a rule did.
pub fn words(errors: &[CtiError]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for error in errors {
        if !error.messages.is_empty() {
            words.extend(error.messages.iter().map(String::as_str));
        } else if !error.description.is_empty() {
            words.push(&error.description);
        } else if !error.raw_code.is_empty() {
            words.push(&error.raw_code);
        }
    }
    words.join("; ").trim_end_matches(['.', '。', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: ErrorCode, description: &str, messages: &[&str]) -> CtiError {
        CtiError {
            code,
            raw_code: "CODE".to_owned(),
            description: description.to_owned(),
            messages: messages.iter().map(ToString::to_string).collect(),
            details: None,
        }
    }

    fn refused(error: CtiError) -> (bool, String) {
        match of_call(CallError::Host(vec![error])) {
            HostError::Refused { transient, detail } => (transient, detail),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        assert!(refused(error(ErrorCode::Server, "A problem was encountered on the server.", &[])).0);
        assert!(refused(error(ErrorCode::SoftphoneContainer, "", &[])).0);
        assert!(refused(error(ErrorCode::Generic, "An error occurred", &["UNABLE_TO_LOCK_ROW: …"])).0);
        for passing in PASSING {
            assert!(refused(error(ErrorCode::Generic, "", &[&format!("{passing}: …")])).0, "{passing}");
        }
        assert!(!refused(error(ErrorCode::Server, "Could not load Apex class: DenwaSoftphone.", &[])).0);
        let no_access = "You do not have access to the Apex class named: DenwaSoftphone";
        assert!(!refused(error(ErrorCode::Server, no_access, &[])).0);
        assert!(!refused(error(ErrorCode::Generic, "An error occurred", &["結果は必須です。"])).0);
        assert!(!refused(error(ErrorCode::InvalidParam, "", &[])).0);
    }

    #[test]
    fn the_details_speak_before_the_description() {
        assert_eq!(
            refused(error(ErrorCode::Generic, "Review the Details field.", &["結果は必須です。"])).1,
            "結果は必須です"
        );
        assert_eq!(refused(error(ErrorCode::Generic, "It failed.", &[])).1, "It failed");
        assert_eq!(refused(error(ErrorCode::Generic, "", &[])).1, "CODE");
        assert_eq!(of_call(CallError::TimedOut), HostError::TimedOut);
    }
}
