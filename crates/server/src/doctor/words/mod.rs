//! The words of findings, in both languages.

mod en;
mod ja;

use super::{finding::Finding, language::Language};

/// What is so, and what to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is so.
    pub fact: String,
    /// What to change; empty if nothing need be.
    pub remedy: String,
}

impl Words {
    fn new(fact: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { fact: fact.into(), remedy: remedy.into() }
    }
}

impl Finding {
    /// Says the finding in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> Words {
        match language {
            Language::Ja => ja::words(self),
            Language::En => en::words(self),
        }
    }
}

/// Quotes names and joins them.
fn list(names: &[String], separator: &str) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(separator)
}
