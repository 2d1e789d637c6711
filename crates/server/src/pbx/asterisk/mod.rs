//! Asterisk, connected over its Manager Interface (AMI).
//!
//! [`ami`] encodes and decodes the protocol, and [`tracker`] turns its events into calls; both are free of I/O.
//! [`link`] keeps the connection and carries out requests.

pub mod ami;
pub mod config;
pub mod endpoints;
pub mod link;
pub mod tracker;

pub use link::{capabilities, start, start_with_clock};
