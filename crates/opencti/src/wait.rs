//! Waiting for something the page will do: an answer, an event, or a timer.
//!
//! A callback that is handed to the library may be called late, twice or never, by code that keeps it for ever and goes on
//! badly if it throws. So no callback owns anything: each is one and the same function of this module with the wait's number
//! bound to it. The number of a wait that is over means nothing, and a callback that nobody calls costs nothing here.

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

type Late = Box<dyn FnOnce(JsValue)>;

enum State {
    Open(Option<Waker>),
    Over(Outcome),
    /// The waiting is over, but who waited wants to hear what comes after all.
    Late(Late),
}

struct Waits {
    next: u32,
    entries: Vec<(u32, State)>,
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

/// One wait. Dropping it forgets about it; what is still called then does nothing.
pub(crate) struct Wait {
    id: u32,
    timer: JsValue,
}

impl Wait {
    /// Starts to wait.
    pub(crate) fn new(deadline: Deadline) -> Self {
        let id = WAITS.with_borrow_mut(|waits| {
            waits.next = waits.next.wrapping_add(1);
            waits.entries.push((waits.next, State::Open(None)));
            waits.next
        });
        let timer = set_timeout(&bound(id, TIMED_OUT), deadline.as_timeout());
        Self { id, timer }
    }

    /// Waits for so long from now on, if it is not over.
    pub(crate) fn again(&mut self, deadline: Deadline) {
        clear_timeout(&self.timer);
        self.timer = set_timeout(&bound(self.id, TIMED_OUT), deadline.as_timeout());
    }

    /// The callback by which what is waited for comes, with its first argument.
    pub(crate) fn callback(&self) -> Function {
        bound(self.id, CAME)
    }

    /// The callback by which failure comes.
    pub(crate) fn failure(&self) -> Function {
        bound(self.id, FAILED)
    }

    /// Hands what comes after the deadline, if it ever does, to `late`, once.
    pub(crate) fn keep(&self, late: Late) {
        WAITS.with_borrow_mut(|waits| waits.entries.push((self.id, State::Late(late))));
    }
}

impl Future for Wait {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        WAITS.with_borrow_mut(|waits| {
            // A wait that was polled to its end has no entry any more.
            let Some(at) = waits.entries.iter().position(|(id, _)| *id == self.id) else { return Poll::Pending };
            match &mut waits.entries[at].1 {
                State::Open(waker) => {
                    *waker = Some(context.waker().clone());
                    Poll::Pending
                }
                State::Over(_) => match waits.entries.swap_remove(at).1 {
                    State::Over(outcome) => Poll::Ready(outcome),
                    State::Open(_) | State::Late(_) => Poll::Pending,
                },
                State::Late(_) => Poll::Pending,
            }
        })
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        // What is removed is dropped outside the borrow: a waker may run anything.
        let removed = WAITS.with_borrow_mut(|waits| {
            let at = waits.entries.iter().position(|(id, state)| *id == self.id && !matches!(state, State::Late(_)))?;
            Some(waits.entries.swap_remove(at))
        });
        drop(removed);
    }
}

fn bound(id: u32, how: u32) -> Function {
    WAITS.with_borrow(|waits| waits.settle.bind(&JsValue::UNDEFINED, id, how))
}

/// What every callback does. The first one counts.
fn settle(id: u32, how: u32, value: JsValue) {
    let mut waker = None;
    let mut late = None;
    WAITS.with_borrow_mut(|waits| {
        let Some(at) = waits.entries.iter().position(|(open, _)| *open == id) else { return };
        match &mut waits.entries[at].1 {
            State::Open(waiting) => {
                waker = waiting.take();
                let outcome = match how {
                    CAME => Outcome::Came(value.clone()),
                    FAILED => Outcome::Failed,
                    _ => Outcome::TimedOut,
                };
                waits.entries[at].1 = State::Over(outcome);
            }
            State::Late(_) if how == CAME => late = Some(waits.entries.swap_remove(at).1),
            State::Over(_) | State::Late(_) => {}
        }
    });
    if let Some(waker) = waker {
        waker.wake();
    }
    if let Some(State::Late(late)) = late {
        late(value);
    }
}
