//! The bar above: the status, ring and notifications, the pages and the language.

use denwa_core::Page;
use denwa_core::text::Msg;
use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::attention::Attention;
use super::language_button::LanguageButton;
use super::page_button::PageButton;
use super::shortcuts::ShortcutsButton;
use super::sign_out_button::SignOutButton;
use super::status_chip::StatusChip;
use super::status_menu::{MenuStart, StatusMenu, change_word};
use crate::app::{use_language, use_screen};
use crate::view::parts::IconName;

/// The bar above: the status, ring and notifications, the pages and the language.
#[component]
pub fn Bar() -> impl IntoView {
    let screen = use_screen();
    let language = use_language();
    let status = Memo::new(move |_| screen.with(|screen| screen.status.clone()));
    let is_standalone = Memo::new(move |_| screen.with(|screen| screen.is_standalone));
    let chip = NodeRef::<html::Button>::new();
    let menu = NodeRef::<html::Div>::new();
    let start = RwSignal::new(None::<MenuStart>);
    // A menu of nothing is not shown: the connection may go while it is open.
    let is_open = Memo::new(move |_| start.with(Option::is_some) && status.with(|status| !status.choices.is_empty()));
    // A click elsewhere closes the menu.
    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let is_in_chip = chip.get_untracked().is_some_and(|chip| chip.contains(to.as_ref()));
        let is_in_menu = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if to.is_none() || !(is_in_chip || is_in_menu) {
            start.set(None);
        }
    };
    view! {
        <header class="dw-bar" on:focusout=leave>
            <h1 class="slds-assistive-text">{move || Msg::PanelTitle.t(language.get())}</h1>
            <StatusChip status chip is_open start />
            <Show when=move || is_open.get()>
                <StatusMenu status menu chip start />
            </Show>
            <span id="status-hint" class="slds-assistive-text">
                {move || status.with(change_word).t(language.get())}
            </span>
            <span class="dw-bar__note" role="status">{move || status.with(|status| status.error.clone())}</span>
            <Attention />
            // The pages work on what Salesforce keeps.
            <Show when=move || !is_standalone.get()>
                <PageButton id="page-settings" page=Page::Settings icon=IconName::Settings word=Msg::Settings />
                <PageButton id="page-doctor" page=Page::Doctor icon=IconName::Problem word=Msg::Doctor />
            </Show>
            <ShortcutsButton />
            <SignOutButton />
            <LanguageButton />
        </header>
    }
    .into_any()
}
