//! Lists.

use std::sync::Arc;

use denwa_core::config::ConfigCommand;
use denwa_core::settings::{Group, List, Reason};
use denwa_core::view_model::settings::{RefusalView, RefusedAddition, RowView, SettingsView};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Page, change, commands, input, list, nothing_set, open, page, type_text};
use crate::agent::{click, press};

async fn lines(count: usize) -> Page {
    let row = |at: usize| RowView { cells: vec![format!("03{at:08}"), "on".to_owned()], ..RowView::default() };
    let mut view = nothing_set();
    view.lists[List::Lines as usize] = Arc::new(list(List::Lines, (0..count).map(row).collect()));
    let page = page(view).await;
    open(&page, Group::Lines).await;
    page
}

fn add_to(view: &mut SettingsView, refused: RefusedAddition) {
    Arc::make_mut(&mut view.lists[List::Lines as usize]).refused_addition = Some(refused);
}

#[wasm_bindgen_test]
async fn of_five_hundred_lines_a_page_is_in_the_document() {
    let page = lines(500).await;
    assert_eq!(page.all(".dw-row").len(), 25);
    click(&page.button("Next")).await;
    assert_eq!(page.find(".dw-rows .dw-row:first-child .dw-number").text_content().unwrap(), "0300000025");
    type_text(&input(&page, "#Denwa_Line__c-filter"), "00499").await;
    assert_eq!(page.all(".dw-row").len(), 1);
}

#[wasm_bindgen_test]
async fn a_tick_says_which_row() {
    let page = lines(30).await;
    click(&page.find("#Denwa_Line__c-3-1")).await;
    assert_eq!(commands(&page), [ConfigCommand::LinkLine { row: 3, linked: false }]);
}

#[wasm_bindgen_test]
async fn a_text_that_cannot_be_added_stays_with_the_reason() {
    let page = lines(1).await;
    let field = input(&page, "#Denwa_Line__c-add");
    type_text(&field, "abc").await;
    press(&field, "Enter").await;
    assert_eq!(commands(&page), [ConfigCommand::Add { list: List::Lines, text: "abc".to_owned() }]);
    let refusal = RefusalView { reason: Reason::Malformed, least: 0, most: 40 };
    change(&page, |view| add_to(view, RefusedAddition { text: "abc".to_owned(), refusal })).await;
    assert_eq!(field.value(), "abc");
    let wrong = page.find("#Denwa_Line__c-add-wrong").text_content().unwrap();
    assert!(wrong.contains("03-1234-5678"), "{wrong}");
}
