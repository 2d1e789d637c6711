//! The agent's mode in words.

use super::Panel;
use crate::text::{Language, Msg};
use denwa_protocol::{AgentMode, ChosenMode, Reason};

impl Panel {
    /// The agent's own status in words while no call goes on.
    pub(crate) fn mode_words(&self) -> &str {
        if self.is_at_other_work() {
            return Msg::StatusOtherWork.t(self.context.language);
        }
        self.words_of_mode(self.context.server.agent.mode, self.context.server.agent.reason.as_deref())
    }

    /// Whether work of another channel keeps an agent from calls who would be ready for them (他業務).
    pub(crate) fn is_at_other_work(&self) -> bool {
        self.context.server.agent.other_work && self.context.server.agent.mode == AgentMode::Ready
    }

    /// A mode in words: with a reason, the words that the administrator gave it.
    pub(crate) fn words_of_mode<'a>(&'a self, mode: AgentMode, reason: Option<&'a str>) -> &'a str {
        let message = match (mode, reason) {
            (AgentMode::Ready, _) => Msg::Ready,
            (AgentMode::NotReady, Some(code)) => {
                let mut known = self.settings().statuses().iter().chain(&self.context.server.reasons);
                return known.find(|reason| reason.code == code).map_or(code, |reason| match self.context.language {
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

    /// The modes to choose from, in their order; with each reason for not being ready.
    pub(crate) fn choosable_modes(&self) -> impl Iterator<Item = ChosenMode> {
        let plain = |mode| ChosenMode { mode, reason: None };
        let reasons = self.reasons().iter();
        let reasons = reasons.map(|reason| ChosenMode { mode: AgentMode::NotReady, reason: Some(reason.code.clone()) });
        let first = [AgentMode::Ready, AgentMode::NotReady].into_iter().map(plain);
        first.chain(reasons).chain([AgentMode::WorkNotReady, AgentMode::LoggedOff].into_iter().map(plain))
    }

    /// The reasons for not being ready to choose from: the organisation's own statuses, or else the event server's.
    pub(super) fn reasons(&self) -> &[Reason] {
        match self.settings().statuses() {
            [] => &self.context.server.reasons,
            own => own,
        }
    }
}
