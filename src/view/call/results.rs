//! What an ended call still asks for: how it went (通話結果); and pages that open in a tab of the browser.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use leptos::prelude::*;

use super::Call;
use crate::view::el::{El, button, el};
use crate::view::{act, places};

/// Pages to open: other sites, the recording.
pub fn links(call: Call) -> El {
    let count = move || call.read(|view| view.links.len()).unwrap_or_default();
    el("div", "dw-actions").shown(move || count() > 0).each(
        move || places(count()),
        move |key| {
            let place = key.parse().unwrap_or(0);
            let word = move || {
                call.read(|view| view.links.get(place).map(|word| (*word).to_owned())).flatten().unwrap_or_default()
            };
            button("dw-action dw-action--small")
                .text_of(word)
                .press(move || act(UserAction::OpenLink { call: call.id(), place }))
        },
    )
}

/// The results to choose from.
pub fn results(call: Call) -> El {
    let title = call.element_id("results-");
    let labels =
        move || call.read(|view| view.results.iter().map(|one| one.label.clone()).collect()).unwrap_or_default();
    el("div", "dw-matches").shown(move || !call.is(|view| view.results.is_empty())).with(&[
        el("p", "dw-matches__title").attr("id", &title).says(call.ui, Msg::ChooseResult),
        el("div", "dw-actions")
            .attr("role", "group")
            .attr("aria-labelledby", &title)
            .each(labels, move |label| result(call, label)),
    ])
}

fn result(call: Call, label: String) -> El {
    let key = StoredValue::new(label);
    let chosen = move || {
        let chosen = call.read(|view| view.results.iter().any(|one| one.chosen && one.label == key.get_value()));
        chosen.unwrap_or_default()
    };
    // Pressed once more it is taken back.
    let result = move || if chosen() { String::new() } else { key.get_value() };
    button("dw-action dw-action--small")
        .text(&key.get_value())
        .state("aria-pressed", chosen)
        .press(move || act(UserAction::SetResult { call: call.id(), result: result() }))
}
