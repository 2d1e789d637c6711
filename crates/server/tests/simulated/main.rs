//! The simulated PBX with a virtual clock.

mod bench;
mod chaos;
mod inbound;
mod load;
mod outbound;
mod power;
mod queue;
