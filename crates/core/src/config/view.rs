//! What the settings page reads.

use super::{Config, History, Outcome, Reading, Subject};
use crate::package::describe::{FieldInfo, ObjectInfo};
use crate::package::people::PeopleAnswer;
use crate::settings::Merged;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Config {
    /// Whether the subject's settings have been read.
    pub(crate) fn reading(&self) -> Reading {
        self.read.state.clone().unwrap_or_default()
    }

    /// Whether this user may set everything.
    pub(crate) fn is_administrator(&self) -> bool {
        self.whom.is_administrator
    }

    /// Whose settings are shown.
    pub(crate) fn subject(&self) -> Subject {
        self.whom.subject.clone().unwrap_or_default()
    }

    /// The name of that profile or user; empty for oneself.
    pub(crate) fn subject_name(&self) -> &str {
        &self.whom.subject_name
    }

    /// Whether somebody else is being looked for, and not picked yet.
    pub(crate) fn is_seeking(&self) -> bool {
        self.whom.is_seeking
    }

    /// The subject's settings.
    pub(crate) fn merged(&self) -> &Merged {
        &self.read.merged
    }

    /// How the last save went.
    pub(crate) fn outcome(&self) -> &Outcome {
        &self.typed.outcome
    }

    /// The profiles and users found last.
    pub(crate) fn people(&self) -> Arc<PeopleAnswer> {
        Arc::clone(&self.whom.people)
    }

    /// The org's objects, once they are known.
    pub(crate) fn objects(&self) -> Arc<Vec<ObjectInfo>> {
        Arc::clone(&self.org.objects)
    }

    /// The fields of objects, as far as they have been asked for.
    pub(crate) fn described(&self) -> Arc<BTreeMap<String, Vec<FieldInfo>>> {
        Arc::clone(&self.org.described)
    }

    /// Who changed what.
    pub(crate) fn history(&self) -> Option<&History> {
        self.tools.history.as_ref()
    }
}
