//! The simulated PBX on a virtual clock.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod chaos;
mod conference;
mod consult;
mod faults;
mod field;
#[path = "../field_table/mod.rs"]
mod field_table;
mod inbound;
mod load;
mod model;
mod monitor;
mod outbound;
mod parking;
mod plans;
mod power;
mod queue;
mod ring;
mod transfer;
mod voice;
