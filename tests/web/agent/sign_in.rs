//! The window in which an agent signs in outside a CRM.

use denwa_core::UserAction;
use denwa_core::host::Credentials;
use denwa_core::view_model::{Screen, SignInView, Stage};
use denwa_panel::view::agent::{Bar, SignIn};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{ClipboardEvent, ClipboardEventInit, DataTransfer, HtmlInputElement};

use super::dial::type_text;
use super::{click, focused, mount, ready, settle};

fn window(view: SignInView) -> Screen {
    Screen { stage: Stage::Starting, is_standalone: true, sign_in: Some(view), ..ready() }
}

fn asking(error: Option<&str>) -> SignInView {
    SignInView { is_busy: false, error: error.map(str::to_owned) }
}

/// Pastes a text, and returns whether the browser would still paste it.
async fn paste(field: &HtmlInputElement, text: &str) -> bool {
    let clipboard = DataTransfer::new().unwrap();
    clipboard.set_data("text/plain", text).unwrap();
    let init = ClipboardEventInit::new();
    init.set_clipboard_data(Some(&clipboard));
    init.set_cancelable(true);
    let event = ClipboardEvent::new_with_event_init_dict("paste", &init).unwrap();
    let goes_on = field.dispatch_event(&event).unwrap();
    settle().await;
    goes_on
}

#[wasm_bindgen_test]
async fn what_is_pasted_loses_its_line_breaks_and_tabs_and_is_sent_once() {
    let page = mount(window(asking(None)), || leptos::view! { <SignIn /> }).await;
    let login: HtmlInputElement = page.find("input[type=text]").unchecked_into();
    let password: HtmlInputElement = page.find("input[type=password]").unchecked_into();
    assert_eq!(focused(), *login, "she can type at once");
    assert!(!paste(&login, "\r\n\tsa\tto\r\n").await);
    type_text(&password, "se ?\t").await;
    password.set_selection_range(3, 4).unwrap();
    assert!(!paste(&password, "\r\ncr\tet\n").await, "in place of what is selected");
    assert_eq!((login.value().as_str(), password.value().as_str()), ("sato", "se cret"));
    assert!(paste(&password, " without").await, "left to the browser");
    assert_eq!(password.get_attribute("autocomplete").as_deref(), Some("off"));
    click(&page.button("Sign in")).await;
    assert_eq!(page.actions(), [UserAction::SignIn(Credentials::typed("sato", "se cret"))]);
}

#[wasm_bindgen_test]
async fn after_a_sign_in_that_did_not_work_the_password_is_typed_anew() {
    let page = mount(window(asking(None)), || leptos::view! { <SignIn /> }).await;
    let login: HtmlInputElement = page.find("input[type=text]").unchecked_into();
    let password: HtmlInputElement = page.find("input[type=password]").unchecked_into();
    type_text(&login, "sato").await;
    type_text(&password, "wrong").await;
    page.show(|screen| screen.sign_in = Some(SignInView { is_busy: true, error: None })).await;
    assert_eq!(page.button("Sign in").get_attribute("aria-busy").as_deref(), Some("true"));
    page.show(|screen| screen.sign_in = Some(asking(Some("Wrong")))).await;
    settle().await;
    assert_eq!(page.find("[role=alert]").text_content().as_deref(), Some("Wrong"));
    assert_eq!((login.value().as_str(), password.value().as_str()), ("sato", ""));
    assert_eq!(focused(), *password);
}

#[wasm_bindgen_test]
async fn outside_a_crm_there_are_no_pages_for_administrators_but_a_way_out() {
    let screen = Screen { is_standalone: true, offers_sign_out: true, can_sign_out: true, ..ready() };
    let bar = mount(screen, || leptos::view! { <Bar /> }).await;
    assert!(bar.all("#page-settings, #page-doctor").is_empty());
    click(&bar.button("Sign out")).await;
    assert_eq!(bar.actions(), [UserAction::SignOut]);
    bar.show(|screen| screen.can_sign_out = false).await;
    let button = bar.button("Sign out");
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"), "not while a call goes on");
    click(&button).await;
    assert_eq!(bar.actions(), [UserAction::SignOut], "the core says why not");
    bar.show(|screen| screen.offers_sign_out = false).await;
    assert!(!bar.text().contains("Sign out"));
}
