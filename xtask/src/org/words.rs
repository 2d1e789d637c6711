//! Labels in Setup: those of the settings page, so that a setting has the same name everywhere.

use anyhow::{Result, ensure};
use denwa_core::settings::Key;
use denwa_core::text::{Language, SettingsMsg, say};

/// The longest label of an object or a field, in UTF-16 units.
const LONGEST: usize = 40;

/// A label in both languages.
pub struct Label {
    pub ja: &'static str,
    pub en: &'static str,
}

impl Label {
    /// The label that `words` gives in each language, if it is not too long for Salesforce.
    pub fn new(words: impl Fn(Language) -> &'static str) -> Result<Self> {
        let label = Self { ja: words(Language::Ja), en: words(Language::En) };
        for text in [label.ja, label.en] {
            let units = text.encode_utf16().count();
            ensure!(units <= LONGEST, "{text:?} has {units} characters; a label in Salesforce has at most {LONGEST}");
        }
        Ok(label)
    }
}

/// What a setting does, and its default: the description of its field.
pub fn description(key: Key) -> String {
    let language = Language::En;
    let default = key.row().default;
    let default = match key.choice_label(default, language) {
        Some(choice) => choice,
        None if default.is_empty() => SettingsMsg::None.t(language),
        None => default,
    };
    format!("{} {}.", key.help(language), say::settings::default_is(language, default))
}
