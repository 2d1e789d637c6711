//! What a check found.

use super::{Check, Seen};
use crate::host::{StartError, StartFault};
use crate::text::doctor::{CheckStateText, Diagnosis};

/// What a check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The check.
    pub check: Check,
    /// Its outcome.
    pub state: State,
    /// The facts it shows.
    pub seen: Vec<Seen>,
    /// What its outcome means.
    pub words: Words,
}

/// The outcome of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// As it should be.
    Ok,
    /// It works, but not as it should.
    Warning,
    /// It does not work.
    Error,
    /// Not known.
    #[default]
    Unknown,
    /// Being found out.
    Running,
}

/// What an outcome means and how it is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Nothing to say.
    None,
    /// In the words of a failed start ([`crate::start::start_words`]).
    Start(StartFault),
    /// The panel was opened elsewhere: [`crate::text::Msg::RefusedReplaced`].
    OpenedElsewhere,
    /// In words of the doctor's own.
    Diagnosis(Diagnosis),
    /// Not looked at: that check comes first.
    After(Check),
}

impl State {
    /// Its words.
    #[must_use]
    pub fn text(self) -> CheckStateText {
        match self {
            Self::Ok => CheckStateText::Ok,
            Self::Warning => CheckStateText::Warning,
            Self::Error => CheckStateText::Error,
            Self::Unknown => CheckStateText::Unknown,
            Self::Running => CheckStateText::Running,
        }
    }

    /// Whether checks that need this one mean something.
    pub(super) fn is_sound(self) -> bool {
        matches!(self, Self::Ok | Self::Warning)
    }
}

impl Finding {
    pub(super) fn ok(check: Check) -> Self {
        Self { check, state: State::Ok, seen: Vec::new(), words: Words::None }
    }

    pub(super) fn with_state(self, state: State) -> Self {
        Self { state, ..self }
    }

    pub(super) fn warning(self, diagnosis: Diagnosis) -> Self {
        Self { state: State::Warning, words: Words::Diagnosis(diagnosis), ..self }
    }

    pub(super) fn error(self, diagnosis: Diagnosis) -> Self {
        Self { state: State::Error, words: Words::Diagnosis(diagnosis), ..self }
    }

    /// Shows a fact, unless it says nothing.
    pub(super) fn see(mut self, seen: Seen) -> Self {
        if !seen.is_empty() {
            self.seen.push(seen);
        }
        self
    }

    /// The same for a fact that may be missing.
    pub(super) fn see_some(self, seen: Option<Seen>) -> Self {
        match seen {
            Some(seen) => self.see(seen),
            None => self,
        }
    }

    /// What the start would say to that error.
    pub(super) fn start_error(self, why: &StartError) -> Self {
        let found = Self { state: State::Error, words: Words::Start(why.fault), ..self };
        match (why.fault, &why.expected) {
            (StartFault::LibraryAddress | StartFault::LibraryBlocked | StartFault::LibraryIsLoginPage, _) => {
                found.see(Seen::LibraryOrigin(why.detail.clone()))
            }
            (_, Some(expected)) => {
                found.see(Seen::OtherOrigin { embedding: why.detail.clone(), expected: expected.clone() })
            }
            _ => found.see(Seen::Detail(why.detail.clone())),
        }
    }

    /// The same for a fault that needs no more words.
    pub(super) fn start_fault(self, fault: StartFault) -> Self {
        self.start_error(&fault.without_detail())
    }
}
