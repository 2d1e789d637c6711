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

type Late<T> = Box<dyn FnOnce(Result<T, CallError>)>;

/// A call under way: a future of its result.
///
/// Unlike most futures it does not wait to be polled: the request has left the page when the method returns. Dropping it
/// forgets the answer, and takes nothing back.
#[must_use = "the call is made, but nobody looks at its result"]
pub struct Call<T> {
    state: Result<Wait, Option<CallError>>,
    decode: Decode<T>,
    late: Option<Late<T>>,
}

impl<T: 'static> Call<T> {
    pub(crate) fn failed(error: CallError) -> Self {
        Self { state: Err(Some(error)), decode: |_| Err(CallError::TimedOut), late: None }
    }

    pub(crate) fn start(
        cti: &JsValue,
        method: &'static str,
        args: Args,
        deadline: Deadline,
        decode: Decode<T>,
    ) -> Self {
        Self { state: start(cti, method, args, deadline).map_err(Some), decode, late: None }
    }

    /// Waits for so long, counted from now. For a call that was made ahead of its time.
    pub fn within(mut self, deadline: Deadline) -> Self {
        if let Ok(wait) = &mut self.state {
            wait.again(deadline);
        }
        self
    }

    /// Calls `late` with the answer if that comes after all once the call has timed out (once, however often it comes). So a log
    /// of unknown outcome can still be told to be written.
    pub fn when_late(mut self, late: impl FnOnce(Result<T, CallError>) + 'static) -> Self {
        self.late = Some(Box::new(late));
        self
    }
}

impl<T: 'static> Future for Call<T> {
    type Output = Result<T, CallError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let wait = match &mut self.state {
            Ok(wait) => wait,
            Err(error) => return error.take().map_or(Poll::Pending, |error| Poll::Ready(Err(error))),
        };
        let Poll::Ready(outcome) = Pin::new(&mut *wait).poll(context) else { return Poll::Pending };
        let decode = self.decode;
        Poll::Ready(match outcome {
            Outcome::Came(response) => read(&response, decode),
            Outcome::Failed | Outcome::TimedOut => {
                if let (Some(late), Ok(wait)) = (self.late.take(), &self.state) {
                    wait.keep(Box::new(move |response| late(read(&response, decode))));
                }
                Err(CallError::TimedOut)
            }
        })
    }
}

fn read<T>(response: &JsValue, decode: Decode<T>) -> Result<T, CallError> {
    answer::judge(response)?;
    decode(response)
}

/// A result of which only the success counts.
pub(crate) const NOTHING: Decode<()> = |_| Ok(());

/// Makes the call. Every method gets a callback, so that the argument is never the empty object at which the library throws.
fn start(cti: &JsValue, method: &'static str, args: Args, deadline: Deadline) -> Result<Wait, CallError> {
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
