//! Errors of a call in the core's kinds.

use denwa_core::HostError;
use opencti::{CallError, CtiError, ErrorCode};

/// What the database says when somebody else is writing to the same record just now.
const ROW_LOCK: &str = "UNABLE_TO_LOCK_ROW";

/// What a failed call means to the core.
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
        _ => HostError::Refused { transient: false, detail: String::new() },
    }
}

/// Whether trying again can help.
fn may_pass(error: &CtiError) -> bool {
    let says = |text: &str| {
        holds(&error.description, text)
            || error.messages.iter().any(|message| holds(message, text))
            || error.details.as_deref().is_some_and(|details| holds(details, text))
    };
    match error.code {
        ErrorCode::SoftphoneContainer => true,
        // A class that is not installed is told by the same code, and does not come by waiting.
        ErrorCode::Server => !says("Apex class"),
        _ => says(ROW_LOCK),
    }
}

/// Whether a text says that somebody else was writing.
pub fn is_row_lock(text: &str) -> bool {
    holds(text, ROW_LOCK)
}

/// Whether a text holds another. The standard library's way is for long texts, and long itself.
fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// What the host said, for a person: the details' messages name the rule that said no, the description only that one did.
pub fn words(errors: &[CtiError]) -> String {
    let mut words = String::new();
    let mut say = |text: &str| {
        if !words.is_empty() {
            words.push_str("; ");
        }
        words.push_str(text);
    };
    for error in errors {
        if error.messages.is_empty() {
            say(if error.description.is_empty() { &error.raw_code } else { &error.description });
        }
        for message in &error.messages {
            say(message);
        }
    }
    words.truncate(words.trim_end_matches(['.', '。', ' ']).len());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: ErrorCode, description: &str, messages: &[&str]) -> CtiError {
        CtiError {
            code,
            raw_code: "CODE".to_owned(),
            description: description.to_owned(),
            messages: messages.iter().map(|&message| message.to_owned()).collect(),
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
        assert!(!refused(error(ErrorCode::Server, "Could not load Apex class: DenwaSoftphone.", &[])).0);
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
