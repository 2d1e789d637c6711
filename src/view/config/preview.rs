//! What an incoming call looks like with what is set, saved or not: in both languages beside one another.

use std::rc::Rc;

use denwa_core::Language;
use denwa_core::settings::Key;
use denwa_core::text::Msg;
use leptos::prelude::*;

use super::Config;
use super::controls;
use crate::view::el::{El, el, icon};

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

/// A text an administrator may set; while nobody has, the word in the card's own language, as on a real one.
fn word(config: Config, key: Key, message: Msg, language: Language) -> String {
    let set = now(config, key);
    if set == key.row().default { message.t(language).to_owned() } else { set }
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

fn card(config: Config, language: Language, case: RwSignal<String>) -> El {
    let name = move || match case.get().as_str() {
        "one" => if language == Language::Ja { "山田 花子" } else { "Hanako Yamada" }.to_owned(),
        "none" => word(config, Key::NameNoMatch, Msg::NoMatch, language),
        "several" => word(config, Key::NameSeveral, Msg::SeveralMatches, language),
        _ => word(config, Key::WithheldName, Msg::Withheld, language),
    };
    let say = |message: Msg| message.t(language);
    let shows_buttons = move || now(config, Key::PopUpButtons) != "off";
    let button = |class: &str, name: &str, message: Msg| {
        el("span", class).with(&[icon(config.ui, name), el("span", "").text(say(message))])
    };
    el("div", "dw-card dw-card--talking").attr("lang", language.tag()).with(&[
        el("div", "dw-card__top")
            .with(&[el("span", "dw-card__state").text(say(Msg::Incoming)), el("span", "dw-time").text("0:06")]),
        el("div", "dw-who").with(&[
            el("p", "dw-who__name").text_of(name),
            el("p", "dw-who__number").text_of(move || match case.get().as_str() {
                "withheld" => String::new(),
                _ => "03-1234-5678".to_owned(),
            }),
        ]),
        el("div", "dw-actions").shown(shows_buttons).with(&[
            button("dw-action dw-action--answer", "call", Msg::Answer),
            button("dw-action dw-action--end", "end_call", Msg::Decline),
        ]),
    ])
}
