//! What works and what does not: facts in, findings out, in the order in which a person would look.
//!
//! A fault is reported once, by the check it belongs to. A check that needs that one says that it was not made and why, so that nobody
//! mends what is not broken. [`ask`] asks host, org and browser while the doctor's page is shown; [`Facts`] gathers what is known,
//! [`findings`] says what it means, [`bundle`] what may be handed to others.

mod ask;
pub mod bundle;
mod check;
mod facts;
mod finding;
mod local_network;
mod order;
mod remedy;
mod seen;
mod verdict;

pub use crate::crossing::Progress;
pub use crate::link::Link;
pub use ask::Doctor;
pub use check::{Check, Group};
pub use facts::{Answers, Asked, Boot, Facts};
pub use finding::{Finding, State, Words};
pub use order::findings;
pub use remedy::{Remedy, SetupPage};
pub use seen::{Privacy, Seen};
