//! The simulated PBX with a virtual clock.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod bench;
mod chaos;
mod inbound;
mod load;
mod outbound;
mod power;
mod queue;
