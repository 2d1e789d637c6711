//! Saving: all changes or none, undone with one word, and nothing lost when somebody else was quicker.

use super::code::{code_of, write_json};
use super::draft::Draft;
use super::json::{Json, write_comma, write_member, write_name};
use super::logins::LoginState;
use super::slot::{Of, Slot};
use super::{Asked, Config, Outcome, Wish, detail};
use crate::command::Out;
use crate::host::{Answer, HostReply};
use crate::settings::{RawSettings, Reason};
use core::mem::swap;
use denwa_protocol::Command;
use std::rc::Rc;

/// One change of what is stored: codes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    /// Of what.
    pub slot: Slot,
    /// What the panel saw there.
    pub from: String,
    /// What is to stand there.
    pub to: String,
}

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
        if self.saving.is_some() {
            return;
        }
        if self.has_conflicts() {
            self.outcome = Outcome::Conflicts;
        } else if self.wrong() > 0 {
            self.outcome = Outcome::Wrong;
        } else {
            let hosts = self.drafted_hosts();
            let mut changes = Vec::new();
            self.drafts.retain(|draft| {
                let before = changes.len();
                changes.extend(draft.change(&hosts));
                changes.len() > before
            });
            self.send(changes, What::Drafts, out);
        }
    }

    pub(super) fn undo(&mut self, out: &mut Out) {
        let mut back = self.last.clone();
        back.reverse();
        for change in &mut back {
            swap(&mut change.from, &mut change.to);
        }
        self.send(back, What::Undo, out);
    }

    pub(super) fn send(&mut self, changes: Vec<Change>, what: What, out: &mut Out) {
        if changes.is_empty() || self.saving.is_some() {
            return;
        }
        self.outcome = Outcome::Saving;
        let mut request = String::from("{\"v\":1,\"changes\":[");
        for change in &changes {
            write_change(change, &mut request);
        }
        request.push(']');
        self.ask("saveSettings", request, Asked::Save, out);
        self.saving = Some(Saving { changes, what });
    }

    pub(super) fn on_saved(&mut self, answer: &mut Answer, out: &mut Out) -> Wish {
        let Some(Saving { changes, what }) = self.saving.take() else { return Wish::Nothing };
        let answer = match answer {
            Ok(HostReply::Package(answer)) => answer,
            failed => {
                // Perhaps it was saved all the same: what stands says so.
                self.outcome = Outcome::Failed(failed.as_ref().err().map_or("", detail).to_owned());
                self.read(out);
                return Wish::Nothing;
            }
        };
        match answer.get("error").text() {
            "" => self.saved(changes, what, out),
            "conflict" => {
                self.outcome = Outcome::Conflicts;
                self.not_saved(answer.list("conflicts"), &changes);
            }
            _ => {
                self.outcome = Outcome::Refused;
                self.not_saved(answer.list("faults"), &changes);
            }
        }
        self.keep(out);
        // What comes back is one's own; of somebody else it is read.
        let own = answer.take("settings");
        let own = if let Json::Null = own { None } else { Some(Rc::new(RawSettings(own))) };
        if self.is_mine()
            && let Some(raw) = &own
        {
            self.take(raw, out);
        } else {
            self.read(out);
        }
        own.map_or(Wish::Nothing, Wish::Settings)
    }

    fn saved(&mut self, changes: Vec<Change>, what: What, out: &mut Out) {
        self.outcome = if what == What::Undo { Outcome::Undone } else { Outcome::Saved(changes.len()) };
        for change in &changes {
            if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.slot == change.slot) {
                draft.base.clone_from(&change.to);
            }
        }
        let hosts = self.drafted_hosts();
        self.drafts.retain(|draft| draft.theirs.is_some() || !draft.asks_for(&draft.base, &hosts));
        if what == What::Logins {
            for line in self.logins.iter_mut().flatten() {
                if line.state == LoginState::Ready {
                    line.state = LoginState::Saved;
                }
            }
        }
        self.last = if what == What::Undo { Vec::new() } else { changes };
        out.tell(Command::SettingsChanged);
    }

    /// What was changed by somebody else meanwhile, or is refused.
    fn not_saved(&mut self, told: &[Json], changes: &[Change]) {
        for told in told {
            let change = told.get("change").whole().and_then(|at| changes.get(usize::try_from(at).ok()?));
            let Some(Change { slot, from, to }) = change else { continue };
            let conflict = self.outcome == Outcome::Conflicts;
            let reason = Reason::from_code(told.get("reason").text()).unwrap_or(Reason::Forbidden);
            let is_login = self.refuse_login(slot, if conflict { Reason::Duplicate } else { reason });
            let mut draft = self.drafts.iter_mut().find(|draft| draft.slot == *slot);
            if conflict && !is_login && draft.is_none() {
                // What was to be taken back: it waits as a draft.
                self.drafts.push(Draft { coded: true, ..Draft::new(slot.clone(), from.clone(), to.clone()) });
                draft = self.drafts.last_mut();
            }
            let Some(draft) = draft else { continue };
            if conflict {
                let at = told.get("at").whole().unwrap_or(0);
                draft.theirs = Some((code_of(slot.of, told.get("theirs")), told.word("by"), at));
            } else {
                draft.refused = Some(reason);
            }
        }
    }
}

fn write_change(Change { slot, from, to }: &Change, request: &mut String) {
    write_comma(request);
    request.push('{');
    let (name, what) = slot.named();
    write_member(name, what, request);
    if !matches!(slot.of, Of::Lock(_)) {
        write_member("level", slot.level.code(), request);
        write_member("id", &slot.id, request);
    }
    for (name, code) in [("from", from), ("to", to)] {
        write_name(name, request);
        write_json(slot.of, code, request);
    }
    request.push('}');
}
