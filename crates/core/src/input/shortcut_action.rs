//! What the agent does with shortcuts.

use crate::shortcuts::{KeyPress, Shortcut};

/// What the agent does with shortcuts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShortcutAction {
    /// Press one.
    Run {
        /// Which.
        shortcut: Shortcut,
        /// The call on whose card the focus is: it goes before the others.
        call: Option<String>,
    },
    /// Open their list.
    Open,
    /// Close it.
    Close,
    /// Choose other keys for one: the next press says which.
    Change(Shortcut),
    /// Press the keys that are chosen.
    Press(KeyPress),
    /// Choose none after all.
    StopChange,
    /// Take the keys off.
    TakeOff(Shortcut),
    /// Put the default keys back.
    Reset(Shortcut),
    /// Put all default keys back.
    ResetAll,
}
