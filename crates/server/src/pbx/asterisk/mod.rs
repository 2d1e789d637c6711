//! Asterisk over its Manager Interface (AMI).
//!
//! [`ami`] is the interface's own protocol and [`tracker`] what it means, both without any I/O; [`link`] holds the connection and does
//! what panels ask for.

pub mod ami;
pub mod config;
pub mod link;
pub mod tracker;

pub use link::{capabilities, start};
