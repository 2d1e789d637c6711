//! What is on the screen: Leptos components of the core's [`view_model`](denwa_core::view_model).
//!
//! A component takes its part of the screen by a `Memo` and dispatches whole actions. It decides nothing, and keeps no state but its own:
//! whether a menu is open, and the text in a field.

pub mod agent;
mod close_page;
pub mod doctor;
pub mod parts;
pub mod settings;
#[cfg(test)]
mod styles;
