//! The agent's panel as a whole: status above, what goes on in the middle, what must be read below it, dialling at the bottom.

use denwa_core::Page;
use denwa_core::project::Stage;
use denwa_core::text::Msg;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::el::{El, el, watch};
use super::{Ui, call, clock, dial, idle, notices, pages, status, words};
use crate::shell::page;

const CALLS: &str = "dw-panel";
/// Another page is open: the calls are small above it.
const PAGE: &str = "dw-panel dw-panel--page";

/// Puts the panel into `root`, in place of what is there.
pub fn show(ui: Ui, root: Element) {
    clock::run(ui);
    words::fetch(ui);
    root.set_text_content(None);
    let root = root.unchecked_into::<El>().attr_of("lang", move || Some(ui.language().tag().to_owned()));
    let root = root.class_of(move || if ui.read(|screen| screen.page) == Page::Calls { CALLS } else { PAGE }).with(&[
        status::bar(ui),
        announcement(ui),
        el("div", "dw-main").attr("id", "calls").attr("tabindex", "-1").with(&idle::idle(ui)).each(
            move || ui.read(|screen| screen.cards.iter().map(|card| card.id.clone()).collect()),
            move |id| call::card(ui, id),
        ),
        pages::pages(ui),
        notices::notices(ui),
        dial::bar(ui),
    ]);
    // Last: whoever waits for it finds everything there.
    let _ = root.attr_of("data-state", move || Some(stage(ui.read(|screen| screen.stage)).to_owned()));
    watch(move || {
        let language = ui.language();
        let Some(document) = page::document() else { return };
        document.set_title(Msg::PanelTitle.t(language));
        if let Some(html) = document.document_element() {
            let _ = html.set_attribute("lang", language.tag());
        }
    });
}

/// Said as soon as a call rings, and again when it is known who it is.
fn announcement(ui: Ui) -> El {
    el("p", "slds-assistive-text").attr("role", "alert").text_of(move || {
        ui.read(|screen| {
            let words = screen.cards.iter().map(|card| &card.announce).find(|words| !words.is_empty());
            words.cloned().unwrap_or_default()
        })
    })
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Starting => "starting",
        Stage::Ready => "ready",
        Stage::Offline => "offline",
        Stage::Failed => "failed",
    }
}
