//! The bar above: the status chip with its menu, and the language.

use denwa_core::project::{Choice, StatusView, Tone};
use denwa_core::text::Msg;
use denwa_core::{Language, Panel, UserAction};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::parts::{icon, timer};
use super::{Ui, act, dom};

const CHIP: &str = "status";
const MENU: &str = "status-menu";
const ITEMS: &str = "[role=menuitemradio]";

/// The bar.
pub fn bar(ui: Ui) -> AnyView {
    let status = Memo::new(move |_| ui.panel.with(Panel::status));
    let open = RwSignal::new(false);
    // A menu of nothing is not shown: the connection may go while it is open.
    let shown = move || open.get() && status.with(|status| !status.choices.is_empty());
    let menu = NodeRef::<leptos::html::Div>::new();
    let show = move |last: bool| {
        open.set(true);
        // The items are there in the next turn.
        request_animation_frame(move || focus_item(menu, last));
    };
    let chip_key = move |event: KeyboardEvent| {
        let last = event.key() == "ArrowUp";
        if last || event.key() == "ArrowDown" {
            event.prevent_default();
            show(last);
        }
    };
    let menu_key = move |event: KeyboardEvent| {
        let key = event.key();
        if key == "Escape" {
            event.prevent_default();
            open.set(false);
            dom::focus_id(CHIP);
        } else if key == "Tab" {
            open.set(false);
        } else if let Some(menu) = dom::element(menu)
            && dom::rove(&menu, ITEMS, &key)
        {
            event.prevent_default();
        }
    };
    // A click elsewhere closes the menu.
    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
        let inside = to.is_some_and(|to| to.id() == CHIP || holds(menu, &to));
        if !inside {
            open.set(false);
        }
    };
    view! {
        <header class="dw-bar" on:focusout=leave>
            <h1 class="slds-assistive-text">{ui.t(Msg::PanelTitle)}</h1>
            <button
                type="button"
                id=CHIP
                class=move || status.with(|status| chip_class(status.tone))
                aria-haspopup="menu"
                aria-controls=MENU
                aria-expanded=move || if shown() { "true" } else { "false" }
                aria-disabled=move || status.with(|status| (!status.can_change).then_some("true"))
                aria-busy=move || status.with(|status| status.busy.then_some("true"))
                aria-describedby="status-hint"
                on:click=move |_| if shown() { open.set(false) } else { show(false) }
                on:keydown=chip_key
            >
                <span class="dw-status__dot" aria-hidden="true"></span>
                <span>{move || status.with(|status| status.word.clone())}</span>
                {timer(ui, Signal::derive(move || status.with(|status| status.since)))}
                {icon(ui, "chevrondown")}
            </button>
            <div
                id=MENU
                class="dw-menu"
                role="menu"
                aria-label=ui.t(Msg::ChangeStatus)
                hidden=move || !shown()
                node_ref=menu
                on:keydown=menu_key
            >
                {move || status.with(|status| items(ui, status, open))}
            </div>
            <span class="slds-assistive-text" id="status-hint">{ui.t(Msg::ChangeStatus)}</span>
            <span class="dw-bar__note" role="status">{move || status.with(|status| status.error.clone())}</span>
            {language(ui)}
        </header>
    }
    .into_any()
}

fn items(ui: Ui, status: &StatusView, open: RwSignal<bool>) -> Vec<AnyView> {
    status.choices.iter().map(|choice| item(ui, choice.clone(), open)).collect()
}

fn item(ui: Ui, choice: Choice, open: RwSignal<bool>) -> AnyView {
    let Choice { word, mode, reason, current } = choice;
    let choose = move |_| {
        open.set(false);
        dom::focus_id(CHIP);
        if !current {
            act(UserAction::SetMode(mode, reason.clone()));
        }
    };
    view! {
        <button
            type="button"
            class="dw-menu__item"
            role="menuitemradio"
            tabindex="-1"
            aria-checked=if current { "true" } else { "false" }
            on:click=choose
        >
            <span>{word}</span>
            {current.then(|| icon(ui, "check"))}
        </button>
    }
    .into_any()
}

/// The other language, in its own words.
fn language(ui: Ui) -> AnyView {
    let other = move || match ui.language.get() {
        Language::Ja => Language::En,
        Language::En => Language::Ja,
    };
    view! {
        <button
            type="button"
            class="dw-tool"
            lang=move || other().tag()
            on:click=move |_| act(UserAction::SetLanguage(other()))
        >
            {ui.t(Msg::Language)}
        </button>
    }
    .into_any()
}

fn focus_item(menu: NodeRef<leptos::html::Div>, last: bool) {
    let Some(menu) = dom::element(menu) else { return };
    let items = dom::all(&menu, ITEMS);
    let current = items.iter().find(|item| item.get_attribute("aria-checked").as_deref() == Some("true"));
    let wanted = if last { items.last() } else { current.or(items.first()) };
    if let Some(item) = wanted {
        dom::focus(item);
    }
}

fn holds(menu: NodeRef<leptos::html::Div>, element: &Element) -> bool {
    dom::element(menu).is_some_and(|menu| menu.contains(Some(element.unchecked_ref::<Node>())))
}

fn chip_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Ready => "dw-status dw-status--ready",
        Tone::Busy => "dw-status dw-status--busy",
        Tone::Away => "dw-status dw-status--away",
        Tone::Work => "dw-status dw-status--work",
        Tone::Off => "dw-status dw-status--off",
    }
}
