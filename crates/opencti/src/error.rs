//! What a call can come to when it does not come to its answer.

use core::fmt;

/// Why a call gave no result.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallError {
    /// No answer before the deadline. What the call was to do may have happened, or may still happen.
    TimedOut,
    /// The host answered that it failed, with what it says of it (which may be nothing).
    Host(Vec<CtiError>),
    /// The library threw instead of taking the call, which did not leave the page.
    Threw(String),
    /// The answer is not of the documented shape; the text says where. The call itself may have succeeded.
    BadAnswer(&'static str),
    /// An argument that the host would refuse, or misunderstand. The call was not made.
    BadArgument(&'static str),
    /// The library, in its version, has no such method.
    NotAvailable(&'static str),
}

/// Why a call brought no answer at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// No answer before the deadline. What the call was to do may have happened, or may still happen.
    TimedOut,
    /// The library threw instead of taking the call, which did not leave the page.
    Threw(String),
    /// An argument that the host would refuse, or misunderstand. The call was not made.
    BadArgument(&'static str),
    /// The library, in its version, has no such method.
    NotAvailable(&'static str),
}

impl From<Unanswered> for CallError {
    fn from(error: Unanswered) -> Self {
        match error {
            Unanswered::TimedOut => Self::TimedOut,
            Unanswered::Threw(text) => Self::Threw(text),
            Unanswered::BadArgument(what) => Self::BadArgument(what),
            Unanswered::NotAvailable(method) => Self::NotAvailable(method),
        }
    }
}

impl CallError {
    /// Whether the call may have had its effect all the same: a log that ends so may exist, and is to be looked for before it
    /// is written again.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        matches!(self, Self::TimedOut | Self::BadAnswer(_))
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut => f.write_str("no answer in time"),
            Self::Host(errors) => match errors.first() {
                Some(error) => write!(f, "the host answered {error}"),
                None => f.write_str("the host answered an error without saying which"),
            },
            Self::Threw(text) => write!(f, "the library threw: {text}"),
            Self::BadAnswer(what) => write!(f, "the answer cannot be read: {what}"),
            Self::BadArgument(what) => write!(f, "wrong argument: {what}"),
            Self::NotAvailable(method) => write!(f, "this version of the library has no {method}"),
        }
    }
}

impl core::error::Error for CallError {}

/// One error as the host tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CtiError {
    /// Its code.
    pub code: ErrorCode,
    /// Its code as sent; empty where the host sent a bare text.
    pub raw_code: String,
    /// Its description, in the words of the host.
    pub description: String,
    /// The texts found in its details, such as the message of a validation rule that refused a log.
    pub messages: Vec<String>,
    /// Its details as JSON, whatever they are.
    pub details: Option<String>,
}

/// The documented error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// `INVALID_PARAM`: an argument is wrong.
    InvalidParam,
    /// `GENERIC_ERROR`, for which one heading of the guide writes `GENERIC_PARAM`.
    Generic,
    /// `SERVER_ERROR`: among others, an Apex class that is not there.
    Server,
    /// `SOFTPHONE_CONTAINER_ERROR`: the host's softphone has not started yet.
    SoftphoneContainer,
    /// Another one, or none.
    Other,
}

impl ErrorCode {
    /// Reads a code as sent.
    #[must_use]
    pub fn from_raw(raw: &str) -> Self {
        match raw {
            "INVALID_PARAM" => Self::InvalidParam,
            "GENERIC_ERROR" | "GENERIC_PARAM" => Self::Generic,
            "SERVER_ERROR" => Self::Server,
            "SOFTPHONE_CONTAINER_ERROR" => Self::SoftphoneContainer,
            _ => Self::Other,
        }
    }
}

impl fmt::Display for CtiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.raw_code, self.description)?;
        for message in &self.messages {
            write!(f, " ({message})")?;
        }
        Ok(())
    }
}

impl core::error::Error for CtiError {}

#[cfg(test)]
mod tests {
    use super::{CallError, CtiError, ErrorCode};

    #[test]
    fn a_log_without_an_answer_may_exist() {
        assert!(CallError::TimedOut.outcome_unknown());
        assert!(CallError::BadAnswer("returnValue").outcome_unknown());
        assert!(!CallError::Host(Vec::new()).outcome_unknown());
        assert!(!CallError::Threw(String::new()).outcome_unknown());
        assert!(!CallError::BadArgument("value").outcome_unknown());
        assert!(!CallError::NotAvailable("saveLog").outcome_unknown());
    }

    #[test]
    fn logs_name_the_code() {
        let error = CtiError {
            code: ErrorCode::from_raw("SERVER_ERROR"),
            raw_code: "SERVER_ERROR".to_owned(),
            description: "Could not load Apex class: X.".to_owned(),
            messages: vec!["really".to_owned()],
            details: None,
        };
        assert_eq!(error.code, ErrorCode::Server);
        assert_eq!(
            CallError::Host(vec![error]).to_string(),
            "the host answered SERVER_ERROR Could not load Apex class: X. (really)"
        );
        assert_eq!(ErrorCode::from_raw("server_error"), ErrorCode::Other);
    }
}
