//! When an ended call's card may go.

use super::{CallContext, Card, Log, Report};
use crate::effects::Effects;
use crate::settings::Settings;

impl Card {
    /// Whether the agent can put the card away: its log is settled, or left to her, and it has the result that is asked for.
    #[must_use]
    pub fn can_dismiss(&self, settings: &Settings) -> bool {
        self.can_call_back() && !self.lacks_result(settings)
    }

    /// Whether the call is over and nothing of it is on its way: the server knows of its log, or the log is left to the agent. A correction
    /// of a log that is written goes on without the card in sight.
    #[must_use]
    pub fn can_call_back(&self) -> bool {
        let is_correcting = self.is_log_written() && matches!(self.log, Log::Saving { tries: 0, .. });
        let is_busy = matches!(self.log, Log::Open | Log::Due { .. } | Log::Saving { .. } | Log::Waiting { .. });
        let is_reporting = self.report != Report::Nothing && !self.is_leaving;
        self.call.ended.is_some() && (is_correcting || !(is_reporting || is_busy))
    }

    /// The agent puts the card away. Returns whether it must stay until its log is corrected, out of sight.
    pub(crate) fn leave(&mut self, context: &CallContext, effects: &mut Effects) -> bool {
        self.keep_note(context, effects);
        let is_correcting = matches!(self.log, Log::Saving { .. }) || self.call.has_stale_log();
        self.is_leaving = self.is_log_written() && (is_correcting || self.wrap_up.is_on_its_way());
        self.is_leaving
    }

    /// Whether the log's record exists.
    pub(crate) fn is_log_written(&self) -> bool {
        self.log_id.is_some()
    }

    /// Whether nothing of the card is on its way any more.
    pub(crate) fn is_done(&self) -> bool {
        self.log.is_settled() && self.report == Report::Nothing && !self.call.has_stale_log()
    }

    /// Whether the card may go by itself to make room for another: nothing is left to be done about it, neither here nor, should this panel
    /// have to take over, by another panel.
    pub(crate) fn makes_room(&self, settings: &Settings) -> bool {
        let notes = &self.wrap_up.notes;
        self.call.ended.is_some()
            && self.is_done()
            && self.log != Log::Elsewhere
            && notes.are_at_rest()
            && notes.theirs().is_none()
            && !self.lacks_result(settings)
    }
}
