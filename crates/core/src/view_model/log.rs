//! The log of an ended call.

use super::LineTone;
use crate::call::Log;
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

/// How a log goes; nothing to show while the call lives.
pub(super) fn log_view(log: &Log, language: Language) -> Option<LogView> {
    let say = |message: Msg| message.t(language).to_owned();
    let (text, tone) = match log {
        Log::Open => return None,
        Log::Due { .. } | Log::Saving { .. } => (say(Msg::LogSaving), LineTone::Success),
        Log::Saved { .. } => (say(Msg::LogSaved), LineTone::Success),
        Log::NotLogged => (say(Msg::LogNotLogged), LineTone::Success),
        Log::Elsewhere => (say(Msg::LogElsewhere), LineTone::Success),
        Log::Unknown { again_at: Some(_), .. } => (say(Msg::LogReconciled), LineTone::Warning),
        Log::Unknown { again_at: None, .. } => (say(Msg::LogUnknown), LineTone::Warning),
        Log::Waiting { detail, tries, .. } => (say::log_waiting(language, detail, *tries), LineTone::Warning),
        Log::Failed { detail } => (say::log_failed(language, detail), LineTone::Error),
    };
    Some(LogView { text, tone, can_save_again: tone != LineTone::Success })
}
