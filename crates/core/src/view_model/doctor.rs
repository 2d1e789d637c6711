//! The doctor's page: what every check found, by group.

use crate::admin::Admin;
use crate::doctor::{Check, Finding, Group, State, bundle};

/// The doctor's page.
#[derive(Clone, Debug, PartialEq)]
pub struct DoctorView {
    /// The groups, in the order they are shown.
    pub groups: Vec<GroupView>,
    /// How many checks found a fault.
    pub errors: usize,
    /// How many checks found something that deserves attention.
    pub warnings: usize,
    /// Whether something is still being found out.
    pub is_running: bool,
}

/// A group of checks.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupView {
    /// Which group.
    pub group: Group,
    /// Its checks, in the order they are shown.
    pub checks: Vec<Finding>,
}

impl DoctorView {
    fn of(findings: &[Finding]) -> Self {
        let count = |state| findings.iter().filter(|finding| finding.state == state).count();
        let of_group = |group| findings.iter().filter(|finding| finding.check.group() == group).cloned().collect();
        let groups = Group::ALL.iter().map(|group| GroupView { group: *group, checks: of_group(*group) });
        Self {
            groups: groups.collect(),
            errors: count(State::Error),
            warnings: count(State::Warning),
            is_running: count(State::Running) > 0,
        }
    }

    /// What a check found.
    #[must_use]
    pub fn finding(&self, check: Check) -> Option<&Finding> {
        self.groups.iter().flat_map(|group| &group.checks).find(|finding| finding.check == check)
    }
}

impl Admin {
    /// The doctor's page.
    #[must_use]
    pub fn doctor_view(&self) -> DoctorView {
        DoctorView::of(&self.findings())
    }

    /// The findings as text that may be handed to others. `at` is the present time, for people.
    #[must_use]
    pub fn doctor_report(&self, at: &str) -> String {
        bundle::text(&self.findings(), at)
    }
}
