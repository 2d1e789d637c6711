//! The draft of a call's log, kept by the browser from the first ring until the log is settled: neither a crash nor a lost event server loses
//! it. Where storage is blocked the event server alone keeps the call and the agent's choices.

use super::rehearsal::is_test;
use super::{CallContext, Card, Log, Report, WrapUp};
use crate::effect::Effect;
use crate::effects::Effects;
use crate::host::FoundRecord;
use crate::kept_call::KeptCall;
use denwa_protocol::{CallNote, Cause, ClientMessage, ConnectionState, Ended, HistoryFilter};

impl Card {
    /// Has the browser keep what has changed, under a key that begins with `prefix`, or forget what is settled.
    pub(crate) fn keep(&mut self, prefix: &str, context: &CallContext, effects: &mut Effects) {
        let draft = self.draft(context, effects);
        let is_known = match (&draft, &self.kept) {
            (Some(draft), Some(kept)) => KeptCall { at: kept.at, ..draft.clone() } == *kept,
            (None, None) => true,
            _ => false,
        };
        if !is_known {
            effects.push(Effect::KeepCall { key: key_of(prefix, &self.call.id), draft: draft.clone().map(Box::new) });
            self.kept = draft;
        }
    }

    /// The draft, while it may be needed. The panel that writes the log keeps it; one that was the primary before goes on until it knows of
    /// the log.
    fn draft(&self, context: &CallContext, effects: &Effects) -> Option<KeptCall> {
        let is_ours = context.server.primary || self.kept.is_some();
        let is_written = match self.log {
            // The event server may still find a log of it, which has to be taken back.
            Log::NotLogged => self.question.is_none(),
            Log::Saved { .. } => self.is_log_complete() || !context.server.primary,
            _ => false,
        };
        let is_settled = is_written && self.report == Report::Nothing;
        if !is_ours || is_settled || is_test(&self.call) || !self.is_linked(context) {
            return None;
        }
        Some(KeptCall {
            call: self.call.clone(),
            result: self.wrap_up.result.value().cloned(),
            related: self.wrap_up.related.value().cloned(),
            follow_up: self.wrap_up.follow_up.value().cloned(),
            not_logged: self.wrap_up.not_logged.value().cloned(),
            note: self.kept_note(),
            record: self.who.record().map(FoundRecord::attached),
            at: context.server_time(effects.now),
        })
    }

    /// The call of a draft that the event server does not know, or not yet: it is over, and its log is written unless there is one.
    pub(crate) fn recovered(kept: KeptCall, context: &CallContext, effects: &mut Effects) -> Self {
        let mut call = kept.call.clone();
        call.record = call.record.or_else(|| kept.record.clone());
        call.ended = call.ended.or(Some(Ended { at: kept.at, cause: Cause::Lost }));
        (call.state, call.remote_state, call.held_at) = (ConnectionState::Null, ConnectionState::Null, None);
        let mut card = Self::untouched(effects.card_number(), call, context);
        card.is_recovered = true;
        card.wrap_up = WrapUp::recovered(&kept);
        card.kept = Some(kept);
        card.who = card.first_who(context);
        card.go_on(context, effects);
        card
    }

    /// Asks the event server for the call of the draft among the past calls: its log may be settled.
    pub(crate) fn ask_for_past_call(&mut self, effects: &mut Effects) {
        if self.is_recovered {
            let id = effects.message_id();
            let before = Some(self.call.began_at.saturating_add(1));
            let only = HistoryFilter::All;
            effects.send(ClientMessage::ReadHistory { id: id.clone(), before, only, find: None });
            self.question = Some(id);
        }
    }

    /// The draft, to be taken by the card of the call that the event server has found, unless the log is being written already.
    pub(crate) fn take_unwritten_draft(&mut self) -> Option<KeptCall> {
        self.kept.take_if(|_| matches!(self.log, Log::Due { .. } | Log::NotLogged))
    }

    /// The event server knows the call of the draft after all: what it says counts, and its log is this panel's only if it is the primary.
    pub(super) fn on_found_again(&mut self) {
        self.is_recovered = false;
        // A log that was there before stayed as it was: whether it says what the agent said since is not known.
        self.logged = None;
        if matches!(self.log, Log::Due { .. }) {
            self.log = Log::Open;
        }
    }

    /// A draft of an earlier page: the agent's choices in it, which the event server may have lost.
    pub(crate) fn take_draft(&mut self, kept: KeptCall, context: &CallContext, effects: &mut Effects) {
        let wrap_up = &self.wrap_up;
        let lacks = [
            wrap_up.result.value().is_none(),
            wrap_up.related.value().is_none(),
            wrap_up.follow_up.value().is_none(),
            wrap_up.not_logged.value().is_none(),
        ];
        if lacks[0] && kept.result.is_some() {
            self.set_result(kept.result.clone(), context, effects);
        }
        if lacks[1] && kept.related.is_some() {
            self.set_related(kept.related.clone(), context, effects);
        }
        if lacks[2] && kept.follow_up.is_some() {
            self.set_follow_up(kept.follow_up.clone(), context, effects);
        }
        if lacks[3] && kept.not_logged.is_some() {
            self.set_not_logged(kept.not_logged.clone(), context, effects);
        }
        if let Some(note) = &kept.note {
            self.wrap_up.notes.take_draft(note, effects.now);
            self.keep_note(context, effects);
        }
        self.kept.get_or_insert(kept);
    }

    /// The notes as the browser keeps them; none while they are empty and always were. What the agent is typing just now comes with the
    /// next pause.
    fn kept_note(&self) -> Option<CallNote> {
        let notes = &self.wrap_up.notes;
        let note = CallNote { text: notes.for_log(), revision: notes.revision() };
        (note != CallNote { text: String::new(), revision: 0 }).then_some(note)
    }
}

/// The key of a call's draft.
pub(crate) fn key_of(prefix: &str, call: &str) -> String {
    format!("{prefix}{call}")
}
