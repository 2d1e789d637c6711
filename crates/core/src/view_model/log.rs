//! The log of an ended call.

use super::LineTone;
use crate::call::{Card, Log};
use crate::host::HostError;
use crate::start::start_words;
use crate::text::{Language, Msg, say};

/// How the log of an ended call goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogView {
    /// In words.
    pub text: String,
    /// How that is to be judged.
    pub tone: LineTone,
    /// Offer to save it again.
    pub can_save_again: bool,
}

/// How a log goes; while the call lives only that it will not be logged.
pub(super) fn log_view(card: &Card, language: Language) -> Option<LogView> {
    let log = &card.log;
    let skipped = card.wrap_up.not_logged.value().map(|reason| say::log_skipped(language, reason));
    let (text, tone) = match (log, skipped) {
        (Log::Open | Log::NotLogged | Log::Due { .. }, Some(skipped)) => (skipped, LineTone::Success),
        (Log::Saved { kept, .. }, Some(_)) => (say::log_stays(language, kept), LineTone::Warning),
        (log, _) => log_words(log, language)?,
    };
    Some(LogView { text, tone, can_save_again: log.is_stuck() })
}

/// A log and how it goes, in words.
fn log_words(log: &Log, language: Language) -> Option<(String, LineTone)> {
    let say = |message: Msg| message.t(language).to_owned();
    Some(match log {
        Log::Open => return None,
        Log::Due { .. } | Log::Saving { .. } => (say(Msg::LogSaving), LineTone::Success),
        Log::Saved { kept, .. } if !kept.is_empty() => (say::log_kept(language, kept), LineTone::Success),
        Log::Saved { .. } => (say(Msg::LogSaved), LineTone::Success),
        Log::NotLogged => (say(Msg::LogNotLogged), LineTone::Success),
        Log::Elsewhere => (say(Msg::LogElsewhere), LineTone::Success),
        Log::Unknown { .. } => (say(Msg::LogReconciled), LineTone::Warning),
        Log::Waiting { why, tries, .. } => {
            (say::log_waiting(language, &why_words(why, language), *tries), LineTone::Warning)
        }
        Log::Failed { why } => (say::log_failed(language, &why_words(why, language)), LineTone::Error),
    })
}

/// Why a log is not written: the host's words, or what keeps the package from working.
fn why_words(why: &HostError, language: Language) -> String {
    match why {
        HostError::Refused { detail, .. } if !detail.is_empty() => detail.clone(),
        HostError::Start(error) => start_words(error.fault).0.t(language).to_owned(),
        _ => Msg::ErrorOther.t(language).to_owned(),
    }
}
