//! When an ended call's card may go.

use super::{Card, Log, Report};
use crate::settings::Settings;

impl Card {
    /// Whether the agent can put the card away: its log is settled, or left to her, and it has the result that is asked for.
    #[must_use]
    pub fn can_dismiss(&self, settings: &Settings) -> bool {
        self.can_call_back() && !self.lacks_result(settings)
    }

    /// Whether the call is over and nothing of it is on its way: the server knows of its log, or the log is left to the agent.
    #[must_use]
    pub fn can_call_back(&self) -> bool {
        self.call.ended.is_some()
            && self.report == Report::Nothing
            && !matches!(self.log, Log::Open | Log::Due { .. } | Log::Saving { .. } | Log::Waiting { .. })
    }

    /// Whether the card may go by itself to make room for another: nothing is left to be done about it.
    pub(crate) fn makes_room(&self, settings: &Settings) -> bool {
        self.call.ended.is_some()
            && self.log.is_settled()
            && self.report == Report::Nothing
            && !self.lacks_result(settings)
    }
}
