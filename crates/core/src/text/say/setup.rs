//! Sentences of the setup assistant.

use crate::text::Language;
use crate::text::doctor::SetupPageText;

/// How many steps are done.
#[must_use]
pub fn progress(language: Language, done: usize, all: usize) -> String {
    match language {
        Language::Ja => format!("{all}件中{done}件完了"),
        Language::En => format!("{done} of {all} done"),
    }
}

/// The place of the step that is shown, counted from 1.
#[must_use]
pub fn place(language: Language, place: usize, all: usize) -> String {
    match language {
        Language::Ja => format!("手順 {place}/{all}"),
        Language::En => format!("Step {place} of {all}"),
    }
}

/// The button that goes to a setting or a list of settings.
#[must_use]
pub fn go_to_setting(language: Language, name: &str) -> String {
    match language {
        Language::Ja => format!("「{name}」を設定する"),
        Language::En => format!("Go to the setting “{name}”"),
    }
}

/// The link to a page of Salesforce's Setup, which opens in a tab of its own.
#[must_use]
pub fn open_setup_page(language: Language, page: SetupPageText) -> String {
    let page = page.t(language);
    match language {
        Language::Ja => format!("Salesforce の［設定］→［{page}］を新しいタブで開く"),
        Language::En => format!("Open {page} in Salesforce Setup, in a new tab"),
    }
}
