//! Whose settings are shown.

use std::sync::Arc;

use denwa_core::config::{ConfigCommand, Subject};
use denwa_core::package::people::{PeopleAnswer, UserInfo};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{change, commands, input, nothing_set, page, type_text};

const OFFER: &str = "User: Suzuki (suzuki@acme.example)";

fn suzuki() -> PeopleAnswer {
    let user = UserInfo {
        id: "005000000000001AAA".to_owned(),
        name: "Suzuki".to_owned(),
        username: "suzuki@acme.example".to_owned(),
        ..UserInfo::default()
    };
    PeopleAnswer { users: vec![user], ..PeopleAnswer::default() }
}

fn look_at_suzuki() -> ConfigCommand {
    ConfigCommand::LookAt { subject: Subject::User("005000000000001AAA".to_owned()), name: "Suzuki".to_owned() }
}

#[wasm_bindgen_test]
async fn a_name_that_is_typed_sets_nothing_until_it_is_picked() {
    let page = page(nothing_set()).await;
    let field = input(&page, "#config-person");
    type_text(&field, "Suz").await;
    assert_eq!(commands(&page), [ConfigCommand::SeekSubject]);
    change(&page, |view| (view.is_subject_resolved, view.people) = (false, Arc::new(suzuki()))).await;
    let wrong = page.find("#config-person-wrong").text_content().unwrap();
    assert_eq!(wrong, "Choose an entry of the list. Nothing can be set until then.");
    assert_eq!(page.find("#config-people option").get_attribute("value").as_deref(), Some(OFFER));
    type_text(&field, OFFER).await;
    assert_eq!(commands(&page), [ConfigCommand::SeekSubject, look_at_suzuki()]);
}

#[wasm_bindgen_test]
async fn an_offer_that_is_typed_in_full_before_the_answer_comes_is_picked_then() {
    let page = page(nothing_set()).await;
    type_text(&input(&page, "#config-person"), OFFER).await;
    assert_eq!(commands(&page), [ConfigCommand::SeekSubject]);
    change(&page, |view| view.people = Arc::new(suzuki())).await;
    assert_eq!(commands(&page), [look_at_suzuki()]);
}

#[wasm_bindgen_test]
async fn whose_settings_these_are_stays_in_sight() {
    let page = page(nothing_set()).await;
    assert_eq!(page.find(".dw-page__about").text_content().unwrap(), "Your own");
    change(&page, |view| {
        view.subject = Subject::User("005000000000001AAA".to_owned());
        view.subject_name = "Suzuki".to_owned();
    })
    .await;
    assert_eq!(page.find(".dw-page__about").text_content().unwrap(), "Settings of Suzuki");
    type_text(&input(&page, "#config-person"), "").await;
    assert_eq!(commands(&page), [ConfigCommand::LookAt { subject: Subject::Me, name: String::new() }]);
}
