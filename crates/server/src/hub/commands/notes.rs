//! Notes and logs of calls.

use super::valid;
use crate::hub::Hub;
use denwa_protocol::{CallLog, CallNote, CommandError};

impl Hub {
    pub(super) fn set_note(&mut self, agent: usize, id: &str, text: String, base: u32) -> Result<(), CommandError> {
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        let revision = entry.call.note.as_ref().map_or(0, |note| note.revision);
        if base != revision {
            return Err(CommandError::Conflict);
        }
        let revision = revision.checked_add(1).ok_or(CommandError::Conflict)?;
        entry.call.note = Some(CallNote { text, revision });
        entry.outdate_log();
        self.publish_call(agent, id, self.now.wall);
        Ok(())
    }

    /// Keeps that a panel has written the log, or that there is none. The log is settled if the call has not changed since
    /// `revision`, which the log was written from.
    pub(super) fn report_log(
        &mut self,
        agent: usize,
        id: &str,
        record: Option<String>,
        revision: Option<u32>,
    ) -> Result<(), CommandError> {
        if !record.as_deref().is_none_or(valid::is_record_id) {
            return Err(CommandError::BadRequest);
        }
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        let is_current = revision.is_none_or(|revision| revision >= entry.call.revision);
        if let (Some(known), Some(record)) = (&entry.call.log, &record)
            && known.record_id != *record
            && !(known.stale && is_current && revision.is_some())
        {
            // Another panel has already written a log: the first log counts, unless it was taken back since.
            return Err(CommandError::Conflict);
        }
        let before = entry.call.log.clone();
        if let Some(record_id) = record {
            entry.call.log = Some(CallLog { record_id, stale: !is_current });
        } else if entry.call.not_logged.is_some() {
            // The agent has taken the log back. If she wants it after all, it is another record.
            entry.call.log = None;
        }
        let has_changed = entry.call.log != before;
        // A log written during the call is not final: the call stays in snapshots until a log is reported after its
        // end.
        entry.is_log_settled |= entry.call.ended.is_some() && is_current;
        if entry.is_log_settled && self.is_hand_up(agent, id) {
            // The call is published with that.
            return self.lower_hand(agent, agent, id, None);
        }
        if has_changed {
            self.publish_call(agent, id, self.now.wall);
        } else {
            self.keep_call(agent, id);
        }
        Ok(())
    }
}
