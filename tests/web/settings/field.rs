//! A setting.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::{Group, Key, Reason};
use denwa_core::view_model::settings::RefusalView;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{change, commands, input, nothing_set, open, page, type_text};
use crate::agent::click;

#[wasm_bindgen_test]
async fn only_the_open_group_is_in_the_document() {
    let page = page(nothing_set()).await;
    assert!(page.all("[data-set=\"integration\"]").len() == 1 && page.all("[data-set=\"login\"]").is_empty());
    open(&page, Group::Salesforce).await;
    assert!(page.all("[data-set=\"integration\"]").is_empty() && page.all("[data-set=\"login\"]").len() == 1);
    type_text(&input(&page, "#config-search"), "clipboard").await;
    assert_eq!(page.all("[data-set]").len(), 1, "a search looks into every group");
}

#[wasm_bindgen_test]
async fn typing_dispatches_the_text_and_is_not_disturbed() {
    let page = page(nothing_set()).await;
    let field = input(&page, "#sessionMinutes");
    type_text(&field, "9000").await;
    assert_eq!(commands(&page), [ConfigCommand::Type { key: Key::SessionMinutes, text: "9000".to_owned() }]);
    field.set_selection_range(1, 1).unwrap();
    let refusal = RefusalView { reason: Reason::Range, least: 0, most: 1440 };
    change(&page, |view| {
        let field = &mut view.fields[Key::SessionMinutes as usize];
        (field.text, field.refusal) = ("9000".to_owned(), Some(refusal));
    })
    .await;
    assert_eq!((field.value().as_str(), field.selection_start().unwrap()), ("9000", Some(1)));
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let wrong = page.find("#wrong-sessionMinutes").text_content().unwrap();
    assert_eq!(wrong, "Type a whole number from 0 to 1440.");
}

#[wasm_bindgen_test]
async fn a_choice_dispatches_its_code_and_the_first_sets_nothing() {
    let page = page(nothing_set()).await;
    let choices = page.all("#integration input");
    assert_eq!(choices.len(), 4);
    click(&choices[2]).await;
    assert_eq!(commands(&page), [ConfigCommand::Type { key: Key::Integration, text: "custom".to_owned() }]);
    let words = page.find("#integration label:first-child").text_content().unwrap();
    assert_eq!(words, "Use the default (Salesforce)");
}

#[wasm_bindgen_test]
async fn the_padlock_locks_and_unlocks() {
    let page = page(nothing_set()).await;
    let lock = page.find("[data-set=\"integration\"] .dw-lock");
    assert_eq!(lock.get_attribute("aria-pressed").as_deref(), Some("true"));
    click(&lock).await;
    assert_eq!(commands(&page), [ConfigCommand::Lock { key: Key::Integration, locked: false }]);
    change(&page, |view| view.fields[Key::Integration as usize].is_lockable = false).await;
    click(&lock).await;
    assert_eq!(commands(&page), []);
}

#[wasm_bindgen_test]
async fn a_placeholder_goes_where_the_cursor_is() {
    let page = page(nothing_set()).await;
    open(&page, Group::Custom).await;
    let field = input(&page, "#urlRinging");
    field.set_value("https://crm.example/?n=&x=1");
    field.set_selection_range(23, 23).unwrap();
    click(&page.find("[data-set=\"urlRinging\"] .dw-chip:first-child")).await;
    let text = "https://crm.example/?n={ANI}&x=1".to_owned();
    assert_eq!(field.value(), text);
    assert_eq!(commands(&page), [ConfigCommand::Type { key: Key::UrlRinging, text }]);
}
