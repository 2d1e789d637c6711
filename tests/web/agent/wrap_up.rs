//! What the agent adds to a call beside notes, and what came with it.

use denwa_core::UserAction;
use denwa_core::view_model::{BroughtView, CardView, DataView, EarlierView, RecordView, WrapUpView};
use denwa_panel::view::agent::Calls;
use denwa_protocol::{AttachedRecord, FollowUp};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::{Mounted, click, ended, mount, press, with_card};

async fn shown(wrap_up: WrapUpView) -> Mounted {
    mount(with_card(CardView { wrap_up, ..ended() }), || leptos::view! { <Calls /> }).await
}

fn call() -> String {
    "c1".to_owned()
}

#[wasm_bindgen_test]
async fn a_follow_up_is_made_changed_and_removed() {
    let calls = shown(WrapUpView { can_follow_up: true, ..WrapUpView::default() }).await;
    click(&calls.button("Add a follow-up")).await;
    let subject: HtmlInputElement = calls.find("input[type=text]").unchecked_into();
    assert_eq!(subject.value(), "Call back");
    subject.set_value("Send the offer");
    calls.find("input[type=date]").unchecked_into::<HtmlInputElement>().set_value("2026-12-01");
    press(&subject, "Enter").await;
    let task = FollowUp { subject: "Send the offer".to_owned(), due: Some("2026-12-01".to_owned()) };
    assert_eq!(calls.actions(), [UserAction::SetFollowUp { call: call(), follow_up: Some(task.clone()) }]);
    calls
        .show(|screen| {
            let view = &mut screen.cards[0].wrap_up;
            (view.follow_up, view.follow_up_words) = (Some(task), Some("Send the offer (2026-12-01)".to_owned()));
        })
        .await;
    assert!(calls.text().contains("Follow-up: Send the offer (2026-12-01)"));
    click(&calls.button("Change")).await;
    assert_eq!(calls.find("input[type=text]").unchecked_into::<HtmlInputElement>().value(), "Send the offer");
    click(&calls.button("Cancel")).await;
    click(&calls.button("Remove")).await;
    assert_eq!(calls.actions(), [UserAction::SetFollowUp { call: call(), follow_up: None }]);
}

#[wasm_bindgen_test]
async fn a_call_is_not_logged_only_with_a_reason() {
    let calls = shown(WrapUpView { can_skip_log: true, ..WrapUpView::default() }).await;
    click(&calls.button("Do not log this call")).await;
    click(&calls.button("Do not log")).await;
    assert_eq!(calls.actions(), [], "without a reason nothing happens");
    calls.find("input[type=text]").unchecked_into::<HtmlInputElement>().set_value("Wrong number");
    click(&calls.button("Do not log")).await;
    let skip = |reason: Option<&str>| UserAction::SetNotLogged { call: call(), reason: reason.map(str::to_owned) };
    assert_eq!(calls.actions(), [skip(Some("Wrong number"))]);
    calls
        .show(|screen| {
            let view = &mut screen.cards[0].wrap_up;
            (view.can_skip_log, view.is_log_skipped) = (false, true);
        })
        .await;
    click(&calls.button("Log it after all")).await;
    assert_eq!(calls.actions(), [skip(None)]);
}

#[wasm_bindgen_test]
async fn records_are_offered_taken_and_given_back() {
    let case = AttachedRecord { record_id: "500000000000001AAA".to_owned(), name: Some("00001042".to_owned()) };
    let view = WrapUpView {
        person_offer: Some("Hanako".to_owned()),
        chosen: Some("You chose who it is"),
        related_offers: vec![RecordView::from(&case)],
        ..WrapUpView::default()
    };
    let calls = shown(view).await;
    for button in ["Log this call on it", "This is who is on the call", "Choose again"] {
        click(&calls.button(button)).await;
    }
    assert_eq!(
        calls.actions(),
        [
            UserAction::SetRelated { call: call(), related: Some(case.clone()) },
            UserAction::ChooseViewed { call: call() },
            UserAction::UndoChoice { call: call() },
        ]
    );
    calls.show(|screen| screen.cards[0].wrap_up.related = Some(RecordView::from(&case))).await;
    click(&calls.button("Remove")).await;
    assert_eq!(calls.actions(), [UserAction::SetRelated { call: call(), related: None }]);
}

#[wasm_bindgen_test]
async fn what_colleagues_did_is_shown_as_text() {
    let brought = BroughtView {
        from: Some("From Suzuki (2002)".to_owned()),
        earlier: vec![EarlierView { title: "Suzuki (2002) · 4:33".to_owned(), note: "<img src=x>".to_owned() }],
        data: vec![DataView { label: "Member".to_owned(), value: "<b>7".to_owned() }],
    };
    let calls = mount(with_card(CardView { brought, ..ended() }), || leptos::view! { <Calls /> }).await;
    let text = calls.text();
    for part in ["From Suzuki (2002)", "4:33", "<img src=x>", "Member", "<b>7"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(calls.all(".dw-brought img, .dw-brought b").is_empty());
}
