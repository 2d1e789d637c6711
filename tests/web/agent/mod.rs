//! Components of the agent's view, mounted in a page: what they show, and the actions they dispatch.

mod attention;
mod call;
mod callbacks;
mod control;
mod desk;
mod dial;
mod hand;
mod lookup;
mod matches;
mod notes;
mod notices;
mod pages;
mod results;
mod shortcuts;
mod sign_in;
mod status;
mod team;
mod time;
mod wrap_up;

use core::time::Duration;
use std::sync::{Arc, Mutex};

use denwa_core::view_model::{
    AdminScreen, BroughtView, ButtonView, CardView, ControlView, PhaseView, Screen, SearchView, Stage, WrapUpView,
};
use denwa_core::{AdminAction, Panel, UserAction};
use denwa_panel::admin::provide_admin;
use denwa_panel::app::provide_panel;
use denwa_protocol::Service;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};

/// A component in the page, the screen it shows, and the actions it dispatched.
pub(crate) struct Mounted<S: Send + Sync + 'static = Screen, A = UserAction> {
    root: HtmlElement,
    screen: RwSignal<S>,
    actions: Arc<Mutex<Vec<A>>>,
    unmount: Option<Box<dyn FnOnce()>>,
}

/// Mounts a component of the panel that shows this screen.
pub(crate) async fn mount<V: IntoView + 'static>(screen: Screen, component: fn() -> V) -> Mounted {
    mount_in(screen, |screen, dispatch| provide_panel(screen, dispatch), component).await
}

/// Mounts a component of the administrator's pages that shows this screen.
pub(crate) async fn mount_admin<V: IntoView + 'static>(
    screen: AdminScreen,
    component: fn() -> V,
) -> Mounted<AdminScreen, AdminAction> {
    mount_in(screen, |screen, dispatch| provide_admin(screen, dispatch), component).await
}

type Dispatch<A> = Box<dyn Fn(A) + Send + Sync>;

async fn mount_in<S, A, V>(screen: S, provide: fn(ReadSignal<S>, Dispatch<A>), component: fn() -> V) -> Mounted<S, A>
where
    S: Send + Sync + 'static,
    A: Send + 'static,
    V: IntoView + 'static,
{
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let actions = Arc::new(Mutex::new(Vec::new()));
    let owner = Owner::new();
    let screen = owner.with(|| RwSignal::new(screen));
    let taken = Arc::clone(&actions);
    let handle = leptos::mount::mount_to(root.clone(), move || {
        provide(screen.read_only(), Box::new(move |action| taken.lock().unwrap().push(action)));
        component()
    });
    let unmount = Box::new(move || {
        drop(handle);
        drop(owner);
    });
    settle().await;
    Mounted { root, screen, actions, unmount: Some(unmount) }
}

impl<S: Send + Sync + 'static, A> Mounted<S, A> {
    /// The only element that matches.
    pub(crate) fn find(&self, selector: &str) -> HtmlElement {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.root.inner_html());
        found.into_iter().next().unwrap()
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let list = self.root.query_selector_all(selector).unwrap();
        (0..list.length()).map(|at| list.get(at).unwrap().unchecked_into()).collect()
    }

    /// The button with these words.
    pub(crate) fn button(&self, words: &str) -> HtmlElement {
        let buttons = self.all("button");
        let found = buttons.into_iter().find(|button| button.text_content().unwrap().trim() == words);
        found.unwrap_or_else(|| panic!("no button {words} in {}", self.root.inner_html()))
    }

    pub(crate) fn text(&self) -> String {
        self.root.text_content().unwrap()
    }

    /// Shows another screen.
    pub(crate) async fn show(&self, change: impl FnOnce(&mut S)) {
        self.screen.update(change);
        settle().await;
    }

    /// The actions dispatched since this was asked the last time.
    pub(crate) fn actions(&self) -> Vec<A> {
        core::mem::take(&mut self.actions.lock().unwrap())
    }
}

impl<S: Send + Sync + 'static, A> Drop for Mounted<S, A> {
    fn drop(&mut self) {
        if let Some(unmount) = self.unmount.take() {
            unmount();
        }
        self.root.remove();
    }
}

/// Presses a key on an element. Says whether the browser would still do what it does at that key.
pub(crate) async fn press(element: &HtmlElement, key: &str) -> bool {
    press_with(element, key, &KeyboardEventInit::new()).await
}

pub(crate) async fn press_with(element: &HtmlElement, key: &str, init: &KeyboardEventInit) -> bool {
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", init).unwrap();
    let goes_on = element.dispatch_event(&event).unwrap();
    settle().await;
    goes_on
}

pub(crate) async fn click(element: &HtmlElement) {
    element.click();
    settle().await;
}

/// The element with the focus.
pub(crate) fn focused() -> HtmlElement {
    document().active_element().unwrap().unchecked_into()
}

async fn pause(milliseconds: u64) {
    until(|resolve| set_timeout(move || drop(resolve.call0(&JsValue::NULL)), Duration::from_millis(milliseconds)))
        .await;
}

/// Waits for a condition, at most three seconds.
pub(crate) async fn wait_until(condition: impl Fn() -> bool) {
    for _ in 0..120 {
        if condition() {
            return;
        }
        pause(25).await;
    }
    panic!("not within three seconds");
}

async fn until(start: impl Fn(js_sys::Function)) {
    let promise = js_sys::Promise::new(&mut |resolve, _| start(resolve));
    JsFuture::from(promise).await.unwrap();
    settle().await;
}

/// Lets effects run, and those that they cause.
pub(crate) async fn settle() {
    for _ in 0..3 {
        leptos::task::tick().await;
    }
}

/// A signed-in panel without calls, in English.
pub(crate) fn ready() -> Screen {
    Screen { language: denwa_core::Language::En, stage: Stage::Ready, ..Panel::default().screen() }
}

fn with_card(card: CardView) -> Screen {
    Screen { cards: vec![card], ..ready() }
}

fn button(service: Service, word: &'static str) -> ButtonView {
    ButtonView { service, word, unavailable: None, is_busy: false }
}

/// A call that the agent talks on.
fn talking() -> CardView {
    CardView {
        call: "c1".to_owned(),
        phase: PhaseView::Talking,
        is_compact: false,
        title: "On a call".to_owned(),
        hint: None,
        since: None,
        talked: None,
        line: "Reception".to_owned(),
        headline: "Hanako Yamada".to_owned(),
        is_unsure: false,
        is_long: false,
        phonetic: String::new(),
        about: String::new(),
        number: "03-1234-5678".to_owned(),
        extension: None,
        count: None,
        search: SearchView::Silent,
        matches: Vec::new(),
        pop: None,
        offers_new_record: false,
        buttons: vec![button(Service::Hold, "Hold"), button(Service::HangUp, "Hang up")],
        control: ControlView::default(),
        hand: None,
        error: None,
        log: None,
        remark: None,
        links: Vec::new(),
        results: Vec::new(),
        wrap_up: WrapUpView::default(),
        brought: BroughtView::default(),
        lacks_result: false,
        can_dismiss: false,
        call_back: None,
    }
}

/// The same call, over and ready to be put away.
fn ended() -> CardView {
    CardView {
        phase: PhaseView::Ended,
        title: "Inbound · Answered".to_owned(),
        buttons: Vec::new(),
        can_dismiss: true,
        ..talking()
    }
}
