//! Saving: all changes or none, undone with one word, and nothing lost when somebody else was quicker.

use super::change::{Change, Conflict, SaveAnswer, SaveOutcome};
use super::draft::{Draft, encode};
use super::logins::LoginState;
use super::{Asked, Config, Outcome, Wish, detail};
use crate::command::Out;
use crate::host::{Answer, HostReply, HostRequest};
use crate::settings::Reason;
use denwa_protocol::Command;

/// Changes that were sent and not answered yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Saving {
    changes: Vec<Change>,
    what: What,
}

/// What they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Drafts,
    Undo,
    Logins,
}

impl Config {
    pub(super) fn save(&mut self, out: &mut Out) {
        if self.conflicts().next().is_some() {
            self.outcome = Outcome::Conflicts;
        } else if self.wrong() > 0 {
            self.outcome = Outcome::Wrong;
        } else {
            let hosts = self.drafted_hosts();
            self.drafts.retain(|draft| draft.change(&hosts).is_some());
            let changes = self.drafts.iter().filter_map(|draft| draft.change(&hosts)).collect();
            self.send(changes, What::Drafts, out);
        }
    }

    /// How many drafts are wrong.
    pub(super) fn wrong(&self) -> usize {
        let hosts = self.drafted_hosts();
        self.drafts.iter().filter(|draft| draft.checked(&hosts).is_err()).count()
    }

    pub(super) fn undo(&mut self, out: &mut Out) {
        let back =
            |change: &Change| Change { slot: change.slot.clone(), from: change.to.clone(), to: change.from.clone() };
        self.send(self.last.iter().rev().map(back).collect(), What::Undo, out);
    }

    pub(super) fn send(&mut self, changes: Vec<Change>, what: What, out: &mut Out) {
        if changes.is_empty() || self.saving.is_some() {
            return;
        }
        self.outcome = Outcome::Saving;
        self.ask(HostRequest::SaveSettings(changes.clone()), Asked::Save, out);
        self.saving = Some(Saving { changes, what });
    }

    pub(super) fn on_saved(&mut self, answer: &Answer, out: &mut Out) -> Wish {
        let Some(Saving { changes, what }) = self.saving.take() else { return Wish::Nothing };
        match answer {
            Ok(HostReply::SettingsSaved(answer)) => self.on_answer(answer, changes, what, out),
            failed => {
                // Perhaps it was saved all the same: what stands says so.
                self.outcome = Outcome::Failed(failed.as_ref().err().map_or("", detail).to_owned());
                self.read(out);
                Wish::Nothing
            }
        }
    }

    fn on_answer(&mut self, answer: &SaveAnswer, changes: Vec<Change>, what: What, out: &mut Out) -> Wish {
        match &answer.outcome {
            SaveOutcome::Saved => {
                self.outcome = if what == What::Undo { Outcome::Undone } else { Outcome::Saved(changes.len()) };
                for change in &changes {
                    for draft in self.drafts.iter_mut().filter(|draft| draft.slot == change.slot) {
                        draft.base = encode(&change.slot, &change.to);
                    }
                }
                let hosts = self.drafted_hosts();
                self.drafts.retain(|draft| draft.theirs.is_some() || !draft.asks_for(&draft.base, &hosts));
                self.logins_saved(what);
                self.last = if what == What::Undo { Vec::new() } else { changes };
                out.tell(Command::SettingsChanged);
            }
            SaveOutcome::Conflicts(conflicts) => {
                self.outcome = Outcome::Conflicts;
                self.on_conflicts(conflicts, &changes);
            }
            SaveOutcome::Refused(faults) => {
                self.outcome = Outcome::Refused;
                for (at, reason) in faults {
                    let Some(change) = changes.get(*at) else { continue };
                    self.refuse(change, *reason);
                }
            }
        }
        self.keep(out);
        // What comes back is one's own; of somebody else it is read.
        let own = answer.settings.clone();
        if self.is_mine()
            && let Some(raw) = &own
        {
            self.take(raw, out);
        } else {
            self.read(out);
        }
        own.map_or(Wish::Nothing, Wish::Settings)
    }

    fn on_conflicts(&mut self, conflicts: &[Conflict], changes: &[Change]) {
        for conflict in conflicts {
            let Some(change) = changes.get(conflict.change) else { continue };
            self.refuse_login(change, Reason::Duplicate);
            let theirs = encode(&change.slot, &conflict.theirs);
            let theirs = Some((theirs, conflict.by.clone(), conflict.at));
            if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.slot == change.slot) {
                draft.theirs = theirs;
            } else if !self.is_login_line(change) {
                // What was to be taken back: it waits as a draft.
                let slot = change.slot.clone();
                let (base, text) = (encode(&slot, &change.from), encode(&slot, &change.to));
                self.drafts.push(Draft { coded: true, theirs, ..Draft::new(slot, base, text) });
            }
        }
    }

    fn refuse(&mut self, change: &Change, reason: Reason) {
        self.refuse_login(change, reason);
        for draft in self.drafts.iter_mut().filter(|draft| draft.slot == change.slot) {
            draft.refused = Some(reason);
        }
    }

    fn logins_saved(&mut self, what: What) {
        if what == What::Logins {
            for line in self.logins.iter_mut().flatten() {
                if matches!(line.state, LoginState::Ready(_)) {
                    line.state = LoginState::Saved;
                }
            }
        }
    }
}
