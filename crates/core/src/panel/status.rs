//! The agent's status: which command each of her choices becomes, and the rules by which the event server changes it by itself.

use super::Panel;
use crate::call::rehearsal::is_test;
use crate::effects::Effects;
use crate::settings::{AfterCallWork, AfterMissed, Settings};
use denwa_protocol::{AfterCall, AfterCallOf, AgentMode, ChosenMode, Command, WorkRules};

/// How much longer after-call work lasts when the agent wants more time, in milliseconds.
const MORE_TIME_MS: u64 = 60_000;

impl Panel {
    /// Takes a status: at once, or, while calls go on, for the time after them.
    pub(super) fn set_mode(&mut self, mode: AgentMode, reason: Option<String>, effects: &mut Effects) {
        if self.agent.service().is_some() {
            return;
        }
        let agent = &self.context.server.agent;
        let chosen = ChosenMode { mode, reason };
        if self.has_live_call() {
            let is_present = agent.mode == chosen.mode && agent.reason == chosen.reason;
            self.set_next_mode(Some(chosen).filter(|_| !is_present), effects);
            return;
        }
        // After-call work ends in the status that was chosen for it, unless the agent now chooses another one.
        if agent.next.as_ref().is_some_and(|next| *next != chosen) {
            effects.command(Command::SetNextMode { next: None });
        }
        let ChosenMode { mode, reason } = chosen;
        self.agent.ask(Command::SetAgentState { mode, reason }, effects);
    }

    /// Chooses the status that follows the calls and the after-call work; none takes the choice back.
    pub(super) fn set_next_mode(&mut self, next: Option<ChosenMode>, effects: &mut Effects) {
        if self.context.server.agent.next != next {
            self.agent.ask(Command::SetNextMode { next }, effects);
        }
    }

    /// Has after-call work last longer.
    pub(super) fn extend_work(&mut self, effects: &mut Effects) {
        if self.context.server.agent.until.is_some() {
            self.agent.ask(Command::ExtendWork { by: MORE_TIME_MS }, effects);
        }
    }

    /// Ends after-call work: the event server then takes the status that was chosen to follow.
    pub(super) fn end_work(&mut self, effects: &mut Effects) {
        if self.context.server.agent.mode == AgentMode::WorkNotReady {
            self.agent.ask(Command::SetAgentState { mode: AgentMode::Ready, reason: None }, effects);
        }
    }

    /// Whether the agent is in a call, or one rings.
    pub(crate) fn has_live_call(&self) -> bool {
        self.cards.iter().any(|card| card.call.ended.is_none() && !is_test(&card.call))
    }

    /// Tells the event server the rules, after each sign-in and when they have changed.
    pub(super) fn tell_work_rules(&mut self, effects: &mut Effects) {
        if self.session.is_live() {
            let rules = work_rules(self.settings());
            self.work_rules.tell(rules, effects);
        } else {
            self.work_rules.on_lost();
        }
    }
}

fn work_rules(settings: &Settings) -> WorkRules {
    let not_zero = |milliseconds: u64| Some(milliseconds).filter(|milliseconds| *milliseconds > 0);
    let follows = match settings.after_call_work() {
        AfterCallWork::Off => None,
        AfterCallWork::Queue => Some(AfterCallOf::Queue),
        AfterCallWork::Inbound => Some(AfterCallOf::Inbound),
        AfterCallWork::External => Some(AfterCallOf::External),
    };
    let after_missed = match settings.after_missed() {
        AfterMissed::Stay => None,
        AfterMissed::Away => Some(AgentMode::NotReady),
        AfterMissed::Work => Some(AgentMode::WorkNotReady),
    };
    WorkRules {
        after_call: follows.map(|follows| AfterCall { follows, lasts: not_zero(settings.after_call_ms()) }),
        after_missed: after_missed.map(|mode| ChosenMode { mode, reason: None }),
        sign_off_after: not_zero(settings.sign_off_ms()),
    }
}
