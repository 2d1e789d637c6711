//! Where the agent wants to send a call, or whom she wants to consult: a number that she typed or chose.
//!
//! `Ready` → `Refused` (no number to dial) or `Confirm` (an emergency number) → `Ready`, when the text changes or the agent answers. What is
//! sent goes on as the card's command.

use crate::number::{self, Dialable, NumberError};
use crate::settings::Settings;
use denwa_protocol::{AttachedRecord, Command, Service};

/// What the agent is asked or told about the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    #[default]
    Ready,
    /// That the text cannot be used.
    Refused(TargetFault),
    /// Whether to dial an emergency number.
    Confirm {
        /// The number.
        number: String,
        /// The command that dials it.
        command: Command,
    },
}

/// Why a text is no number to send a call to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetFault {
    /// It is no number.
    Number(NumberError),
    /// It has several numbers.
    Several,
    /// It has an extension behind the number, which only an agent who consults can send.
    Extension,
}

impl Target {
    /// The command for a number in `text`, unless there is something to ask or tell first.
    pub(crate) fn command(
        &mut self,
        call: &str,
        service: Service,
        text: &str,
        record: Option<AttachedRecord>,
        settings: &Settings,
    ) -> Option<Command> {
        *self = Self::Ready;
        let dialled = match number_of(text, settings) {
            Ok(dialled) => dialled,
            Err(fault) => {
                *self = Self::Refused(fault);
                return None;
            }
        };
        let Dialable { digits: number, extension } = dialled;
        let call = call.to_owned();
        let command = match service {
            Service::Consult => Command::Consult { call, number: number.clone(), record, extension, presented: None },
            _ if extension.is_some() => {
                *self = Self::Refused(TargetFault::Extension);
                return None;
            }
            Service::SingleStepTransfer => Command::SingleStepTransfer { call, to: number.clone() },
            Service::Deflect => Command::Deflect { call, to: number.clone() },
            _ => return None,
        };
        if number::is_emergency_with(&number, settings.dial_prefixes()) {
            *self = Self::Confirm { number, command };
            return None;
        }
        Some(command)
    }

    /// The agent wants the emergency number dialled: the command that does.
    pub(crate) fn confirm(&mut self) -> Option<Command> {
        match std::mem::take(self) {
            Self::Confirm { command, .. } => Some(command),
            other => {
                *self = other;
                None
            }
        }
    }
}

fn number_of(text: &str, settings: &Settings) -> Result<Dialable, TargetFault> {
    let numbers = number::dialable_numbers(text, settings.dial_prefixes()).map_err(TargetFault::Number)?;
    <[Dialable; 1]>::try_from(numbers).map(|[number]| number).map_err(|_| TargetFault::Several)
}
