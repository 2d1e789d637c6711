//! The words of the configuration view and the doctor, as views use them.

use denwa_core::Page;
use denwa_core::project::Stage;
use denwa_core::text::Msg;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Ui;
use super::el::{El, button, el, watch};
use crate::shell::texts::{self, Texts};

/// The words are fetched so long after the panel is ready, in milliseconds, so that they are there when a page is opened.
const IDLE_MS: u32 = 3_000;

impl Ui {
    /// A word by its key, in the present language; empty until it is there.
    pub fn word(self, key: &str) -> String {
        self.words.track();
        texts::word(self.language(), key)
    }

    /// A word with something in it: values take the places of `{…}`, in their order.
    pub fn word_with(self, key: &str, values: &[&str]) -> String {
        fill(&self.word(key), values)
    }

    /// How it stands with the words.
    fn texts(self) -> Texts {
        self.words.track();
        texts::state()
    }

    fn fetch_words(self) {
        texts::want(Box::new(move || self.words.update(|times| *times += 1)));
    }
}

/// Values in the places of `{…}`, in their order.
fn fill(text: &str, values: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    for value in values {
        let place = |wanted| rest.bytes().position(|byte| byte == wanted);
        let (Some(from), Some(to)) = (place(b'{'), place(b'}')) else { break };
        filled.push_str(rest.get(..from).unwrap_or_default());
        filled.push_str(value);
        rest = rest.get(to + 1..).unwrap_or_default();
    }
    filled + rest
}

/// Fetches the words when a page needs them, when the panel has nothing else to do, and when it could not start.
pub fn fetch(ui: Ui) {
    watch(move || {
        let (page, stage) = ui.read(|screen| (screen.page, screen.stage));
        if page != Page::Calls || stage == Stage::Failed {
            ui.fetch_words();
        } else if stage == Stage::Ready {
            Timeout::new(IDLE_MS, move || ui.fetch_words()).forget();
        }
    });
}

/// What stands in place of a page until its words are there: that they are on their way, or that they cannot be had.
pub fn awaited(ui: Ui) -> El {
    el("div", "dw-start").shown(move || !has_words(ui)).with(&[
        el("p", "dw-wait").shown(move || ui.texts() == Texts::Awaited).says(ui, Msg::TextsAwaited),
        el("p", "").attr("role", "alert").shown(move || ui.texts() == Texts::Missing).says(ui, Msg::TextsMissing),
        button("dw-action dw-action--small")
            .shown(move || ui.texts() == Texts::Missing)
            .says(ui, Msg::TryAgain)
            .press(move || ui.fetch_words()),
    ])
}

/// Whether the words are there.
pub fn has_words(ui: Ui) -> bool {
    ui.texts() == Texts::There
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_take_the_places_in_their_order() {
        assert_eq!(fill("「{size}」で{seconds}秒", &["大", "30"]), "「大」で30秒");
        assert_eq!(fill("{count} saved", &["{x}"]), "{x} saved");
        assert_eq!(fill("none", &["a"]), "none");
    }
}
