//! The rules by which the event server changes the agent's status by itself, for instance to after-call work (自動後作業): the server is told.
//!
//! `Untold` (no connection) → `Sent` → `Told`; refused, or without an answer in time → `Refused` → `Sent`, after a wait that doubles with each
//! refusal. Rules that have changed are sent at once. A lost connection leads back to `Untold`.

use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::link::RulesState;
use denwa_protocol::{Command, CommandOutcome, WorkRules};

/// How long the server may take, in milliseconds.
const ANSWER_MS: u64 = 6_000;
/// The first wait after a refusal, in milliseconds; doubles with each.
const AGAIN_MS: u64 = 5_000;
/// The longest wait, in milliseconds.
const AGAIN_MAX_MS: u64 = 300_000;

/// What the event server was told in this session.
#[derive(Clone, Debug, Default)]
pub(crate) struct ToldRules {
    /// The rules that were sent last.
    rules: Option<WorkRules>,
    step: Step,
    /// How often the server has refused these rules.
    refusals: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Untold,
    Sent {
        /// The command's ID.
        id: String,
        /// When to give up waiting for the answer.
        until: Now,
    },
    Told,
    Refused {
        /// When they are sent again.
        again_at: Now,
    },
}

impl ToldRules {
    /// The connection is lost: another server may be there next.
    pub(crate) fn on_lost(&mut self) {
        *self = Self::default();
    }

    /// Tells the event server the rules that it does not know, and those that it has refused, once it is time.
    pub(crate) fn tell(&mut self, rules: WorkRules, effects: &mut Effects) {
        let is_news = self.rules.as_ref() != Some(&rules);
        let is_due = matches!(self.step, Step::Refused { again_at } if again_at <= effects.now);
        if is_news {
            self.refusals = 0;
        }
        if is_news || is_due {
            let id = effects.command(Command::SetWorkRules(rules.clone()));
            self.step = Step::Sent { id, until: effects.now + ANSWER_MS };
            self.rules = Some(rules);
        }
    }

    /// An answer came. Returns whether it is for this command.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome, effects: &mut Effects) -> bool {
        if !matches!(&self.step, Step::Sent { id, .. } if id == answered) {
            return false;
        }
        if *outcome == CommandOutcome::Done {
            self.refusals = 0;
            self.step = Step::Told;
        } else {
            self.refuse(effects);
        }
        true
    }

    /// Whether the event server has them.
    pub(crate) fn state(&self) -> RulesState {
        match self.step {
            Step::Told => RulesState::Told,
            Step::Untold | Step::Sent { .. } if self.refusals == 0 => RulesState::Untold,
            Step::Untold | Step::Sent { .. } | Step::Refused { .. } => RulesState::Refused,
        }
    }

    /// When to call [`ToldRules::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        match self.step {
            Step::Untold | Step::Told => NEVER,
            Step::Sent { until: at, .. } | Step::Refused { again_at: at } => at,
        }
    }

    /// Stop waiting for the answer if it is time.
    pub(crate) fn tick(&mut self, effects: &mut Effects) {
        if matches!(self.step, Step::Sent { until, .. } if until <= effects.now) {
            self.refuse(effects);
        }
    }

    fn refuse(&mut self, effects: &mut Effects) {
        let wait = AGAIN_MS.saturating_mul(1 << self.refusals.min(10)).min(AGAIN_MAX_MS);
        self.refusals += 1;
        let again_at = effects.now + wait / 2 + effects.random(wait / 2 + 1);
        self.step = Step::Refused { again_at };
    }
}
