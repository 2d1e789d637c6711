//! A device in a call: a phone of an agent, a telephone outside, or the PBX itself.

use denwa_protocol::{Cause, Number, Party};

/// A device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Device {
    /// An agent's phone.
    Phone {
        /// The agent's extension.
        extension: String,
        /// Which of the extension's phones, from 1.
        phone: u8,
    },
    /// A telephone outside.
    Outside {
        /// Its number and name.
        party: Party,
        /// Whether it has to press a key after answering.
        must_confirm: bool,
    },
    /// The PBX itself, for instance voice mail.
    Pbx {
        /// The number dialled for the service.
        number: String,
    },
}

impl Device {
    /// Returns the device's identity, as it is shown to the other side.
    #[must_use]
    pub fn party(&self) -> Party {
        match self {
            Self::Phone { extension, .. } => new_party(Some(extension.clone()), None),
            Self::Outside { party, .. } => party.clone(),
            Self::Pbx { number } => new_party(Some(number.clone()), None),
        }
    }

    /// Returns the extension, of an agent's phone.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        match self {
            Self::Phone { extension, .. } => Some(extension),
            Self::Outside { .. } | Self::Pbx { .. } => None,
        }
    }

    /// Returns the number for lists; `-` if it is withheld or unknown.
    #[must_use]
    pub fn shown_number(&self) -> String {
        match self.party().number {
            Number::Known { digits } => digits,
            Number::Withheld | Number::Unknown => "-".to_owned(),
        }
    }

    /// Returns whether the device is a telephone outside.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        matches!(self, Self::Outside { .. })
    }
}

/// Makes a party from a number and a name, either of which may be unknown.
#[must_use]
pub fn new_party(number: Option<String>, name: Option<String>) -> Party {
    Party { number: number.map_or(Number::Unknown, |digits| Number::Known { digits }), name }
}

/// A device's part in a call, from its first ring or its dialling to its end.
#[derive(Clone, Debug)]
pub struct Leg {
    /// The ID, unique on the PBX; empty until the call is reported for the first time. A leg that moves to another call
    /// keeps it.
    pub id: String,
    /// The device.
    pub device: Device,
    /// The state.
    pub state: LegState,
}

/// The state of a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegState {
    /// Off hook: dialling, or waiting until somebody answers.
    Waiting,
    /// Ringing.
    Ringing,
    /// Answered at a mobile phone that has to press a key before it is connected.
    Confirming,
    /// Connected with everybody else who is.
    Up,
    /// Connected, but the others are on hold.
    Holding,
    /// Hears the tone of a failed call.
    Tone,
    /// Over, and why.
    Ended(Cause),
}

impl Leg {
    /// Makes a leg without an ID.
    #[must_use]
    pub fn new(device: Device, state: LegState) -> Self {
        Self { id: String::new(), device, state }
    }

    /// Returns whether the leg has not ended.
    #[must_use]
    pub fn is_live(&self) -> bool {
        !matches!(self.state, LegState::Ended(_))
    }

    /// Returns whether the leg rings, or has to press a key.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        matches!(self.state, LegState::Ringing | LegState::Confirming)
    }

    /// Returns whether the leg takes part in the talk.
    #[must_use]
    pub fn is_up(&self) -> bool {
        matches!(self.state, LegState::Up | LegState::Holding)
    }

    /// Returns why the leg ended.
    #[must_use]
    pub fn end(&self) -> Option<Cause> {
        match self.state {
            LegState::Ended(cause) => Some(cause),
            _ => None,
        }
    }
}

/// What a called telephone outside does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Rings, and answers after a second.
    Answers,
    /// …00: is busy.
    Busy,
    /// …01: rings and never answers.
    NoAnswer,
    /// …02: cannot be reached.
    Unreachable,
    /// …03: rings, and refuses after a second.
    Refuses,
}

impl Script {
    /// Returns the behaviour of a number. The last two digits choose it if the number has at least six digits.
    #[must_use]
    pub fn for_number(number: &str) -> Self {
        let tail = if number.len() < 6 { "" } else { number.get(number.len() - 2..).unwrap_or("") };
        match tail {
            "00" => Self::Busy,
            "01" => Self::NoAnswer,
            "02" => Self::Unreachable,
            "03" => Self::Refuses,
            _ => Self::Answers,
        }
    }

    /// Returns the behaviour without answering: the mobile phone of a follow-me rings until somebody takes it.
    #[must_use]
    pub fn without_answer(self) -> Self {
        if self == Self::Answers { Self::NoAnswer } else { self }
    }
}
