//! One setting: its name, where its value comes from, its control by what may stand in it, what it does, and what is wrong with it.

use std::rc::Rc;

use denwa_core::config::{ConfigAction, FieldView};
use denwa_core::settings::placeholder::{DURING, PLACEHOLDERS};
use denwa_core::settings::{Key, Kind};

use super::controls::{self, Get, Put, Words};
use super::{Config, set, set_name};
use crate::view::el::{El, button, changing_icon, el};

/// The value that stands for: nothing is set here.
const ABOVE: &str = "";

/// A setting.
pub fn field(config: Config, key: Key) -> El {
    let ui = config.ui;
    let code = key.code();
    let [label, help, wrong] = ["label-", "help-", "wrong-"].map(|part| [part, &code].concat());
    let name = set_name(key);
    let words = |part: &str| {
        let key = [&name, ".", part].concat();
        move || ui.word(&key)
    };
    let is = move |is: fn(&FieldView) -> bool| move || config.field(key, is).unwrap_or_default();
    let reason = move || config.field(key, |view| view.reason).flatten();
    let describe = [help.as_str(), " ", &wrong].concat();
    el("div", "")
        .class_of(move || if is(|view| view.unsaved)() { "dw-field dw-field--unsaved" } else { "dw-field" })
        .attr("data-set", &code)
        .with(&[
            el("div", "dw-field__head").with(&[
                el("label", "dw-field__label").attr("id", &label).attr("for", &code).text_of(words("label")),
                origin(config, key),
                lock(config, key),
                button("dw-link")
                    .says_key(ui, "config.revert")
                    .shown(is(|view| view.unsaved))
                    .attr("aria-describedby", &label)
                    .press(move || set(ConfigAction::Revert(key))),
                button("dw-link")
                    .says_key(ui, "config.unset")
                    .shown(is(|view| view.is_set && view.editable && !view.unsaved))
                    .attr("aria-describedby", &label)
                    .press(move || set(ConfigAction::Unset(key))),
            ]),
            el("fieldset", "dw-field__control")
                .attr("aria-labelledby", &label)
                .mark("disabled", move || !is(|view| view.editable)())
                .with(&control(config, key, &describe)),
            el("p", "dw-field__help").attr("id", &help).text_of(words("help")),
            el("p", "dw-field__wrong")
                .attr("id", &wrong)
                .attr("role", "status")
                .shown(move || reason().is_some())
                .text_of(move || reason().map(|reason| config.reason(reason, range(key))).unwrap_or_default()),
        ])
}

/// From and to what a number goes, or how long a text may be.
fn range(key: Key) -> (u32, u32) {
    match key.row().kind {
        Kind::Whole(most) => (1, most.into()),
        Kind::WholeOrNone(most) => (0, most.into()),
        kind => (0, kind.field_length().unwrap_or_default().into()),
    }
}

/// Where the value in force comes from.
fn origin(config: Config, key: Key) -> El {
    el("span", "dw-badge")
        .attr_of("title", move || config.field(key, |view| view.origin_name.clone()))
        .text_of(move || config.level(config.field(key, |view| view.origin).flatten()))
}

/// Whether agents may change it: a button for who may decide that, else a sign where they may not.
fn lock(config: Config, key: Key) -> El {
    let locked = move || config.field(key, |view| view.locked).unwrap_or_default();
    let label = ["label-", &key.code()].concat();
    button("dw-tool dw-tool--small")
        .attr_says_key(config.ui, "aria-label", "config.lock")
        .attr("aria-describedby", &label)
        .attr_of("title", move || Some(config.ui.word(if locked() { "config.locked" } else { "config.open" })))
        .state("aria-pressed", locked)
        .flag("aria-disabled", move || !config.field(key, |view| view.lockable).unwrap_or_default())
        .press(move || {
            if config.field(key, |view| view.lockable) == Some(true) {
                set(ConfigAction::Lock(key, !locked()));
            }
        })
        .with(&[changing_icon(config.ui, move || if locked() { "lock" } else { "unlock" })])
}

fn control(config: Config, key: Key, describe: &str) -> Vec<El> {
    let code = key.code();
    let get: Get = Rc::new(move || config.field(key, |view| view.text.clone()).unwrap_or_default());
    let put: Put = Rc::new(move |text: String| {
        set(if text == ABOVE { ConfigAction::Unset(key) } else { ConfigAction::Type(key, text) });
    });
    let codes: &[&'static str] = match key.row().kind {
        Kind::Switch => &["on", "off"],
        Kind::Choice(codes) => codes,
        _ => return text(config, key, describe, get, &put),
    };
    let values = [&[ABOVE], codes].concat();
    let word: Words = Rc::new(move |value: &str| {
        if value != ABOVE {
            return config.choice(&set_name(key), value);
        }
        let above = config.field(key, |view| view.above.clone()).unwrap_or_default();
        config.ui.word_with("config.above", &[&config.choice(&set_name(key), &above)])
    });
    let radios = controls::radios(&code, &values, &word, &get, &put)
        .attr("id", &code)
        .attr("aria-labelledby", &["label-", &code].concat())
        .attr("aria-describedby", describe);
    vec![radios]
}

fn text(config: Config, key: Key, describe: &str, get: Get, put: &Put) -> Vec<El> {
    let kind = key.row().kind;
    // What holds where nothing is typed is shown, faint.
    let above = move || config.field(key, |view| view.above.clone()).filter(|above| !above.is_empty());
    let input = controls::input(&key.code(), get, Rc::clone(put))
        .attr("aria-describedby", describe)
        .flag("aria-invalid", move || config.field(key, |view| view.reason.is_some()).unwrap_or_default())
        .attr_of("placeholder", above);
    match kind {
        Kind::Whole(_) | Kind::WholeOrNone(_) => {
            vec![input.attr("inputmode", "numeric").attr("class", "dw-input dw-input--number")]
        }
        Kind::Object => vec![input.attr("list", "config-objects")],
        Kind::SocketUrl | Kind::LibraryBase => vec![input.attr("inputmode", "url")],
        Kind::Template(_) | Kind::Url | Kind::Page => {
            // How a call went is known when it is over.
            let over = matches!(key, Key::LogSubject | Key::RecordingUrl | Key::UrlEnded);
            let names = if over { PLACEHOLDERS } else { &PLACEHOLDERS[..DURING] };
            vec![input.clone(), controls::placeholders(&input, names, put)]
        }
        _ => vec![input],
    }
}
