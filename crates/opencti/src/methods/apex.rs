//! Apex: calling a web service method of the org.

use wasm_bindgen::JsValue;

use crate::answer;
use crate::args::Args;
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;
use crate::query::{cut, encode_pairs};
use crate::request::Request;

/// A call of a `webService static` method of a global class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apex<'a> {
    /// The class, with its namespace if it has one: `NS.Class`.
    pub class: &'a str,
    /// The method.
    pub method: &'a str,
    /// Its parameters by name. They are percent-encoded on their way.
    pub params: Vec<(&'a str, &'a str)>,
}

/// What an Apex method returned.
#[derive(Clone, Debug, PartialEq)]
pub enum ApexValue {
    /// A text, such as JSON the method made.
    Text(String),
    /// Nothing.
    Null,
    /// Any other value: a record, a list, a number.
    Json(JsValue),
}

impl ApexValue {
    /// The text, if it is one.
    #[must_use]
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Json(_) => None,
        }
    }

    fn read(response: &JsValue) -> Result<Self, CallError> {
        let value = answer::value(response);
        // A method that returns nothing succeeds all the same.
        if !js::is_record(&value) && !value.is_null() && !value.is_undefined() {
            return Err(CallError::BadAnswer("returnValue"));
        }
        let value = js::get(&value, "runApex");
        Ok(match value.as_string() {
            Some(text) => Self::Text(text),
            None if value.is_null() || value.is_undefined() => Self::Null,
            None => Self::Json(value),
        })
    }
}

impl<'a> Apex<'a> {
    /// A call without parameters.
    #[must_use]
    pub fn new(class: &'a str, method: &'a str) -> Self {
        Self { class, method, params: Vec::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn param(mut self, name: &'a str, value: &'a str) -> Self {
        self.params.push((name, value));
        self
    }
}

impl Request {
    /// Calls an Apex method, with its parameters by name. What it returns is the answer's `returnValue.runApex`.
    pub fn apex(class: &str, method: &str, params: &[(&str, &str)]) -> Self {
        let args =
            Args::new().text("apexClass", class).text("methodName", method).text("methodParams", &encode_pairs(params));
        Self::new("runApex", args)
            .checked(params.iter().all(|(name, _)| is_identifier(name)), "methodParams: names of parameters")
            .checked(is_identifier(method), "methodName: a method")
            .checked(is_class(class), "apexClass: a class, or namespace.class")
    }
}

impl OpenCti {
    /// Calls an Apex method. A class that is not there is a host error of code
    /// [`ErrorCode::Server`](crate::ErrorCode::Server).
    pub fn run_apex(&self, apex: &Apex<'_>, deadline: Deadline) -> Call<ApexValue> {
        self.call(Request::apex(apex.class, apex.method, &apex.params), deadline, ApexValue::read)
    }
}

/// A class, with its namespace if it has one.
fn is_class(class: &str) -> bool {
    let (class, inner) = cut(class, b'.');
    is_identifier(class) && inner.is_none_or(is_identifier)
}

/// Apex's names: letters, digits and underscores, with a letter in front.
fn is_identifier(name: &str) -> bool {
    name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::{is_class, is_identifier};

    #[test]
    fn names_are_apexs() {
        assert!(is_class("DenwaSoftphone") && is_class("NS.Lookup"));
        assert!(is_identifier("agentToken") && is_identifier("phone_number"));
        for wrong in ["", "a.b.c", ".C", "C.", "a b"] {
            assert!(!is_class(wrong), "{wrong}");
        }
        for wrong in ["", "m()", "a&b", "1a"] {
            assert!(!is_identifier(wrong), "{wrong}");
        }
    }
}
