//! Whose settings are shown, and at which level they are set.

use super::{Config, Reading, Subject};
use crate::admin_io::{AdminEffects, AdminRequest, ConfigRequest};
use crate::package::people::PeopleRequest;
use crate::settings::{Level, Merged, StoredSettings};

impl Config {
    /// Whether the settings shown are the user's own.
    pub(super) fn is_mine(&self) -> bool {
        self.whom.subject.as_ref().is_none_or(|subject| *subject == Subject::Me)
    }

    /// The level that is being set.
    pub(crate) fn level(&self) -> Level {
        self.whom.level.unwrap_or(Level::User)
    }

    /// Looks for profiles and users. Until somebody is picked, nothing can be set.
    pub(super) fn find_people(&mut self, find: String, effects: &mut AdminEffects) {
        self.forget(ConfigRequest::Find);
        self.ask(ConfigRequest::Find, AdminRequest::People(PeopleRequest::Find { find }), effects);
    }

    /// Shows the settings of somebody who was picked.
    pub(super) fn look_at(&mut self, subject: Subject, name: String, effects: &mut AdminEffects) {
        self.whom.is_seeking = false;
        self.whom.level = Some(match subject {
            Subject::Me if self.whom.is_administrator => Level::Organisation,
            Subject::Profile(_) => Level::Profile,
            Subject::Me | Subject::User(_) => Level::User,
        });
        if self.whom.subject.as_ref() != Some(&subject) {
            self.whom.subject = Some(subject);
            self.read.state = Some(Reading::Waiting);
            self.read.stored = StoredSettings::default();
            self.read.merged = Merged::default();
            self.lists_changed();
            self.lists.refused_additions.clear();
        }
        self.whom.subject_name = name;
        self.read(effects);
    }

    pub(super) fn set_level(&mut self, level: Level) {
        self.whom.level = Some(level);
        self.lists.refused_additions.clear();
    }
}
