//! The server over real sockets: sign-in, origins, sizes, rates, resuming, authorisation, and the simulated PBX's
//! control.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod clock;
mod control;
mod crowd;
mod limits;
mod operation;
mod panel_files;
mod password;
mod reads;
mod session;
mod sign_in;
mod together;
mod travel;
