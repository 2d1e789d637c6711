//! One call of the library: made from a [`Request`], and what comes of it.

use core::cell::RefCell;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::answer::Answer;
use crate::args::Args;
use crate::deadline::Deadline;
use crate::error::{CallError, Unanswered};
use crate::js;
use crate::request::Request;
use crate::wait::{self, Outcome, Then, Wait};

/// A call under way, of which nobody has asked for the result yet: the request has left the page, or could not. Dropping it
/// forgets the answer, and takes nothing back.
#[must_use = "the call is made, but nobody looks at its result"]
#[derive(Debug)]
pub struct Pending(Result<Wait, Unanswered>);

impl Pending {
    /// Makes the call. Every method gets a callback, so that the argument is never the empty object at which the library throws.
    pub(crate) fn start(cti: &JsValue, request: Request, deadline: Deadline) -> Self {
        let Request { method, args, wrong } = request;
        if let Some(what) = wrong {
            return Self(Err(Unanswered::BadArgument(what)));
        }
        let wait = Wait::new(deadline);
        Self(invoke(cti, method, args.value("callback", &wait.callback())).map(|()| wait))
    }

    /// Waits for so long, counted from now. For a call that was made ahead of its time.
    pub fn within(&self, deadline: Deadline) {
        if let Ok(wait) = &self.0 {
            wait.again(deadline);
        }
    }

    /// Hands the answer to a function: in a task of its own when it comes, at once where the call could not be made. Nobody can
    /// take that back, and an answer after the deadline is not heard.
    pub fn then(self, then: Box<dyn FnOnce(Outcome)>) {
        match self.0 {
            Ok(wait) => wait.then(then),
            Err(error) => then(Err(error)),
        }
    }
}

/// Calls a method, which may stand in a namespace (`hvs.onWorkStart`). All of the library's complaints are thrown, some of them
/// as bare texts; so is the browser's when an argument cannot be cloned.
pub(crate) fn invoke(cti: &JsValue, method: &'static str, args: Args) -> Result<(), Unanswered> {
    let (this, name) = match method.strip_prefix("hvs.") {
        Some(name) => (js::get(cti, "hvs"), name),
        None => (cti.clone(), method),
    };
    let function = js::function(&this, name).ok_or(Unanswered::NotAvailable(method))?;
    match function.call1(&this, &args.into()) {
        Ok(_) => Ok(()),
        Err(thrown) => Err(Unanswered::Threw(js::thrown(&thrown))),
    }
}

/// How a method's result is read from a successful response.
pub(crate) type Decode<T> = fn(&JsValue) -> Result<T, CallError>;

/// A result of which only the success counts.
pub(crate) const NOTHING: Decode<()> = |_| Ok(());

/// A call under way: a future of its result.
///
/// Unlike most futures it does not wait to be polled: the request has left the page when the method returns. Dropping it
/// forgets the answer, and takes nothing back.
#[must_use = "the call is made, but nobody looks at its result"]
pub struct Call<T> {
    pending: Pending,
    decode: Decode<T>,
    late: Option<Then>,
    /// What came, and who is waiting for it.
    polled: Option<Polled>,
}

type Polled = Rc<RefCell<(Option<Outcome>, Waker)>>;

impl<T: 'static> Call<T> {
    pub(crate) fn new(pending: Pending, decode: Decode<T>) -> Self {
        Self { pending, decode, late: None, polled: None }
    }

    /// Waits for so long, counted from now. For a call that was made ahead of its time.
    pub fn within(self, deadline: Deadline) -> Self {
        self.pending.within(deadline);
        self
    }

    /// Calls `late` with the answer if that comes after all once the call has timed out (once, however often it comes). So a log
    /// of unknown outcome can still be told to be written.
    pub fn when_late(mut self, late: impl FnOnce(Result<T, CallError>) + 'static) -> Self {
        let decode = self.decode;
        self.late = Some(Box::new(move |outcome| late(read(outcome, decode))));
        self
    }

    /// Hands the result to a function instead of a future: in a task of its own when the answer comes, at once where the call
    /// could not be made. Nobody can take that back, and an answer after the deadline is not heard.
    pub fn then(self, then: impl FnOnce(Result<T, CallError>) + 'static) {
        let decode = self.decode;
        self.pending.then(Box::new(move |outcome| then(read(outcome, decode))));
    }
}

impl<T: 'static> Future for Call<T> {
    type Output = Result<T, CallError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = match &self.pending.0 {
            Err(error) => Some(Err(error.clone())),
            Ok(_) if self.polled.is_some() => self.polled.as_ref().and_then(|polled| {
                let mut polled = polled.borrow_mut();
                polled.1.clone_from(context.waker());
                polled.0.take()
            }),
            Ok(wait) => {
                let polled: Polled = Rc::new(RefCell::new((None, context.waker().clone())));
                let told = Rc::clone(&polled);
                wait.notify(Box::new(move |outcome| {
                    let waker = {
                        let mut told = told.borrow_mut();
                        told.0 = Some(outcome);
                        told.1.clone()
                    };
                    waker.wake();
                }));
                self.polled = Some(polled);
                None
            }
        };
        let Some(outcome) = outcome else { return Poll::Pending };
        if outcome.is_err()
            && let Some(late) = self.late.take()
            && let Ok(wait) = &self.pending.0
        {
            wait::keep(wait, late);
        }
        Poll::Ready(read(outcome, self.decode))
    }
}

fn read<T>(outcome: Outcome, decode: Decode<T>) -> Result<T, CallError> {
    let Answer(response) = outcome?;
    crate::answer::judge(&response)?;
    decode(&response)
}
