//! The agent's keyboard shortcuts: which keys do what, which keys she chose, and which cannot be chosen.
//!
//! A press becomes a [`KeyPress`], that a [`KeyChord`], and [`ChosenShortcuts`] says which [`Shortcut`] it is. What a shortcut then does, the
//! panel decides by what it shows: the same as the button.

mod chord;
mod chosen;
mod place;
mod press;
mod refusal;
mod shortcut;

pub use chord::{ChordError, Key, KeyChord, Modifiers};
pub use chosen::ChosenShortcuts;
pub use place::Place;
pub use press::KeyPress;
pub use refusal::Refusal;
pub use shortcut::Shortcut;
