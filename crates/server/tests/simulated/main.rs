//! The simulated PBX on a virtual clock.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod chaos;
mod inbound;
mod load;
mod outbound;
mod power;
mod queue;
