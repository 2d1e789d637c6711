//! Who reads values that may become others: a node of Leptos's reactive graph for each part of the page.
//!
//! Leptos's own effects take an owner, a channel and a task of an executor each, 9 kB in all, to run one after the other. Here a reader
//! only learns that it is out of date, and all parts that are follow in one go, in the same turn.

use core::cell::Cell;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Weak};

use js_sys::Function;
use leptos::reactive::graph::{AnySource, AnySubscriber, ReactiveNode, Subscriber, WithObserver};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::el::after_this;

/// Knows whether anything is another that was read within [`read`](Self::read), and reads again then.
pub struct Reader(Arc<Node>);

/// Whether it is out of date.
struct Node(AtomicBool);

thread_local! {
    /// What shows whatever is out of date, and whether it has been asked to.
    static FOLLOW: Function = Closure::<dyn Fn()>::new(follow).into_js_value().unchecked_into();
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

fn follow() {
    ASKED.set(false);
    super::follow();
}

impl Reader {
    /// One that has read nothing, and so is out of date.
    pub fn new() -> Self {
        Self(Arc::new(Node(AtomicBool::new(true))))
    }

    /// Reads if it is out of date, and says whether it was.
    pub fn read(&self, read: impl FnOnce()) -> bool {
        let out_of_date = self.0.0.swap(false, Relaxed);
        if out_of_date {
            let node: Weak<Node> = Arc::downgrade(&self.0);
            AnySubscriber(Arc::as_ptr(&self.0) as usize, node).with_observer(read);
        }
        out_of_date
    }
}

impl ReactiveNode for Node {
    fn mark_dirty(&self) {
        self.0.store(true, Relaxed);
        if !ASKED.replace(true) {
            FOLLOW.with(|follow| after_this(follow));
        }
    }

    fn mark_check(&self) {
        self.mark_dirty();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        false
    }
}

/// What it has read forgets it as soon as it tells that it is another.
impl Subscriber for Node {
    fn add_source(&self, _: AnySource) {}

    fn clear_sources(&self, _: &AnySubscriber) {}
}
