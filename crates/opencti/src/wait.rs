//! Waiting for something the page will do: an answer, an event, or a timer.
//!
//! A callback that is handed to the library may be called late, twice or never, by code that keeps it for ever and goes on
//! badly if it throws. So no callback owns anything: each is one and the same function of this module with the wait's number
//! bound to it. The number of a wait that is over means nothing, and a callback that nobody calls costs nothing here.
//!
//! Who waits is a function; the futures of [`Call`](crate::Call) are made of such.

use core::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

use crate::answer::Answer;
use crate::deadline::Deadline;
use crate::error::Unanswered;

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

/// What was waited for, or why it did not come.
pub type Outcome = Result<Answer, Unanswered>;

/// Who is told that a wait is over.
pub(crate) type Then = Box<dyn FnOnce(Outcome)>;

const CAME: u32 = 0;
const FAILED: u32 = 1;
const TIMED_OUT: u32 = 2;
/// It is over, and who waits is told in a task of its own: the library is not to meet with what that does.
const TELL: u32 = 3;

struct Entry {
    id: u32,
    timer: JsValue,
    outcome: Option<Outcome>,
    then: Option<Then>,
    /// The waiting is over, but who waited hears at once what comes after all.
    late: bool,
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
    fn at(&self, id: u32) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }

    /// What is removed is to be dropped outside the borrow: that may run anything.
    fn remove(&mut self, id: u32) -> Option<Entry> {
        let at = self.at(id)?;
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
#[derive(Debug)]
pub(crate) struct Wait(u32);

impl Wait {
    /// Starts to wait.
    pub(crate) fn new(deadline: Deadline) -> Self {
        WAITS.with_borrow_mut(|waits| {
            waits.next = waits.next.wrapping_add(1);
            let id = waits.next;
            let timer = waits.timer(id, deadline);
            waits.entries.push(Entry { id, timer, outcome: None, then: None, late: false });
            Self(id)
        })
    }

    /// Waits for so long from now on, if it is not over.
    pub(crate) fn again(&self, deadline: Deadline) {
        WAITS.with_borrow_mut(|waits| {
            if let Some(at) = waits.at(self.0)
                && waits.entries[at].outcome.is_none()
            {
                clear_timeout(&waits.entries[at].timer);
                waits.entries[at].timer = waits.timer(self.0, deadline);
            }
        });
    }

    /// The callback by which what is waited for comes, with its first argument.
    pub(crate) fn callback(&self) -> Function {
        WAITS.with_borrow(|waits| waits.bound(self.0, CAME))
    }

    /// The callback by which failure comes, as if something had been thrown without words.
    pub(crate) fn failure(&self) -> Function {
        WAITS.with_borrow(|waits| waits.bound(self.0, FAILED))
    }

    /// Calls `then` when it is over, in a task of its own, unless it is forgotten about before.
    pub(crate) fn notify(&self, then: Then) {
        WAITS.with_borrow_mut(|waits| {
            if let Some(at) = waits.at(self.0) {
                waits.entries[at].then = Some(then);
                if waits.entries[at].outcome.is_some() {
                    queue_microtask(&waits.bound(self.0, TELL));
                }
            }
        });
    }

    /// As [`notify`](Self::notify). Nobody can forget about it any more.
    pub(crate) fn then(self, then: Then) {
        self.notify(then);
        core::mem::forget(self);
    }
}

/// Hands what comes for the wait of this number after its deadline, if it ever does, to `then`, once.
pub(crate) fn keep(wait: &Wait, then: Then) {
    let entry = Entry { id: wait.0, timer: JsValue::UNDEFINED, outcome: None, then: Some(then), late: true };
    WAITS.with_borrow_mut(|waits| waits.entries.push(entry));
}

/// Hands what has come to a function in a task of its own.
pub(crate) fn tell(answer: Answer, hear: fn(Answer)) {
    let wait = Wait::new(Deadline::milliseconds(u32::MAX));
    settle(wait.0, CAME, answer.0);
    wait.then(Box::new(move |outcome| {
        if let Ok(answer) = outcome {
            hear(answer);
        }
    }));
}

impl Drop for Wait {
    fn drop(&mut self) {
        let removed = WAITS.with_borrow_mut(|waits| {
            let at = waits.at(self.0).filter(|&at| !waits.entries[at].late)?;
            clear_timeout(&waits.entries[at].timer);
            Some(waits.entries.swap_remove(at))
        });
        drop(removed);
    }
}

/// What every callback does. The first one counts.
fn settle(id: u32, how: u32, value: JsValue) {
    let over = WAITS.with_borrow_mut(|waits| {
        let at = waits.at(id)?;
        let entry = &mut waits.entries[at];
        if how != TELL {
            if entry.outcome.is_some() {
                return None;
            }
            clear_timeout(&entry.timer);
            entry.outcome = Some(match how {
                CAME => Ok(Answer(value)),
                FAILED => Err(Unanswered::Threw(String::new())),
                _ => Err(Unanswered::TimedOut),
            });
            if !entry.late {
                if entry.then.is_some() {
                    queue_microtask(&waits.bound(id, TELL));
                }
                return None;
            }
        }
        waits.remove(id)
    });
    if let Some(Entry { outcome: Some(outcome), then: Some(then), .. }) = over {
        then(outcome);
    }
}
