//! What is done in the configuration view, as data: commands, the places they change, drafts and files.

mod command;
mod draft_value;
mod file;
mod kept;
mod slot;
mod subject;

pub use command::ConfigCommand;
pub use draft_value::{Cells, DraftValue};
pub use file::{FileFault, FileHeader, FileLevel, FileList, SettingsFile};
pub use kept::{KeptDraft, KeptDrafts};
pub use slot::{Scope, Slot, SlotKind};
pub use subject::Subject;
