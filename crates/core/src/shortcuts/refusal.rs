//! Why a shortcut cannot have keys.
//!
//! The keys of browsers are those of Chrome, Edge and Firefox on Windows, Mac and Linux; those of screen readers are `VoiceOver`'s (Ctrl and
//! Alt) and PC-Talker's (the same). NVDA, JAWS and Narrator hold Insert or Caps Lock, which no shortcut can have.

use super::{Key, KeyChord, Modifiers, Shortcut};

/// Why a shortcut cannot have keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They type.
    Typing,
    /// The panel is worked by them: Enter, Escape, the arrow keys and so on.
    Moving,
    /// The browser has them.
    Browser,
    /// Screen readers have them.
    ScreenReader,
    /// The machine has them.
    System,
    /// Keyboards differ in them.
    Unknown,
    /// Another shortcut has them.
    Taken(Shortcut),
}

impl Refusal {
    /// Why a shortcut cannot have these keys, whatever the others have.
    #[must_use]
    pub fn of(shortcut: Shortcut, chord: KeyChord) -> Option<Self> {
        let Modifiers { control, alt, shift, meta } = chord.modifiers();
        if meta {
            return Some(Self::System);
        }
        match chord.key() {
            // It moves nothing in a page, and is no shortcut while the agent types.
            Key::Question if shortcut == Shortcut::List && !control && !alt => None,
            Key::Question => Some(if control || alt { Self::Unknown } else { Self::Typing }),
            Key::Function(number) => of_function(number, chord.modifiers()),
            Key::Letter(_) | Key::Digit(_) if control && alt => Some(Self::ScreenReader),
            Key::Letter(_) if control => Some(Self::Browser),
            Key::Digit(_) if control && !shift => Some(Self::Browser),
            Key::Digit(_) if control => None,
            Key::Letter('A' | 'B' | 'I' | 'T') if alt && shift => Some(Self::Browser),
            Key::Letter(_) | Key::Digit(_) if alt && shift => None,
            // The address, and the menus of Chrome, Edge and Firefox; tabs on Linux, and on Windows characters by the keys at the right.
            Key::Letter('B' | 'D' | 'E' | 'F' | 'H' | 'S' | 'T' | 'V') | Key::Digit(_) if alt => Some(Self::Browser),
            Key::Letter(_) if alt => None,
            Key::Letter(_) | Key::Digit(_) => Some(Self::Typing),
        }
    }
}

/// Function keys: help, search, reload, the address, moving by a cursor, menus, full screen, developer tools.
fn of_function(number: u8, modifiers: Modifiers) -> Option<Refusal> {
    match number {
        _ if modifiers.control && modifiers.alt => Some(Refusal::System),
        4 if modifiers.control || modifiers.alt => Some(Refusal::System),
        1 | 3 | 5 | 6 | 7 | 10 | 11 | 12 => Some(Refusal::Browser),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(keys: &str) -> Option<Refusal> {
        Refusal::of(Shortcut::Answer, keys.parse().expect("keys"))
    }

    #[test]
    fn keys_that_somebody_else_has_are_refused() {
        for keys in [
            "Control+W",
            "Control+T",
            "Control+Shift+N",
            "Control+1",
            "Alt+D",
            "Alt+F",
            "Alt+1",
            "F5",
            "Shift+F10",
            "F12",
        ] {
            assert_eq!(refusal(keys), Some(Refusal::Browser), "{keys}");
        }
        for keys in ["A", "Shift+A", "7", "?"] {
            assert_eq!(refusal(keys), Some(Refusal::Typing), "{keys}");
        }
        for keys in ["Meta+A", "Alt+F4", "Control+F4", "Control+Alt+F2"] {
            assert_eq!(refusal(keys), Some(Refusal::System), "{keys}");
        }
        assert_eq!(refusal("Control+Alt+A"), Some(Refusal::ScreenReader));
        assert_eq!(refusal("Alt+?"), Some(Refusal::Unknown));
        for keys in ["Alt+Z", "Alt+Shift+Z", "Alt+Shift+1", "Control+Shift+1", "F2", "F8", "Shift+F9"] {
            assert_eq!(refusal(keys), None, "{keys}");
        }
    }
}
