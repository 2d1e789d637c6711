//! The queues of the PBX: their members, the calls that wait, and the figures that panels see, at most once a second.

use super::{Effect, Hub, SessionId, Timer, agent::AgentDesk, clean::fit};
use crate::{
    clock::Steady,
    pbx::{QueueState, WaitingCall},
};
use denwa_protocol::{AgentMode, PhoneState, QueueFigures, ServerMessage};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// The shortest time between two messages with figures, in milliseconds.
pub const QUEUES_MS: u64 = 1_000;

/// The bytes of figures in a message; more queues are left out.
const MAX_BYTES: usize = 32 * 1024;

/// The queues as the PBX reported them last.
#[derive(Debug, Default)]
pub struct Queues {
    by_name: BTreeMap<String, Queue>,
    /// Whether the PBX has reported them since it came up.
    is_confirmed: bool,
    /// The figures that the panels of each agent were told last.
    told: HashMap<usize, Arc<Vec<QueueFigures>>>,
    told_at: Option<Steady>,
    due: Option<Steady>,
}

#[derive(Debug, Default)]
struct Queue {
    members: BTreeSet<usize>,
    waiting: Vec<WaitingCall>,
}

/// Panels that see the same figures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Readers {
    organisation: Option<String>,
    /// The queues that the agents belong to.
    own: Vec<String>,
    /// Whether they see the organisation's other queues, too.
    is_supervisor: bool,
}

impl Queues {
    /// Whether an agent belongs to a queue.
    pub fn is_member(&self, agent: usize, queue: &str) -> bool {
        self.by_name.get(queue).is_some_and(|queue| queue.members.contains(&agent))
    }

    /// Returns the agents who belong to a queue.
    pub fn members(&self, queue: &str) -> impl Iterator<Item = usize> {
        self.by_name.get(queue).into_iter().flat_map(|queue| queue.members.iter().copied())
    }

    /// Whether a whole call waits in a queue.
    pub fn is_waiting(&self, request_id: &str) -> bool {
        self.by_name.values().flat_map(|queue| &queue.waiting).any(|waiting| waiting.request_id == request_id)
    }

    /// Returns the organisations of the agents who belong to a queue.
    pub fn organisations(&self, queue: &str, agents: &[AgentDesk]) -> Vec<String> {
        let all: BTreeSet<_> = self.members(queue).filter_map(|agent| agents[agent].organisation.clone()).collect();
        all.into_iter().collect()
    }
}

impl Hub {
    /// The PBX has reported the queues.
    pub(super) fn queues_reported(&mut self, queues: Vec<QueueState>) {
        self.queues.is_confirmed = true;
        let mut joined = Vec::new();
        let mut by_name = BTreeMap::new();
        for QueueState { queue, members, waiting } in queues {
            let members: BTreeSet<_> = members.iter().filter_map(|e| self.by_extension.get(e).copied()).collect();
            let new = members.iter().filter(|agent| !self.queues.is_member(**agent, &queue));
            joined.extend(new.map(|agent| (*agent, queue.clone())));
            by_name.insert(queue, Queue { members, waiting });
        }
        self.queues.by_name = by_name;
        for (agent, queue) in joined {
            self.share_callbacks(agent, &queue);
        }
        self.touch_queues();
    }

    /// Notes that the PBX came up.
    pub(super) fn begin_queues_sync(&mut self) {
        self.queues.is_confirmed = false;
    }

    /// Forgets the queues if the PBX has not reported any since it came up.
    pub(super) fn end_queues_sync(&mut self) {
        if !self.queues.is_confirmed && !self.queues.by_name.is_empty() {
            self.queues_reported(Vec::new());
        }
    }

    /// Something has changed that figures depend on.
    pub(super) fn touch_queues(&mut self) {
        let has_nothing_to_tell = self.queues.by_name.is_empty() && self.queues.told.is_empty();
        if self.queues.due.is_some() || self.sessions.is_empty() || has_nothing_to_tell {
            return;
        }
        let now = self.now.steady;
        let due = self.queues.told_at.map_or(now, |told_at| now.max(told_at + QUEUES_MS));
        self.queues.due = Some(due);
        self.timers.insert((due, Timer::Queues));
    }

    /// Tells the panels whose figures have changed.
    pub(super) fn publish_queues(&mut self) {
        self.queues.due = None;
        let mut readers: BTreeMap<Readers, Vec<usize>> = BTreeMap::new();
        for (agent, _) in self.agents.iter().enumerate().filter(|(_, desk)| !desk.sessions.is_empty()) {
            readers.entry(self.readers(agent)).or_default().push(agent);
        }
        let mut told = HashMap::new();
        for (readers, agents) in readers {
            let figures = Arc::new(self.figures(&readers));
            let knows = |agent: &&usize| match self.queues.told.get(*agent) {
                Some(known) => *known == figures,
                None => figures.is_empty(),
            };
            let news = agents.iter().filter(|agent| !knows(agent)).flat_map(|agent| &self.agents[*agent].sessions);
            let to: Vec<SessionId> = news.copied().collect();
            if !to.is_empty() {
                self.queues.told_at = Some(self.now.steady);
                let message = Box::new(ServerMessage::Queues { queues: figures.to_vec() });
                self.effects.push(Effect::Send { to, message });
            }
            told.extend(agents.into_iter().map(|agent| (agent, figures.clone())));
        }
        self.queues.told = told;
    }

    /// Tells a panel that has just signed in.
    pub(super) fn tell_queues(&mut self, agent: usize, session: SessionId) {
        let figures = self.figures(&self.readers(agent));
        if !figures.is_empty() {
            self.queues.told.entry(agent).or_insert_with(|| Arc::new(figures.clone()));
            self.send(session, ServerMessage::Queues { queues: figures });
        }
    }

    fn readers(&self, agent: usize) -> Readers {
        let own = self.queues.by_name.iter().filter(|(_, queue)| queue.members.contains(&agent));
        Readers {
            organisation: self.agents[agent].organisation.clone(),
            own: own.map(|(name, _)| name.clone()).collect(),
            is_supervisor: self.is_supervisor(agent),
        }
    }

    fn figures(&self, readers: &Readers) -> Vec<QueueFigures> {
        let mut all = Vec::new();
        for (name, queue) in &self.queues.by_name {
            let own = readers.own.contains(name);
            let colleagues = queue.members.iter().filter(|m| self.agents[**m].organisation == readers.organisation);
            let colleagues: Vec<_> = colleagues.map(|member| &self.agents[*member]).collect();
            if !own && (!readers.is_supervisor || colleagues.is_empty()) {
                continue;
            }
            let count = |is_counted: fn(&&&AgentDesk) -> bool| {
                u32::try_from(colleagues.iter().filter(is_counted).count()).unwrap_or(u32::MAX)
            };
            all.push(QueueFigures {
                queue: name.clone(),
                name: self.queue_name(name),
                waiting: u32::try_from(queue.waiting.len()).unwrap_or(u32::MAX),
                longest_since: queue.waiting.iter().map(|waiting| waiting.since).min(),
                free: count(|desk| is_free(desk)),
                signed_on: count(|desk| desk.is_state_known && desk.state.mode != AgentMode::LoggedOff),
                own,
            });
        }
        let label = |figures: &QueueFigures| figures.name.clone().unwrap_or_else(|| figures.queue.clone());
        all.sort_by_cached_key(label);
        fit(&mut all, MAX_BYTES);
        all
    }

    /// Returns the name that the configuration gives to a queue.
    fn queue_name(&self, queue: &str) -> Option<String> {
        let listed =
            self.config.queues.iter().find(|listed| listed.queue.as_deref().unwrap_or(&listed.number) == queue);
        listed.map(|listed| listed.name.clone())
    }
}

/// Whether an agent could take a call now.
fn is_free(desk: &AgentDesk) -> bool {
    desk.is_state_known
        && desk.state.mode == AgentMode::Ready
        && !desk.state.other_work
        && desk.phone != PhoneState::Unregistered
        && desk.calls.live().next().is_none()
}
