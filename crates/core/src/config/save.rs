//! Saving: all changes or none.

use super::saving::{Purpose, Saving};
use super::{Change, Config, Outcome};
use crate::Now;
use crate::admin_io::{AdminEffects, AdminOwner, AdminRequest, ConfigRequest};
use crate::effects::NEVER;
use crate::package::save_settings::{self, SaveSettingsRequest};

/// How long a late answer is waited for, in milliseconds: longer than Apex may run.
const LATE_ANSWER_MS: u32 = 130_000;

impl Config {
    /// Saves every draft, unless one is wrong or in conflict.
    pub(super) fn save(&mut self, effects: &mut AdminEffects) {
        if self.is_saving() {
            return;
        }
        if self.conflicts().next().is_some() {
            self.typed.outcome = Outcome::Conflicts;
        } else if self.wrong() > 0 {
            self.typed.outcome = Outcome::Wrong;
        } else {
            let rules = self.rules();
            self.typed.drafts.retain(|draft| draft.change(&rules).is_some());
            let changes = self.typed.drafts.iter().filter_map(|draft| draft.change(&rules)).collect();
            self.send(changes, Purpose::Drafts, effects);
        }
    }

    /// Whether a save is on its way whose answer is not overdue.
    pub(super) fn is_saving(&self) -> bool {
        self.saving.in_flight.iter().any(|save| !save.is_overdue)
    }

    pub(super) fn send(&mut self, changes: Vec<Change>, purpose: Purpose, effects: &mut AdminEffects) {
        self.send_rest(changes, Vec::new(), purpose, effects);
    }

    /// `stored_before`: changes of the same save that are stored already.
    pub(super) fn send_rest(
        &mut self,
        changes: Vec<Change>,
        stored_before: Vec<Change>,
        purpose: Purpose,
        effects: &mut AdminEffects,
    ) {
        if changes.is_empty() || self.is_saving() {
            return;
        }
        self.typed.outcome = Outcome::Saving;
        let request = SaveSettingsRequest { changes: changes.iter().map(save_settings::Change::from).collect() };
        let owner = AdminOwner::Config(ConfigRequest::Save);
        let id = effects.ask(owner, AdminRequest::SaveSettings(request), LATE_ANSWER_MS);
        self.saving.sent.extend(changes.iter().cloned());
        let until = effects.now + Now::from(self.requests.deadline);
        self.saving.in_flight.push(Saving { id, purpose, changes, stored_before, until, is_overdue: false });
    }

    /// When [`Config::tick`] is to be called.
    pub(crate) fn wake_at(&self) -> Now {
        let waiting = self.saving.in_flight.iter().filter(|save| !save.is_overdue);
        waiting.map(|save| save.until).min().unwrap_or(NEVER)
    }

    /// Gives up waiting for an answer that is overdue: perhaps the changes were stored all the same, so the settings are read.
    pub(crate) fn tick(&mut self, effects: &mut AdminEffects) {
        let mut is_any_overdue = false;
        for save in self.saving.in_flight.iter_mut().filter(|save| !save.is_overdue && save.until <= effects.now) {
            save.is_overdue = true;
            is_any_overdue = true;
        }
        if is_any_overdue {
            self.typed.outcome = Outcome::Failed { detail: String::new() };
            self.read(effects);
        }
    }
}
