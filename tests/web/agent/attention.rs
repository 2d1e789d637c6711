//! The form for ring and notifications, and what the browser says about them.

use denwa_core::alerts::OutputDevice;
use denwa_core::text::AttentionMsg;
use denwa_core::view_model::{AttentionView, DevicesView, OwnChoice, RingState, Screen};
use denwa_core::{AttentionAction, Language, UserAction};
use denwa_panel::view::agent::{Attention, NotificationTab};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::{Mounted, click, focused, mount, press, ready, settle};

fn screen() -> Screen {
    let devices = DevicesView {
        chosen: Some("h1".to_owned()),
        devices: vec![OutputDevice { id: "h1".to_owned(), name: "Headset".to_owned() }],
        can_find: true,
        words: Some("Not named"),
    };
    let attention = AttentionView {
        ring: RingState::Off,
        rings: OwnChoice { value: true, is_locked: false },
        volume: OwnChoice { value: 60, is_locked: false },
        devices,
        notifies: OwnChoice { value: true, is_locked: false },
        access: "Not allowed yet",
        allow: Some(AttentionMsg::Allow),
    };
    Screen { attention, ..ready() }
}

/// The form, opened.
async fn form() -> Mounted {
    let form = mount(screen(), || leptos::view! { <Attention /> }).await;
    click(&form.find("#attention")).await;
    assert_eq!(actions(&form), [AttentionAction::Open]);
    form
}

fn actions(form: &Mounted) -> Vec<AttentionAction> {
    let own = |action| match action {
        UserAction::Attention(action) => action,
        other => panic!("{other:?}"),
    };
    form.actions().into_iter().map(own).collect()
}

async fn happens(element: &HtmlElement, event: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(event, &init).unwrap()).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn the_form_takes_the_focus_and_gives_it_back() {
    let form = form().await;
    assert_eq!(focused(), form.find("[role=dialog]"));
    assert_eq!(form.find("#attention").get_attribute("aria-expanded").as_deref(), Some("true"));
    press(&focused(), "Escape").await;
    assert!(form.all("[role=dialog]").is_empty());
    assert_eq!(focused(), form.find("#attention"));
}

#[wasm_bindgen_test]
async fn each_control_dispatches_what_the_agent_chooses() {
    let form = form().await;
    let [rings, notifies] = form.all("[type=checkbox]").try_into().unwrap();
    click(&rings).await;
    click(&notifies).await;
    assert_eq!(actions(&form), [AttentionAction::SetRinging(false), AttentionAction::SetNotifying(false)]);
    let volume: HtmlInputElement = form.find("[type=range]").unchecked_into();
    assert_eq!(volume.value(), "60");
    volume.set_value("35");
    happens(&volume, "input").await;
    assert_eq!(actions(&form), [AttentionAction::SetVolume(35)]);
    let device: HtmlSelectElement = form.find("select").unchecked_into();
    assert_eq!(device.value(), "h1");
    device.set_value("");
    happens(&device, "change").await;
    assert_eq!(actions(&form), [AttentionAction::SetDevice(None)]);
    for word in ["Show other devices", "Try the ring", "Allow notifications"] {
        click(&form.button(word)).await;
    }
    let asked = [AttentionAction::FindDevices, AttentionAction::Try, AttentionAction::AllowNotifications];
    assert_eq!(actions(&form), asked);
}

#[wasm_bindgen_test]
async fn what_an_administrator_has_locked_cannot_be_changed() {
    let form = form().await;
    form.show(|screen| {
        screen.attention.rings.is_locked = true;
        screen.attention.volume.is_locked = true;
        screen.attention.notifies.is_locked = true;
    })
    .await;
    assert_eq!(form.all("input:disabled").len(), 3);
    assert!(form.text().contains("Set by your administrator."));
}

#[wasm_bindgen_test]
async fn a_trial_can_be_stopped_and_trouble_is_said() {
    let form = form().await;
    form.show(|screen| screen.attention.ring = RingState::Trial).await;
    click(&form.button("Stop")).await;
    assert_eq!(actions(&form), [AttentionAction::StopTrial]);
    form.show(|screen| screen.attention.ring = RingState::NotAvailable).await;
    assert!(form.text().contains(AttentionMsg::RingNotAvailable.t(Language::En)));
}

#[wasm_bindgen_test]
async fn the_tab_says_what_the_browser_allows() {
    let tab = mount(ready(), || leptos::view! { <NotificationTab language=Language::En /> }).await;
    assert!(tab.text().contains(AttentionMsg::TabIntro.t(Language::En)));
    assert!(!tab.find("[role=status]").text_content().unwrap().is_empty());
}
