//! Keys that are pressed together.

use core::fmt;
use core::str::FromStr;

/// The keys that are held while another one is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key by itself")]
pub struct Modifiers {
    /// Ctrl.
    pub control: bool,
    /// Alt; Option on a Mac.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The Windows key; Command on a Mac.
    pub meta: bool,
}

/// A key that a shortcut can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A letter from `A` to `Z`.
    Letter(char),
    /// A digit.
    Digit(u8),
    /// `F1` to `F12`.
    Function(u8),
    /// The question mark, however the keyboard makes it.
    Question,
}

/// Keys that are pressed together.
///
/// As text it is what an `aria-keyshortcuts` attribute has: `Alt+Shift+1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyChord {
    modifiers: Modifiers,
    key: Key,
}

/// Why a text is no [`KeyChord`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChordError {
    /// The last name is no key that a shortcut can have.
    UnknownKey,
    /// A name before the last is no modifier, or is there twice.
    BadModifier,
}

impl KeyChord {
    /// Of these keys. The question mark is the same with and without Shift.
    #[must_use]
    pub fn new(modifiers: Modifiers, key: Key) -> Self {
        let shift = modifiers.shift && key != Key::Question;
        Self { modifiers: Modifiers { shift, ..modifiers }, key }
    }

    /// The keys that are held.
    #[must_use]
    pub fn modifiers(self) -> Modifiers {
        self.modifiers
    }

    /// The key that is pressed.
    #[must_use]
    pub fn key(self) -> Key {
        self.key
    }

    /// As keyboards name the keys: `Ctrl+Shift+1`.
    #[must_use]
    pub fn label(self) -> String {
        self.to_string().replace("Control", "Ctrl")
    }
}

impl fmt::Display for KeyChord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modifiers { control, alt, shift, meta } = self.modifiers;
        for (is_held, name) in [(control, "Control"), (alt, "Alt"), (shift, "Shift"), (meta, "Meta")] {
            if is_held {
                write!(f, "{name}+")?;
            }
        }
        match self.key {
            Key::Letter(letter) => write!(f, "{letter}"),
            Key::Digit(digit) => write!(f, "{digit}"),
            Key::Function(number) => write!(f, "F{number}"),
            Key::Question => write!(f, "?"),
        }
    }
}

impl FromStr for KeyChord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, ChordError> {
        let (held, key) = text.rsplit_once('+').map_or((None, text), |(held, key)| (Some(held), key));
        let key = Key::of_name(key).ok_or(ChordError::UnknownKey)?;
        let mut modifiers = Modifiers::default();
        for name in held.into_iter().flat_map(|held| held.split('+')) {
            let flag = match name {
                "Control" => &mut modifiers.control,
                "Alt" => &mut modifiers.alt,
                "Shift" => &mut modifiers.shift,
                "Meta" => &mut modifiers.meta,
                _ => return Err(ChordError::BadModifier),
            };
            if *flag {
                return Err(ChordError::BadModifier);
            }
            *flag = true;
        }
        Ok(Self::new(modifiers, key))
    }
}

impl Key {
    /// The key that has that on it: a letter, a digit, `?`, or `F1` to `F12`.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let mut characters = name.chars();
        match (characters.next()?, characters.as_str()) {
            ('?', "") => Some(Self::Question),
            (letter, "") if letter.is_ascii_alphabetic() => Some(Self::Letter(letter.to_ascii_uppercase())),
            (digit, "") => digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).map(Self::Digit),
            ('F', number) if !number.starts_with(['0', '+']) => {
                let number = number.parse().ok().filter(|number| (1..=12).contains(number))?;
                Some(Self::Function(number))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub fn chords() -> impl Strategy<Value = KeyChord> {
        let key = prop_oneof![
            prop::char::range('A', 'Z').prop_map(Key::Letter),
            (0_u8..10).prop_map(Key::Digit),
            (1_u8..=12).prop_map(Key::Function),
            Just(Key::Question),
        ];
        let modifiers = any::<[bool; 4]>();
        let modifiers = modifiers.prop_map(|[control, alt, shift, meta]| Modifiers { control, alt, shift, meta });
        (modifiers, key).prop_map(|(modifiers, key)| KeyChord::new(modifiers, key))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(chord in chords()) {
            prop_assert_eq!(chord.to_string().parse(), Ok(chord));
        }

        #[test]
        fn any_text_is_read_or_refused_and_reads_the_same_again(text in "(Alt|Control|Shift|Meta|[+A-Zf?0-9]){0,5}") {
            if let Ok(chord) = text.parse::<KeyChord>() {
                prop_assert_eq!(chord.to_string().parse(), Ok(chord));
            }
        }
    }

    #[test]
    fn keys_are_written_as_in_aria_keyshortcuts() {
        let chord = |text: &str| text.parse::<KeyChord>();
        assert_eq!(chord("Shift+Control+1").map(|chord| chord.to_string()).as_deref(), Ok("Control+Shift+1"));
        assert_eq!(chord("Control+Shift+1").map(KeyChord::label).as_deref(), Ok("Ctrl+Shift+1"));
        assert_eq!(chord("Shift+?"), chord("?"), "a question mark needs Shift on most keyboards");
        assert_eq!(chord("alt+a"), Err(ChordError::BadModifier));
        assert_eq!(chord("Alt+Alt+A"), Err(ChordError::BadModifier));
        assert_eq!(chord("F+1"), Err(ChordError::BadModifier));
        for wrong in ["", "Alt", "Alt+", "+", "Alt+あ", "F0", "F13", "F01", "Alt+10", "Enter"] {
            assert_eq!(chord(wrong), Err(ChordError::UnknownKey), "{wrong}");
        }
    }
}
