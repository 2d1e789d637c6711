//! The server over real sockets: sign-in, origins, sizes, rates, resuming, authorisation, and the simulated PBX's control.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod client;
mod control;
mod limits;
mod session;
mod sign_in;
