//! The language of every word, in the context of both programs.

use denwa_core::Language;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Spoken(Memo<Language>);

/// Gives the components below their language.
pub fn provide_language(language: Memo<Language>) {
    provide_context(Spoken(language));
}

/// The language of every word.
#[must_use]
pub fn use_language() -> Memo<Language> {
    let Spoken(language) = expect_context();
    language
}
