//! What the panel decides, as pure state machines: no browser, no clock, no I/O, nothing asynchronous.
//!
//! [`Panel::update`] takes everything in, one [`Input`] at a time with the time it came, and gives back [`Effect`]s for the shell to
//! run. The outcome of an effect comes back as an input. [`Panel::wake_at`] says when to send [`Input::Tick`] at the latest. So a
//! session can be recorded, replayed and fuzzed natively, in milliseconds.
//!
//! Modules in layers, each knowing only those above it here:
//!
//! - [`number`], [`text`], [`settings`]: the ground, which knows nothing of calls;
//! - [`package`], [`host`], [`link`], [`alerts`], [`crossing`], [`effect`], [`input`], [`admin_io`]: what goes in and out;
//! - [`call`], [`session`], [`start`], [`dial`], [`desk`], [`directory`], [`history`], [`messages`], [`callbacks`], [`parked`], [`team`],
//!   [`attention`], [`upkeep`], [`pages`], `work_rules`: one machine each; [`config`], [`doctor`] and [`setup`] those of the pages;
//! - the panel and [`admin`], which hand each input to its machine;
//! - [`view_model`]: what is shown.
//!
//! [`Panel`] is the agent's, [`Admin`] the administrator's pages (settings, doctor): two programs in one page of the browser, which meet by
//! the messages of [`crossing`].

pub mod admin;
pub mod admin_io;
pub mod alerts;
pub mod attention;
pub mod call;
pub mod callbacks;
mod channels;
pub mod clocks;
pub mod config;
pub mod crossing;
pub mod desk;
pub mod destination;
pub mod dial;
pub mod directory;
pub mod doctor;
pub mod edits;
pub mod effect;
mod effects;
pub mod errand;
pub mod history;
pub mod host;
pub mod input;
pub mod kept_call;
pub mod link;
pub mod messages;
pub mod number;
mod other_work;
pub mod package;
pub mod pages;
mod panel;
pub mod parked;
pub mod pending;
mod phone_fields;
pub mod placeholders;
mod recheck;
pub mod remembered;
pub mod session;
pub mod settings;
pub mod setup;
pub mod shortcuts;
pub mod start;
pub mod team;
pub mod text;
mod tidy;
pub mod upkeep;
mod utility;
pub mod view_model;
mod welcome;
mod window;
mod work_rules;

pub use admin::Admin;
pub use admin_io::{AdminAction, AdminEffect, AdminInput, AdminReply, AdminRequest};
pub use desk::{DeskTab, LookupPlace, Target};
pub use effect::Effect;
pub use host::{HostError, HostReply, HostRequest, RequestId};
pub use input::{
    AttentionAction, AttentionInput, CallControl, DeskAction, HostEvent, Input, Page, ShortcutAction, SocketEvent,
    TeamAction, UserAction,
};
pub use panel::Panel;
pub use text::Language;

/// A point in time by the panel's own clock: milliseconds since the Unix epoch, never going back.
pub type Now = u64;
