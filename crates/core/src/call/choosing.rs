//! The agent says who the other side is: one of the matches, or the record whose page she is on. She can take it back; the log follows, even
//! when it is written already.

use super::rehearsal::is_test;
use super::{CallContext, Card, Who};
use crate::effects::Effects;
use crate::host::FoundRecord;
use denwa_protocol::{AttachedRecord, Cause, Command};

impl Card {
    /// The agent chooses a match: its record opens.
    pub(crate) fn choose(&mut self, record: &str, context: &CallContext, effects: &mut Effects) {
        let before = self.who.clone();
        let Who::Known(known) = &mut self.who else { return };
        if !known.choose(record) {
            return;
        }
        let page = known.chosen_page();
        self.remember_before(before);
        if let Some(page) = page {
            self.open(page, context, effects);
        }
        self.send_record(context, effects);
        self.correct_log(context, effects);
    }

    /// The agent says that it is a record that no search found. She is on its page already: nothing opens.
    pub(crate) fn choose_other(&mut self, found: FoundRecord, context: &CallContext, effects: &mut Effects) {
        let before = self.who.clone();
        self.who.choose_other(found);
        self.remember_before(before);
        self.send_record(context, effects);
        self.correct_log(context, effects);
    }

    /// The agent takes her last choice back, or the one that was remembered for the number.
    pub(crate) fn undo_choice(&mut self, context: &CallContext, effects: &mut Effects) {
        let Some(before) = self.who_before.take() else { return };
        self.who = before;
        self.who.keep_closed();
        self.send_record(context, effects);
        self.correct_log(context, effects);
    }

    /// Whether a choice can be taken back.
    #[must_use]
    pub fn can_undo_choice(&self) -> bool {
        self.who_before.is_some()
    }

    fn remember_before(&mut self, before: Who) {
        if before.record() != self.who.record() {
            self.who_before = Some(before);
        }
    }

    /// Tells the event server the record that the agent chose, or that she took her choice back.
    pub(super) fn send_record(&self, context: &CallContext, effects: &mut Effects) {
        let record = self.who.record().map(FoundRecord::attached);
        let id_of = |record: &AttachedRecord| record.record_id.clone();
        let is_known = self.call.record.as_ref().map(id_of) == record.as_ref().map(id_of);
        if !is_known && self.is_linked(context) && !is_test(&self.call) {
            effects.command(Command::SetRecord { call: self.call.id.clone(), record });
        }
    }

    /// Tells the event server which record was found for a call that is over, so that the history names the other side. While the call goes
    /// on another party may take its place.
    pub(super) fn report_record(&mut self, context: &CallContext, effects: &mut Effects) {
        let is_over = self.call.ended.is_some_and(|ended| ended.cause != Cause::Lost) && !self.is_recovered;
        let is_kept = self.has_reported_record || self.call.record.is_some();
        // Of an internal call the event server knows the colleague.
        if !is_over || is_kept || !context.server.primary || self.call.internal || is_test(&self.call) {
            return;
        }
        if let Some(record) = self.who.record().map(FoundRecord::attached) {
            self.has_reported_record = true;
            effects.command(Command::ReportRecord { call: self.call.id.clone(), record });
        }
    }

    /// The event server reports another record than the `known` one, or none any more.
    pub(super) fn take_record(&mut self, known: Option<&AttachedRecord>, context: &CallContext) {
        if self.call.record.as_ref() == known || !self.is_linked(context) {
            return;
        }
        match (&self.call.record, &mut self.who) {
            // A record that was found here already is the agent's choice, in this panel or another one: its page is open.
            (Some(record), Who::Known(known)) if known.has(&record.record_id) => {
                known.choose(&record.record_id);
            }
            (Some(record), _) => self.who = Who::attached(record, self.opens_attached(context)),
            (None, Who::Known(known)) => known.take_back(),
            (None, _) => {}
        }
    }
}
