//! Parts of the page, made from the templates that stand in it (`static/views`) and kept up to date.
//!
//! A template is HTML that the browser has read already; what changes in it stands in attributes (whose names are XML's too: in an
//! org the page is Visualforce):
//!
//! | attribute | what it does |
//! |---|---|
//! | `t-text="…"` | text. Text is only ever set as text, never as markup |
//! | `t-value="…"`, `t-checked="…"` | what stands in a field; set only if it is another, so that typing is never disturbed |
//! | `t-if="a !b"` | shown only while all of these hold |
//! | `t-timer="…"`, `t-again="…"` | the time since then; the time until then, in words |
//! | `t-each="list template"` | a part for each item, behind what stands there. A part stays the same while its item's `key`, or else its place, is there |
//! | `t-NAME="…"` | any other attribute: `true` or `false` for ARIA's flags, there or not for others |
//! | `on-EVENT="action"` | does something at an event ([`act::by_name`]) |
//! | `ja="…" en="…"`, `ja-NAME="…" en-NAME="…"` | text, or an attribute, in the present language |
//!
//! [`Scope::eval`] says what may stand in between the quotes.

use core::cell::RefCell;
use std::rc::Rc;

use denwa_core::cut::split_at;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node;

use super::act;
use super::el::{El, by_id};
use super::reader::Reader;
use super::scope::Scope;
use super::value::Value;

/// One thing that changes: of which element, what, and the expression for it.
struct Bind {
    element: u32,
    name: String,
    expression: String,
}

/// A template and what changes in it.
struct Template {
    root: El,
    binds: Vec<Bind>,
}

thread_local! {
    static TEMPLATES: RefCell<Vec<(String, Rc<Template>)>> = const { RefCell::new(Vec::new()) };
}

/// The template of that name, whose ID is `t-` and the name. It is read when it is wanted for the first time.
fn named(id: &str) -> Option<Rc<Template>> {
    let known = TEMPLATES.with_borrow(|all| all.iter().find(|(name, _)| name == id).map(|(_, found)| Rc::clone(found)));
    if known.is_some() {
        return known;
    }
    let root = by_id(&["t-", id].concat())?.content().first()?;
    let template = Rc::new(Template { binds: binds(&root), root });
    TEMPLATES.with_borrow_mut(|all| all.push((id.to_owned(), Rc::clone(&template))));
    Some(template)
}

/// Attributes of other names than what they change: what that is, and how its expression begins.
const OTHER: [(&str, &str, &str); 3] = [("t-if", "hidden", "&"), ("t-timer", "text", "<"), ("t-again", "text", ">")];

/// Takes what changes out of a template.
fn binds(root: &El) -> Vec<Bind> {
    let mut binds = Vec::new();
    let below = root.all("*");
    let (mut element, mut place) = (Some(root.clone()), 0);
    while let Some(at) = element {
        let mut add = |name: &str, expression| binds.push(Bind { element: place, name: name.to_owned(), expression });
        for name in at.names().iter() {
            let name = name.as_string().unwrap_or_default();
            let value = at.read(&name).unwrap_or_default();
            if name == "ja" || name.starts_with("ja-") {
                let of = name.get(2..).unwrap_or_default();
                let en = at.read(&["en", of].concat()).unwrap_or_default();
                add(of.strip_prefix('-').unwrap_or("text"), ["=", &value, "\n", &en].concat());
            } else if let Some((_, of, start)) = OTHER.iter().find(|(other, ..)| name == *other) {
                add(of, [start, &*value].concat());
            } else if let Some(of) = name.strip_prefix("t-") {
                add(of, value);
            } else if name.starts_with("on-") {
                add(&name, value);
            } else if name != "en" && !name.starts_with("en-") {
                continue;
            }
            at.take(&name);
        }
        element = below.item(place);
        place += 1;
    }
    binds
}

/// A part of the page. It lives as long as this.
pub struct Part {
    pub root: El,
    pub scope: Scope,
    template: Rc<Template>,
    slots: RefCell<Vec<Slot>>,
    reader: Reader,
    _listeners: Vec<Closure<dyn Fn(JsValue)>>,
}

/// What a bind shows, and where.
struct Slot {
    element: El,
    last: Value,
    /// What stands before the items of a list.
    before: Option<Node>,
    items: Vec<Item>,
}

struct Item {
    key: Value,
    part: Part,
}

/// Makes a part.
pub fn part(id: &str, scope: Scope) -> Option<Part> {
    let template = named(id)?;
    let root = template.root.copy(true);
    let below = root.all("*");
    let mut listeners = Vec::new();
    let mut slots = Vec::new();
    for bind in &template.binds {
        let element = if bind.element == 0 { Some(root.clone()) } else { below.item(bind.element - 1) }?;
        if let Some(event) = bind.name.strip_prefix("on-") {
            let (action, at) = (bind.expression.clone(), scope.clone());
            let act: Box<dyn Fn(JsValue)> = Box::new(move |event| act::by_name(&action, &at, event.unchecked_ref()));
            let listener = Closure::wrap(act);
            element.listen(event, listener.as_ref());
            listeners.push(listener);
        }
        slots.push(Slot { before: element.last_child(), element, last: Value::None, items: Vec::new() });
    }
    let slots = RefCell::new(slots);
    let part = Part { root, scope, template, slots, reader: Reader::new(), _listeners: listeners };
    part.follow();
    Some(part)
}

impl Part {
    /// Shows what is another than when it was shown last, here and in the parts within.
    pub fn follow(&self) {
        let mut slots = self.slots.borrow_mut();
        let shown = self.reader.read(|| {
            for (bind, slot) in self.template.binds.iter().zip(slots.iter_mut()) {
                show(bind, slot, &self.scope);
            }
        });
        if !shown {
            for item in slots.iter().flat_map(|slot| &slot.items) {
                item.part.follow();
            }
        }
    }
}

/// Shows what a bind gives now. The page is touched only where it is another.
fn show(bind: &Bind, slot: &mut Slot, scope: &Scope) {
    let (name, expression) = (bind.name.as_str(), bind.expression.as_str());
    if name.starts_with("on-") {
        return;
    }
    if name == "each" {
        let (list, template) = split_at(expression, " ").unwrap_or_default();
        each(slot, &scope.get(list), template, scope);
        return;
    }
    let (value, element) = (scope.eval(expression), &slot.element);
    let text = value.text();
    match name {
        // What stands in a field is also changed by whoever types.
        "value" if element.value() == *text => {}
        "value" => element.set_value(&text),
        "checked" => element.set_checked(value.is()),
        _ if slot.last == value => {}
        "text" => element.set_text_content(Some(&text)),
        _ => {
            let text = match &value {
                Value::Flag(is) if name.starts_with("aria-") => Some(if *is { "true" } else { "false" }),
                Value::Flag(is) => is.then_some(""),
                _ => Some(&*text).filter(|text| !text.is_empty()),
            };
            match text {
                Some(text) => element.put(name, text),
                None => element.take(name),
            }
        }
    }
    slot.last = value;
}

/// The parts of a list, in the order of its items.
fn each(slot: &mut Slot, list: &Value, template: &str, scope: &Scope) {
    let mut old = core::mem::take(&mut slot.items);
    for (place, value) in list.items().iter().enumerate() {
        let key = value.get("key").unwrap_or(Value::Number(place as u64));
        let known = old.iter().position(|item| item.key == key);
        if let Some(at) = known {
            let item = old.remove(at);
            item.part.scope.set(value.clone());
            item.part.follow();
            slot.items.push(item);
        } else {
            let inner = Scope::new(value.clone(), Some(scope.clone()));
            let name = inner.filled(template);
            slot.items.extend(part(&name, inner).map(|part| Item { key, part }));
        }
    }
    for gone in old {
        gone.part.root.remove();
    }
    let mut next = match &slot.before {
        Some(before) => before.next_sibling(),
        None => slot.element.first_child(),
    };
    for item in &slot.items {
        let node: &Node = &item.part.root;
        if next.as_ref() == Some(node) {
            next = node.next_sibling();
        } else {
            // Only what is not in its place moves: moving takes the focus away.
            slot.element.insert(&item.part.root, next.as_ref());
        }
    }
}
