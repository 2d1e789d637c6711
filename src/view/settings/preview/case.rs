//! The cases that the preview shows.

use denwa_core::Language;
use denwa_core::text::SettingsMsg;

/// How the search for the caller ends in the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// One record matches.
    OneMatch,
    /// No record matches.
    NoMatch,
    /// Several records match.
    Several,
    /// The number is withheld.
    Withheld,
}

impl Case {
    /// Every case, in the order it is shown.
    pub const ALL: [Self; 4] = [Self::OneMatch, Self::NoMatch, Self::Several, Self::Withheld];

    /// Its value in the document.
    pub fn code(self) -> &'static str {
        match self {
            Self::OneMatch => "one",
            Self::NoMatch => "none",
            Self::Several => "several",
            Self::Withheld => "withheld",
        }
    }

    /// Its words.
    pub fn label(self, language: Language) -> &'static str {
        let message = match self {
            Self::OneMatch => SettingsMsg::PreviewOneMatch,
            Self::NoMatch => SettingsMsg::PreviewNoMatch,
            Self::Several => SettingsMsg::PreviewSeveral,
            Self::Withheld => SettingsMsg::PreviewWithheld,
        };
        message.t(language)
    }
}
