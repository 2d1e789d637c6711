//! The keys that the agent chose for her shortcuts. The browser keeps them, for this user of this organisation alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{KeyChord, KeyPress, Refusal, Shortcut};

/// The keys of every shortcut: those that the agent chose, or else the default ones.
///
/// No two shortcuts have the same keys: what she chose goes before a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<StoredKeys>", into = "Vec<StoredKeys>")]
pub struct ChosenShortcuts(BTreeMap<Shortcut, Option<KeyChord>>);

/// A choice as the browser keeps it.
#[derive(Serialize, Deserialize)]
struct StoredKeys {
    /// The shortcut's name.
    shortcut: String,
    /// The keys; none where it has none.
    keys: Option<String>,
}

impl ChosenShortcuts {
    /// The keys of a shortcut; none if the agent took them off, or chose them for another one.
    #[must_use]
    pub fn keys(&self, shortcut: Shortcut) -> Option<KeyChord> {
        if let Some(chosen) = self.0.get(&shortcut) {
            return *chosen;
        }
        Some(shortcut.default_keys()).filter(|keys| !self.0.values().any(|chosen| chosen.as_ref() == Some(keys)))
    }

    /// Whether a shortcut has its default keys.
    #[must_use]
    pub fn is_default(&self, shortcut: Shortcut) -> bool {
        self.keys(shortcut) == Some(shortcut.default_keys())
    }

    /// The shortcut that a press is.
    #[must_use]
    pub fn pressed(&self, press: &KeyPress) -> Option<Shortcut> {
        press.chord().filter(|_| press.may_be_shortcut()).and_then(|keys| self.owner(keys))
    }

    /// Gives a shortcut other keys.
    ///
    /// # Errors
    ///
    /// If it cannot have them.
    pub fn choose(&mut self, shortcut: Shortcut, keys: KeyChord) -> Result<(), Refusal> {
        if let Some(refusal) = Refusal::of(shortcut, keys) {
            return Err(refusal);
        }
        self.check_free(shortcut, keys)?;
        if keys == shortcut.default_keys() {
            self.0.remove(&shortcut);
        } else {
            self.0.insert(shortcut, Some(keys));
        }
        Ok(())
    }

    /// Gives a shortcut no keys.
    pub fn take_off(&mut self, shortcut: Shortcut) {
        self.0.insert(shortcut, None);
    }

    /// Gives a shortcut its default keys.
    ///
    /// # Errors
    ///
    /// If another one has them.
    pub fn reset(&mut self, shortcut: Shortcut) -> Result<(), Refusal> {
        self.check_free(shortcut, shortcut.default_keys())?;
        self.0.remove(&shortcut);
        Ok(())
    }

    /// Gives every shortcut its default keys.
    pub fn reset_all(&mut self) {
        self.0.clear();
    }

    /// Whether every shortcut has its default keys.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn owner(&self, keys: KeyChord) -> Option<Shortcut> {
        Shortcut::ALL.into_iter().find(|shortcut| self.keys(*shortcut) == Some(keys))
    }

    fn check_free(&self, shortcut: Shortcut, keys: KeyChord) -> Result<(), Refusal> {
        match self.owner(keys).filter(|owner| *owner != shortcut) {
            Some(owner) => Err(Refusal::Taken(owner)),
            None => Ok(()),
        }
    }
}

impl From<Vec<StoredKeys>> for ChosenShortcuts {
    /// What cannot be read, or no longer be chosen, is left out: the rest holds.
    fn from(stored: Vec<StoredKeys>) -> Self {
        let mut chosen = BTreeMap::new();
        for StoredKeys { shortcut, keys } in stored {
            let Some(shortcut) = Shortcut::of_name(&shortcut) else { continue };
            let Ok(keys) = keys.map(|keys| keys.parse::<KeyChord>()).transpose() else { continue };
            let is_taken = keys.is_some() && chosen.values().any(|other| *other == keys);
            let is_refused = keys.is_some_and(|keys| Refusal::of(shortcut, keys).is_some());
            if !is_taken && !is_refused {
                chosen.insert(shortcut, keys);
            }
        }
        Self(chosen)
    }
}

impl From<ChosenShortcuts> for Vec<StoredKeys> {
    fn from(chosen: ChosenShortcuts) -> Self {
        let stored = |(shortcut, keys): (Shortcut, Option<KeyChord>)| StoredKeys {
            shortcut: shortcut.name().to_owned(),
            keys: keys.map(|keys| keys.to_string()),
        };
        chosen.0.into_iter().map(stored).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::chord::tests::chords;
    use super::*;
    use proptest::prelude::*;

    fn keys(text: &str) -> KeyChord {
        text.parse().expect("keys")
    }

    #[test]
    fn keys_are_chosen_taken_off_and_put_back() {
        let mut chosen = ChosenShortcuts::default();
        assert_eq!(chosen.choose(Shortcut::Answer, keys("F8")), Ok(()));
        assert_eq!(chosen.keys(Shortcut::Answer), Some(keys("F8")));
        assert_eq!(chosen.choose(Shortcut::Hold, keys("F8")), Err(Refusal::Taken(Shortcut::Answer)));
        assert_eq!(chosen.choose(Shortcut::Mute, keys("Alt+A")), Ok(()), "the default is free now");
        assert_eq!(chosen.reset(Shortcut::Answer), Err(Refusal::Taken(Shortcut::Mute)));
        chosen.take_off(Shortcut::Mute);
        assert_eq!((chosen.keys(Shortcut::Mute), chosen.reset(Shortcut::Answer)), (None, Ok(())));
        assert!(chosen.is_default(Shortcut::Answer) && !chosen.is_default(Shortcut::Mute));
        assert_eq!(chosen.choose(Shortcut::Mute, keys("Control+W")), Err(Refusal::Browser));
        chosen.reset_all();
        assert!(chosen.is_empty() && chosen.is_default(Shortcut::Mute));
    }

    #[test]
    fn what_the_browser_kept_is_read_as_far_as_it_holds() {
        let text = r#"[{"shortcut":"answer","keys":"Alt+X"},{"shortcut":"decline","keys":"Alt+A"},{"shortcut":"mute","keys":null},
            {"shortcut":"fly","keys":"F8"},{"shortcut":"hold","keys":"Control+W"},{"shortcut":"note","keys":"?!"},
            {"shortcut":"keypad","keys":"Alt+X"},{"shortcut":"list","keys":"Alt+Y"}]"#;
        let chosen: ChosenShortcuts = serde_json::from_str(text).expect("it is read");
        let label = |shortcut| chosen.keys(shortcut).map(KeyChord::label);
        assert_eq!(label(Shortcut::Answer).as_deref(), Some("Alt+X"), "two changed places");
        assert_eq!(label(Shortcut::Decline).as_deref(), Some("Alt+A"));
        assert_eq!(label(Shortcut::Mute), None);
        assert_eq!(label(Shortcut::Hold).as_deref(), Some("Alt+P"));
        assert_eq!(label(Shortcut::Note).as_deref(), Some("Alt+N"));
        assert_eq!(label(Shortcut::Keypad).as_deref(), Some("Alt+K"), "the keys are another's");
        assert_eq!(label(Shortcut::Ready), None, "what she chose goes before a default");
    }

    #[derive(Clone, Debug)]
    enum Act {
        Choose(Shortcut, KeyChord),
        TakeOff(Shortcut),
        Reset(Shortcut),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let shortcut = || prop::sample::select(Shortcut::ALL.to_vec());
        let default_keys = shortcut().prop_map(Shortcut::default_keys);
        let act = prop_oneof![
            (shortcut(), prop_oneof![chords(), default_keys]).prop_map(|(shortcut, keys)| Act::Choose(shortcut, keys)),
            shortcut().prop_map(Act::TakeOff),
            shortcut().prop_map(Act::Reset),
        ];
        prop::collection::vec(act, 0..40)
    }

    proptest! {
        #[test]
        fn no_two_shortcuts_have_the_same_keys_whatever_is_chosen(acts in acts()) {
            let mut chosen = ChosenShortcuts::default();
            for act in acts {
                match act {
                    Act::Choose(shortcut, keys) => match chosen.choose(shortcut, keys) {
                        Ok(()) => prop_assert_eq!(chosen.keys(shortcut), Some(keys)),
                        Err(Refusal::Taken(owner)) => prop_assert_eq!(chosen.keys(owner), Some(keys)),
                        Err(refusal) => prop_assert_eq!(Refusal::of(shortcut, keys), Some(refusal)),
                    },
                    Act::TakeOff(shortcut) => chosen.take_off(shortcut),
                    Act::Reset(shortcut) => {
                        let is_reset = chosen.reset(shortcut).is_ok();
                        prop_assert!(!is_reset || chosen.is_default(shortcut));
                    }
                }
                let mut all: Vec<_> = Shortcut::ALL.into_iter().filter_map(|shortcut| chosen.keys(shortcut)).collect();
                let count = all.len();
                all.sort();
                all.dedup();
                prop_assert_eq!(all.len(), count);
                let text = serde_json::to_string(&chosen).expect("text");
                prop_assert_eq!(&serde_json::from_str::<ChosenShortcuts>(&text).expect("read"), &chosen);
            }
        }
    }
}
