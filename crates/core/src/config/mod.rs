//! The machine behind the configuration view: whom one looks at, what was typed and not saved, and what becomes of it.
//!
//! It is driven by [`ConfigAction`]s and the host's answers, and shown through [`ConfigView`], [`FieldView`] and [`ListView`]. What is typed is
//! kept for each level and person until it is saved or taken back, across closing the view and loading the page again.

mod action;
pub mod change;
pub mod json;
pub mod logins;
pub mod transfer;
pub mod view;

pub use action::ConfigAction;
pub use change::{Change, HistoryEntry, ObjectInfo, People, SaveAnswer};
pub use json::Json;
pub use view::{ConfigView, ConflictView, FieldView, ListView, Outcome, Reading, RowView};
