//! Dialling: from typed, pasted or clicked text to a number on its way.
//!
//! `Ready` → (through [`Pending`]) → `Ready`. An emergency number → `Confirm` → `Ready`, dialled or not; text that is no number →
//! `Refused` → `Ready` when the text changes, or with the next number.

use crate::effects::Effects;
use crate::number::{self, NumberError};
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
}

/// What the agent is asked or told about the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    #[default]
    Ready,
    /// Whether to dial an emergency number.
    Confirm {
        /// The number.
        number: String,
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
        let prefixes = settings.dial_prefixes();
        self.step = match number::dialable_with(text, prefixes) {
            Err(error) => Step::Refused(error),
            Ok(number) if number::is_emergency_with(&number, prefixes) => Step::Confirm { number, record },
            Ok(number) => {
                self.pending.ask(Command::Dial { number, record }, effects);
                Step::Ready
            }
        };
    }

    /// Without a connection nothing can be dialled.
    pub(crate) fn fail_offline(&mut self) {
        self.pending = Pending::Failed { service: Service::Dial, error: CommandError::PbxDown };
    }

    /// The agent wants the emergency number dialled.
    pub(crate) fn confirm(&mut self, effects: &mut Effects) {
        if let Step::Confirm { number, record } = &self.step {
            let command = Command::Dial { number: number.clone(), record: record.clone() };
            self.pending.ask(command, effects);
            self.step = Step::Ready;
        }
    }

    /// The agent does not want it dialled.
    pub(crate) fn cancel(&mut self) {
        self.step = Step::Ready;
    }

    /// The text changed.
    pub(crate) fn edit(&mut self) {
        self.step = Step::Ready;
        self.pending.forgive();
    }
}
