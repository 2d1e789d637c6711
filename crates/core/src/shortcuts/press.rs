//! A press of a key, as the browser reports it.

use super::{Key, KeyChord, Modifiers, Refusal};

/// A press of a key, as the browser reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
pub struct KeyPress {
    /// What the key makes: a character, or a name such as `Enter`.
    pub key: String,
    /// Where the key is on the keyboard: `KeyA`, `Digit1`.
    pub code: String,
    /// The keys that are held.
    pub modifiers: Modifiers,
    /// `AltGr` is held, which makes characters.
    pub alt_graph: bool,
    /// The key was held down so long that it repeats.
    pub repeats: bool,
    /// It belongs to a conversion of the input method.
    pub is_composing: bool,
    /// The focus is in a field for text, or in a choice that letters move in.
    pub is_in_field: bool,
}

impl KeyPress {
    /// The keys that are pressed together, if a shortcut can have them.
    #[must_use]
    pub fn chord(&self) -> Option<KeyChord> {
        self.pressed_key().map(|key| KeyChord::new(self.modifiers, key))
    }

    /// The key by what it makes, or else by its place: with Alt, and in other scripts, a letter's key makes something else.
    fn pressed_key(&self) -> Option<Key> {
        if let Some(key) = Key::of_name(&self.key) {
            return Some(key);
        }
        let has_character = self.key.chars().count() == 1 || self.key == "Dead";
        let by_place = self.code.strip_prefix("Key").or_else(|| self.code.strip_prefix("Digit"));
        Key::of_name(by_place.filter(|_| has_character)?)
    }

    /// The keys that are pressed together, or why a shortcut cannot have them.
    ///
    /// # Errors
    ///
    /// [`Refusal::Moving`] of keys that the panel is worked by, [`Refusal::Typing`] of other characters, [`Refusal::Unknown`] of others.
    pub fn wanted_chord(&self) -> Result<KeyChord, Refusal> {
        self.chord().ok_or_else(|| match self.key.as_str() {
            "Enter" | " " | "Escape" | "Backspace" | "Delete" | "Home" | "End" | "PageUp" | "PageDown" | "ArrowUp"
            | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Tab" => Refusal::Moving,
            _ if self.makes_character() && !self.modifiers.alt => Refusal::Typing,
            _ => Refusal::Unknown,
        })
    }

    /// Whether the press says nothing yet: only a modifier, a key of the input method, or one that leads elsewhere. Whoever chooses new keys
    /// goes on waiting, and the browser does what it does.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        let is_alone = matches!(
            self.key.as_str(),
            "Control"
                | "Alt"
                | "Shift"
                | "Meta"
                | "AltGraph"
                | "CapsLock"
                | "Fn"
                | "NumLock"
                | "Process"
                | "Unidentified"
        );
        is_alone || self.is_composing || (self.key == "Tab" && !self.modifiers.control && !self.modifiers.alt)
    }

    /// Whether it may be a shortcut: not one that types into a field, or belongs to the input method, or only goes on.
    #[must_use]
    pub fn may_be_shortcut(&self) -> bool {
        !(self.is_composing || self.repeats || self.alt_graph || self.is_in_field && self.makes_character())
    }

    /// Whether the press makes a character in a field. With Alt a letter's key makes none where it still reports the letter itself; on a Mac
    /// it makes another character.
    fn makes_character(&self) -> bool {
        if self.modifiers.control || self.modifiers.meta {
            return self.alt_graph;
        }
        let mut characters = self.key.chars();
        let Some(character) = characters.next().filter(|_| characters.as_str().is_empty()) else {
            return self.key == "Dead";
        };
        !self.modifiers.alt || self.alt_graph || !character.is_ascii_alphanumeric()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALT: Modifiers = Modifiers { control: false, alt: true, shift: false, meta: false };
    const SHIFT: Modifiers = Modifiers { control: false, alt: false, shift: true, meta: false };

    fn press(key: &str, code: &str, modifiers: Modifiers) -> KeyPress {
        KeyPress { key: key.to_owned(), code: code.to_owned(), modifiers, ..KeyPress::default() }
    }

    fn label(press: &KeyPress) -> Option<String> {
        press.chord().map(KeyChord::label)
    }

    #[test]
    fn a_letter_is_known_in_each_script_and_with_each_modifier() {
        assert_eq!(label(&press("a", "KeyQ", ALT)).as_deref(), Some("Alt+A"), "by what it makes: a French keyboard");
        assert_eq!(label(&press("å", "KeyA", ALT)).as_deref(), Some("Alt+A"), "on a Mac");
        assert_eq!(label(&press("Dead", "KeyN", ALT)).as_deref(), Some("Alt+N"), "on a Mac");
        assert_eq!(label(&press("ф", "KeyA", ALT)).as_deref(), Some("Alt+A"));
        let both = Modifiers { shift: true, ..ALT };
        assert_eq!(label(&press("!", "Digit1", both)).as_deref(), Some("Alt+Shift+1"));
        assert_eq!(label(&press("?", "Slash", SHIFT)).as_deref(), Some("?"));
        assert_eq!(label(&press("F8", "F8", Modifiers::default())).as_deref(), Some("F8"));
        assert_eq!(label(&press("Process", "KeyA", Modifiers::default())), None, "the input method's");
    }

    #[test]
    fn nothing_that_types_is_a_shortcut_in_a_field() {
        let in_field = |press: KeyPress| KeyPress { is_in_field: true, ..press }.may_be_shortcut();
        assert!(press("?", "Slash", SHIFT).may_be_shortcut());
        assert!(!in_field(press("?", "Slash", SHIFT)));
        assert!(!in_field(press("a", "KeyA", Modifiers::default())));
        assert!(in_field(press("a", "KeyA", ALT)));
        assert!(!in_field(press("å", "KeyA", ALT)), "typed on a Mac");
        assert!(!in_field(press("Dead", "KeyN", ALT)));
        assert!(in_field(press("F8", "F8", Modifiers::default())));
        let graph = KeyPress { alt_graph: true, ..press("@", "KeyQ", Modifiers { control: true, ..ALT }) };
        assert!(!graph.may_be_shortcut());
        assert!(!KeyPress { is_composing: true, ..press("a", "KeyA", ALT) }.may_be_shortcut());
        assert!(
            !KeyPress { repeats: true, ..press("a", "KeyA", ALT) }.may_be_shortcut(),
            "the next call is not answered"
        );
    }

    #[test]
    fn what_a_shortcut_cannot_have_is_refused_by_its_kind() {
        let refused = |key: &str, modifiers| press(key, "", modifiers).wanted_chord().unwrap_err();
        assert_eq!(refused("Enter", ALT), Refusal::Moving);
        assert_eq!(refused("ArrowUp", Modifiers::default()), Refusal::Moving);
        assert_eq!(refused("あ", Modifiers::default()), Refusal::Typing);
        assert_eq!(refused(";", Modifiers { control: true, ..SHIFT }), Refusal::Unknown);
        assert_eq!(refused("MediaPlay", Modifiers::default()), Refusal::Unknown);
        assert!(press("Alt", "AltLeft", ALT).says_nothing() && press("Tab", "Tab", SHIFT).says_nothing());
        assert!(!press("a", "KeyA", ALT).says_nothing());
    }
}
