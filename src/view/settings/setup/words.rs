//! The words of steps.

use denwa_core::Language;
use denwa_core::doctor::State;
use denwa_core::setup::{Step, StepState};
use denwa_core::text::SetupMsg;
use denwa_core::view_model::StepView;

use crate::view::doctor::{Explained, check_name, icon_of};
use crate::view::parts::IconName;

/// The name of a step for people.
pub fn step_label(step: Step, language: Language) -> &'static str {
    match step {
        Step::Check(check) => check.text().t(language),
        Step::TestCall => SetupMsg::TestCall.t(language),
    }
}

/// The name of a step in the document, for styles and tests.
pub fn step_name(step: Step) -> &'static str {
    match step {
        Step::Check(check) => check_name(check),
        Step::TestCall => "testCall",
    }
}

/// The name of a step's state in the document.
pub fn state_name(state: StepState) -> &'static str {
    match state {
        StepState::Running => "running",
        StepState::Done => "done",
        StepState::ToDo => "toDo",
        StepState::Waits(_) => "waits",
        StepState::Skipped => "skipped",
    }
}

/// The picture of a step: of one that is to be done, how grave its fault is.
pub fn step_icon(view: &StepView) -> IconName {
    icon_of(match view.state {
        StepState::Running => State::Running,
        StepState::Done => State::Ok,
        StepState::ToDo => view.finding.as_ref().map_or(State::Unknown, |found| found.state),
        StepState::Waits(_) | StepState::Skipped => State::Unknown,
    })
}

/// What is to be done, in words.
pub fn explain(view: &StepView, language: Language) -> Explained {
    let plain = |message: SetupMsg| Explained { means: Some(message.t(language).to_owned()), ..Explained::default() };
    let Some(finding) = &view.finding else { return plain(SetupMsg::TestCallHelp) };
    let explained = Explained::of(finding, language);
    match (finding.state, &explained.means) {
        (State::Ok, None) => Explained { seen: explained.seen, ..plain(SetupMsg::NothingToDo) },
        (State::Unknown, None) => Explained { seen: explained.seen, ..plain(SetupMsg::NotKnown) },
        _ => explained,
    }
}
