//! What the agent must read.

use denwa_core::view_model::{Gravity, NoticeView, Screen};
use denwa_core::{Page, UserAction};
use denwa_panel::shell::clock;
use denwa_panel::view::agent::Notices;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{click, focused, mount, ready};

fn notice(gravity: Gravity, text: &str) -> NoticeView {
    NoticeView {
        gravity,
        text: text.to_owned(),
        detail: None,
        again_at: None,
        can_try_again: false,
        can_take_over: false,
        can_export_logs: false,
    }
}

#[wasm_bindgen_test]
async fn an_error_offers_another_try_and_the_doctor_side_by_side() {
    let notice = NoticeView {
        again_at: Some(clock::now() + 9_500),
        can_try_again: true,
        ..notice(Gravity::Error, "Salesforce does not answer")
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

#[wasm_bindgen_test]
async fn calls_are_taken_over_and_unsaved_logs_exported_where_that_is_offered() {
    let elsewhere = NoticeView { can_take_over: true, ..notice(Gravity::Info, "Calls arrive in another browser") };
    let unsaved = NoticeView { can_export_logs: true, ..notice(Gravity::Warning, "1 call log is not saved yet") };
    let notices =
        mount(Screen { notices: vec![elsewhere, unsaved], ..ready() }, || leptos::view! { <Notices /> }).await;
    assert_eq!(notices.all("button").len(), 2);
    click(&notices.button("Take over here")).await;
    click(&notices.button("Export as CSV")).await;
    assert_eq!(notices.actions(), [UserAction::TakeOver, UserAction::ExportLogs]);
}
