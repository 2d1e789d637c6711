//! Apex: calling a web service method of the org.

use wasm_bindgen::JsValue;

use crate::args::Args;
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;
use crate::query::encode_pairs;
use crate::response::Response;

/// A call of a `webService static` method of a global class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apex<'a> {
    /// The class, with its namespace if it has one: `NS.Class`.
    pub class: &'a str,
    /// The method.
    pub method: &'a str,
    /// Its parameters by name. They are percent-encoded on their way; nobody outside of Salesforce knows whether each host decodes
    /// them again, so a value of unreserved characters only (base64url, say) is the one that surely arrives.
    pub params: Vec<(&'a str, &'a str)>,
}

/// The value that an Apex method returned.
#[derive(Clone, Debug, PartialEq)]
pub enum ApexValue {
    /// A string, such as JSON the method made.
    Text(String),
    /// Nothing.
    Null,
    /// Any other value: a record, a list, a number.
    Json(JsValue),
}

impl ApexValue {
    /// The string, if the value is a string.
    #[must_use]
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Json(_) => None,
        }
    }

    fn read(response: &Response) -> Result<Self, CallError> {
        let value = response.value();
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

impl OpenCti {
    /// Calls an Apex method. A class that does not exist is a host error of code
    /// [`ErrorCode::Server`](crate::ErrorCode::Server).
    pub fn run_apex(&self, apex: &Apex<'_>, deadline: Deadline) -> Call<ApexValue> {
        if !is_class(apex.class) {
            return Call::bad_argument("apexClass: a class, or namespace.class");
        }
        if !is_identifier(apex.method) {
            return Call::bad_argument("methodName: a method");
        }
        if !apex.params.iter().all(|(name, _)| is_identifier(name)) {
            return Call::bad_argument("methodParams: names of parameters");
        }
        let args = Args::new()
            .text("apexClass", apex.class)
            .text("methodName", apex.method)
            .text("methodParams", &encode_pairs(&apex.params));
        self.call("runApex", args, deadline, ApexValue::read)
    }
}

/// Whether the text names a class, with its namespace if it has one.
fn is_class(class: &str) -> bool {
    match class.split_once('.') {
        Some((namespace, class)) => is_identifier(namespace) && is_identifier(class),
        None => is_identifier(class),
    }
}

/// Whether the text is a name in Apex: letters, digits and underscores, with a letter in front.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
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
