//! Several records with one number: which of them is it? Below the buttons, so that nothing moves when they arrive.

use denwa_core::UserAction;
use denwa_core::project::MatchView;
use denwa_core::text::Msg;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::Call;
use crate::view::el::{El, button, changing_icon, el, icon};
use crate::view::{act, dom};

const OPTIONS: &str = "[role=option]";

/// The list: one stop of the Tab key, the arrow keys move in it.
pub fn matches(call: Call) -> El {
    let title = call.element_id("matches-");
    let records =
        move || call.read(|view| view.matches.iter().map(|found| found.record.clone()).collect()).unwrap_or_default();
    el("div", "dw-matches").shown(move || !call.is(|view| view.matches.is_empty())).with(&[
        el("p", "dw-matches__title").attr("id", &title).says(call.ui, Msg::ChooseMatch),
        el("div", "")
            .attr("role", "listbox")
            .attr("aria-labelledby", &title)
            .key(|event| arrows(&event))
            .each(records, move |record| option(call, record)),
    ])
}

fn arrows(event: &KeyboardEvent) {
    let list = event.current_target().and_then(|list| list.dyn_into::<Element>().ok());
    if list.is_some_and(|list| dom::rove(&list, OPTIONS, &event.key())) {
        event.prevent_default();
    }
}

fn option(call: Call, record: String) -> El {
    let key = StoredValue::new(record);
    let read = move |read: fn(&MatchView) -> &str| {
        let found = call.read(|view| {
            let found = view.matches.iter().find(|found| found.record == key.get_value());
            found.map(|found| read(found).to_owned())
        });
        found.flatten().unwrap_or_default()
    };
    let chosen = move || !read(|found| if found.chosen { "yes" } else { "" }).is_empty();
    // Tab stops at the chosen one, or else at the first.
    let stop = move || {
        let stop = call.read(|view| {
            let stop = view.matches.iter().find(|found| found.chosen).or(view.matches.first());
            stop.is_some_and(|found| found.record == key.get_value())
        });
        stop.unwrap_or_default()
    };
    let object = move || object(&read(|found| &found.object));
    button("dw-match")
        .attr("role", "option")
        .attr("data-match", &key.get_value())
        .state("aria-selected", chosen)
        .attr_of("tabindex", move || Some(if stop() { "0" } else { "-1" }.to_owned()))
        .press(move || act(UserAction::Choose { call: call.id(), record: key.get_value() }))
        .with(&[
            el("span", "").class_of(move || object().0).with(&[changing_icon(call.ui, move || object().1)]),
            el("span", "").with(&[
                el("span", "dw-match__name").text_of(move || read(|found| &found.name)),
                el("span", "dw-match__about").text_of(move || read(|found| &found.about)),
            ]),
            el("span", "dw-match__mark").shown(chosen).with(&[icon(call.ui, "check")]),
        ])
}

/// Class and icon of an object.
fn object(name: &str) -> (&'static str, &'static str) {
    match name {
        "Contact" => ("dw-object dw-object--contact", "contact"),
        "Account" => ("dw-object dw-object--account", "account"),
        "Lead" => ("dw-object dw-object--lead", "lead"),
        "Case" => ("dw-object dw-object--case", "case"),
        _ => ("dw-object", "record"),
    }
}
