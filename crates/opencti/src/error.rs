//! How a call can fail.

use core::fmt;

use thiserror::Error;

/// Why a call gave no result.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CallError {
    /// No answer before the deadline. The call may have had its effect, or may still have it.
    #[error("no answer in time")]
    TimedOut,
    /// The host answered that the call failed, with its errors; there may be none.
    #[error("the host answered {}", first(.0))]
    Host(Vec<CtiError>),
    /// The library threw instead of taking the call, which did not leave the page.
    #[error("the library threw: {0}")]
    Threw(String),
    /// The answer is not of the documented shape; the text says where. The call itself may have succeeded.
    #[error("the answer cannot be read: {0}")]
    BadAnswer(&'static str),
    /// The host would refuse or misunderstand an argument. The call was not made.
    #[error("wrong argument: {0}")]
    BadArgument(&'static str),
    /// The library, in its version, has no such method.
    #[error("this version of the library has no {0}")]
    NotAvailable(&'static str),
}

fn first(errors: &[CtiError]) -> String {
    errors.first().map_or_else(|| "an error without saying which".to_owned(), ToString::to_string)
}

impl CallError {
    /// Whether the call may have had its effect all the same: a log that ends so may exist, and must be looked for before it is
    /// written again.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        matches!(self, Self::TimedOut | Self::BadAnswer(_))
    }

    /// Whether the host has not started its softphone yet. The same call may succeed a moment later.
    #[must_use]
    pub fn is_starting(&self) -> bool {
        matches!(self, Self::Host(errors) if errors.iter().any(|error| error.code == ErrorCode::SoftphoneContainer))
    }
}

/// An error as the host reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
pub struct CtiError {
    /// Its code.
    pub code: ErrorCode,
    /// Its code as sent; empty where the host sent a bare string.
    pub raw_code: String,
    /// Its description, in the words of the host.
    pub description: String,
    /// The texts found in its details, such as the message of a validation rule that refused a log.
    pub messages: Vec<String>,
    /// Its details as JSON, of any shape.
    pub details: Option<String>,
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

/// The documented error codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// `INVALID_PARAM`: an argument is wrong.
    InvalidParam,
    /// `GENERIC_ERROR`, for which a heading of the guide writes `GENERIC_PARAM`.
    Generic,
    /// `SERVER_ERROR`: among others, an Apex class that does not exist.
    Server,
    /// `SOFTPHONE_CONTAINER_ERROR`: the host's softphone has not started yet.
    SoftphoneContainer,
    /// An undocumented code, or none.
    #[default]
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
