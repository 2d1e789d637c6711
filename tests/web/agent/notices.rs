//! What the agent must read.

use denwa_core::view_model::{Gravity, NoticeView, Screen};
use denwa_core::{Page, UserAction};
use denwa_panel::shell::clock;
use denwa_panel::view::agent::Notices;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{click, focused, mount, ready};

#[wasm_bindgen_test]
async fn an_error_offers_another_try_and_the_doctor_side_by_side() {
    let notice = NoticeView {
        gravity: Gravity::Error,
        text: "Salesforce does not answer".to_owned(),
        detail: None,
        again_at: Some(clock::now() + 9_500),
        can_try_again: true,
    };
    let notices = mount(Screen { notices: vec![notice], ..ready() }, || leptos::view! { <Notices /> }).await;
    assert_eq!(notices.find("[role=status]").children().length(), 1);
    assert!(notices.text().contains("Trying again in 10 s."), "{}", notices.text());
    let (again, doctor) = (notices.button("Try again"), notices.button("Doctor"));
    assert_eq!(again.parent_element(), doctor.parent_element());
    click(&again).await;
    click(&doctor).await;
    assert_eq!(notices.actions(), [UserAction::TryAgain, UserAction::Show(Page::Doctor)]);
    again.focus().unwrap();
    notices.show(|screen| screen.notices[0].again_at = None).await;
    assert_eq!(focused(), again, "the button stays the same");
    assert!(!notices.text().contains("Trying again"));
    notices.show(|screen| screen.page = Page::Doctor).await;
    assert_eq!(notices.all("button").len(), 1);
    notices.show(|screen| screen.notices.clear()).await;
    assert_eq!(notices.find("[role=status]").children().length(), 0);
}
