//! One call of the library and its answer.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use wasm_bindgen::JsValue;

use crate::answer;
use crate::args::Args;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::wait::{Outcome, Wait};

/// How a method's result is read from a successful response.
pub(crate) type Decode<T> = fn(&JsValue) -> Result<T, CallError>;

/// What comes of a call before anybody reads it: the response, if the host says that it succeeded.
type Response = Result<JsValue, CallError>;

/// A call under way, of whatever result: all that there need not be once for each type of result.
struct Pending {
    state: Result<Wait, Option<CallError>>,
    late: Option<Box<dyn FnOnce(Response)>>,
}

impl Pending {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Response> {
        let wait = match &mut self.state {
            Ok(wait) => wait,
            Err(error) => return error.take().map_or(Poll::Pending, |error| Poll::Ready(Err(error))),
        };
        let Poll::Ready(outcome) = Pin::new(&mut *wait).poll(context) else { return Poll::Pending };
        if !matches!(outcome, Outcome::Came(_))
            && let Some(late) = self.late.take()
        {
            wait.keep(Box::new(move |response| late(judged(Outcome::Came(response)))));
        }
        Poll::Ready(judged(outcome))
    }

    fn then(self, then: Box<dyn FnOnce(Response)>) {
        match self.state {
            Ok(wait) => wait.then(Box::new(move |outcome| then(judged(outcome)))),
            Err(error) => then(Err(error.unwrap_or(CallError::TimedOut))),
        }
    }
}

fn judged(outcome: Outcome) -> Response {
    let Outcome::Came(response) = outcome else { return Err(CallError::TimedOut) };
    answer::judge(&response)?;
    Ok(response)
}

/// A call under way: a future of its result.
///
/// Unlike most futures it does not wait to be polled: the request has left the page when the method returns. Dropping it
/// forgets the answer, and takes nothing back.
#[must_use = "the call is made, but nobody looks at its result"]
pub struct Call<T> {
    pending: Pending,
    decode: Decode<T>,
}

impl<T: 'static> Call<T> {
    pub(crate) fn failed(error: CallError) -> Self {
        Self { pending: Pending { state: Err(Some(error)), late: None }, decode: |_| Err(CallError::TimedOut) }
    }

    pub(crate) fn start(
        cti: &JsValue,
        method: &'static str,
        args: Args,
        deadline: Deadline,
        decode: Decode<T>,
    ) -> Self {
        Self { pending: Pending { state: start(cti, method, args, deadline), late: None }, decode }
    }

    /// Waits for so long, counted from now. For a call that was made ahead of its time.
    pub fn within(self, deadline: Deadline) -> Self {
        if let Ok(wait) = &self.pending.state {
            wait.again(deadline);
        }
        self
    }

    /// Calls `late` with the answer if that comes after all once the call has timed out (once, however often it comes). So a log
    /// of unknown outcome can still be told to be written.
    pub fn when_late(mut self, late: impl FnOnce(Result<T, CallError>) + 'static) -> Self {
        let decode = self.decode;
        self.pending.late = Some(Box::new(move |response| late(read(response, decode))));
        self
    }

    /// Hands the result to a function instead of a future, which takes less code: in a task of its own when the answer comes, at
    /// once where the call could not be made. Nobody can take that back, and an answer after the deadline is not heard.
    pub fn then(self, then: impl FnOnce(Result<T, CallError>) + 'static) {
        let decode = self.decode;
        self.pending.then(Box::new(move |response| then(read(response, decode))));
    }
}

impl<T: 'static> Future for Call<T> {
    type Output = Result<T, CallError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Poll::Ready(response) = self.pending.poll(context) else { return Poll::Pending };
        Poll::Ready(read(response, self.decode))
    }
}

fn read<T>(response: Response, decode: Decode<T>) -> Result<T, CallError> {
    decode(&response?)
}

/// A result of which only the success counts.
pub(crate) const NOTHING: Decode<()> = |_| Ok(());

/// Makes the call. Every method gets a callback, so that the argument is never the empty object at which the library throws.
fn start(cti: &JsValue, method: &'static str, args: Args, deadline: Deadline) -> Result<Wait, Option<CallError>> {
    let wait = Wait::new(deadline);
    invoke(cti, method, args.value("callback", &wait.callback()))?;
    Ok(wait)
}

/// Calls a method, which may stand in a namespace (`hvs.onWorkStart`). All of the library's complaints are thrown, some of them
/// as bare texts; so is the browser's when an argument cannot be cloned.
pub(crate) fn invoke(cti: &JsValue, method: &'static str, args: Args) -> Result<(), CallError> {
    let (this, name) = match method.split_once('.') {
        Some((namespace, name)) => (js::get(cti, namespace), name),
        None => (cti.clone(), method),
    };
    let function = js::function(&this, name).ok_or(CallError::NotAvailable(method))?;
    match function.call1(&this, &args.into()) {
        Ok(_) => Ok(()),
        Err(thrown) => Err(CallError::Threw(js::thrown(&thrown))),
    }
}
