//! Waiting for something the page will do: an answer, an event, or a timer.
//!
//! A callback that is handed to the library may be called late, twice or never, by code that keeps it for ever and goes on
//! badly if it throws. So no callback owns anything: each is one and the same function of this module with the wait's number
//! bound to it. The number of a wait that is over means nothing, and a callback that nobody calls costs nothing here.
//!
//! Who waits is a future or a function. The function is the smaller of the two, by the state machine that `async` makes.

use core::cell::RefCell;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use js_sys::Function;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

use crate::deadline::Deadline;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &Function, milliseconds: i32) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);

    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(task: &Function);

    /// `bind` with numbers for arguments, which needs no generic function types.
    #[wasm_bindgen(extends = Function, js_name = Function)]
    type Settle;

    #[wasm_bindgen(method, js_name = bind)]
    fn bind(this: &Settle, context: &JsValue, id: u32, how: u32) -> Function;
}

/// How a wait ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// What was waited for came, with this value.
    Came(JsValue),
    /// The other thing came, which means failure.
    Failed,
    /// The deadline came first.
    TimedOut,
}

const CAME: u32 = 0;
const FAILED: u32 = 1;
const TIMED_OUT: u32 = 2;
/// It is over, and who waits is told in a task of its own: the library is not to meet with what that does.
const TELL: u32 = 3;

type Late = Box<dyn FnOnce(JsValue)>;

/// Who is told that a wait is over.
enum Waiting {
    Nobody,
    /// A future.
    Task(Waker),
    /// A function.
    Function(Box<dyn FnOnce(Outcome)>),
    /// The waiting is over, but who waited wants to hear what comes after all.
    Late(Late),
}

struct Entry {
    id: u32,
    timer: JsValue,
    outcome: Option<Outcome>,
    waiting: Waiting,
}

struct Waits {
    next: u32,
    entries: Vec<Entry>,
    settle: Settle,
}

thread_local! {
    static WAITS: RefCell<Waits> = RefCell::new(Waits {
        next: 0,
        entries: Vec::new(),
        // Never freed: the library may call back as long as the page lives.
        settle: Closure::<dyn Fn(u32, u32, JsValue)>::new(settle).into_js_value().unchecked_into(),
    });
}

impl Waits {
    fn find(&mut self, id: u32) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id == id)
    }

    /// What is removed is to be dropped outside the borrow: a waker may run anything.
    fn remove(&mut self, id: u32) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.id == id)?;
        Some(self.entries.swap_remove(at))
    }

    fn bound(&self, id: u32, how: u32) -> Function {
        self.settle.bind(&JsValue::UNDEFINED, id, how)
    }

    fn timer(&self, id: u32, deadline: Deadline) -> JsValue {
        set_timeout(&self.bound(id, TIMED_OUT), deadline.as_timeout())
    }
}

/// One wait. Dropping it forgets about it; what is still called then does nothing.
pub(crate) struct Wait(u32);

impl Wait {
    /// Starts to wait.
    pub(crate) fn new(deadline: Deadline) -> Self {
        WAITS.with_borrow_mut(|waits| {
            waits.next = waits.next.wrapping_add(1);
            let id = waits.next;
            let timer = waits.timer(id, deadline);
            waits.entries.push(Entry { id, timer, outcome: None, waiting: Waiting::Nobody });
            Self(id)
        })
    }

    /// Waits for so long from now on, if it is not over.
    pub(crate) fn again(&self, deadline: Deadline) {
        WAITS.with_borrow_mut(|waits| {
            let timer = waits.timer(self.0, deadline);
            match waits.find(self.0) {
                Some(entry) if entry.outcome.is_none() => {
                    clear_timeout(&entry.timer);
                    entry.timer = timer;
                }
                _ => clear_timeout(&timer),
            }
        });
    }

    /// The callback by which what is waited for comes, with its first argument.
    pub(crate) fn callback(&self) -> Function {
        WAITS.with_borrow(|waits| waits.bound(self.0, CAME))
    }

    /// The callback by which failure comes.
    pub(crate) fn failure(&self) -> Function {
        WAITS.with_borrow(|waits| waits.bound(self.0, FAILED))
    }

    /// Calls `then` when it is over, in a task of its own. Nobody can forget about it any more.
    pub(crate) fn then(self, then: Box<dyn FnOnce(Outcome)>) {
        WAITS.with_borrow_mut(|waits| {
            let tell = waits.bound(self.0, TELL);
            if let Some(entry) = waits.find(self.0) {
                entry.waiting = Waiting::Function(then);
                if entry.outcome.is_some() {
                    queue_microtask(&tell);
                }
            }
        });
        core::mem::forget(self);
    }

    /// Hands what comes after the deadline, if it ever does, to `late`, once.
    pub(crate) fn keep(&self, late: Late) {
        let entry = Entry { id: self.0, timer: JsValue::UNDEFINED, outcome: None, waiting: Waiting::Late(late) };
        WAITS.with_borrow_mut(|waits| waits.entries.push(entry));
    }
}

impl Future for Wait {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let over = WAITS.with_borrow_mut(|waits| {
            // A wait that was polled to its end has no entry any more, or a late one.
            let entry = waits.find(self.0).filter(|entry| !matches!(entry.waiting, Waiting::Late(_)))?;
            if entry.outcome.is_some() {
                return waits.remove(self.0);
            }
            entry.waiting = Waiting::Task(context.waker().clone());
            None
        });
        over.and_then(|entry| entry.outcome).map_or(Poll::Pending, Poll::Ready)
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let removed = WAITS.with_borrow_mut(|waits| {
            let entry = waits.find(self.0).filter(|entry| !matches!(entry.waiting, Waiting::Late(_)))?;
            clear_timeout(&entry.timer);
            waits.remove(self.0)
        });
        drop(removed);
    }
}

/// What every callback does. The first one counts.
fn settle(id: u32, how: u32, value: JsValue) {
    let told = WAITS.with_borrow_mut(|waits| {
        let entry = waits.find(id)?;
        if how != TELL {
            let is_late = matches!(entry.waiting, Waiting::Late(_));
            if entry.outcome.is_some() || (is_late && how != CAME) {
                return None;
            }
            clear_timeout(&entry.timer);
            entry.outcome = Some(match how {
                CAME => Outcome::Came(value),
                FAILED => Outcome::Failed,
                _ => Outcome::TimedOut,
            });
            match entry.waiting {
                Waiting::Nobody => return None,
                // The future takes the outcome when it is polled.
                Waiting::Task(_) => return Some((core::mem::replace(&mut entry.waiting, Waiting::Nobody), None)),
                Waiting::Function(_) => {
                    queue_microtask(&waits.bound(id, TELL));
                    return None;
                }
                Waiting::Late(_) => {}
            }
        }
        let Entry { waiting, outcome, .. } = waits.remove(id)?;
        Some((waiting, outcome))
    });
    match told {
        Some((Waiting::Task(waker), _)) => waker.wake(),
        Some((Waiting::Function(then), Some(outcome))) => then(outcome),
        Some((Waiting::Late(late), Some(Outcome::Came(value)))) => late(value),
        _ => {}
    }
}
