//! The panel as a whole.

use denwa_core::view_model::{RingState, Screen, Stage};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::pages::Pages;
use super::shortcuts::{IdleShortcut, listen};
use super::{
    Bar, Calls, Desk, DeskTabs, DialBar, HandNews, MessageNews, MonitoringBar, Notices, QueueLine, Shortcuts, WorkLine,
};
use crate::app::{use_language, use_screen};

/// The panel as a whole.
#[component]
pub fn AgentPanel() -> impl IntoView {
    let screen = use_screen();
    let language = use_language();
    let stage = Memo::new(move |_| screen.with(|screen| screen.stage));
    let ring = Memo::new(move |_| screen.with(|screen| screen.attention.ring));
    let is_on_page = Memo::new(move |_| screen.with(Screen::has_page));
    let announcement = Memo::new(move |_| screen.with(|screen| screen.announcement.clone()));
    let progress = Memo::new(move |_| screen.with(|screen| screen.progress.clone()));
    speak_language();
    listen();
    view! {
        <main
            id="panel"
            class="dw-panel"
            class:dw-panel--page=is_on_page
            lang=move || language.get().tag()
            data-state=move || stage_name(stage.get())
            data-ring=move || ring_name(ring.get())
        >
            <Bar />
            <WorkLine />
            <p class="slds-assistive-text" role="alert">{announcement}</p>
            <p class="slds-assistive-text" role="status">{progress}</p>
            <MonitoringBar />
            <Calls />
            <Desk />
            <Pages />
            <Shortcuts />
            <Notices />
            <HandNews />
            <MessageNews />
            <QueueLine />
            <DeskTabs />
            <DialBar />
            <IdleShortcut />
        </main>
    }
    .into_any()
}

/// Gives the document its language and its title.
fn speak_language() {
    let language = use_language();
    let screen = use_screen();
    let title = Memo::new(move |_| screen.with(|screen| screen.title.clone()));
    Effect::new(move || {
        let document = document();
        document.set_title(&title.get());
        if let Some(html) = document.document_element() {
            html.unchecked_ref::<HtmlElement>().set_lang(language.get().tag());
        }
    });
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Starting => "starting",
        Stage::Ready => "ready",
        Stage::Offline => "offline",
        Stage::Failed => "failed",
    }
}

fn ring_name(ring: RingState) -> &'static str {
    match ring {
        RingState::Off => "off",
        RingState::Ringing => "ringing",
        RingState::Brief => "brief",
        RingState::Trial => "trial",
        RingState::Blocked => "blocked",
        RingState::NotAvailable => "not-available",
    }
}
