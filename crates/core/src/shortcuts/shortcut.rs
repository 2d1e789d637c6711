//! What the agent can do by a shortcut.

use super::{Key, KeyChord, Modifiers};
use crate::text::Msg;
use denwa_protocol::{AgentMode, Service};

/// What the agent can do by a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shortcut {
    /// Answer the call that rings.
    Answer,
    /// Decline it.
    Decline,
    /// Hang up.
    HangUp,
    /// Hold the call, or take it off hold.
    Hold,
    /// Be muted, or heard again.
    Mute,
    /// Open the field for the number that the call is sent to; in a consultation transfer the call.
    Transfer,
    /// Open the keypad: of the call, or without one of the dial bar.
    Keypad,
    /// Go to the notes of the call.
    Note,
    /// Go to the next call.
    NextCall,
    /// Open the menu of statuses; during a call, of those that follow it.
    Status,
    /// Be ready.
    Ready,
    /// Be not ready.
    NotReady,
    /// Go to the field for the number to dial.
    DialField,
    /// Open or close the list of the shortcuts.
    List,
}

impl Shortcut {
    /// Every shortcut, in the order of the list.
    pub const ALL: [Self; 14] = [
        Self::Answer,
        Self::Decline,
        Self::HangUp,
        Self::Hold,
        Self::Mute,
        Self::Transfer,
        Self::Keypad,
        Self::Note,
        Self::NextCall,
        Self::Status,
        Self::Ready,
        Self::NotReady,
        Self::DialField,
        Self::List,
    ];

    /// The keys without a choice of the agent. With Alt go the letters that neither Chrome, Edge and Firefox nor their menus use.
    #[must_use]
    pub fn default_keys(self) -> KeyChord {
        let letter = match self {
            Self::Answer => 'A',
            Self::Decline => 'X',
            Self::HangUp => 'Q',
            Self::Hold => 'P',
            Self::Mute => 'M',
            Self::Transfer => 'R',
            Self::Keypad => 'K',
            Self::Note => 'N',
            Self::NextCall => 'J',
            Self::Status => 'U',
            Self::Ready => 'Y',
            Self::NotReady => 'I',
            Self::DialField => 'G',
            Self::List => return KeyChord::new(Modifiers::default(), Key::Question),
        };
        KeyChord::new(Modifiers { alt: true, ..Modifiers::default() }, Key::Letter(letter))
    }

    /// The name under which the browser keeps it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Decline => "decline",
            Self::HangUp => "hang-up",
            Self::Hold => "hold",
            Self::Mute => "mute",
            Self::Transfer => "transfer",
            Self::Keypad => "keypad",
            Self::Note => "note",
            Self::NextCall => "next-call",
            Self::Status => "status",
            Self::Ready => "ready",
            Self::NotReady => "not-ready",
            Self::DialField => "dial-field",
            Self::List => "list",
        }
    }

    /// The shortcut of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shortcut| shortcut.name() == name)
    }

    /// The shortcut that presses the button of a service, if there is one.
    #[must_use]
    pub fn of_service(service: Service) -> Option<Self> {
        match service {
            Service::Answer => Some(Self::Answer),
            Service::Decline => Some(Self::Decline),
            Service::HangUp => Some(Self::HangUp),
            Service::Hold | Service::Retrieve | Service::Alternate => Some(Self::Hold),
            _ => None,
        }
    }

    /// The shortcut that chooses a status, if there is one.
    #[must_use]
    pub fn of_mode(mode: AgentMode, reason: Option<&str>) -> Option<Self> {
        match (mode, reason) {
            (AgentMode::Ready, None) => Some(Self::Ready),
            (AgentMode::NotReady, None) => Some(Self::NotReady),
            _ => None,
        }
    }

    /// What it does, in words.
    #[must_use]
    pub fn word(self) -> Msg {
        match self {
            Self::Answer => Msg::Answer,
            Self::Decline => Msg::Decline,
            Self::HangUp => Msg::HangUp,
            Self::Hold => Msg::ShortcutHold,
            Self::Mute => Msg::ShortcutMute,
            Self::Transfer => Msg::ShortcutTransfer,
            Self::Keypad => Msg::Keypad,
            Self::Note => Msg::ShortcutNote,
            Self::NextCall => Msg::ShortcutNextCall,
            Self::Status => Msg::ShortcutStatus,
            Self::Ready => Msg::Ready,
            Self::NotReady => Msg::NotReady,
            Self::DialField => Msg::ShortcutDialField,
            Self::List => Msg::ShortcutList,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shortcuts::Refusal;

    #[test]
    fn the_defaults_could_be_chosen_and_differ() {
        for shortcut in Shortcut::ALL {
            let keys = shortcut.default_keys();
            assert_eq!(Refusal::of(shortcut, keys), None, "{shortcut:?}");
            assert_eq!(Shortcut::ALL.iter().filter(|other| other.default_keys() == keys).count(), 1, "{shortcut:?}");
            assert_eq!(Shortcut::of_name(shortcut.name()), Some(shortcut));
        }
        assert_eq!(Shortcut::of_name("fly"), None);
    }
}
