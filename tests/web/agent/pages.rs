//! The place of the page beside the calls.

use denwa_core::pages::Program;
use denwa_core::view_model::Screen;
use denwa_core::{Page, UserAction};
use denwa_panel::view::agent::Pages;
use denwa_panel::view::parts::PAGES;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Mounted, click, mount, ready};

async fn pages(program: Program) -> Mounted {
    let screen = Screen { page: Page::Settings, program, ..ready() };
    mount(screen, || leptos::view! { <Pages /> }).await
}

/// The element that the second program fills.
fn place(pages: &Mounted) -> web_sys::HtmlElement {
    pages.find(&format!("#{PAGES}"))
}

#[wasm_bindgen_test]
async fn the_page_is_in_sight_once_its_program_is_there() {
    let pages = pages(Program::Loading).await;
    assert_eq!(pages.find("[role=status]").text_content().unwrap(), "Loading the page…");
    assert!(place(&pages).hidden() && pages.all("button").is_empty());
    let same = place(&pages);
    pages.show(|screen| screen.program = Program::There).await;
    assert!(!place(&pages).hidden() && pages.find("div:has(> [role=status])").hidden());
    pages.show(|screen| screen.page = Page::Calls).await;
    assert!(pages.find(".dw-pages").hidden());
    assert_eq!(place(&pages), same, "what the program put there stays");
}

#[wasm_bindgen_test]
async fn a_failure_is_told_with_its_remedy() {
    let pages = pages(Program::Failed).await;
    assert!(pages.find("[role=status]").text_content().unwrap().starts_with("This page could not be loaded."));
    click(&pages.button("Try again")).await;
    pages.show(|screen| screen.program = Program::Broken).await;
    assert!(pages.text().starts_with("Something on this page broke."));
    click(&pages.button("Load the panel again")).await;
    assert_eq!(pages.actions(), [UserAction::LoadPages, UserAction::LoadPages]);
}
