//! The hub on a virtual clock: scenarios by subject, and random events (`chaos`).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agent_state;
mod call_control;
mod callbacks;
mod calls;
mod chaos;
mod clock;
mod commands;
mod crash;
mod day;
mod desk;
#[path = "../support/model.rs"]
mod model;
mod panels;
mod pbx_restart;
mod primary;
mod queues;
mod restart;
mod resume;
mod settings;
mod supervision;
mod travel;
mod unfinished;
mod work;
