//! Tones for the other side of a call.

use crate::call::{Card, Phase, TonesFault};
use crate::panel::Panel;
use crate::text::{Msg, say};
use crate::view_model::commands::command_error;
use denwa_protocol::Capability;

/// Tones for the other side of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TonesView {
    /// The end of what was sent, or that nothing was, in words.
    pub words: String,
    /// Tones are on their way.
    pub is_busy: bool,
    /// Why the last text was not sent.
    pub error: Option<String>,
}

impl Panel {
    pub(super) fn tones_view(&self, card: &Card) -> Option<TonesView> {
        let is_able = self.context.server.capabilities.send_tones == Capability::Available;
        if card.phase() != Phase::Talking || !is_able {
            return None;
        }
        let language = self.context.language;
        let tones = &card.tones;
        let fault = tones.refused.map(|fault| match fault {
            TonesFault::NotKeys => Msg::NotKeys,
            TonesFault::TooLong => Msg::TonesTooLong,
        });
        let words = match tones.sent.as_str() {
            "" => Msg::KeypadHint.t(language).to_owned(),
            sent => say::tones_sent(language, sent),
        };
        Some(TonesView {
            words,
            is_busy: tones.is_busy(),
            error: fault.map(|fault| fault.t(language).to_owned()).or_else(|| command_error(&tones.pending, language)),
        })
    }
}
