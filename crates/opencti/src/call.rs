//! A call of the library that is under way.

use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures::channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;

use crate::args::Args;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::response::Response;

/// Reads a method's result from a successful response.
pub(crate) type Decode<T> = fn(&Response) -> Result<T, CallError>;

/// Reads the response of a method whose success is all that it tells.
pub(crate) const NOTHING: Decode<()> = |_| Ok(());

type Late<T> = Box<dyn FnOnce(Result<T, CallError>)>;

/// A call under way: a future of its result.
///
/// Unlike most futures it does not wait to be polled: the request has left the page when the method returns. Dropping it forgets the
/// answer, but cannot take the request back.
#[must_use = "the call is made, but nobody looks at its result"]
pub struct Call<T> {
    state: State,
    decode: Decode<T>,
    late: Option<Late<T>>,
}

enum State {
    /// The request never left the page.
    Failed(CallError),
    /// The answer is on its way.
    Waiting { answer: oneshot::Receiver<JsValue>, timer: TimeoutFuture },
}

impl<T: 'static> Call<T> {
    /// Makes a call. Every method gets a callback, because the library throws at an empty argument object.
    pub(crate) fn start(
        cti: &JsValue,
        method: &'static str,
        args: Args,
        deadline: Deadline,
        decode: Decode<T>,
    ) -> Self {
        let (sender, answer) = oneshot::channel();
        let state = match invoke(cti, method, args.value("callback", &callback(sender))) {
            Ok(()) => State::Waiting { answer, timer: deadline.timer() },
            Err(error) => State::Failed(error),
        };
        Self { state, decode, late: None }
    }

    /// A call that is not made, because the host would refuse or misunderstand an argument; `what` says which.
    pub(crate) fn bad_argument(what: &'static str) -> Self {
        Self::failed(CallError::BadArgument(what))
    }

    /// A call that is not made.
    pub(crate) fn failed(error: CallError) -> Self {
        Self { state: State::Failed(error), decode: |_| Err(CallError::BadAnswer("returnValue")), late: None }
    }

    /// Restarts the deadline from now: for a call that was made before its result is wanted.
    pub fn within(mut self, deadline: Deadline) -> Self {
        if let State::Waiting { timer, .. } = &mut self.state {
            *timer = deadline.timer();
        }
        self
    }

    /// Calls `late` with the answer if it comes after the call has timed out. It is called once at most. So a log whose outcome was
    /// unknown can still turn out to be written.
    pub fn when_late(mut self, late: impl FnOnce(Result<T, CallError>) + 'static) -> Self {
        self.late = Some(Box::new(late));
        self
    }
}

impl<T: 'static> Future for Call<T> {
    type Output = Result<T, CallError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let call = &mut *self;
        let (answer, timer) = match &mut call.state {
            State::Failed(error) => return Poll::Ready(Err(error.clone())),
            State::Waiting { answer, timer } => (answer, timer),
        };
        // An error means that the library has forgotten the callback: then only the deadline ends the call.
        if let Poll::Ready(Ok(response)) = Pin::new(answer).poll(context) {
            return Poll::Ready(read(response, call.decode));
        }
        if Pin::new(timer).poll(context).is_pending() {
            return Poll::Pending;
        }
        let state = mem::replace(&mut call.state, State::Failed(CallError::TimedOut));
        if let (State::Waiting { answer, .. }, Some(late)) = (state, call.late.take()) {
            let decode = call.decode;
            spawn_local(async move {
                if let Ok(response) = answer.await {
                    late(read(response, decode));
                }
            });
        }
        Poll::Ready(Err(CallError::TimedOut))
    }
}

fn read<T>(response: JsValue, decode: Decode<T>) -> Result<T, CallError> {
    decode(&Response::judge(response)?)
}

/// The function that the library gets to hand its answer to. The library may call it late, twice or never and goes wrong if it throws:
/// so only the first call counts, and the browser frees it when the library has.
fn callback(sender: oneshot::Sender<JsValue>) -> JsValue {
    let mut sender = Some(sender);
    Closure::<dyn FnMut(JsValue)>::new(move |response| {
        if let Some(sender) = sender.take() {
            // Nobody waits any more if this fails.
            let _ = sender.send(response);
        }
    })
    .into_js_value()
}

/// Calls a method, which may stand in a namespace (`hvs.onWorkStart`). The library throws all of its complaints, some of them as bare
/// strings; the browser throws where an argument cannot be cloned.
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
