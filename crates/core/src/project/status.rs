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
        let living = |wanted: &[Phase]| {
            self.cards
                .iter()
                .filter(|card| wanted.contains(&card.phase()))
                .map(|card| self.phase_since(card))
                .min()
                .flatten()
        };
        let busy = [
            (Msg::StatusTalking, living(&[Phase::Talking, Phase::Held])),
            (Msg::StatusDialling, living(&[Phase::Dialling, Phase::Prompting])),
            (Msg::StatusRinging, living(&[Phase::Ringing])),
        ];
        let on_a_call = busy.into_iter().find_map(|(word, since)| since.map(|since| (word, since)));
        let (word, tone, since) = match on_a_call {
            Some((word, since)) => (word.t(l).to_owned(), Tone::Busy, Some(since)),
            None if self.is_starting() => (Msg::StatusStarting.t(l).to_owned(), Tone::Off, None),
            None if !self.session.is_live() => (Msg::StatusOffline.t(l).to_owned(), Tone::Off, None),
            None => (self.mode_words(), self.mode_tone(), Some(self.local(self.agent.state.since))),
        };
        let can = self.session.is_live() && unavailable(self.capabilities.agent_state).is_none();
        StatusView {
            word,
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
        let choice = |word: &str, mode: AgentMode, reason: Option<&str>| Choice {
            word: word.to_owned(),
            mode,
            reason: reason.map(str::to_owned),
            current: state.mode == mode && state.reason.as_deref() == reason,
        };
        let mut choices = vec![
            choice(Msg::Ready.t(l), AgentMode::Ready, None),
            choice(Msg::NotReady.t(l), AgentMode::NotReady, None),
        ];
        choices
            .extend(self.agent.reasons.iter().map(|r| choice(reason_word(r, l), AgentMode::NotReady, Some(&r.code))));
        choices.push(choice(Msg::AfterCallWork.t(l), AgentMode::WorkNotReady, None));
        choices.push(choice(Msg::SignedOff.t(l), AgentMode::LoggedOff, None));
        choices
    }

    /// The agent's own state in words.
    pub(crate) fn mode_words(&self) -> String {
        let l = self.language;
        let known = || {
            let code = self.agent.state.reason.as_deref()?;
            let reason = self.agent.reasons.iter().find(|reason| reason.code == code);
            Some(reason.map_or(code, |reason| reason_word(reason, l)).to_owned())
        };
        match self.agent.state.mode {
            AgentMode::Ready => Msg::Ready.t(l).to_owned(),
            AgentMode::NotReady => known().unwrap_or_else(|| Msg::NotReady.t(l).to_owned()),
            AgentMode::WorkNotReady => Msg::AfterCallWork.t(l).to_owned(),
            AgentMode::LoggedOff => Msg::SignedOff.t(l).to_owned(),
            AgentMode::Unknown => Msg::StatusUnknown.t(l).to_owned(),
        }
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
