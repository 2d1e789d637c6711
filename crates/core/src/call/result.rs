//! How a call went (通話結果), and how long both talked.

use super::{Card, Log};
use crate::settings::Settings;
use crate::text::{Language, Msg};
use denwa_protocol::{Cause, Direction, TransferState};

impl Card {
    /// Whether a result must be chosen before the card can be put away: of a call that was talked on and is logged here
    /// (通話結果を必須にする).
    #[must_use]
    pub fn lacks_result(&self, settings: &Settings) -> bool {
        settings.requires_result()
            && settings.results().next().is_some()
            && self.call.answered_at.is_some()
            && self.wrap_up.result.value().is_none()
            && !matches!(self.log, Log::NotLogged | Log::Elsewhere)
    }

    /// How the call went: the agent's choice, else what the telephony knows.
    pub(super) fn result_words(&self, language: Language) -> String {
        self.wrap_up.result.value().cloned().unwrap_or_else(|| self.result().t(language).to_owned())
    }

    /// How the call went, as the telephony knows.
    #[must_use]
    pub fn result(&self) -> Msg {
        let is_answered = self.call.answered_at.is_some();
        match (self.call.ended.map(|ended| ended.cause), self.call.direction) {
            (Some(Cause::Normal), Direction::Inbound) => Msg::ResultAnswered,
            (Some(Cause::Normal), Direction::Outbound) if is_answered => Msg::ResultConnected,
            (Some(Cause::Normal | Cause::NoAnswer), _) => Msg::ResultNoAnswer,
            (Some(Cause::Missed | Cause::Declined), Direction::Outbound) => Msg::ResultCancelled,
            (Some(Cause::Missed), Direction::Inbound) => Msg::ResultMissed,
            (Some(Cause::Declined), Direction::Inbound) => Msg::ResultDeclined,
            (Some(Cause::AnsweredElsewhere), _) => Msg::ResultElsewhere,
            (Some(Cause::Busy), _) => Msg::ResultBusy,
            (Some(Cause::Refused), _) => Msg::ResultRefused,
            (Some(Cause::Unreachable), _) => Msg::ResultUnreachable,
            (Some(Cause::Transferred), _) => match self.call.transfer.as_ref().map(|transfer| transfer.state) {
                Some(TransferState::Returned) => Msg::ResultReturned,
                Some(TransferState::Lost) => Msg::ResultTransferLost,
                _ => Msg::ResultTransferred,
            },
            (Some(Cause::Parked), _) => Msg::ResultParked,
            (Some(Cause::Deflected), _) => Msg::ResultDeflected,
            (Some(Cause::Merged), _) => Msg::ResultMerged,
            (Some(Cause::Lost), _) => Msg::ResultLost,
            (Some(Cause::Unknown) | None, _) => Msg::ResultUnknown,
        }
    }

    /// Talking time in milliseconds; 0 while the call lasts, and if nobody answered.
    #[must_use]
    pub fn talked(&self) -> u64 {
        match (self.call.answered_at, self.call.ended) {
            (Some(from), Some(ended)) => ended.at.saturating_sub(from),
            _ => 0,
        }
    }
}
