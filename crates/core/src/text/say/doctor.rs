//! Sentences of the doctor's page.

use crate::text::Language;
use crate::text::doctor::CheckText;

/// A check that was not made, because another has to be sound first.
#[must_use]
pub fn after(language: Language, first: CheckText) -> String {
    let first = first.t(language);
    match language {
        Language::Ja => format!("先に「{first}」を解決してください。"),
        Language::En => format!("Not checked: “{first}” comes first."),
    }
}

/// How many checks found something.
#[must_use]
pub fn found(language: Language, errors: usize, warnings: usize) -> String {
    match language {
        Language::Ja => format!("異常 {errors} 件、注意 {warnings} 件"),
        Language::En => format!("Faults: {errors}. Attention: {warnings}."),
    }
}

/// The panel is embedded by a page of another origin than its address says.
#[must_use]
pub fn other_origin(language: Language, embedding: &str, expected: &str) -> String {
    match language {
        Language::Ja => format!("パネルは {embedding} に埋め込まれていますが、URL には {expected} と書かれています。"),
        Language::En => format!("The panel is embedded by {embedding}, but its address names {expected}."),
    }
}
