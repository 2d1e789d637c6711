//! The setup assistant: its steps, how far each has come, and the step that is shown.

use crate::admin::Admin;
use crate::doctor::{Finding, Remedy};
use crate::setup::{Step, StepState};

/// The setup assistant.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupView {
    /// Every step, in order.
    pub steps: Vec<StepView>,
    /// The place of the step that is shown, counted from 0; none while it is being looked for, and at the end.
    pub place: Option<usize>,
    /// Whether no step is left that can be done.
    pub is_finished: bool,
    /// The origin of Salesforce's pages, for links to its Setup; empty while it is unknown.
    pub salesforce: String,
}

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// Which step.
    pub step: Step,
    /// How far it has come.
    pub state: StepState,
    /// What the check found.
    pub finding: Option<Finding>,
    /// Where what is to be done can be done.
    pub remedies: Vec<Remedy>,
}

impl SetupView {
    /// The step that is shown.
    #[must_use]
    pub fn step(&self) -> Option<&StepView> {
        self.steps.get(self.place?)
    }

    /// How many steps are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.state == StepState::Done).count()
    }
}

impl Admin {
    /// The setup assistant, while it is shown.
    #[must_use]
    pub fn setup_view(&self) -> Option<SetupView> {
        if !self.shows_setup() {
            return None;
        }
        let findings = self.findings();
        let steps = Step::all();
        let place = self.setup.step().and_then(|shown| steps.iter().position(|step| *step == shown));
        let surroundings = self.doctor.answers.surroundings.answer();
        Some(SetupView {
            steps: steps.into_iter().map(|step| self.step_view(step, &findings)).collect(),
            place,
            is_finished: self.setup.is_finished(),
            salesforce: surroundings.map(|seen| seen.host.clone()).unwrap_or_default(),
        })
    }

    fn step_view(&self, step: Step, findings: &[Finding]) -> StepView {
        let finding = match step {
            Step::Check(check) => findings.iter().find(|found| found.check == check).cloned(),
            Step::TestCall => None,
        };
        let remedies = finding.as_ref().map(Finding::remedies).unwrap_or_default();
        StepView { step, state: self.setup.state(step, findings), finding, remedies }
    }
}
