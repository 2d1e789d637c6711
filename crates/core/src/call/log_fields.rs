//! The fields of a log: the last value for a field counts, however its name is written.

use crate::package::save_log::LogValue;
use std::collections::BTreeMap;

/// The fields of a log.
#[derive(Debug, Default)]
pub(super) struct LogFields(BTreeMap<String, LogValue>);

impl LogFields {
    /// Whether a field has a value.
    pub(super) fn has(&self, field: &str) -> bool {
        self.0.keys().any(|known| known.eq_ignore_ascii_case(field))
    }

    /// Puts a value into a field.
    pub(super) fn put(&mut self, field: &str, value: LogValue) {
        self.0.retain(|known, _| !known.eq_ignore_ascii_case(field));
        self.0.insert(field.to_owned(), value);
    }

    /// Puts a text into a field, cut to `longest` characters as Salesforce counts them.
    pub(super) fn put_text(&mut self, field: &str, text: &str, longest: usize) {
        self.put(field, LogValue::Text(truncate(text, longest).to_owned()));
    }

    /// The same unless the text is empty.
    pub(super) fn put_some(&mut self, field: &str, text: &str, longest: usize) {
        if !text.is_empty() {
            self.put_text(field, text, longest);
        }
    }

    /// API names and values.
    pub(super) fn into_map(self) -> BTreeMap<String, LogValue> {
        self.0
    }
}

/// The beginning of a text: at most `longest` UTF-16 units, as Salesforce counts, and never half a character.
pub(super) fn truncate(text: &str, longest: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > longest
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(truncate("山田", 1), "山");
        assert_eq!(truncate("山田", 2), "山田");
        assert_eq!(truncate("a😀b", 2), "a");
        assert_eq!(truncate("a😀b", 3), "a😀");
        assert_eq!(truncate("", 0), "");
        assert_eq!(truncate(&"😀".repeat(200), 255).chars().count(), 127);
    }

    #[test]
    fn the_last_value_for_a_field_counts() {
        let mut fields = LogFields::default();
        fields.put_text("Subject", "first", 255);
        fields.put_text("SUBJECT", "last", 255);
        assert!(fields.has("subject"));
        assert_eq!(fields.into_map().into_values().collect::<Vec<_>>(), [LogValue::Text("last".to_owned())]);
    }
}
