//! The panel: what the agent sees in Lightning's utility bar.
//!
//! [`shell`] drives the state machines of `denwa-core` and runs their effects, [`host`] is the CRM around the panel, [`view`] shows the
//! state by Leptos components, which [`app`] mounts. None of them decides anything.

pub mod app;
pub mod host;
pub mod json;
pub mod shell;
pub mod view;
