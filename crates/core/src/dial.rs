//! Dialling: from typed, pasted, clicked or chosen text to a number on its way.
//!
//! `Ready` → (through [`Pending`]) → `Ready`. Several numbers → `Choose` → as the chosen number alone. A number of a record of which nobody
//! knows yet whether its owner may be called → `Checking` → as that number. An emergency number, or a number that must not be called →
//! `Confirm` → `Ready`, dialled or not; text that is no number → `Refused` → `Ready` when the text changes, or with the next number.
//!
//! The machine hands out an [`Outgoing`] when it is time to dial; the panel makes a command of it.

mod outgoing;

pub use outgoing::{MayCall, Origin, Outgoing};

use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::host::{Answer, HostReply, HostRequest, Owner, RequestId};
use crate::number::{self, Dialable, NumberError};
use crate::pending::Pending;
use crate::settings::Settings;
use denwa_protocol::{Command, CommandError, Service};

/// How long dialling waits for the CRM to say whether a record's owner may be called, in milliseconds. After that the number is dialled.
const CHECK_MS: u32 = 2_000;

/// The dial bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dial {
    /// What the agent is asked or told.
    pub step: Step,
    /// The command on its way.
    pub pending: Pending,
    /// What was dialled last.
    pub last: Option<Outgoing>,
    /// The number to present that the agent chose (通知番号); none for what the settings say.
    pub presented: Option<String>,
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
        /// Where they came from.
        origin: Origin,
    },
    /// The CRM is asked whether the record's owner may be called.
    Checking {
        /// What will be dialled.
        outgoing: Outgoing,
        /// The question.
        request: RequestId,
        /// When to dial without an answer.
        until: Now,
    },
    /// Whether to dial all the same.
    Confirm {
        /// What will be dialled.
        outgoing: Outgoing,
        /// Why the agent is asked.
        doubt: Doubt,
    },
    /// That the text is no number to dial.
    Refused(NumberError),
}

/// Why the agent is asked once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is an emergency number.
    Emergency,
    /// The record says that its owner must not be called.
    DoNotCall,
}

impl Dial {
    /// Dial the number in `text`; a number outside gets the first of the PBX's prefixes.
    pub(crate) fn dial(
        &mut self,
        text: &str,
        origin: Origin,
        settings: &Settings,
        effects: &mut Effects,
    ) -> Option<Outgoing> {
        match number::dialable_numbers(text, settings.dial_prefixes()) {
            Err(error) => {
                self.step = Step::Refused(error);
                None
            }
            Ok(numbers) => match <[Dialable; 1]>::try_from(numbers) {
                Ok([number]) => self.dial_number(number, origin, settings, effects),
                Err(numbers) => {
                    self.step = Step::Choose { numbers, origin };
                    None
                }
            },
        }
    }

    /// Dial the last number again. What the agent is asked about it, she is asked again.
    pub(crate) fn again(&mut self, settings: &Settings, effects: &mut Effects) -> Option<Outgoing> {
        let last = self.last.clone()?;
        self.dial_number(last.number, last.origin, settings, effects)
    }

    /// The agent says which of several numbers is meant.
    pub(crate) fn choose(&mut self, digits: &str, settings: &Settings, effects: &mut Effects) -> Option<Outgoing> {
        let Step::Choose { numbers, origin } = &self.step else { return None };
        let number = numbers.iter().find(|number| number.digits == digits)?.clone();
        self.dial_number(number, origin.clone(), settings, effects)
    }

    fn dial_number(
        &mut self,
        number: Dialable,
        origin: Origin,
        settings: &Settings,
        effects: &mut Effects,
    ) -> Option<Outgoing> {
        let is_emergency = number::is_emergency_with(&number.digits, settings.dial_prefixes());
        let check = origin.check(settings);
        let may_call = origin.may_call;
        let outgoing = Outgoing { number, origin, is_emergency };
        match (may_call, check) {
            _ if is_emergency => self.step = Step::Confirm { outgoing, doubt: Doubt::Emergency },
            (MayCall::No, _) => self.step = Step::Confirm { outgoing, doubt: Doubt::DoNotCall },
            (MayCall::Unknown, Some(search)) => {
                let request = effects.ask(Owner::Dial, HostRequest::RecordSearch(search), CHECK_MS);
                self.step = Step::Checking { outgoing, request, until: effects.now + u64::from(CHECK_MS) };
            }
            (MayCall::Yes, _) | (MayCall::Unknown, None) => {
                self.step = Step::Ready;
                return Some(outgoing);
            }
        }
        None
    }

    /// The CRM says whether the record's owner may be called, or does not.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: Answer) -> Option<Outgoing> {
        let Step::Checking { outgoing, request, .. } = &self.step else { return None };
        if *request != id {
            return None;
        }
        let outgoing = outgoing.clone();
        let is_forbidden = match answer {
            Ok(HostReply::Found(found)) => found.records.iter().any(|record| record.is_do_not_call),
            _ => false,
        };
        if is_forbidden {
            self.step = Step::Confirm { outgoing, doubt: Doubt::DoNotCall };
            return None;
        }
        self.step = Step::Ready;
        Some(outgoing)
    }

    /// The number is on its way.
    pub(crate) fn send(&mut self, outgoing: Outgoing, command: Command, effects: &mut Effects) {
        // Dialled once more, the number is that of no callback any more: it may be settled.
        let origin = Origin { callback: None, ..outgoing.origin };
        self.last = Some(Outgoing { origin, ..outgoing });
        // A consultation holds the other call first.
        let ask = if matches!(command, Command::Consult { .. }) { Pending::ask_slow } else { Pending::ask };
        ask(&mut self.pending, command, effects);
    }

    /// Without a connection nothing can be dialled.
    pub(crate) fn fail_offline(&mut self) {
        self.step = Step::Ready;
        self.pending = Pending::Failed { service: Service::Dial, error: CommandError::PbxDown };
    }

    /// The agent wants the number dialled all the same.
    pub(crate) fn confirm(&mut self) -> Option<Outgoing> {
        match std::mem::take(&mut self.step) {
            Step::Confirm { outgoing, .. } => Some(outgoing),
            other => {
                self.step = other;
                None
            }
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

    /// When to call [`Dial::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        let check = if let Step::Checking { until, .. } = self.step { until } else { NEVER };
        check.min(self.pending.wake_at())
    }

    /// Give up waiting for the server, or for the CRM: then the number is dialled.
    pub(crate) fn tick(&mut self, now: Now) -> Option<Outgoing> {
        self.pending.tick(now);
        match &self.step {
            Step::Checking { outgoing, until, .. } if *until <= now => {
                let outgoing = outgoing.clone();
                self.step = Step::Ready;
                Some(outgoing)
            }
            _ => None,
        }
    }
}
