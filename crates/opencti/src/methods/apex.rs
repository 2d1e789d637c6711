//! Apex: calling a web service method of the org.

use wasm_bindgen::JsValue;

use crate::answer;
use crate::args::Args;
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;
use crate::query::encode_pairs;

/// A call of a `webService static` method of a global class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apex {
    /// The class, with its namespace if it has one: `NS.Class`.
    pub class: String,
    /// The method.
    pub method: String,
    /// Its parameters by name. They are percent-encoded on their way.
    pub params: Vec<(String, String)>,
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

impl Apex {
    /// A call without parameters.
    #[must_use]
    pub fn new(class: impl Into<String>, method: impl Into<String>) -> Self {
        Self { class: class.into(), method: method.into(), params: Vec::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    fn check(&self) -> Result<(), CallError> {
        if !self.class.split('.').all(is_identifier) || self.class.split('.').count() > 2 {
            return Err(CallError::BadArgument("apexClass: a class, or namespace.class"));
        }
        if !is_identifier(&self.method) {
            return Err(CallError::BadArgument("methodName: a method"));
        }
        if !self.params.iter().all(|(name, _)| is_identifier(name)) {
            return Err(CallError::BadArgument("methodParams: names of parameters"));
        }
        Ok(())
    }
}

impl OpenCti {
    /// Calls an Apex method. A class that is not there is a host error of code
    /// [`ErrorCode::Server`](crate::ErrorCode::Server).
    pub fn run_apex(&self, apex: &Apex, deadline: Deadline) -> Call<ApexValue> {
        if let Err(error) = apex.check() {
            return Call::failed(error);
        }
        let args = Args::new()
            .text("apexClass", &apex.class)
            .text("methodName", &apex.method)
            .text("methodParams", &encode_pairs(&apex.params));
        self.call("runApex", args, deadline, ApexValue::read)
    }
}

/// Apex's names: letters, digits and underscores, with a letter in front.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::Apex;
    use crate::error::CallError;

    #[test]
    fn names_are_apexs() {
        assert_eq!(Apex::new("DenwaSoftphone", "agentToken").check(), Ok(()));
        assert_eq!(Apex::new("NS.Lookup", "find").param("phone_number", "+81 3").check(), Ok(()));
        for wrong in [
            Apex::new("", "m"),
            Apex::new("a.b.c", "m"),
            Apex::new(".C", "m"),
            Apex::new("C", ""),
            Apex::new("C", "m()"),
            Apex::new("C", "m").param("a&b", ""),
            Apex::new("C", "m").param("", ""),
        ] {
            assert!(matches!(wrong.check(), Err(CallError::BadArgument(_))), "{wrong:?}");
        }
    }
}
