//! The setup assistant: leads an administrator through the doctor's checks, one step at a time, and then through a test call.
//!
//! `Closed` → `Looking` (opened, or "next": the checks run) → `At` the first step that is to be done, or `Finished` where none is left that can be
//! done. Any step can be chosen at any time. Nothing is stored: the checks say what is done. What was skipped is forgotten with the page.

mod step;

pub use step::{Step, StepState};

use crate::doctor::Finding;
use std::collections::BTreeSet;

/// The assistant.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    stage: Stage,
    skipped: BTreeSet<Step>,
    /// Whether a test call came in.
    has_tested: bool,
    /// Whether somebody put it away: then it does not open by itself.
    was_closed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Closed,
    Looking,
    At(Step),
    Finished,
}

impl Setup {
    /// Whether it is shown.
    pub(crate) fn is_open(&self) -> bool {
        self.stage != Stage::Closed
    }

    /// Whether no step is left that can be done.
    pub(crate) fn is_finished(&self) -> bool {
        self.stage == Stage::Finished
    }

    /// The step that is shown.
    pub(crate) fn step(&self) -> Option<Step> {
        if let Stage::At(step) = self.stage { Some(step) } else { None }
    }

    /// Opens at the first step that is to be done, or goes on to it.
    pub(crate) fn go_on(&mut self) {
        self.stage = Stage::Looking;
    }

    /// Opens by itself, unless somebody has put it away.
    pub(crate) fn offer(&mut self) {
        if !self.was_closed && !self.is_open() {
            self.go_on();
        }
    }

    pub(crate) fn close(&mut self) {
        self.stage = Stage::Closed;
        self.was_closed = true;
    }

    /// Shows a step, counted from 0.
    pub(crate) fn choose(&mut self, place: usize) {
        if let Some(step) = Step::all().get(place) {
            self.stage = Stage::At(*step);
        }
    }

    /// Leaves the step that is shown undone.
    pub(crate) fn skip(&mut self) {
        if let Stage::At(step) = self.stage {
            self.skipped.insert(step);
            self.go_on();
        }
    }

    /// A test call came in.
    pub(crate) fn on_test_call(&mut self) {
        self.has_tested = true;
    }

    /// Shows the first step that is to be done, once the checks before it have been made.
    pub(crate) fn settle(&mut self, findings: &[Finding]) {
        if self.stage != Stage::Looking {
            return;
        }
        for step in Step::all() {
            match self.state(step, findings) {
                StepState::Running => return,
                StepState::ToDo => {
                    self.stage = Stage::At(step);
                    return;
                }
                StepState::Done | StepState::Waits(_) | StepState::Skipped => {}
            }
        }
        self.stage = Stage::Finished;
    }

    /// How far a step has come.
    pub(crate) fn state(&self, step: Step, findings: &[Finding]) -> StepState {
        let state = match step {
            Step::Check(check) => {
                let found = findings.iter().find(|found| found.check == check);
                found.map_or(StepState::Running, StepState::of)
            }
            Step::TestCall if self.has_tested => StepState::Done,
            Step::TestCall => StepState::ToDo,
        };
        if state == StepState::ToDo && self.skipped.contains(&step) { StepState::Skipped } else { state }
    }
}
