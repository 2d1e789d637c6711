//! The values that templates show, which the core's projection is made of too.

pub use denwa_core::project::value::{Map, Value};
