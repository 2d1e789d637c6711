//! The agent's panel as a whole: status above, what goes on in the middle, dialling below.

use denwa_core::text::Msg;
use denwa_core::{Panel, project::Stage};
use leptos::prelude::*;

use super::{Ui, call, clock, dial, idle, notices, status};
use crate::shell::page;

/// The panel.
pub fn agent(ui: Ui) -> AnyView {
    clock::run(ui);
    mark_page(ui);
    let calls = Memo::new(move |_| ui.panel.with(Panel::call_ids));
    // Said as soon as a call rings, and again when it is known who it is.
    let announce = Memo::new(move |_| {
        ui.panel.with(|panel| {
            let cards = panel.call_ids().into_iter().filter_map(|id| panel.card(&id));
            cards.map(|card| card.announce).find(|words| !words.is_empty()).unwrap_or_default()
        })
    });
    view! {
        {status::bar(ui)}
        <p class="slds-assistive-text" role="alert">{move || announce.get()}</p>
        <div class="dw-main" id="calls" tabindex="-1">
            <For each=move || calls.get() key=Clone::clone children=move |id| call::card(ui, id) />
            {idle::idle(ui, calls)}
        </div>
        {notices::notices(ui)}
        {dial::bar(ui)}
    }
    .into_any()
}

/// Language, title and stage of the page follow the state.
fn mark_page(ui: Ui) {
    let stage = Memo::new(move |_| ui.panel.with(Panel::stage));
    Effect::new(move |_| {
        let language = ui.language.get();
        let Some(document) = page::document() else { return };
        document.set_title(Msg::PanelTitle.t(language));
        if let Some(html) = document.document_element() {
            let _ = html.set_attribute("lang", language.tag());
        }
        if let Some(root) = page::root() {
            let _ = root.set_attribute("lang", language.tag());
        }
    });
    Effect::new(move |_| {
        let stage = match stage.get() {
            Stage::Starting => "starting",
            Stage::Ready => "ready",
            Stage::Offline => "offline",
            Stage::Failed => "failed",
        };
        if let Some(root) = page::root() {
            let _ = root.set_attribute("data-state", stage);
        }
    });
}
