//! The extension behind the number that was dialled.

use crate::call::{Card, Phase};
use crate::panel::Panel;
use crate::text::{Msg, say};
use denwa_protocol::Capability;

/// The extension behind the number that was dialled, to be sent as tones once the other side has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionView {
    /// The extension, and whether it was sent, in words.
    pub words: String,
    /// What sending it is called; none while it cannot be sent.
    pub action: Option<Msg>,
    /// It was sent.
    pub is_sent: bool,
}

impl Panel {
    pub(super) fn extension_view(&self, card: &Card) -> Option<ExtensionView> {
        let digits = card.call.remote_extension.as_ref().filter(|_| card.call.ended.is_none())?;
        let language = self.language();
        let is_sent = card.tones.has_sent_extension;
        let is_sending = card.tones.is_busy();
        let is_able = self.context.server.capabilities.send_tones == Capability::Available;
        let can_send = is_able && self.session.is_live() && !is_sending && card.phase() == Phase::Talking;
        let word = if is_sent { Msg::SendTonesAgain } else { Msg::SendTones };
        let extension = say::extension(language, digits);
        Some(ExtensionView {
            words: if is_sent { say::extension_sent(language, &extension) } else { extension },
            action: can_send.then_some(word),
            is_sent,
        })
    }
}
