//! What the agent, and the end of the call, say in a log: when it changes, a log that is written is corrected.

use super::{Card, Log};
use crate::text::Msg;
use denwa_protocol::{AttachedRecord, Cause, FollowUp, HandKind};

/// What a log says beside the facts that never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LogContent {
    result: Option<String>,
    /// How the call went. The event server may learn later that another agent answered, or that nobody took a transferred call.
    outcome: Msg,
    notes: String,
    pub(super) related: Option<AttachedRecord>,
    pub(super) follow_up: Option<FollowUp>,
    /// Why the agent raised her hand, and how that ended.
    hand: Option<(HandKind, Option<String>)>,
    /// The agent does not want the call to be logged.
    pub(super) is_skipped: bool,
}

impl Card {
    /// What a log would say now.
    pub(super) fn log_content(&self) -> LogContent {
        let wrap_up = &self.wrap_up;
        LogContent {
            result: wrap_up.result.value().cloned(),
            outcome: self.result(),
            notes: wrap_up.notes.for_log(),
            related: wrap_up.related.value().cloned(),
            follow_up: wrap_up.follow_up.value().cloned(),
            hand: self.call.hand.as_ref().map(|hand| (hand.kind, hand.outcome.clone())),
            is_skipped: wrap_up.not_logged.value().is_some(),
        }
    }

    /// What another panel's log, or an earlier one of a card that has made room, says, as far as can be told: that the agent wants none came
    /// after it, and that a colleague answered the call too, for such a call is logged only while it seems missed.
    pub(super) fn content_of_other(&self) -> LogContent {
        let content = self.log_content();
        let outcome = if self.is_answered_elsewhere() { Msg::ResultMissed } else { content.outcome };
        LogContent { is_skipped: false, outcome, ..content }
    }

    /// Whether a colleague has answered the call.
    pub(super) fn is_answered_elsewhere(&self) -> bool {
        self.call.ended.is_some_and(|ended| ended.cause == Cause::AnsweredElsewhere)
    }

    /// Whether the log that is written says all there is.
    pub(super) fn is_log_complete(&self) -> bool {
        self.logged.as_ref() == Some(&self.log_content())
    }

    /// Whether the log that is written must be corrected. Notes count once the agent has stopped typing them.
    pub(super) fn is_log_stale(&self) -> bool {
        let Log::Saved { record, .. } = &self.log else { return false };
        let Some(logged) = &self.logged else { return true };
        let mut content = self.log_content();
        if !self.wrap_up.notes.are_at_rest() {
            content.notes.clone_from(&logged.notes);
        }
        if !self.has_written_log && !self.is_answered_elsewhere() && !self.call.has_stale_log() {
            content.outcome = logged.outcome;
        }
        let is_about_other = match self.log_target() {
            Some(target) => Some(target) != record.as_deref(),
            None => record.is_some() && self.who.is_undecided(),
        };
        content != *logged || (is_about_other && !content.is_skipped)
    }
}
