//! Answers to saves: nothing is lost where somebody else was quicker, or where the org refuses.

use super::answer::detail;
use super::content::normalised;
use super::draft::{Draft, Theirs};
use super::saving::{Purpose, Saving};
use super::{Change, Config, DraftValue, LoginState, Outcome, Slot};
use crate::admin_io::{AdminAnswer, AdminEffects, AdminReply, AdminRequestId};
use crate::crossing::ToPanel;
use crate::host::HostError;
use crate::package::save_settings::{ChangeFault, Conflict, SaveError};
use crate::settings::{Level, Reason, StoredSettings};
use denwa_protocol::MAX_CHANGED_USERS;
use std::collections::BTreeSet;

/// Returns the users whom changes concern, if they are only some users' own settings; empty if they may concern anybody.
fn users_of(changes: &[Change]) -> Vec<String> {
    let own = |change: &Change| change.slot.scope().filter(|scope| scope.level == Level::User).map(|s| s.id.clone());
    let users: Option<BTreeSet<String>> = changes.iter().map(own).collect();
    users.filter(|users| users.len() <= MAX_CHANGED_USERS).into_iter().flatten().collect()
}

impl Config {
    /// Takes the answer to a save, however late it comes.
    pub(super) fn on_saved(&mut self, id: AdminRequestId, answer: AdminAnswer, effects: &mut AdminEffects) {
        let Some(at) = self.saving.in_flight.iter().position(|save| save.id == id) else { return };
        let answer = match answer {
            Ok(AdminReply::SettingsSaved(answer)) => answer,
            failure => {
                self.on_save_failed(at, &failure, effects);
                return;
            }
        };
        let save = self.saving.in_flight.remove(at);
        match answer.error {
            None => self.on_stored(save, effects),
            Some(SaveError::Conflict) => self.on_conflicts(save, answer.conflicts, effects),
            Some(SaveError::Refused | SaveError::Locked) => self.on_refused(&save, &answer.faults),
        }
        self.keep(effects);
        self.after_save(answer.settings, effects);
    }

    /// The answer has the user's own settings; anybody else's are read.
    fn after_save(&mut self, own: Option<StoredSettings>, effects: &mut AdminEffects) {
        match &own {
            Some(stored) if self.is_mine() => self.take(stored.clone(), effects),
            _ => self.read(effects),
        }
        if let Some(stored) = own {
            effects.tell_panel(ToPanel::OwnSettings(stored));
        }
    }

    fn on_save_failed(&mut self, at: usize, failure: &AdminAnswer, effects: &mut AdminEffects) {
        self.typed.outcome = Outcome::Failed { detail: detail(failure) };
        if let Err(HostError::Refused { .. } | HostError::NotAvailable | HostError::Start(_)) = failure {
            self.saving.in_flight.remove(at);
        } else {
            // Perhaps the changes were stored all the same.
            self.saving.in_flight[at].is_overdue = true;
        }
        self.read(effects);
    }

    /// All changes of a save are stored.
    pub(super) fn on_stored(&mut self, save: Saving, effects: &mut AdminEffects) {
        let Saving { purpose, changes, mut stored_before, .. } = save;
        stored_before.extend(changes);
        let changes = stored_before;
        self.typed.outcome = match purpose {
            Purpose::Undo => Outcome::Undone,
            Purpose::Drafts | Purpose::Logins => Outcome::Saved { changes: changes.len() },
        };
        let rules = self.rules();
        for Change { slot, to, .. } in &changes {
            if let Some(draft) = self.typed.drafts.iter_mut().find(|draft| draft.slot == *slot) {
                draft.base.clone_from(to);
            }
            if purpose == Purpose::Logins {
                self.set_login_state(slot, LoginState::Saved);
            }
        }
        self.typed.drafts.retain(|draft| draft.theirs.is_some() || !draft.wants(&draft.base, &rules));
        let users = users_of(&changes);
        self.saving.last = if purpose == Purpose::Undo { Vec::new() } else { changes };
        if !self.is_saving() {
            // Saves before this one cannot be stored any more: what they saw has changed.
            self.saving.in_flight.clear();
            self.saving.sent.clear();
        }
        effects.tell_panel(ToPanel::SettingsSaved { users });
    }

    /// Nothing was stored, because something else is stored now than the panel saw.
    fn on_conflicts(&mut self, save: Saving, conflicts: Vec<Conflict>, effects: &mut AdminEffects) {
        let Saving { purpose, mut changes, mut stored_before, .. } = save;
        let mut is_all_own = !conflicts.is_empty();
        let mut stored = Vec::new();
        for conflict in conflicts {
            let Some(change) = conflict.change.and_then(|at| changes.get_mut(at)) else { continue };
            let theirs = normalised(change.slot.kind(), conflict.theirs);
            if self.is_own_change(&change.slot, &theirs) {
                if theirs == change.to {
                    stored.push(change.slot.clone());
                }
                change.from = theirs;
            } else {
                is_all_own = false;
                let theirs = Theirs { content: theirs, by: conflict.by.unwrap_or_default(), at: conflict.at };
                self.on_conflict(change.clone(), theirs, purpose);
            }
        }
        if !is_all_own {
            self.typed.outcome = Outcome::Conflicts;
            return;
        }
        // An earlier save of this panel was stored after all: the rest is sent again.
        let (before, rest): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| stored.contains(&change.slot));
        stored_before.extend(before);
        if rest.is_empty() {
            let id = save.id;
            let until = save.until;
            let done = Saving { id, purpose, changes: rest, stored_before, until, is_overdue: false };
            self.on_stored(done, effects);
        } else {
            self.send_rest(rest, stored_before, purpose, effects);
        }
    }

    fn on_conflict(&mut self, change: Change, theirs: Theirs, purpose: Purpose) {
        if purpose == Purpose::Logins {
            self.set_login_state(&change.slot, LoginState::Wrong(Reason::Duplicate));
        } else if let Some(draft) = self.typed.drafts.iter_mut().find(|draft| draft.slot == change.slot) {
            draft.theirs = Some(theirs);
        } else {
            // It was to be taken back: it waits as a draft.
            let mut draft = Draft::new(change.slot, change.from, DraftValue::Restored(change.to));
            draft.theirs = Some(theirs);
            self.typed.drafts.push(draft);
        }
    }

    /// Nothing was stored, because some changes are not allowed.
    fn on_refused(&mut self, save: &Saving, faults: &[ChangeFault]) {
        self.typed.outcome = Outcome::Refused;
        for ChangeFault { change, reason, by, name } in faults {
            let Some(Change { slot, .. }) = change.and_then(|at| save.changes.get(at)) else { continue };
            if save.purpose == Purpose::Logins {
                self.set_login_state(slot, LoginState::Wrong(*reason));
                self.set_login_holder(slot, by.as_deref().unwrap_or_default());
            } else if let Some(draft) = self.draft_in_mut(slot) {
                draft.refused = Some(*reason);
                draft.refused_name = by.clone().or_else(|| name.clone()).unwrap_or_default();
            }
        }
    }

    fn draft_in_mut(&mut self, slot: &Slot) -> Option<&mut Draft> {
        self.typed.drafts.iter_mut().find(|draft| draft.slot == *slot)
    }
}
