//! Whom the settings are for, and at which level they are set.

use core::cell::RefCell;
use std::rc::Rc;

use denwa_core::config::{ConfigAction, ConfigView};
use denwa_core::host::Subject;
use denwa_core::settings::Level;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::{Config, controls, set};
use crate::view::el::{El, el, watch};

/// The org is asked for people so long after the last key, in milliseconds.
const PAUSE_MS: u32 = 300;

/// Both, for those who may set more than their own.
pub fn subject(config: Config) -> El {
    el("div", "dw-config__subject").with(&[person(config), levels(config)])
}

/// What somebody who was found is called, and whom that is.
fn found(config: Config, view: &ConfigView) -> Vec<(String, Subject, String)> {
    let (profile, user) = (config.ui.word("config.profile"), config.ui.word("config.user"));
    let profiles = view
        .people
        .profiles
        .iter()
        .map(|(id, name)| ([&profile, ": ", name].concat(), Subject::Profile(id.clone()), name.clone()));
    let users = view.people.users.iter().map(|found| {
        let name = [&user, ": ", &found.name, " (", &found.username, ")"].concat();
        (name, Subject::User(found.id.clone()), found.name.clone())
    });
    profiles.chain(users).collect()
}

fn person(config: Config) -> El {
    const OFFERS: &str = "config-people";
    let ui = config.ui;
    let text = RwSignal::new(String::new());
    let later = Rc::new(RefCell::new(None::<Timeout>));
    let put = move |typed: String| {
        text.set(typed.clone());
        let known = config.read(|view| found(config, view).into_iter().find(|(name, ..)| *name == typed)).flatten();
        let ask = if let Some((_, subject, name)) = known {
            later.replace(None);
            set(ConfigAction::Look(subject, name));
            return;
        } else if typed.is_empty() {
            ConfigAction::Look(Subject::Me, String::new())
        } else {
            ConfigAction::Find(typed)
        };
        // One that is no longer wanted is dropped, and with it cancelled.
        later.replace(Some(Timeout::new(PAUSE_MS, move || set(ask))));
    };
    el("div", "dw-config__person").with(&[
        controls::input("config-person", Rc::new(move || text.get()), Rc::new(put))
            .attr("list", OFFERS)
            .attr_says_key(ui, "aria-label", "config.as")
            .attr_says_key(ui, "placeholder", "config.me"),
        controls::offers(
            OFFERS,
            Box::new(move || {
                let people = config.read(|view| found(config, view)).unwrap_or_default();
                people.into_iter().map(|(name, ..)| (name, String::new())).collect()
            }),
        ),
    ])
}

fn levels(config: Config) -> El {
    let known = move || {
        let codes = config.read(|view| view.levels.iter().map(|(level, _)| level.code().to_owned()).collect());
        codes.unwrap_or_default()
    };
    el("div", "dw-radios")
        .attr("role", "radiogroup")
        .attr_says_key(config.ui, "aria-label", "config.level")
        .each(known, move |code| level(config, &code))
}

fn level(config: Config, code: &str) -> El {
    let Some(level) = Level::from_code(code) else { return el("span", "") };
    let field = el("input", "dw-radio__dot").attr("type", "radio").attr("name", "config-level").attr("value", code);
    let shown = field.clone();
    watch(move || shown.set_checked(config.read(|view| view.level == level).unwrap_or_default()));
    let name = move || {
        let name = config.read(|view| view.levels.iter().find(|(of, _)| *of == level).map(|(_, name)| name.clone()));
        name.flatten().unwrap_or_default()
    };
    el("label", "dw-radio").attr_of("title", move || Some(name())).with(&[
        field.on("change", move |_| set(ConfigAction::SetAt(level))),
        el("span", "").text_of(move || config.level(Some(level))),
    ])
}
