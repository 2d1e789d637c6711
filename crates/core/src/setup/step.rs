//! The steps, and how far each has come.

use crate::doctor::{Check, Finding, State, Words};
use crate::text::setup::StepStateText;

/// A step of the setup assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A check of the doctor's finds nothing wrong.
    Check(Check),
    /// A test call has come in.
    TestCall,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// The check is being made.
    Running,
    /// Done.
    Done,
    /// A person must do something.
    ToDo,
    /// It can only be judged when that check finds nothing wrong.
    Waits(Check),
    /// A person left it undone.
    Skipped,
}

impl Step {
    /// Every step: the doctor's checks in their order, each after the checks that it needs; then a test call.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut checks = Vec::with_capacity(Check::ALL.len());
        for check in Check::ALL {
            add_with_needs(*check, &mut checks);
        }
        checks.into_iter().map(Self::Check).chain([Self::TestCall]).collect()
    }
}

fn add_with_needs(check: Check, checks: &mut Vec<Check>) {
    if checks.contains(&check) {
        return;
    }
    for first in check.needs() {
        add_with_needs(*first, checks);
    }
    checks.push(check);
}

impl StepState {
    /// By what the check found.
    pub(super) fn of(found: &Finding) -> Self {
        match (found.state, found.words) {
            (State::Running, _) => Self::Running,
            (State::Ok, _) => Self::Done,
            (State::Unknown, Words::After(first)) => Self::Waits(first),
            (State::Warning | State::Error | State::Unknown, _) => Self::ToDo,
        }
    }

    /// Its words.
    #[must_use]
    pub fn text(self) -> StepStateText {
        match self {
            Self::Running => StepStateText::Running,
            Self::Done => StepStateText::Done,
            Self::ToDo => StepStateText::ToDo,
            Self::Waits(_) => StepStateText::Waits,
            Self::Skipped => StepStateText::Skipped,
        }
    }
}
