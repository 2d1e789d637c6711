//! The numbers of the organisation (連携対象電話番号), as the event server knows them, and the user's own extension.

use super::Config;
use crate::number::dialable;
use denwa_protocol::Line;
use std::collections::BTreeMap;

impl Config {
    /// Takes the event server's lines and the user's own extension.
    pub(crate) fn on_lines(&mut self, lines: &[Line], extension: &str) {
        let line = |line: &Line| (normalised_number(&line.number), line.name.clone().unwrap_or_default());
        self.org.lines = lines.iter().map(line).collect();
        self.org.extension = normalised_number(extension);
        self.lists_changed();
        self.refresh_lists();
    }

    /// The numbers that are shown whether or not anybody has decided on them.
    pub(super) fn known_numbers(&self) -> impl Iterator<Item = &str> {
        let extension = Some(self.org.extension.as_str()).filter(|number| !number.is_empty() && self.is_mine());
        self.org.lines.iter().map(|(number, _)| number.as_str()).chain(extension)
    }

    /// The names that people gave the event server's lines, by number.
    pub(crate) fn line_names(&self) -> BTreeMap<&str, &str> {
        self.org.lines.iter().map(|(number, name)| (number.as_str(), name.as_str())).collect()
    }

    /// Whether a number is the user's own extension.
    pub(crate) fn is_own_extension(&self, number: &str) -> bool {
        !number.is_empty() && number == self.org.extension
    }
}

/// A number as lists have it.
pub(super) fn normalised_number(text: &str) -> String {
    dialable(text).unwrap_or_else(|_| text.to_owned())
}
