//! Encodes actions. Values from panels and callers cannot inject fields: line ends are refused.

/// A field that cannot be encoded; holds the field's key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the field `{0}` contains a line end or a null byte, or has an invalid key")]
pub struct InvalidField(pub String);

/// An action without its ID.
#[derive(Clone, PartialEq, Eq)]
pub struct Action {
    name: &'static str,
    fields: Vec<(String, String)>,
}

impl Action {
    /// Makes an action without fields.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self { name, fields: Vec::new() }
    }

    /// Returns the action's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Adds a field.
    ///
    /// # Errors
    /// If key or value contain CR, LF or NUL, or the key is empty or contains a colon.
    pub fn with(mut self, key: &str, value: &str) -> Result<Self, InvalidField> {
        let breaks_line = |text: &str| text.contains(['\r', '\n', '\0']);
        if key.is_empty() || key.contains(':') || breaks_line(key) || breaks_line(value) {
            return Err(InvalidField(key.escape_default().to_string()));
        }
        self.fields.push((key.to_owned(), value.to_owned()));
        Ok(self)
    }

    /// Encodes the action with its ID.
    #[must_use]
    pub fn encode(&self, id: &str) -> Vec<u8> {
        use std::fmt::Write;
        let mut text = format!("Action: {}\r\nActionID: {id}\r\n", self.name);
        for (key, value) in &self.fields {
            // Writing to a string cannot fail.
            let _ = write!(text, "{key}: {value}\r\n");
        }
        text.push_str("\r\n");
        text.into_bytes()
    }
}

impl std::fmt::Debug for Action {
    /// Shows the name only: fields can contain telephone numbers and login keys, which must not get into logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Action({})", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_fields_in_order() {
        let action = Action::new("Hangup").with("Channel", "PJSIP/2001-1").unwrap().with("Cause", "16").unwrap();
        let text = b"Action: Hangup\r\nActionID: d1\r\nChannel: PJSIP/2001-1\r\nCause: 16\r\n\r\n";
        assert_eq!(action.encode("d1"), text);
    }

    #[test]
    fn refuses_injected_fields() {
        for value in ["1\r\nAction: Command", "1\nx", "1\rx", "1\0"] {
            assert!(Action::new("Originate").with("Exten", value).is_err(), "{value:?}");
        }
        for key in ["", "A:b", "A\r\nB"] {
            assert!(Action::new("Originate").with(key, "1").is_err(), "{key:?}");
        }
    }

    proptest! {
        #[test]
        fn never_more_lines_than_fields(key in ".{0,8}", value in ".{0,40}") {
            if let Ok(action) = Action::new("A").with(&key, &value) {
                let text = String::from_utf8(action.encode("1")).unwrap();
                prop_assert_eq!(text.matches("\r\n").count(), 4);
                prop_assert_eq!(text.matches(['\r', '\n']).count(), 8);
            }
        }
    }
}
