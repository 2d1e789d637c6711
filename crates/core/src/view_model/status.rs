//! The status chip and its menu.

use super::Stage;
use super::commands::{command_error, missing_capability};
use crate::Now;
use crate::call::Phase;
use crate::panel::Panel;
use crate::text::{Msg, say};
use denwa_protocol::{AgentMode, ChosenMode};

/// The status chip and its menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusView {
    /// The status in a word.
    pub word: String,
    /// Its colour; never the only sign.
    pub tone: Tone,
    /// Since when it holds, by the panel's clock; none while there is nothing to time.
    pub since: Option<Now>,
    /// A change is on its way.
    pub is_busy: bool,
    /// It cannot be changed now.
    pub is_fixed: bool,
    /// What the agent can choose.
    pub choices: Vec<StatusChoice>,
    /// Why the last change failed.
    pub error: Option<String>,
    /// Calls go on: what the agent chooses holds after them.
    pub is_for_later: bool,
    /// What the agent has chosen for the time after her calls and her after-call work, in words.
    pub next: Option<String>,
    /// After-call work, while no call interrupts it.
    pub work: Option<WorkView>,
}

/// After-call work (後作業).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkView {
    /// When it ends by itself, by the panel's clock; none if the agent ends it.
    pub until: Option<Now>,
}

/// A status that the agent can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChoice {
    /// The status in a word.
    pub word: String,
    /// It holds now.
    pub is_current: bool,
    /// The mode.
    pub mode: AgentMode,
    /// The code of the reason that the administrator defined.
    pub reason: Option<String>,
}

/// The colour of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Takes calls.
    Ready,
    /// On a call.
    Busy,
    /// Takes no calls.
    Away,
    /// After-call work.
    Work,
    /// Not connected, or signed off.
    Off,
}

impl Panel {
    pub(super) fn status_view(&self) -> StatusView {
        let language = self.context.language;
        let (word, tone, since) = if let Some((message, since)) = self.status_by_calls() {
            (message.t(language), Tone::Busy, Some(since))
        } else if self.stage() == Stage::Starting {
            (Msg::StatusStarting.t(language), Tone::Off, None)
        } else if !self.session.is_live() {
            (Msg::StatusOffline.t(language), Tone::Off, None)
        } else if self.is_at_other_work() {
            // Nobody says since when.
            (self.mode_words(), Tone::Busy, None)
        } else {
            (self.mode_words(), tone_of(self.context.server.agent.mode), Some(self.mode_since()))
        };
        let is_busy = self.agent.service().is_some();
        let choices = self.status_choices();
        StatusView {
            word: word.to_owned(),
            tone,
            since,
            is_busy,
            is_fixed: is_busy || choices.is_empty(),
            choices,
            error: command_error(&self.agent, language),
            is_for_later: self.has_live_call(),
            next: self.next_words(),
            work: self.work_view(),
        }
    }

    /// The status that living calls make, and its start. Talking goes before dialling, dialling before ringing; of several the first.
    fn status_by_calls(&self) -> Option<(Msg, Now)> {
        let status = |phase| match phase {
            Phase::Talking | Phase::Held => Some((0, Msg::StatusTalking)),
            Phase::Dialling | Phase::Prompting => Some((1, Msg::StatusDialling)),
            Phase::Ringing => Some((2, Msg::StatusRinging)),
            Phase::Ended(_) => None,
        };
        let living = self.cards.iter().filter_map(|card| {
            let (rank, message) = status(card.phase())?;
            Some((rank, self.phase_since(card)?, message))
        });
        living.min_by_key(|(rank, since, _)| (*rank, *since)).map(|(_, since, message)| (message, since))
    }

    /// When the mode began to hold. A call interrupts it: it counts from the end of the last one.
    fn mode_since(&self) -> Now {
        let since = self.context.server.agent.since;
        self.context.local(self.last_call_end.map_or(since, |end| end.max(since)))
    }

    fn status_choices(&self) -> Vec<StatusChoice> {
        let server = &self.context.server;
        let agent = &server.agent;
        let next = agent.next.as_ref().filter(|_| self.has_live_call());
        let current = next.map_or((agent.mode, agent.reason.as_deref()), |next| (next.mode, next.reason.as_deref()));
        if !self.session.is_live() || missing_capability(server.capabilities.agent_state).is_some() {
            return Vec::new();
        }
        let choice = |ChosenMode { mode, reason }: ChosenMode| StatusChoice {
            word: self.words_of_mode(mode, reason.as_deref()).to_owned(),
            is_current: current == (mode, reason.as_deref()),
            mode,
            reason,
        };
        self.choosable_modes().map(choice).collect()
    }

    /// The status that follows, in words.
    fn next_words(&self) -> Option<String> {
        let ChosenMode { mode, reason } = self.context.server.agent.next.as_ref().filter(|_| self.session.is_live())?;
        Some(say::next_status(self.context.language, self.words_of_mode(*mode, reason.as_deref())))
    }

    fn work_view(&self) -> Option<WorkView> {
        let agent = &self.context.server.agent;
        let is_working = agent.mode == AgentMode::WorkNotReady && self.session.is_live() && !self.has_live_call();
        is_working.then(|| WorkView { until: agent.until.map(|until| self.context.local(until)) })
    }
}

pub(super) fn tone_of(mode: AgentMode) -> Tone {
    match mode {
        AgentMode::Ready => Tone::Ready,
        AgentMode::NotReady => Tone::Away,
        AgentMode::WorkNotReady => Tone::Work,
        AgentMode::LoggedOff | AgentMode::Unknown => Tone::Off,
    }
}
