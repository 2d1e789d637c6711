//! The server over real sockets: sign-in, origins, sizes, rates, resuming, authorisation, and the simulated PBX's control.

mod client;
mod control;
mod limits;
mod session;
mod sign_in;
