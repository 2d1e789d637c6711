//! What the agent adds to a call: notes, result, the record it is about, a follow-up task, or that it is not logged, and why.
//!
//! All of it belongs to this call alone, whatever other calls do, and reaches the event server field by field. A log that is written already
//! is corrected.

use super::rehearsal::is_test;
use super::{CallContext, Card, Choice, Log, NoteDecision, Notes};
use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::kept_call::KeptCall;
use crate::tidy::shortened;
use denwa_protocol::{AttachedRecord, Call, Command, CommandOutcome, FollowUp};

/// What the agent adds to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrapUp {
    /// Her notes.
    pub notes: Notes,
    /// How the call went (通話結果).
    pub result: Choice<String>,
    /// The record that the call is about.
    pub related: Choice<AttachedRecord>,
    /// A task to be made beside the log.
    pub follow_up: Choice<FollowUp>,
    /// Why the call is not logged.
    pub not_logged: Choice<String>,
}

impl WrapUp {
    /// As the event server has it.
    pub(super) fn of(call: &Call) -> Self {
        Self {
            notes: Notes::of(call.note.as_ref()),
            result: Choice::of(call.result.clone()),
            related: Choice::of(call.related.clone()),
            follow_up: Choice::of(call.follow_up.clone()),
            not_logged: Choice::of(call.not_logged.clone()),
        }
    }

    /// As the browser kept it.
    pub(super) fn recovered(kept: &KeptCall) -> Self {
        Self {
            notes: kept.note.as_ref().map(Notes::recovered).unwrap_or_default(),
            result: Choice::of(kept.result.clone()),
            related: Choice::of(kept.related.clone()),
            follow_up: Choice::of(kept.follow_up.clone()),
            not_logged: Choice::of(kept.not_logged.clone()),
        }
    }

    /// The event server reports the call.
    pub(super) fn on_call(&mut self, call: &Call, now: Now) {
        self.notes.on_report(call.note.as_ref(), now);
        self.result.take(call.result.as_ref());
        self.related.take(call.related.as_ref());
        self.follow_up.take(call.follow_up.as_ref());
        self.not_logged.take(call.not_logged.as_ref());
    }

    /// An answer to a command came. Returns whether it is for a part of this.
    pub(super) fn on_answer(&mut self, id: &str, outcome: &CommandOutcome, call: &Call, now: Now) -> bool {
        self.result.on_answer(id)
            || self.related.on_answer(id)
            || self.follow_up.on_answer(id)
            || self.not_logged.on_answer(id)
            || self.notes.on_answer(id, outcome, call.note.as_ref(), now)
    }

    /// Whether the event server does not know all of it yet.
    pub(super) fn is_on_its_way(&self) -> bool {
        let choices = [
            self.result.is_on_its_way(),
            self.related.is_on_its_way(),
            self.follow_up.is_on_its_way(),
            self.not_logged.is_on_its_way(),
        ];
        choices.contains(&true) || self.notes.are_on_their_way()
    }

    /// A new connection is live.
    pub(super) fn repeat(&mut self, call: &str, effects: &mut Effects) {
        let call = || call.to_owned();
        self.result.repeat(|result| Command::SetResult { call: call(), result }, effects);
        self.related.repeat(|related| Command::SetRelated { call: call(), related }, effects);
        self.follow_up.repeat(|follow_up| Command::SetFollowUp { call: call(), follow_up }, effects);
        self.not_logged.repeat(|reason| Command::SetNotLogged { call: call(), reason }, effects);
        self.notes.repeat(&call(), effects);
    }
}

impl Card {
    /// The call's ID, if the event server knows the call.
    fn known_call(&self) -> Option<String> {
        (!is_test(&self.call)).then(|| self.call.id.clone())
    }

    /// The agent types notes.
    pub(crate) fn edit_note(&mut self, text: String, effects: &mut Effects) {
        self.wrap_up.notes.edit(text, effects.now);
    }

    /// The agent leaves the notes, or the page is hidden.
    pub(crate) fn keep_note(&mut self, context: &CallContext, effects: &mut Effects) {
        if let Some(call) = self.known_call() {
            self.wrap_up.notes.flush(&call, effects);
            self.correct_log(context, effects);
        }
    }

    /// The agent decides which of two panels' notes count.
    pub(crate) fn decide_note(&mut self, decision: NoteDecision, context: &CallContext, effects: &mut Effects) {
        self.wrap_up.notes.decide(decision, &self.call.id, effects);
        self.correct_log(context, effects);
    }

    /// Something of the notes may be due.
    pub(super) fn tick_notes(&mut self, context: &CallContext, effects: &mut Effects) {
        if let Some(call) = self.known_call()
            && self.wrap_up.notes.tick(&call, effects)
        {
            self.correct_log(context, effects);
        }
    }

    /// When something of the notes is due; a test call's are not kept.
    pub(super) fn notes_wake_at(&self) -> Now {
        if is_test(&self.call) { NEVER } else { self.wrap_up.notes.wake_at() }
    }

    /// The agent says how the call went; `None` takes her choice back.
    pub(crate) fn set_result(&mut self, result: Option<String>, context: &CallContext, effects: &mut Effects) {
        let result = result.filter(|result| !result.is_empty());
        let command = self.known_call().map(|call| Command::SetResult { call, result: result.clone() });
        self.wrap_up.result.set(result, command, effects);
        self.correct_log(context, effects);
    }

    /// The agent names the record that the call is about; `None` takes that back.
    pub(crate) fn set_related(
        &mut self,
        related: Option<AttachedRecord>,
        context: &CallContext,
        effects: &mut Effects,
    ) {
        let command = self.known_call().map(|call| Command::SetRelated { call, related: related.clone() });
        self.wrap_up.related.set(related, command, effects);
        self.correct_log(context, effects);
    }

    /// The agent wants a follow-up task, or none after all. One without a subject is none.
    pub(crate) fn set_follow_up(&mut self, wanted: Option<FollowUp>, context: &CallContext, effects: &mut Effects) {
        let wanted = wanted.map(|task| FollowUp { subject: shortened(&task.subject), due: task.due.filter(is_day) });
        let follow_up = wanted.filter(|task| !task.subject.is_empty() && context.settings().offers_follow_up());
        let command = self.known_call().map(|call| Command::SetFollowUp { call, follow_up: follow_up.clone() });
        self.wrap_up.follow_up.set(follow_up, command, effects);
        self.correct_log(context, effects);
    }

    /// The agent does not want the call to be logged, and says why; `None` takes that back.
    pub(crate) fn set_not_logged(&mut self, reason: Option<String>, context: &CallContext, effects: &mut Effects) {
        let reason = reason.map(|reason| shortened(&reason)).filter(|reason| !reason.is_empty());
        if reason.is_some() && !context.settings().may_skip_log() {
            return;
        }
        let command = self.known_call().map(|call| Command::SetNotLogged { call, reason: reason.clone() });
        let was_skipped = self.wrap_up.not_logged.value().is_some();
        self.wrap_up.not_logged.set(reason, command, effects);
        if was_skipped && self.wrap_up.not_logged.value().is_none() && self.log == Log::NotLogged {
            self.log = Log::Open;
        }
        self.maybe_end(context, effects);
    }
}

/// Whether a text is a day: `2026-12-01`.
fn is_day(text: &String) -> bool {
    let bytes = text.as_bytes();
    let is_right = |(at, byte): (usize, &u8)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() };
    bytes.len() == 10 && bytes.iter().enumerate().all(is_right)
}
