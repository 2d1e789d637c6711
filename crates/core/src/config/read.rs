//! Reading the subject's settings.

use super::answer::detail;
use super::{Config, Reading, Subject};
use crate::admin_io::{AdminAnswer, AdminEffects, AdminRequest, ConfigRequest};
use crate::crossing::ToPanel;
use crate::package::settings::SettingsRequest;
use crate::settings::{StoredSettings, merge};

impl Config {
    /// Asks for the subject's settings.
    pub(super) fn read(&mut self, effects: &mut AdminEffects) {
        self.forget(ConfigRequest::Settings);
        if self.read.state != Some(Reading::There) {
            self.read.state = Some(Reading::Waiting);
        }
        let request = match &self.whom.subject {
            Some(Subject::User(id)) => SettingsRequest { user: Some(id.clone()), ..SettingsRequest::default() },
            Some(Subject::Profile(id)) => SettingsRequest { profile: Some(id.clone()), ..SettingsRequest::default() },
            Some(Subject::Me) | None => SettingsRequest::default(),
        };
        self.ask(ConfigRequest::Settings, AdminRequest::Settings(request), effects);
    }

    pub(super) fn on_read(&mut self, stored: StoredSettings, effects: &mut AdminEffects) {
        if self.is_mine() {
            effects.tell_panel(ToPanel::OwnSettings(stored.clone()));
        }
        self.take(stored, effects);
    }

    /// Settings that are shown already stay.
    pub(super) fn on_not_read(&mut self, answer: &AdminAnswer) {
        if self.read.state != Some(Reading::There) {
            self.read.state = Some(Reading::Failed { detail: detail(answer) });
        }
    }

    /// Somebody changed settings, perhaps the subject's. One's own are read by the panel.
    pub(crate) fn on_settings_changed(&mut self, effects: &mut AdminEffects) {
        if self.is_open && !self.is_mine() {
            self.read(effects);
        }
    }

    /// The panel has read the user's own settings again.
    pub(crate) fn on_own_settings(&mut self, stored: &StoredSettings, effects: &mut AdminEffects) {
        if self.read.state.is_some() && self.is_mine() {
            self.take(stored.clone(), effects);
        }
        self.refresh_lists();
    }

    /// Takes the subject's settings, and looks at the drafts again.
    pub(super) fn take(&mut self, stored: StoredSettings, effects: &mut AdminEffects) {
        self.read.state = Some(Reading::There);
        if self.read.stored != stored {
            let prefix = self.org.outside_prefix.as_deref().filter(|_| self.is_mine());
            self.read.merged = merge(&stored).with_call_centre_prefix(prefix);
            self.read.stored = stored;
            self.lists_changed();
        }
        self.rebase_drafts(effects);
        self.settle_overdue_saves(effects);
    }
}
