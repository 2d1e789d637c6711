//! A call that is checked and ready to be made.
//!
//! What a method is asked is written here and in the files of [`methods`](crate::methods) as the arguments it gets, without
//! anything typed in between: a [`Request`] is made of borrowed texts. Who waits for its answer as a [`Call`](crate::Call) gets it
//! read; who takes it as it comes ([`OpenCti::ask`](crate::OpenCti::ask)) pays for no more than what it reads.

use crate::args::Args;

/// A method, its arguments, and why they would be refused, if they would.
#[must_use = "a request does nothing until it is asked"]
#[derive(Debug)]
pub struct Request {
    pub(crate) method: &'static str,
    pub(crate) args: Args,
    pub(crate) wrong: Option<&'static str>,
}

impl Request {
    pub(crate) fn new(method: &'static str, args: Args) -> Self {
        Self { method, args, wrong: None }
    }

    /// The same request if the arguments are right, else what is wrong with them.
    pub(crate) fn checked(mut self, right: bool, what: &'static str) -> Self {
        if !right {
            self.wrong = Some(what);
        }
        self
    }

    /// A request without arguments.
    pub(crate) fn plain(method: &'static str) -> Self {
        Self::new(method, Args::new())
    }
}
