//! The bar that switches between the lists of the panel.

use denwa_core::text::Msg;
use denwa_core::view_model::TabView;
use denwa_core::{DeskAction, DeskTab, UserAction};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{ByPlace, aria, focus::focus_by_id};

/// The bar that switches between the lists of the panel. Its tabs never move; one stop of the Tab key.
#[component]
pub fn DeskTabs() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let shown = Memo::new(move |_| screen.with(|screen| screen.desk.tab));
    let tabs = Memo::new(move |_| screen.with(|screen| screen.desk.tabs.clone()));
    let show = move |tab| dispatch(UserAction::Desk(DeskAction::Show(tab)));
    let by_key = move |event: KeyboardEvent| {
        let known: Vec<_> = tabs.with_untracked(|tabs| tabs.iter().map(|view| view.tab).collect());
        if let Some(tab) = tab_of_key(&event.key(), shown.get_untracked(), &known) {
            event.prevent_default();
            show(tab);
            focus_by_id(tab_id(tab));
        }
    };
    let tab = move |view: Memo<TabView>| {
        let tab = view.with_untracked(|view| view.tab);
        let is_shown = move || shown.get() == tab;
        let count = move || view.with(|view| view.count);
        view! {
            <button
                type="button"
                id=tab_id(tab)
                class="dw-switch__tab"
                role="tab"
                aria-selected=move || aria(is_shown())
                aria-controls=panel_id(tab)
                tabindex=move || if is_shown() { "0" } else { "-1" }
                on:click=move |_| show(tab)
            >
                <span>{move || view.with(|view| view.word)}</span>
                <Show when=move || count().is_some()>
                    <span class="dw-switch__count" aria-hidden="true">{count}</span>
                    <span class="slds-assistive-text">{move || view.with(|view| view.count_words.clone())}</span>
                </Show>
            </button>
        }
    };
    view! {
        <div
            class="dw-switch"
            role="tablist"
            aria-label=move || Msg::Lists.t(language.get())
            on:keydown=by_key
        >
            <ByPlace items=tabs children=tab />
        </div>
    }
    .into_any()
}

/// The tab that an arrow key, Home or End leads to.
fn tab_of_key(key: &str, from: DeskTab, tabs: &[DeskTab]) -> Option<DeskTab> {
    let at = tabs.iter().position(|tab| *tab == from).unwrap_or(0);
    let to = match key {
        "ArrowRight" => (at + 1) % tabs.len().max(1),
        "ArrowLeft" => at.checked_sub(1).unwrap_or(tabs.len().saturating_sub(1)),
        "Home" => 0,
        "End" => tabs.len().saturating_sub(1),
        _ => return None,
    };
    tabs.get(to).copied()
}

fn tab_id(tab: DeskTab) -> &'static str {
    match tab {
        DeskTab::Calls => "tab-calls",
        DeskTab::History => "tab-history",
        DeskTab::Callbacks => "tab-callbacks",
        DeskTab::Parked => "tab-parked",
        DeskTab::Messages => "tab-messages",
        DeskTab::Team => "tab-team",
    }
}

fn panel_id(tab: DeskTab) -> &'static str {
    match tab {
        DeskTab::Calls => "calls",
        DeskTab::History => "history",
        DeskTab::Callbacks => "callbacks",
        DeskTab::Parked => "parked",
        DeskTab::Messages => "messages",
        DeskTab::Team => "team",
    }
}
