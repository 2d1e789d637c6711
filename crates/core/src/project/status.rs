//! The status chip and what the agent can choose.

use super::{Tone, failed, unavailable};
use crate::Now;
use crate::card::Phase;
use crate::panel::Panel;
use crate::text::{Language, Msg};
use denwa_protocol::AgentMode;

/// The status chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusView {
    /// The word.
    pub word: String,
    /// Its colour.
    pub tone: Tone,
    /// Since when, by the panel's clock; none while there is nothing to time.
    pub since: Option<Now>,
    /// Whether the agent can change it now.
    pub can_change: bool,
    /// A change is on its way.
    pub busy: bool,
    /// What the agent can choose.
    pub choices: Vec<Choice>,
    /// Why the last change failed.
    pub error: Option<String>,
}

/// A status the agent can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its place among them.
    pub place: usize,
    /// The word.
    pub word: String,
    /// The mode.
    pub mode: AgentMode,
    /// The reason's code.
    pub reason: Option<String>,
    /// It is the present one.
    pub current: bool,
}

impl Panel {
    /// The status chip.
    #[must_use]
    pub fn status(&self) -> StatusView {
        let l = self.language;
        // Talking goes before dialling, dialling before ringing; of several the first.
        let mut on_a_call: Option<(u8, Now, Msg)> = None;
        for card in &self.cards {
            let (rank, word) = match card.phase() {
                Phase::Talking | Phase::Held => (0, Msg::StatusTalking),
                Phase::Dialling | Phase::Prompting => (1, Msg::StatusDialling),
                Phase::Ringing => (2, Msg::StatusRinging),
                Phase::Ended(_) => continue,
            };
            if let Some(since) = self.phase_since(card)
                && on_a_call.is_none_or(|(other, at, _)| (rank, since) < (other, at))
            {
                on_a_call = Some((rank, since, word));
            }
        }
        let (word, tone, since) = match on_a_call {
            Some((_, since, word)) => (word.t(l), Tone::Busy, Some(since)),
            None if self.is_starting() => (Msg::StatusStarting.t(l), Tone::Off, None),
            None if !self.session.is_live() => (Msg::StatusOffline.t(l), Tone::Off, None),
            None => (self.mode_words(), self.mode_tone(), Some(self.local(self.agent.state.since))),
        };
        let can = self.session.is_live() && unavailable(self.capabilities.agent_state).is_none();
        StatusView {
            word: word.to_owned(),
            tone,
            since,
            can_change: can && self.agent.pending.service().is_none(),
            busy: self.agent.pending.service().is_some(),
            choices: if can { self.choices() } else { Vec::new() },
            error: failed(&self.agent.pending, l),
        }
    }

    fn choices(&self) -> Vec<Choice> {
        let l = self.language;
        let state = &self.agent.state;
        let mut choices = Vec::new();
        let mut choice = |word: &str, mode: AgentMode, reason: Option<&String>| {
            let current = state.mode == mode && state.reason.as_ref() == reason;
            choices.push(Choice {
                place: choices.len(),
                word: word.to_owned(),
                mode,
                reason: reason.cloned(),
                current,
            });
        };
        choice(Msg::Ready.t(l), AgentMode::Ready, None);
        choice(Msg::NotReady.t(l), AgentMode::NotReady, None);
        for reason in &self.agent.reasons {
            choice(reason_word(reason, l), AgentMode::NotReady, Some(&reason.code));
        }
        choice(Msg::AfterCallWork.t(l), AgentMode::WorkNotReady, None);
        choice(Msg::SignedOff.t(l), AgentMode::LoggedOff, None);
        choices
    }

    /// The agent's own state in words.
    pub(crate) fn mode_words(&self) -> &str {
        let l = self.language;
        let message = match (self.agent.state.mode, &self.agent.state.reason) {
            (AgentMode::Ready, _) => Msg::Ready,
            (AgentMode::NotReady, Some(code)) => {
                let reason = self.agent.reasons.iter().find(|reason| reason.code == *code);
                return reason.map_or(code, |reason| reason_word(reason, l));
            }
            (AgentMode::NotReady, None) => Msg::NotReady,
            (AgentMode::WorkNotReady, _) => Msg::AfterCallWork,
            (AgentMode::LoggedOff, _) => Msg::SignedOff,
            (AgentMode::Unknown, _) => Msg::StatusUnknown,
        };
        message.t(l)
    }

    fn mode_tone(&self) -> Tone {
        match self.agent.state.mode {
            AgentMode::Ready => Tone::Ready,
            AgentMode::NotReady => Tone::Away,
            AgentMode::WorkNotReady => Tone::Work,
            AgentMode::LoggedOff | AgentMode::Unknown => Tone::Off,
        }
    }
}

fn reason_word(reason: &denwa_protocol::Reason, language: Language) -> &str {
    match language {
        Language::Ja => &reason.ja,
        Language::En => &reason.en,
    }
}
