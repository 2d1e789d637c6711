//! What the panel decides, as pure state machines: no browser, no clock, no I/O, nothing asynchronous.
//!
//! [`Panel::update`] takes everything in, one [`Input`] at a time with the time it came, and gives back [`Effect`]s for the shell to
//! run. Whatever an effect brings comes back as an input. [`Panel::wake_at`] says when to send [`Input::Tick`] at the latest. So a
//! session can be recorded, replayed and fuzzed natively, in milliseconds.
//!
//! Every machine stands in a file of its own: [`start`], [`session`], [`card`] (one call), [`who`] (who it is), [`log`]
//! (its call log), [`dial`], [`upkeep`] (what is renewed), the window. The view reads [`project`]ions of them; words stand in [`text`].

pub mod card;
pub mod command;
pub mod config;
pub mod cut;
pub mod destination;
pub mod dial;
pub mod doctor;
pub mod host;
pub mod input;
pub mod log;
pub mod notice;
pub mod number;
mod panel;
pub mod placeholders;
pub mod project;
mod rehearsal;
pub mod report;
pub mod session;
pub mod settings;

pub mod start;
pub mod text;
pub mod upkeep;
pub mod utility;
pub mod who;
mod window;

pub use host::{HostError, HostReply, HostRequest, RequestId};
pub use input::{Effect, HostEvent, Input, Page, SocketEvent, UserAction};
pub use panel::Panel;
pub use text::Language;

/// A point in time by the panel's own clock: milliseconds since the Unix epoch, never going back.
pub type Now = u64;
