//! Where the focus goes when a part of a card goes that has it.
//!
//! When the call ends its buttons go: the focus of an agent who works by the keyboard stays on the card. When the card goes, the focus
//! returns to where it was before it came to the card.

use denwa_core::view_model::PhaseView;
use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, Node};

use crate::view::parts::focus::{focus_by_id, focused, give_focus};

/// The focus in a card.
#[derive(Clone, Copy)]
pub struct CallFocus {
    article: NodeRef<html::Article>,
    /// The focus is in the card, or was when what had it went.
    is_here: StoredValue<bool>,
    /// It came by the keyboard.
    is_by_key: StoredValue<bool>,
    /// What had the focus before.
    before: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl CallFocus {
    /// Watches over the focus in a card.
    pub fn new(article: NodeRef<html::Article>, phase: Memo<PhaseView>) -> Self {
        let focus = Self {
            article,
            is_here: StoredValue::new(false),
            is_by_key: StoredValue::new(false),
            before: StoredValue::new_local(None),
        };
        Effect::new(move |was_ended: Option<bool>| {
            let is_ended = phase.get() == PhaseView::Ended;
            if is_ended && was_ended == Some(false) && focus.is_by_key.get_value() {
                focus.after_change(move || give_focus(article.get_untracked().as_ref()));
            }
            is_ended
        });
        on_cleanup(move || {
            let before = focus.before.try_get_value().flatten();
            focus.after_change(move || {
                give_focus(before.as_ref());
                if focused().is_none() {
                    focus_by_id("calls");
                }
            });
        });
        focus
    }

    /// The focus came to a part of the card.
    pub fn came(self, event: &FocusEvent) {
        if !self.holds(event.related_target()) {
            let before = event.related_target().and_then(|from| from.dyn_into().ok());
            self.before.set_value(before);
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        self.is_by_key.set_value(target.is_some_and(|target| target.matches(":focus-visible").unwrap_or(false)));
        self.is_here.set_value(true);
    }

    /// The focus left a part of the card: for another element, unless that part went.
    pub fn left(self, event: &FocusEvent) {
        if event.related_target().is_some() && !self.holds(event.related_target()) {
            self.is_here.set_value(false);
        }
    }

    fn holds(self, target: Option<EventTarget>) -> bool {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        node.is_some() && self.article.get_untracked().is_some_and(|article| article.contains(node.as_ref()))
    }

    /// Moves the focus once the page has changed, if what had it has gone, and nobody works elsewhere.
    fn after_change(self, move_focus: impl FnOnce() + 'static) {
        if self.is_here.try_get_value() == Some(true) {
            request_animation_frame(move || {
                if focused().is_none() && document().has_focus().unwrap_or(false) {
                    move_focus();
                }
            });
        }
    }
}
