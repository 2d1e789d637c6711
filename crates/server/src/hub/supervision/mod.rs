//! What supervisors see and do. An agent's tokens say whether she is a supervisor. The configuration's teams say whom she
//! supervises; without a team, all agents of her organisation. Everything that she does leaves a trace.

mod hands;
mod monitor;
mod team;

pub use hands::Hands;
pub use monitor::Monitors;
pub use team::TeamWatches;

use super::{Effect, Hub, work::ModeChange};
use crate::{
    clock::Steady,
    config::Config,
    store::{
        Change,
        trace::{Act, Trace},
    },
};
use denwa_protocol::{ChosenMode, CommandError, Event, SetBy};
use std::collections::{BTreeMap, BTreeSet};

/// What an agent's tokens say of her.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    is_supervisor: bool,
    /// When the token expires that said it last.
    until: Steady,
}

/// The agents of the supervisors for whom the configuration names teams.
pub fn teams(config: &Config) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut teams: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for team in &config.teams {
        let number = |login: &String| config.agents.iter().position(|agent| team.means(login, agent));
        if let Some(supervisor) = number(&team.supervisor) {
            teams.entry(supervisor).or_default().extend(team.agents.iter().filter_map(number));
        }
    }
    teams
}

impl Hub {
    /// Whether an agent is a supervisor, by her latest token.
    pub(super) fn is_supervisor(&self, agent: usize) -> bool {
        self.agents[agent].claim.is_some_and(|claim| claim.is_supervisor)
    }

    /// Whether a supervisor may see and act on an agent.
    fn supervises(&self, supervisor: usize, agent: usize) -> bool {
        supervisor != agent
            && self.is_supervisor(supervisor)
            && self.are_colleagues(supervisor, agent)
            && self.teams.get(&supervisor).is_none_or(|team| team.contains(&agent))
    }

    /// Returns the supervisors of an agent.
    fn supervisors_of(&self, agent: usize) -> Vec<usize> {
        (0..self.agents.len()).filter(|supervisor| self.supervises(*supervisor, agent)).collect()
    }

    /// Returns the agent with an extension, on whom a supervisor wants to act.
    pub(super) fn supervised(&self, supervisor: usize, extension: &str) -> Result<usize, CommandError> {
        if !self.is_supervisor(supervisor) {
            return Err(CommandError::NotSupervisor);
        }
        let agent = self.by_extension.get(extension).copied();
        agent.filter(|agent| self.supervises(supervisor, *agent)).ok_or(CommandError::NoSuchAgent)
    }

    /// Notes what a token says. An older token than the last, of a panel that comes back, says nothing new.
    pub(super) fn note_claim(&mut self, agent: usize, is_supervisor: bool, until: Steady) {
        let known = self.agents[agent].claim;
        if known.is_some_and(|known| known.until > until) {
            return;
        }
        self.agents[agent].claim = Some(Claim { is_supervisor, until });
        // The first since the start: a snapshot says it, or `publish_unknown_states`.
        if known.is_none_or(|known| known.is_supervisor == is_supervisor) {
            return;
        }
        self.publish(agent, self.now.wall, Event::Supervises { supervises: is_supervisor });
        let hands = self.hands_for(agent);
        self.publish(agent, self.now.wall, Event::Hands { hands });
        if !is_supervisor {
            let sessions = self.agents[agent].sessions.clone();
            for session in sessions {
                self.stop_watching_team(session);
            }
            self.stop_part_of(agent);
        }
        self.touch_queues();
    }

    /// Sets an agent's mode for a supervisor.
    pub(super) fn set_mode_of(
        &mut self,
        supervisor: usize,
        extension: &str,
        to: ChosenMode,
        why: String,
    ) -> Result<(), CommandError> {
        let agent = self.supervised(supervisor, extension)?;
        self.leave_trace(supervisor, agent, None, Act::ModeSet { mode: to.clone(), why: why.clone() });
        let set_by = Some(SetBy { by: self.colleague(supervisor), why });
        self.change_mode_by_itself(agent, ModeChange { to, until: None, set_by }, self.now.wall);
        Ok(())
    }

    /// Keeps a trace of an act. `call` is the agent's, by [`denwa_protocol::Call::id`].
    fn leave_trace(&mut self, by: usize, agent: usize, call: Option<&str>, act: Act) {
        let call = call.and_then(|id| self.agents[agent].calls.get(id)).map(|entry| entry.call.request_id.clone());
        let login = |agent: usize| self.agents[agent].login.clone();
        let trace = Trace {
            at: self.now.wall,
            organisation: self.organisation_of(agent),
            by: login(by),
            agent: login(agent),
            call,
            act,
        };
        self.effects.push(Effect::Keep(Change::Trace { trace }));
    }
}
