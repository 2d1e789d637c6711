//! Every word that the panel says or writes, in Japanese and English.
//!
//! Plain messages are enums made from a table ([`Msg`] for the agent's panel, [`AttentionMsg`], [`SettingsMsg`], [`SetupMsg`], [`DoctorMsg`]); sentences with values are
//! functions of [`say`]. Settings, groups, lists, choices and reasons have methods that give their words (`key.label(language)`), which
//! are exhaustive matches: what lacks a language does not compile.

mod attention;
pub mod doctor;
mod messages;
pub mod say;
pub mod settings;
pub mod setup;
mod table;

pub use attention::AttentionMsg;
pub use doctor::DoctorMsg;
pub use messages::Msg;
pub use settings::SettingsMsg;
pub use setup::SetupMsg;

use serde::{Deserialize, Serialize};

/// The languages of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// From a language tag such as `ja`, `ja-JP`, `en_US`: Japanese for `ja`, English for every other.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("ja")) { Self::Ja } else { Self::En }
    }

    /// The tag for a `lang` attribute.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ja => Self::En,
            Self::En => Self::Ja,
        }
    }

    /// Its name in its own words.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.pick("日本語", "English")
    }

    /// The text in this language.
    #[must_use]
    pub const fn pick(self, ja: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }
}
