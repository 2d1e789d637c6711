//! The words of the configuration view and the doctor, as views use them.

use denwa_core::project::Stage;
use denwa_core::text::Msg;
use denwa_core::{Language, Page};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Ui;
use super::el::{El, button, el, watch};
use crate::shell::texts::{self, Texts};

/// The words are fetched so long after the panel is ready, in milliseconds, so that they are there when a page is opened.
const IDLE_MS: u32 = 3_000;

/// The words of both languages, as far as they have been fetched.
pub type Words = RwSignal<[Texts; 2], LocalStorage>;

/// None has been fetched yet.
pub fn none() -> Words {
    RwSignal::new_local([Texts::Awaited, Texts::Awaited])
}

impl Ui {
    /// A word by its key, in the present language; empty until it is there.
    pub fn word(self, key: &str) -> String {
        let at = self.language() as usize;
        self.words.with(|words| words[at].get(key))
    }

    /// A word with something in it: `{name}` in it is replaced.
    pub fn word_with(self, key: &str, name: &str, value: &str) -> String {
        self.word(key).replace(name, value)
    }

    fn fetch_words(self) {
        let take = move |language, texts| self.words.update(|words| words[language as usize] = texts);
        texts::want(self.language(), take);
    }
}

impl El {
    /// A word by its key.
    pub fn says_key(self, ui: Ui, key: &'static str) -> Self {
        self.text_of(move || ui.word(key))
    }

    /// An attribute by its key.
    pub fn attr_says_key(self, ui: Ui, name: &'static str, key: &'static str) -> Self {
        self.attr_of(name, move || Some(ui.word(key)))
    }
}

/// Fetches the words when a page needs them, when the panel has nothing else to do, and when it could not start.
pub fn fetch(ui: Ui) {
    watch(move || {
        let (page, stage) = ui.read(|screen| (screen.page, screen.stage));
        let _: Language = ui.language();
        if page != Page::Calls || stage == Stage::Failed {
            ui.fetch_words();
        } else if stage == Stage::Ready {
            Timeout::new(IDLE_MS, move || ui.fetch_words()).forget();
        }
    });
}

/// What stands in place of a page until its words are there: that they are on their way, or that they cannot be had.
pub fn awaited(ui: Ui) -> El {
    let here = move |wanted: fn(&Texts) -> bool| {
        let at = ui.language() as usize;
        ui.words.with(|words| wanted(&words[at]))
    };
    el("div", "dw-start").shown(move || !has_words(ui)).with(&[
        el("p", "dw-wait").shown(move || here(|texts| *texts == Texts::Awaited)).says(ui, Msg::TextsAwaited),
        el("p", "")
            .attr("role", "alert")
            .shown(move || here(|texts| *texts == Texts::Missing))
            .says(ui, Msg::TextsMissing),
        button("dw-action dw-action--small")
            .shown(move || here(|texts| *texts == Texts::Missing))
            .says(ui, Msg::TryAgain)
            .press(move || ui.fetch_words()),
    ])
}

/// Whether the present language's words are there.
pub fn has_words(ui: Ui) -> bool {
    let at = ui.language() as usize;
    ui.words.with(|words| matches!(words[at], Texts::There(_)))
}
