//! A server in a process of its own, killed with SIGKILL at any moment, between a fake Asterisk and panels that both
//! live on: nothing that a panel was told is lost, and nothing is done twice.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bad;
mod each_kind;
mod fake_asterisk;
mod kill;
mod panel;
mod process;
mod random;
mod tokens;
