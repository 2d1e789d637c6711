//! Labels in Setup: those of the configuration view, so that a setting has one name everywhere.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use denwa_core::settings::schema::{Key, ListRow};

use crate::paths;

/// The longest label of an object or a field, in UTF-16 units.
const LONGEST: usize = 40;

/// The words of one language.
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Reads `static/text/words.json`: the words in Japanese, and those in English.
    pub fn read() -> Result<[Self; 2]> {
        let file = paths::root().join("static/text/words.json");
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let words: BTreeMap<String, [String; 2]> =
            serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        let of =
            |language: usize| Self(words.iter().map(|(key, word)| (key.clone(), word[language].clone())).collect());
        Ok([of(0), of(1)])
    }

    pub fn setting(&self, key: Key) -> Result<String> {
        self.label(&format!("set.{}.label", key.code()))
    }

    /// What a setting is for, and its default: the description of its field.
    pub fn about(&self, key: Key) -> Result<String> {
        let name = format!("set.{}", key.code());
        let default = key.row().default;
        let words = [format!("{name}.{default}"), format!("choice.{default}")];
        let default = match words.iter().find_map(|word| self.0.get(word)) {
            Some(choice) => choice,
            None if default.is_empty() => self.word("config.none")?,
            None => default,
        };
        let default = self.word("config.defaultIs")?.replace("{value}", default);
        Ok(format!("{} {default}.", self.word(&format!("{name}.help"))?))
    }

    pub fn list(&self, list: &ListRow) -> Result<String> {
        self.label(&format!("list.{}.label", list.object))
    }

    pub fn column(&self, list: &ListRow, field: &str) -> Result<String> {
        self.label(&format!("list.{}.{field}", list.object))
    }

    /// The word of a key.
    pub fn word(&self, key: &str) -> Result<&str> {
        self.0.get(key).map(String::as_str).with_context(|| format!("static/text has no word for {key}"))
    }

    fn label(&self, key: &str) -> Result<String> {
        let label = self.word(key)?;
        let units = label.encode_utf16().count();
        ensure!(units <= LONGEST, "{key} has {units} characters; a label in Salesforce has at most {LONGEST}");
        Ok(label.to_owned())
    }
}
