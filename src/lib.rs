//! The panel: what the agent sees in Lightning's utility bar.
//!
//! [`shell`] drives the state machines of `denwa-core` and runs their effects, [`host`] is the CRM around the panel, [`view`] shows the
//! state by Leptos components, which [`app`] mounts. None of them decides anything.
//!
//! Two programs are made of this library: the panel, which every agent loads, and the administrator's pages ([`admin`]: settings and
//! doctor), which are loaded when they are opened. [`crossing`] is the way between them.

pub mod admin;
pub mod app;
pub mod crossing;
pub mod host;
pub mod json;
pub mod shell;
pub mod view;
