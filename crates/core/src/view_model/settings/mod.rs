//! Everything the settings page shows, typed; its words are the components' (`text/`).

mod conflict;
mod field;
mod history;
mod import;
mod list;
mod login;
mod page;
mod refusal;
mod row;

pub use crate::config::{Outcome, Reading};
pub use conflict::ConflictView;
pub use field::FieldView;
pub use history::{HistoryEntry, HistoryView};
pub use import::{DifferenceView, ImportView};
pub use list::{ListView, RefusedAddition};
pub use login::LoginView;
pub use page::{LevelView, SettingsView};
pub use refusal::RefusalView;
pub use row::{CellFault, RowView};
