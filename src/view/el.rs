//! Elements, built by hand and kept up to date by Leptos's signals.
//!
//! Leptos's own views give every element a type, and so code, of its own: measured here, half of the panel's WebAssembly. These have one
//! type, and what changes is a boxed closure in an effect of one type. An effect and a listener live as long as the owner they were
//! made under: the panel, or the item of a list ([`El::each`]).

use core::cell::RefCell;

use denwa_core::text::Msg;
use leptos::prelude::{Owner, RenderEffect, StoredValue};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, Event, KeyboardEvent, Node};

use super::Ui;
use crate::shell::page::document;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element of the page. Without a document there is none, and everything done with it does nothing.
#[derive(Clone)]
pub struct El(Option<Element>);

/// What lives as long as its owner.
enum Kept {
    Effect(#[expect(dead_code, reason = "dropping it ends it")] RenderEffect<()>),
    Listener(#[expect(dead_code, reason = "dropping it frees it")] Closure<dyn Fn(Event)>),
}

/// Runs now, and again whenever a signal it read has changed.
pub fn watch(act: impl Fn() + 'static) {
    keep(Kept::Effect(effect(Box::new(act))));
}

fn effect(act: Box<dyn Fn()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| act())
}

fn keep(kept: Kept) {
    StoredValue::new_local(kept);
}

/// A new element with a class.
pub fn el(tag: &str, class: &str) -> El {
    let element = El(document().and_then(|document: Document| document.create_element(tag).ok()));
    if class.is_empty() { element } else { element.attr("class", class) }
}

/// A button: never one that sends a form.
pub fn button(class: &str) -> El {
    el("button", class).attr("type", "button")
}

/// An icon, by its name in the design system. It says nothing that a word beside it does not.
pub fn icon(ui: Ui, name: &str) -> El {
    icon_of(ui).1.attr("href", &address(ui, name)).parent()
}

/// An icon that changes.
pub fn changing_icon(ui: Ui, name: impl Fn() -> &'static str + 'static) -> El {
    icon_of(ui).1.attr_of("href", move || Some(address(ui, name()))).parent()
}

fn address(ui: Ui, name: &str) -> String {
    [ui.icons, "#", name].concat()
}

fn icon_of(_: Ui) -> (El, El) {
    let make = |tag: &str| El(document().and_then(|document| document.create_element_ns(Some(SVG), tag).ok()));
    let (svg, shape) = (make("svg").attr("class", "dw-icon").attr("aria-hidden", "true"), make("use"));
    (svg.with(core::slice::from_ref(&shape)), shape)
}

impl El {
    /// An element that is there already.
    pub fn of(element: Element) -> Self {
        Self(Some(element))
    }

    /// The element itself.
    pub fn element(&self) -> Option<&Element> {
        self.0.as_ref()
    }

    fn parent(self) -> Self {
        Self(self.0.and_then(|element| element.parent_element()))
    }

    /// Adds children.
    pub fn with(self, children: &[El]) -> Self {
        for child in children {
            if let (Some(element), Some(child)) = (&self.0, &child.0) {
                let _ = element.append_child(child);
            }
        }
        self
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        if let Some(element) = &self.0 {
            let _ = element.set_attribute(name, value);
        }
        self
    }

    /// An attribute that changes; without a value it is not there.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        follow(self.0.clone(), name, Box::new(value));
        self
    }

    /// A class that changes.
    pub fn class_of(self, class: impl Fn() -> &'static str + 'static) -> Self {
        self.attr_of("class", move || Some(class().to_owned()))
    }

    /// An attribute that is `true` or not there.
    pub fn flag(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        self.attr_of(name, move || is().then(|| "true".to_owned()))
    }

    /// An attribute that is `true` or `false`.
    pub fn state(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        self.attr_of(name, move || Some(if is() { "true" } else { "false" }.to_owned()))
    }

    /// Shown only while something is so.
    pub fn shown(self, is: impl Fn() -> bool + 'static) -> Self {
        self.attr_of("hidden", move || (!is()).then(String::new))
    }

    /// Text that stays. Text is only ever set as text, never as markup.
    pub fn text(self, text: &str) -> Self {
        if let Some(element) = &self.0 {
            element.set_text_content(Some(text));
        }
        self
    }

    /// Text that changes.
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        follow(self.0.clone(), "", Box::new(move || Some(text())));
        self
    }

    /// A message in the present language.
    pub fn says(self, ui: Ui, message: Msg) -> Self {
        self.text_of(move || message.t(ui.language()).to_owned())
    }

    /// An attribute in the present language.
    pub fn attr_says(self, ui: Ui, name: &'static str, message: Msg) -> Self {
        self.attr_of(name, move || Some(message.t(ui.language()).to_owned()))
    }

    /// Does something at an event.
    pub fn on(self, event: &str, act: impl Fn(Event) + 'static) -> Self {
        listen(self.0.as_ref(), event, Box::new(act));
        self
    }

    /// Does something when pressed.
    pub fn press(self, act: impl Fn() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// Does something at a key.
    pub fn key(self, act: impl Fn(KeyboardEvent) + 'static) -> Self {
        self.on("keydown", move |event| act(event.unchecked_into()))
    }

    /// A child for each key, in the order of the keys. A child stays the same element as long as its key is there.
    pub fn each(self, keys: impl Fn() -> Vec<String> + 'static, make: impl Fn(String) -> El + 'static) -> Self {
        if let Some(element) = &self.0 {
            each(element.clone(), Box::new(keys), Box::new(make));
        }
        self
    }
}

/// Keeps an attribute (or, without a name, the text) at a value. The page is touched only when the value is another.
fn follow(element: Option<Element>, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
    let Some(element) = element else { return };
    let last = RefCell::new(None);
    watch(move || {
        let value = value();
        if last.borrow().as_ref() == Some(&value) {
            return;
        }
        match &value {
            _ if name.is_empty() => element.set_text_content(value.as_deref()),
            Some(value) => drop(element.set_attribute(name, value)),
            None => drop(element.remove_attribute(name)),
        }
        last.replace(Some(value));
    });
}

fn listen(element: Option<&Element>, event: &str, act: Box<dyn Fn(Event)>) {
    let Some(element) = element else { return };
    let listener = Closure::wrap(act);
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    keep(Kept::Listener(listener));
}

/// An item of a list, with the owner of all that lives with it.
struct Item {
    key: String,
    el: El,
    owner: Owner,
}

fn each(container: Element, keys: Box<dyn Fn() -> Vec<String>>, make: Box<dyn Fn(String) -> El>) {
    // Items belong to the owner of the list: that of the effect is cleaned up whenever the effect runs again.
    let owner = Owner::current().unwrap_or_default();
    let items = RefCell::new(Vec::<Item>::new());
    watch(move || {
        let keys = keys();
        let mut old = items.take();
        let mut new = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(at) = old.iter().position(|item| item.key == key) {
                new.push(old.remove(at));
            } else {
                let owner = owner.with(Owner::new);
                let el = owner.with(|| make(key.clone()));
                new.push(Item { key, el, owner });
            }
        }
        for gone in old {
            if let Some(element) = gone.el.element() {
                element.remove();
            }
            gone.owner.cleanup();
        }
        let mut next = container.first_child();
        for item in &new {
            let Some(element) = item.el.element() else { continue };
            let node: &Node = element;
            if next.as_ref() == Some(node) {
                next = node.next_sibling();
            } else {
                // Only what is not in its place moves: moving takes the focus away.
                let _ = container.insert_before(node, next.as_ref());
            }
        }
        items.replace(new);
    });
}
