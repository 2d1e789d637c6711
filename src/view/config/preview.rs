//! What an incoming call looks like with what is set, saved or not: in both languages beside one another.

use std::rc::Rc;

use denwa_core::Language;
use denwa_core::config::preview::Preview;
use denwa_core::settings::Key;
use leptos::prelude::*;

use super::Config;
use super::controls;
use crate::shell;
use crate::view::el::{El, el, watch};

/// How the caller fares in the preview: known, nobody, several, withheld.
const CASES: &[&str] = &["one", "none", "several", "withheld"];

/// Both cards.
pub fn preview(config: Config) -> El {
    let case = RwSignal::new("one".to_owned());
    let words: controls::Words = Rc::new(move |case| {
        config.ui.word(match case {
            "one" => "config.one",
            "none" => "config.nobody",
            "several" => "config.several",
            _ => "config.withheld",
        })
    });
    let (get, put): (controls::Get, controls::Put) = (Rc::new(move || case.get()), Rc::new(move |to| case.set(to)));
    let cases = controls::radios("config-case", CASES, &words, &get, &put);
    el("section", "dw-field").attr("aria-labelledby", "config-preview").with(&[
        el("h3", "dw-field__label").attr("id", "config-preview").says_key(config.ui, "config.preview"),
        cases.attr("aria-labelledby", "config-preview"),
        el("p", "dw-field__help").attr("role", "status").text_of(move || lasts(config)),
        el("div", "dw-preview").with(&[card(config, Language::Ja, case), card(config, Language::En, case)]),
    ])
}

/// What is set: as it is typed, else what holds.
fn now(config: Config, key: Key) -> String {
    let text = config.field(key, |field| match field.reason {
        None if !field.text.is_empty() => field.text.clone(),
        _ => field.above.clone(),
    });
    text.unwrap_or_default()
}

/// How far the panel opens and when it goes back, in words.
fn lasts(config: Config) -> String {
    let ui = config.ui;
    let size = now(config, Key::PopUpSize);
    if size == "none" {
        return ui.word("config.previewClosed");
    }
    let seconds = now(config, Key::PopUpSeconds);
    let size = config.choice("set.popUpSize", &size);
    let key = if seconds == "0" { "config.previewOpen" } else { "config.previewFor" };
    ui.word_with(key, &[&size, &seconds])
}

/// A card as the agent's view has it, but for what could be pressed: it stays what it is, a picture.
fn card(config: Config, language: Language, case: RwSignal<String>) -> El {
    let [state, count] = [el("span", "dw-card__state"), el("span", "dw-badge")];
    let who = ["dw-who__name", "dw-who__about", "dw-who__number"].map(|class| el("p", class));
    let matches = el("p", "dw-matches__title");
    let [first, second] = ["dw-action dw-action--answer", "dw-action dw-action--end"].map(|class| el("span", class));
    let buttons = el("div", "dw-actions").with(&[first.clone(), second.clone()]);
    let card = el("div", "dw-card dw-card--talking").attr("lang", language.tag()).with(&[
        el("div", "dw-card__top").with(&[state.clone(), el("span", "dw-card__line"), count.clone()]),
        el("div", "dw-who").with(&who),
        buttons.clone(),
        matches.clone(),
    ]);
    watch(move || {
        config.ui.settings.track();
        let which = match case.get().as_str() {
            "one" => Preview::One,
            "none" => Preview::Nobody,
            "several" => Preview::Several,
            _ => Preview::Withheld,
        };
        let Some(view) = shell::read(|panel| panel.config_preview(which, language)) else { return };
        let names: Vec<String> = view.matches.iter().map(|found| found.name.clone()).collect();
        let word = |at: usize| view.buttons.get(at).map(|button| button.word.clone()).unwrap_or_default();
        let texts = [&view.title, &view.count, &view.headline, &view.about, &view.number, &names.join("・")];
        let [name, about, number] = &who;
        for (element, text) in [&state, &count, name, about, number, &matches].into_iter().zip(texts) {
            element.set_text_content(Some(text));
        }
        first.set_text_content(Some(&word(0)));
        second.set_text_content(Some(&word(1)));
        for (element, hidden) in
            [(&buttons, view.buttons.is_empty()), (&second, view.buttons.len() < 2), (&matches, names.is_empty())]
        {
            let _ = element.toggle_attribute_with_force("hidden", hidden);
        }
    });
    card
}
