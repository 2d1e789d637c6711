//! Elements, built by hand and kept up to date by Leptos's signals.
//!
//! Leptos's own views give every element a type, and so code, of its own: measured here, half of the panel's WebAssembly. These have one
//! type, and what changes is a boxed closure in an effect of one type. An effect and a listener live as long as the owner they were
//! made under: the panel, or the item of a list ([`El::each`]).

use core::cell::RefCell;

use denwa_core::text::Msg;
use leptos::prelude::{Owner, RenderEffect, StoredValue};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent, Node};

use super::Ui;

const SVG: &str = "http://www.w3.org/2000/svg";

// Bindings that do not catch: nothing here throws, and catching takes code for every call.
#[wasm_bindgen]
extern "C" {
    /// An element of the page.
    #[wasm_bindgen(extends = Element, js_name = Element)]
    #[derive(Clone)]
    pub type El;

    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> El;
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_in(namespace: &str, tag: &str) -> El;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn put(this: &El, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn take(this: &El, name: &str);
    #[wasm_bindgen(method, js_name = insertBefore)]
    fn insert(this: &El, child: &El, before: Option<&Node>);
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn listen(this: &El, event: &str, listener: &JsValue);
    /// What stands in a field.
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &El) -> String;
    /// Puts a text into a field.
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &El, value: &str);
    /// Whether a box is ticked.
    #[wasm_bindgen(method, getter)]
    pub fn checked(this: &El) -> bool;
    /// Ticks a box, or not.
    #[wasm_bindgen(method, setter)]
    pub fn set_checked(this: &El, checked: bool);
    /// Puts a text where the cursor is.
    #[wasm_bindgen(method, js_name = setRangeText)]
    pub fn insert_text(this: &El, text: &str);
}

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
    let element = create(tag);
    if !class.is_empty() {
        element.put("class", class);
    }
    element
}

/// A button: never one that sends a form.
pub fn button(class: &str) -> El {
    el("button", class).attr("type", "button")
}

/// An icon, by its name in the design system. It says nothing that a word beside it does not.
pub fn icon(ui: Ui, name: &str) -> El {
    picture(create_in(SVG, "use").attr("href", &address(ui, name)))
}

/// An icon that changes.
pub fn changing_icon(ui: Ui, name: impl Fn() -> &'static str + 'static) -> El {
    picture(create_in(SVG, "use").attr_of("href", move || Some(address(ui, name()))))
}

fn address(ui: Ui, name: &str) -> String {
    [ui.icons, "#", name].concat()
}

fn picture(shape: El) -> El {
    create_in(SVG, "svg").attr("class", "dw-icon").attr("aria-hidden", "true").with(&[shape])
}

impl El {
    /// Adds children.
    pub fn with(self, children: &[El]) -> Self {
        for child in children {
            self.insert(child, None);
        }
        self
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.put(name, value);
        self
    }

    /// An attribute that changes; without a value it is not there.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        follow(self, name, Source::Maybe(Box::new(value)))
    }

    /// A class that changes.
    pub fn class_of(self, class: impl Fn() -> &'static str + 'static) -> Self {
        follow(self, "class", Source::Name(Box::new(class)))
    }

    /// An attribute that is `true` or not there.
    pub fn flag(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        follow(self, name, Source::Is(Box::new(is), Some("true"), None))
    }

    /// An attribute that is `true` or `false`.
    pub fn state(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        follow(self, name, Source::Is(Box::new(is), Some("true"), Some("false")))
    }

    /// An attribute without a value, there only while something is so.
    pub fn mark(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        follow(self, name, Source::Is(Box::new(is), Some(""), None))
    }

    /// Shown only while something is so.
    pub fn shown(self, is: impl Fn() -> bool + 'static) -> Self {
        follow(self, "hidden", Source::Is(Box::new(is), None, Some("")))
    }

    /// Text that stays. Text is only ever set as text, never as markup.
    pub fn text(self, text: &str) -> Self {
        self.set_text_content(Some(text));
        self
    }

    /// Text that changes.
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        follow(self, "", Source::Text(Box::new(text)))
    }

    /// A message in the present language.
    pub fn says(self, ui: Ui, message: Msg) -> Self {
        self.attr_says(ui, "", message)
    }

    /// An attribute in the present language.
    pub fn attr_says(self, ui: Ui, name: &'static str, message: Msg) -> Self {
        follow(self, name, Source::Name(Box::new(move || message.t(ui.language()))))
    }

    /// A word by its key, in the present language.
    pub fn says_key(self, ui: Ui, key: &'static str) -> Self {
        self.attr_says_key(ui, "", key)
    }

    /// An attribute by its key, in the present language.
    pub fn attr_says_key(self, ui: Ui, name: &'static str, key: &'static str) -> Self {
        follow(self, name, Source::Text(Box::new(move || ui.word(key))))
    }

    /// Does something at an event.
    pub fn on(self, event: &str, act: impl Fn(Event) + 'static) -> Self {
        listen(&self, event, Box::new(act));
        self
    }

    /// Does something when pressed.
    pub fn press(self, act: impl Fn() + 'static) -> Self {
        press(self, Box::new(act))
    }

    /// Does something at a key.
    pub fn key(self, act: impl Fn(KeyboardEvent) + 'static) -> Self {
        self.on("keydown", move |event| act(event.unchecked_into()))
    }

    /// A child for each key, in the order of the keys. A child stays the same element as long as its key is there.
    pub fn each(self, keys: impl Fn() -> Vec<String> + 'static, make: impl Fn(String) -> El + 'static) -> Self {
        each(self.clone(), Box::new(keys), Box::new(make));
        self
    }
}

/// Where a value comes from that changes. One type for each, so that what follows it is there once.
enum Source {
    Text(Box<dyn Fn() -> String>),
    Maybe(Box<dyn Fn() -> Option<String>>),
    Name(Box<dyn Fn() -> &'static str>),
    /// While it is so, and while it is not.
    Is(Box<dyn Fn() -> bool>, Option<&'static str>, Option<&'static str>),
}

impl Source {
    fn value(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text()),
            Self::Maybe(value) => value(),
            Self::Name(name) => Some(name().to_owned()),
            Self::Is(is, yes, no) => if is() { *yes } else { *no }.map(str::to_owned),
        }
    }
}

/// Keeps an attribute (or, without a name, the text) at a value. The page is touched only when the value is another.
fn follow(element: El, name: &'static str, source: Source) -> El {
    let last = RefCell::new(None);
    let followed = element.clone();
    watch(move || {
        let value = source.value();
        if last.borrow().as_ref() == Some(&value) {
            return;
        }
        match &value {
            _ if name.is_empty() => element.set_text_content(value.as_deref()),
            Some(value) => element.put(name, value),
            None => element.take(name),
        }
        last.replace(Some(value));
    });
    followed
}

fn press(element: El, act: Box<dyn Fn()>) -> El {
    element.on("click", move |_| act())
}

fn listen(element: &El, event: &str, act: Box<dyn Fn(Event)>) {
    let listener = Closure::wrap(act);
    element.listen(event, listener.as_ref());
    keep(Kept::Listener(listener));
}

/// An item of a list, with the owner of all that lives with it.
struct Item {
    key: String,
    el: El,
    owner: Owner,
}

fn each(container: El, keys: Box<dyn Fn() -> Vec<String>>, make: Box<dyn Fn(String) -> El>) {
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
            gone.el.remove();
            gone.owner.cleanup();
        }
        let mut next = container.first_child();
        for item in &new {
            let node: &Node = &item.el;
            if next.as_ref() == Some(node) {
                next = node.next_sibling();
            } else {
                // Only what is not in its place moves: moving takes the focus away.
                container.insert(&item.el, next.as_ref());
            }
        }
        items.replace(new);
    });
}
