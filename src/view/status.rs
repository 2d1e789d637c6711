//! The bar above: the status chip with its menu, the ways to the other pages, and the language.

use denwa_core::project::{Choice, StatusView, Tone};
use denwa_core::text::Msg;
use denwa_core::{Language, Page, UserAction};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, KeyboardEvent};

use super::el::{El, button, el, icon};
use super::{Ui, act, dom, pages, places, timer};

const CHIP: &str = "status";
const MENU: &str = "status-menu";
const HINT: &str = "status-hint";
const ITEMS: &str = "[role=menuitemradio]";

fn read<T>(ui: Ui, read: impl FnOnce(&StatusView) -> T) -> T {
    ui.read(|screen| read(&screen.status))
}

/// The bar.
pub fn bar(ui: Ui) -> El {
    let open = RwSignal::new(false);
    el("header", "dw-bar").on("focusout", move |event| leave(event, open)).with(&[
        el("h1", "slds-assistive-text").says(ui, Msg::PanelTitle),
        chip(ui, open),
        menu(ui, open),
        el("span", "slds-assistive-text").attr("id", HINT).says(ui, Msg::ChangeStatus),
        el("span", "dw-bar__note")
            .attr("role", "status")
            .text_of(move || read(ui, |status| status.error.clone().unwrap_or_default())),
        pages::tool(ui, Page::Settings, Msg::Settings, "settings", "page-settings"),
        pages::tool(ui, Page::Doctor, Msg::Doctor, "problem", "page-doctor"),
        language(ui),
    ])
}

fn chip(ui: Ui, open: RwSignal<bool>) -> El {
    button("")
        .attr("id", CHIP)
        .attr("aria-haspopup", "menu")
        .attr("aria-controls", MENU)
        .attr("aria-describedby", HINT)
        .class_of(move || read(ui, |status| class(status.tone)))
        .state("aria-expanded", move || is_open(ui, open))
        .flag("aria-disabled", move || read(ui, |status| !status.can_change))
        .flag("aria-busy", move || read(ui, |status| status.busy))
        .press(move || if is_open(ui, open) { open.set(false) } else { show(open, false) })
        .key(move |event| {
            let last = event.key() == "ArrowUp";
            if last || event.key() == "ArrowDown" {
                event.prevent_default();
                show(open, last);
            }
        })
        .with(&[
            el("span", "dw-status__dot").attr("aria-hidden", "true"),
            el("span", "").text_of(move || read(ui, |status| status.word.clone())),
            timer(ui, move || read(ui, |status| status.since)),
            icon(ui, "chevrondown"),
        ])
}

/// A menu of nothing is not shown: the connection may go while it is open.
fn is_open(ui: Ui, open: RwSignal<bool>) -> bool {
    open.get() && read(ui, |status| !status.choices.is_empty())
}

fn menu(ui: Ui, open: RwSignal<bool>) -> El {
    el("div", "dw-menu")
        .attr("id", MENU)
        .attr("role", "menu")
        .attr_says(ui, "aria-label", Msg::ChangeStatus)
        .shown(move || is_open(ui, open))
        .key(move |event| menu_key(&event, open))
        .each(
            move || places(read(ui, |status| status.choices.len())),
            move |place| item(ui, open, place.parse().unwrap_or(0)),
        )
}

fn item(ui: Ui, open: RwSignal<bool>, place: usize) -> El {
    let choice = move || read(ui, |status| status.choices.get(place).cloned());
    let current = move || choice().is_some_and(|choice| choice.current);
    button("dw-menu__item")
        .attr("role", "menuitemradio")
        .attr("tabindex", "-1")
        .state("aria-checked", current)
        .press(move || {
            open.set(false);
            dom::focus_id(CHIP);
            if let Some(Choice { mode, reason, current: false, .. }) = choice() {
                act(UserAction::SetMode(mode, reason));
            }
        })
        .with(&[
            el("span", "").text_of(move || choice().map(|choice| choice.word).unwrap_or_default()),
            el("span", "dw-menu__mark").shown(current).with(&[icon(ui, "check")]),
        ])
}

/// The other language, in its own words.
fn language(ui: Ui) -> El {
    let other = move || match ui.language() {
        Language::Ja => Language::En,
        Language::En => Language::Ja,
    };
    button("dw-tool")
        .attr_of("lang", move || Some(other().tag().to_owned()))
        .says(ui, Msg::Language)
        .press(move || act(UserAction::SetLanguage(other())))
}

fn show(open: RwSignal<bool>, last: bool) {
    open.set(true);
    // The items are to be seen in the next turn.
    request_animation_frame(move || focus_item(last));
}

fn focus_item(last: bool) {
    let Some(menu) = dom::by_id(MENU) else { return };
    let items = dom::all(&menu, ITEMS);
    let current = items.iter().find(|item| item.get_attribute("aria-checked").as_deref() == Some("true"));
    let wanted = if last { items.last() } else { current.or(items.first()) };
    if let Some(item) = wanted {
        dom::focus(item);
    }
}

fn menu_key(event: &KeyboardEvent, open: RwSignal<bool>) {
    let key = event.key();
    if key == "Escape" {
        event.prevent_default();
        open.set(false);
        dom::focus_id(CHIP);
    } else if key == "Tab" {
        open.set(false);
    } else if dom::by_id(MENU).is_some_and(|menu| dom::rove(&menu, ITEMS, &key)) {
        event.prevent_default();
    }
}

/// A click elsewhere closes the menu.
fn leave(event: Event, open: RwSignal<bool>) {
    let to = event.unchecked_into::<FocusEvent>().related_target().and_then(|to| to.dyn_into::<Element>().ok());
    let stays = to.is_some_and(|to| to.closest("#status, #status-menu").is_ok_and(|found| found.is_some()));
    if !stays {
        open.set(false);
    }
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Ready => "dw-status dw-status--ready",
        Tone::Busy => "dw-status dw-status--busy",
        Tone::Away => "dw-status dw-status--away",
        Tone::Work => "dw-status dw-status--work",
        Tone::Off => "dw-status dw-status--off",
    }
}
