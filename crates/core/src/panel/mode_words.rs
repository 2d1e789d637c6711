//! The agent's mode in words.

use super::Panel;
use crate::text::{Language, Msg};
use denwa_protocol::AgentMode;

impl Panel {
    /// The agent's own state in words.
    pub(crate) fn mode_words(&self) -> &str {
        self.words_of_mode(self.context.server.agent.mode, self.context.server.agent.reason.as_deref())
    }

    /// A mode in words: with a reason, the words that the administrator gave it.
    pub(crate) fn words_of_mode<'a>(&'a self, mode: AgentMode, reason: Option<&'a str>) -> &'a str {
        let message = match (mode, reason) {
            (AgentMode::Ready, _) => Msg::Ready,
            (AgentMode::NotReady, Some(code)) => {
                let known = self.context.server.reasons.iter().find(|reason| reason.code == code);
                return known.map_or(code, |reason| match self.context.language {
                    Language::Ja => &reason.ja,
                    Language::En => &reason.en,
                });
            }
            (AgentMode::NotReady, None) => Msg::NotReady,
            (AgentMode::WorkNotReady, _) => Msg::AfterCallWork,
            (AgentMode::LoggedOff, _) => Msg::SignedOff,
            (AgentMode::Unknown, _) => Msg::StatusUnknown,
        };
        message.t(self.context.language)
    }
}
