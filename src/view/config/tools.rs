//! For administrators: who changed what, settings as a file, and logins of many users.

use denwa_core::config::change::HistoryEntry;
use denwa_core::config::logins::LoginState;
use denwa_core::config::transfer::{FileFault, ImportView};
use denwa_core::config::{ConfigAction, ConfigView};
use denwa_core::settings::{Key, List};

use super::{Config, controls, files, list_name, set, set_name};
use crate::view::el::{El, el};
use crate::view::{dom, places};

/// All of them.
pub fn tools(config: Config) -> El {
    el("div", "").with(&[transfer(config), logins(config), history(config)])
}

fn part(config: Config, name: &'static str, help: &'static str, children: &[El]) -> El {
    el("section", "dw-field")
        .with(&[
            el("h3", "dw-field__label").says_key(config.ui, name),
            el("p", "dw-field__help").says_key(config.ui, help),
        ])
        .with(children)
}

/// A button that chooses a file.
fn choose(config: Config, id: &str, key: &'static str, ends: &str, take: fn(String)) -> El {
    let field = el("input", "slds-assistive-text").attr("type", "file").attr("id", id).attr("accept", ends);
    let chosen = field.clone();
    el("label", "dw-action dw-action--small dw-file")
        .with(&[field.on("change", move |_| files::chosen(&chosen, take)), el("span", "").says_key(config.ui, key)])
}

fn transfer(config: Config) -> El {
    let ui = config.ui;
    let refused = move || {
        config
            .read(|view| match view.import {
                Some(ImportView::Refused(why)) => Some(why),
                _ => None,
            })
            .flatten()
    };
    let count = move || config.read(differences).unwrap_or_default();
    let open = move || config.read(|view| view.import.is_some()).unwrap_or_default();
    let save = el("a", "dw-action dw-action--small")
        .attr("href", "#")
        .attr("download", "denwa-settings.json")
        .says_key(ui, "config.export");
    let link = save.clone();
    part(
        config,
        "config.file",
        "config.fileHelp",
        &[
            el("div", "dw-pager").with(&[
                // Written when it is asked for.
                save.on("click", move |_| {
                    let _ = link.clone().attr(
                        "href",
                        &files::address(&crate::shell::read(denwa_core::Panel::config_export).unwrap_or_default()),
                    );
                }),
                choose(config, "config-import", "config.import", ".json", |text| {
                    set(ConfigAction::Import(crate::json::parse(&text)));
                }),
            ]),
            el("p", "dw-field__wrong").attr("role", "alert").shown(move || refused().is_some()).text_of(move || {
                let key = match refused() {
                    Some(FileFault::NotJson) => "config.notJson",
                    Some(FileFault::Newer) => "config.newer",
                    _ => "config.notSettings",
                };
                ui.word(key)
            }),
            el("p", "")
                .attr("role", "status")
                .shown(move || open() && refused().is_none())
                .text_of(move || ui.word_with("config.differences", &[&count().to_string()])),
            el("div", "dw-rows")
                .each(move || places(count()), move |place| difference(config, place.parse().unwrap_or_default())),
            el("div", "dw-pager").shown(open).with(&[
                controls::small(ui, "config.applyImport", || set(ConfigAction::ApplyImport)).shown(move || count() > 0),
                controls::small(ui, "config.close", || set(ConfigAction::CloseImport)),
            ]),
        ],
    )
}

fn differences(view: &ConfigView) -> usize {
    if let Some(ImportView::Differences(all)) = &view.import { all.len() } else { 0 }
}

/// What stands, and what the file says; a tick takes it.
fn difference(config: Config, place: usize) -> El {
    let read = move || {
        config
            .read(|view| match &view.import {
                Some(ImportView::Differences(all)) => all.get(place).cloned(),
                _ => None,
            })
            .flatten()
    };
    let id = ["difference-", &place.to_string()].concat();
    let reason = move || read().and_then(|one| one.reason);
    el("div", "dw-row dw-row--line").with(&[
        controls::tick(
            &id,
            Box::new(move || read().is_some_and(|one| one.take)),
            Box::new(move |take| set(ConfigAction::Take(place, take))),
        )
        .attr_of("disabled", move || reason().map(|_| String::new())),
        el("label", "dw-row__line").attr("for", &id).with(&[
            el("span", "dw-field__label")
                .text_of(move || read().map(|one| name(config, one.key, one.list, &one.name)).unwrap_or_default()),
            el("span", "dw-row__about").text_of(move || {
                let none = config.ui.word("config.none");
                let or = |text: String| if text.is_empty() { none.clone() } else { text };
                read().map(|one| [or(one.now), or(one.then)].join(" → ")).unwrap_or_default()
            }),
            el("span", "dw-field__wrong")
                .shown(move || reason().is_some())
                .text_of(move || reason().map(|reason| config.reason(reason, (0, 0))).unwrap_or_default()),
        ]),
        el("span", "dw-badge").text_of(move || {
            let level = read().map(|one| one.level);
            if level == Some(None) { config.ui.word("config.lock") } else { config.level(level.flatten()) }
        }),
    ])
}

/// What a setting or a list is called; what is not known keeps the name it came with.
fn name(config: Config, key: Option<Key>, list: Option<List>, other: &str) -> String {
    match key.map(set_name).or_else(|| list.map(list_name)) {
        Some(name) => config.ui.word(&[&name, ".label"].concat()),
        None => other.to_owned(),
    }
}

fn logins(config: Config) -> El {
    let ui = config.ui;
    let count = move || config.read(|view| view.logins.as_ref().map(Vec::len)).flatten();
    part(
        config,
        "config.logins",
        "config.loginsHelp",
        &[
            choose(config, "config-logins", "config.chooseCsv", ".csv,.txt", |text| set(ConfigAction::Logins(text))),
            el("div", "dw-rows").each(
                move || places(count().unwrap_or_default()),
                move |place| login(config, place.parse().unwrap_or_default()),
            ),
            el("div", "dw-pager").shown(move || count().is_some()).with(&[
                controls::small(ui, "config.saveLogins", || set(ConfigAction::SaveLogins)),
                controls::small(ui, "config.close", || set(ConfigAction::CloseLogins)),
            ]),
        ],
    )
}

fn login(config: Config, place: usize) -> El {
    let ui = config.ui;
    let read = move || config.read(|view| view.logins.as_ref()?.get(place).cloned()).flatten();
    el("p", "dw-row dw-row--line").with(&[
        el("span", "dw-row__line")
            .text_of(move || read().map(|line| [line.username, line.login].join(" → ")).unwrap_or_default()),
        el("span", "").text_of(move || match read().map(|line| line.state) {
            None | Some(LoginState::Asked) => ui.word("config.asked"),
            Some(LoginState::Ready(now)) => ui.word_with("config.ready", &[&now]),
            Some(LoginState::Same) => ui.word("config.same"),
            Some(LoginState::Saved) => ui.word("config.done"),
            Some(LoginState::Wrong(reason)) => config.reason(reason, (1, 80)),
        }),
    ])
}

fn history(config: Config) -> El {
    let ui = config.ui;
    let count = move || config.read(|view| view.history.as_ref().map(Vec::len)).flatten();
    part(
        config,
        "config.history",
        "config.historyHelp",
        &[
            el("div", "dw-pager").with(&[
                controls::small(ui, "config.showHistory", || set(ConfigAction::History(None))),
                controls::small(ui, "config.close", || set(ConfigAction::CloseHistory))
                    .shown(move || count().is_some()),
            ]),
            el("p", "").attr("role", "status").shown(move || count() == Some(0)).says_key(ui, "config.noHistory"),
            el("div", "dw-rows").each(
                move || places(count().unwrap_or_default()),
                move |place| entry(config, place.parse().unwrap_or_default()),
            ),
        ],
    )
}

fn entry(config: Config, place: usize) -> El {
    let read = move |read: fn(Config, &HistoryEntry) -> String| {
        move || {
            let entry = config.read(|view| view.history.as_ref()?.get(place).map(|entry| read(config, entry)));
            entry.flatten().unwrap_or_default()
        }
    };
    el("div", "dw-row dw-row--line").with(&[el("div", "dw-row__line").with(&[
        el("span", "dw-field__label").text_of(read(|config, entry| {
            name(config, Key::of_field(&entry.field), List::of_object(&entry.field), &entry.field)
        })),
        el("span", "").text_of(read(|config, entry| {
            let none = config.ui.word("config.none");
            let or = |text: &str| if text.is_empty() { none.clone() } else { text.to_owned() };
            [or(&entry.from), or(&entry.to)].join(" → ")
        })),
        el("span", "dw-row__about").text_of(read(|config, entry| {
            let level = if entry.level == "lock" { "config.lock" } else { "" };
            let level = if level.is_empty() { entry.name.clone() } else { config.ui.word(level) };
            [dom::local_time(entry.at, config.ui.language()), entry.by.clone(), level].join(" · ")
        })),
    ])])
}
