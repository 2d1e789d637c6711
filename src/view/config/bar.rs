//! Below the settings: what is not saved, how saving went, and what somebody else changed meanwhile, side by side.

use denwa_core::config::{ConfigAction, ConflictView, Outcome};

use super::{Config, controls, list_name, set, set_name};
use crate::view::el::{El, button, el};
use crate::view::{dom, places};

/// The bar.
pub fn bar(config: Config) -> El {
    let ui = config.ui;
    let unsaved = move || config.read(|view| view.unsaved).unwrap_or_default();
    let saving = move || config.read(|view| view.outcome == Outcome::Saving).unwrap_or_default();
    el("footer", "dw-config__bar").with(&[
        conflicts(config),
        el("p", "")
            .attr("role", "status")
            .class_of(move || config.read(|view| tone(&view.outcome)).unwrap_or_default())
            .text_of(move || words(config)),
        el("div", "dw-pager").with(&[
            button("dw-action dw-action--small dw-action--main")
                .attr("id", "config-save")
                .says_key(ui, "config.save")
                .flag("aria-disabled", move || unsaved() == 0)
                .flag("aria-busy", saving)
                .press(move || {
                    if unsaved() > 0 && !saving() {
                        set(ConfigAction::Save);
                    }
                }),
            controls::small(ui, "config.discard", || set(ConfigAction::Discard)).shown(move || unsaved() > 0),
            controls::small(ui, "config.undo", || set(ConfigAction::Undo))
                .shown(move || config.read(|view| view.can_undo).unwrap_or_default()),
            controls::small(ui, "config.test", || set(ConfigAction::TestCall)),
        ]),
    ])
}

fn tone(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Wrong | Outcome::Refused | Outcome::Failed(_) => "dw-config__words dw-field__wrong",
        _ => "dw-config__words",
    }
}

/// How saving went; else what is not saved; else what is wrong in what is stored.
fn words(config: Config) -> String {
    let ui = config.ui;
    let read = config.read(|view| (view.outcome.clone(), view.unsaved, view.wrong, view.faults));
    let Some((outcome, unsaved, wrong, faults)) = read else { return String::new() };
    let (key, count) = match &outcome {
        Outcome::Saving => ("config.saving", 0),
        Outcome::Saved(count) if unsaved == 0 => ("config.saved", *count),
        Outcome::Undone => ("config.undone", 0),
        Outcome::Wrong if wrong > 0 => ("config.wrong", wrong),
        Outcome::Conflicts => ("config.conflicts", 0),
        Outcome::Refused => ("config.refused", 0),
        Outcome::Failed(detail) => return [&ui.word("config.failed"), " ", detail].concat(),
        _ if unsaved > 0 => ("config.unsaved", unsaved),
        _ if faults > 0 => ("config.faults", faults),
        _ => return String::new(),
    };
    ui.word_with(key, &[&count.to_string()])
}

fn conflicts(config: Config) -> El {
    el("div", "dw-conflicts").each(
        move || places(config.read(|view| view.conflicts.len()).unwrap_or_default()),
        move |place| conflict(config, place.parse().unwrap_or_default()),
    )
}

fn conflict(config: Config, place: usize) -> El {
    let ui = config.ui;
    let read = move |read: fn(Config, &ConflictView) -> String| {
        move || config.read(|view| view.conflicts.get(place).map(|one| read(config, one))).flatten().unwrap_or_default()
    };
    let side = |key, value: fn(Config, &ConflictView) -> String, choose, mine: bool| {
        el("div", "dw-conflict__side").with(&[
            el("p", "dw-field__help").text_of(move || {
                let who = if mine { String::new() } else { read(by)() };
                [&ui.word(key), " ", &who].concat()
            }),
            el("p", "dw-conflict__value").text_of(read(value)),
            controls::small(ui, choose, move || set(ConfigAction::Settle { conflict: place, mine })),
        ])
    };
    el("section", "dw-conflict").attr("role", "group").attr_of("aria-label", move || Some(read(what)())).with(&[
        el("p", "dw-field__label").text_of(read(what)),
        side("config.mine", |config, one| shown(config, one, &one.mine), "config.takeMine", true),
        side("config.theirs", |config, one| shown(config, one, &one.theirs), "config.takeTheirs", false),
    ])
}

/// Who, and when.
fn by(config: Config, one: &ConflictView) -> String {
    let at = if one.at == 0 { String::new() } else { dom::local_time(one.at, config.ui.language()) };
    [&one.by, " ", &at].concat()
}

fn what(config: Config, one: &ConflictView) -> String {
    let name = one.key.map(set_name).or_else(|| one.list.map(list_name)).unwrap_or_default();
    let lock = if one.level.is_none() { config.ui.word("config.lock") } else { config.level(one.level) };
    [&config.ui.word(&[&name, ".label"].concat()), " · ", &lock].concat()
}

/// A value as people read it.
fn shown(config: Config, one: &ConflictView, value: &str) -> String {
    if value.is_empty() {
        return config.ui.word("config.none");
    }
    let word = one.key.map(|key| config.choice(&set_name(key), value)).unwrap_or_default();
    if word.is_empty() { value.to_owned() } else { word }
}
