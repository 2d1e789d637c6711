//! Dialling: from what was typed, pasted or clicked to a number on its way.
//!
//! `Ready` → `Dialling` (through [`Pending`]) → `Ready`; an emergency number goes through `Confirm`; nonsense → `Refused`.

use crate::command::{Out, Pending};
use crate::number::{self, NumberError};
use denwa_protocol::{AttachedRecord, Command};

/// Where dialling stands.
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
    /// Dialling an emergency number is asked about once more.
    Confirm {
        /// The number.
        number: String,
        /// The record it came from.
        record: Option<AttachedRecord>,
    },
    /// That is no number to dial.
    Refused(NumberError),
}

impl Dial {
    /// Dial what stands in `text`; a number outside gets the first of the PBX's `prefixes`.
    pub(crate) fn dial(&mut self, text: &str, record: Option<AttachedRecord>, prefixes: &str, out: &mut Out) {
        self.step = match number::dialable_with(text, prefixes) {
            Err(error) => Step::Refused(error),
            Ok(number) if number::is_emergency_with(&number, prefixes) => Step::Confirm { number, record },
            Ok(number) => {
                self.pending.ask(Command::Dial { number, record }, out);
                Step::Ready
            }
        };
    }

    /// The agent says yes, or no.
    pub(crate) fn confirm(&mut self, yes: bool, out: &mut Out) {
        if let Step::Confirm { number, record } = core::mem::take(&mut self.step)
            && yes
        {
            self.pending.ask(Command::Dial { number, record }, out);
        }
    }

    /// The text changed.
    pub(crate) fn edit(&mut self) {
        self.step = Step::Ready;
        self.pending.forgive();
    }
}
