//! Dialling: from typed, pasted or clicked text to a number on its way.
//!
//! `Ready` → (through [`Pending`]) → `Ready`. Several numbers → `Choose` → as the chosen number alone. An emergency number → `Confirm` →
//! `Ready`, dialled or not; text that is no number → `Refused` → `Ready` when the text changes, or with the next number.

use crate::effects::Effects;
use crate::number::{self, Dialable, NumberError};
use crate::pending::Pending;
use crate::settings::Settings;
use denwa_protocol::{AttachedRecord, Command, CommandError, Service};

/// The dial bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dial {
    /// What the agent is asked or told.
    pub step: Step,
    /// The command on its way.
    pub pending: Pending,
    /// The call that dialling holds; the new call is a consultation.
    pub(crate) consults: Option<String>,
}

/// What the agent is asked or told about the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    #[default]
    Ready,
    /// Which of several numbers to dial.
    Choose {
        /// The numbers, in the order in which they are written.
        numbers: Vec<Dialable>,
        /// The record they came from.
        record: Option<AttachedRecord>,
    },
    /// Whether to dial an emergency number.
    Confirm {
        /// The number.
        number: Dialable,
        /// The record it came from.
        record: Option<AttachedRecord>,
    },
    /// That the text is no number to dial.
    Refused(NumberError),
}

impl Dial {
    /// Dial the number in `text`; a number outside gets the first of the PBX's prefixes.
    pub(crate) fn dial(
        &mut self,
        text: &str,
        record: Option<AttachedRecord>,
        settings: &Settings,
        effects: &mut Effects,
    ) {
        match number::dialable_numbers(text, settings.dial_prefixes()) {
            Err(error) => self.step = Step::Refused(error),
            Ok(numbers) => match <[Dialable; 1]>::try_from(numbers) {
                Ok([number]) => self.dial_number(number, record, settings, effects),
                Err(numbers) => self.step = Step::Choose { numbers, record },
            },
        }
    }

    /// The agent says which of several numbers is meant.
    pub(crate) fn choose(&mut self, digits: &str, settings: &Settings, effects: &mut Effects) {
        let Step::Choose { numbers, record } = &self.step else { return };
        if let Some(number) = numbers.iter().find(|number| number.digits == digits) {
            self.dial_number(number.clone(), record.clone(), settings, effects);
        }
    }

    fn dial_number(
        &mut self,
        number: Dialable,
        record: Option<AttachedRecord>,
        settings: &Settings,
        effects: &mut Effects,
    ) {
        self.step = if number::is_emergency_with(&number.digits, settings.dial_prefixes()) {
            Step::Confirm { number, record }
        } else {
            self.send(number, record, effects);
            Step::Ready
        };
    }

    fn send(&mut self, number: Dialable, record: Option<AttachedRecord>, effects: &mut Effects) {
        let Dialable { digits: number, extension } = number;
        match self.consults.clone() {
            Some(call) => {
                let consult = Command::Consult { call, number, record, extension, presented: None };
                self.pending.ask_slow(consult, effects);
            }
            None => self.pending.ask(Command::Dial { number, record, extension, presented: None }, effects),
        }
    }

    /// Without a connection nothing can be dialled.
    pub(crate) fn fail_offline(&mut self) {
        self.pending = Pending::Failed { service: Service::Dial, error: CommandError::PbxDown };
    }

    /// The agent wants the emergency number dialled.
    pub(crate) fn confirm(&mut self, effects: &mut Effects) {
        match std::mem::take(&mut self.step) {
            Step::Confirm { number, record } => self.send(number, record, effects),
            other => self.step = other,
        }
    }

    /// The agent wants nothing dialled.
    pub(crate) fn cancel(&mut self) {
        self.step = Step::Ready;
    }

    /// The text changed.
    pub(crate) fn edit(&mut self) {
        self.step = Step::Ready;
        self.pending.forgive();
    }
}
