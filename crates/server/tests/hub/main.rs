//! The hub with a virtual clock: one scenario a file, and events thrown at it at random.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod agent_state;
mod calls;
mod chaos;
mod commands;
mod desk;
mod panels;
mod pbx_restart;
mod resume;
