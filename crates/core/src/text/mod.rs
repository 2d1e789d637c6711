//! The words the core says or writes, in Japanese and English. Words that never change stand in the templates of `static/views`, those of the
//! configuration view and the doctor in `static/text`.
//!
//! Plain messages are [`Msg`]s; sentences with something in them are functions of [`say`]. Both are exhaustive matches, so a missing
//! language does not compile; a test proves that none is empty.

mod messages;
pub mod say;

pub use messages::Msg;

/// The languages of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
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
}
