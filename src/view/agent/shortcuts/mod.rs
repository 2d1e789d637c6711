//! Keyboard shortcuts: what listens for them, their list, and what says that one does nothing now.

mod button;
mod idle;
mod keys;
mod list;
mod listener;
mod recorder;
mod row;

pub use button::ShortcutsButton;
pub use idle::IdleShortcut;
pub use keys::{Keys, use_shortcut_keys};
pub use list::Shortcuts;
pub use listener::listen;
