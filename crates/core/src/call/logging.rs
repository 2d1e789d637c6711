//! When a call's log is written, and by which panel.

use super::{CallContext, Card, Log, Who};
use crate::effects::Effects;
use crate::host::{Answer, CallType, CardPart, FoundRecord, HostReply, RequestId};
use crate::settings::Settings;
use denwa_protocol::{Cause, ConnectionState, Direction};

/// How long a panel that takes over waits for the log of the panel before it, in milliseconds.
pub(super) const TAKE_OVER_MS: u64 = 10_000;

impl Card {
    /// The call may be over: begin with its log.
    pub(super) fn maybe_end(&mut self, context: &CallContext, effects: &mut Effects) {
        let Some(ended) = self.call.ended else { return };
        if let Some(written) = self.written_elsewhere() {
            self.log_id = Some(written.clone());
            // What a stale log says is not known.
            let is_stale = self.call.has_stale_log();
            if !is_stale {
                self.logged = Some(self.content_of_other());
                self.logged_revision = self.call.revision;
            }
            self.log = Log::Saved { id: written, record: None, kept: Vec::new() };
            if is_stale || self.wrap_up.not_logged.value().is_some() || self.is_answered_elsewhere() {
                self.correct_log(context, effects);
            }
            return;
        }
        match self.log {
            Log::Open => self.keep_note(context, effects),
            // Another agent has answered meanwhile, or this one wants no log.
            Log::Due { .. } | Log::Waiting { .. } | Log::Failed { .. }
                if self.log_id.is_none() && !self.is_logged(ended.cause, context) => {}
            _ => {
                self.correct_log(context, effects);
                return self.report_again(context, effects);
            }
        }
        // What this browser kept, the event server does not know: no other panel writes it.
        let is_primary = context.server.primary || self.is_recovered;
        self.log = match self.is_logged(ended.cause, context) {
            false => Log::NotLogged,
            true if self.is_recovered => Log::Due { at: effects.now + TAKE_OVER_MS },
            true if is_primary => Log::Due { at: effects.now },
            true => Log::Elsewhere,
        };
        if self.log == Log::NotLogged && is_primary {
            self.report_log(None, self.call.revision, effects);
        }
        self.maybe_log(context, effects);
    }

    fn report_log(&mut self, record_id: Option<String>, revision: u32, effects: &mut Effects) {
        self.logged_revision = revision;
        self.has_reported_log = true;
        self.report.send(&self.call.id, record_id, revision, effects);
    }

    /// Reports a log that says all there is, if the event server counts it as outdated; and that there is none, if the panel that decided
    /// so may have gone without a report.
    pub(super) fn report_again(&mut self, context: &CallContext, effects: &mut Effects) {
        let record_id = match &self.log {
            Log::NotLogged => None,
            Log::Saved { id, .. } if self.is_log_complete() => Some(id.clone()),
            _ => return,
        };
        let is_unreported = self.log == Log::NotLogged && !self.has_reported_log;
        if context.server.primary && (is_unreported || self.logged_revision < self.call.revision) {
            self.report_log(record_id, self.call.revision, effects);
        }
    }

    /// The log's record that another panel has written, unless this panel knows of it or has withdrawn it.
    fn written_elsewhere(&self) -> Option<String> {
        let written = self.call.log.as_ref().map(|log| &log.record_id);
        let is_busy = self.log_id.is_some() || matches!(self.log, Log::Saving { .. });
        written.filter(|id| !is_busy && self.withdrawn.as_ref() != Some(id)).cloned()
    }

    /// Whether the call is logged. Of a group's or queue's call that nobody answered only the first agent it was offered to keeps a log, and of a
    /// call that another agent answered only that agent; for the rest the settings say which kinds are logged.
    fn is_logged(&self, cause: Cause, context: &CallContext) -> bool {
        let is_mine = match cause {
            Cause::AnsweredElsewhere => false,
            Cause::Missed => self.call.first_offer,
            _ => true,
        };
        // A click-to-dial whose agent never picked up her own phone reached nobody.
        let has_reached = self.call.direction == Direction::Inbound
            || self.call.answered_at.is_some()
            || self.call.remote_state != ConnectionState::Null
            || !matches!(cause, Cause::Declined | Cause::Missed);
        let is_skipped = self.wrap_up.not_logged.value().is_some();
        is_mine && has_reached && !is_skipped && self.is_kind_logged(context.settings()) && self.is_linked(context)
    }

    /// 記録する通話.
    fn is_kind_logged(&self, settings: &Settings) -> bool {
        match (self.call_type(), self.call.answered_at.is_some()) {
            (CallType::Internal, _) => settings.logs_internal(),
            (CallType::Inbound, true) => settings.logs_inbound_answered(),
            (CallType::Inbound, false) => settings.logs_inbound_missed(),
            (CallType::Outbound, true) => settings.logs_outbound_answered(),
            (CallType::Outbound, false) => settings.logs_outbound_unanswered(),
        }
    }

    /// Write the log if it is time. After an outage there may be thousands: only a few are on their way at once.
    pub(super) fn maybe_log(&mut self, context: &CallContext, effects: &mut Effects) {
        if !self.log.is_due(effects.now, self.who.is_settled()) {
            return;
        }
        if matches!(self.log, Log::Due { .. }) {
            self.maybe_search(context, effects);
            if matches!(self.who, Who::Searching(_)) {
                return;
            }
        }
        if context.is_crowded() {
            self.log.postpone(effects);
        } else {
            self.save_log(context, effects);
        }
    }

    /// Whether the host is busy with this card after the call's end.
    pub(crate) fn is_settling(&self) -> bool {
        self.call.ended.is_some() && (matches!(self.log, Log::Saving { .. }) || matches!(self.who, Who::Searching(_)))
    }

    /// Write the log again, because the agent asks.
    pub(crate) fn save_log_again(&mut self, context: &CallContext, effects: &mut Effects) {
        if matches!(self.log, Log::Failed { .. } | Log::Unknown { .. } | Log::Waiting { .. }) {
            self.save_log(context, effects);
        }
    }

    fn save_log(&mut self, context: &CallContext, effects: &mut Effects) {
        let said = self.log_content();
        let (record, target) = if said.is_skipped {
            (self.log_withdrawal(context), None)
        } else {
            let target = self.log_target().map(str::to_owned);
            (self.log_record(target.as_deref(), context), target)
        };
        let has_changed = self.logged.as_ref() != Some(&said);
        self.has_unanswered |= matches!(self.log, Log::Unknown { .. }) && has_changed;
        self.logged = Some(said);
        self.logged_revision = self.call.revision;
        self.has_written_log = true;
        let owner = self.owner(CardPart::Log);
        self.log.save(owner, record, target, context.settings().timeout_log_ms().into(), effects);
    }

    /// The agent has said more since the log was written, or the call is known to have gone otherwise: correct it.
    pub(super) fn correct_log(&mut self, context: &CallContext, effects: &mut Effects) {
        if context.server.primary && self.is_log_stale() {
            self.save_log(context, effects);
        }
    }

    /// The host's answer about the log. Returns whether the log has just been written.
    pub(super) fn on_log_answer(
        &mut self,
        id: RequestId,
        answer: Answer,
        context: &CallContext,
        effects: &mut Effects,
    ) -> bool {
        if self.has_unanswered && answer.is_ok() && !self.log.waits_for(id) {
            // An earlier request was executed, perhaps after the last one: what the log says is not known.
            self.has_unanswered = false;
            self.logged = None;
            if matches!(self.log, Log::Saving { .. } | Log::Saved { .. }) {
                self.correct_log(context, effects);
                return false;
            }
        }
        match &answer {
            Ok(HostReply::LogSaved { id, .. }) => {
                self.log_id = Some(id.clone());
                self.must_restore_log = false;
            }
            Ok(HostReply::LogWithdrawn) => {
                self.withdrawn = self.log_id.take().or(self.withdrawn.take());
                self.must_restore_log = true;
                self.log.on_host(id, answer, effects);
                if self.log == Log::NotLogged {
                    self.on_withdrawn(context, effects);
                }
                return false;
            }
            _ => {}
        }
        let Some(record_id) = self.log.on_host(id, answer, effects) else { return false };
        let is_current = self.is_log_complete() && !self.is_log_stale();
        let revision = if is_current { self.call.revision } else { self.logged_revision };
        self.report_log(Some(record_id), revision, effects);
        self.correct_log(context, effects);
        true
    }

    /// The log is withdrawn. The agent may have changed her mind meanwhile; or another panel has withdrawn it, and the event server's
    /// word of that is on its way. A draft that does not know of it has nothing to add.
    fn on_withdrawn(&mut self, context: &CallContext, effects: &mut Effects) {
        let has_asked = self.logged.as_ref().is_some_and(|logged| logged.is_skipped);
        if self.wrap_up.not_logged.value().is_some() || self.is_recovered {
            self.report_log(None, self.logged_revision, effects);
        } else if !has_asked {
            self.log = Log::Due { at: effects.now + TAKE_OVER_MS };
        } else {
            self.log = Log::Open;
            self.maybe_end(context, effects);
        }
    }

    /// The record that the log names: of a person account its contact.
    pub(crate) fn log_target(&self) -> Option<&str> {
        let FoundRecord { id, person_contact, .. } = self.who.record()?;
        Some(person_contact.as_ref().unwrap_or(id))
    }
}
