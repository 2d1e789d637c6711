//! Where a shortcut leads.

/// Where a shortcut leads: to a part of the panel, which opens if it is closed, and gets the focus. A call is named by its ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The card of a call.
    Call(String),
    /// The notes of a call.
    Note(String),
    /// The keypad for tones of a call.
    Keypad(String),
    /// The field for the number that a call is sent to.
    Target(String),
    /// The menu of statuses.
    StatusMenu,
    /// The field for the number to dial.
    DialField,
    /// The keypad of the dial bar.
    DialKeypad,
    /// The list of the shortcuts.
    List,
    /// The button that opens the list of the shortcuts.
    ListButton,
}
