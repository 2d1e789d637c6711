//! The team, as its supervisor's panels see it: all members, then those that have changed, at most once a second; modes
//! at once. A panel gets a large team in pages, so that its queue of messages has room for them.

use crate::{
    clock::Steady,
    hub::{Hub, SessionId, Timer, bring_forward, directory::MODE_MS},
};
use denwa_protocol::{Call, MAX_MESSAGE_BYTES, ServerMessage, TEAM_MEMBERS, TeamCall, TeamMember};
use std::collections::{BTreeMap, BTreeSet};

/// The shortest time between two messages to a panel, in milliseconds.
pub const TEAM_MS: u64 = 1_000;

/// The bytes of members in a message.
const PAGE_BYTES: usize = MAX_MESSAGE_BYTES - 2_048;

/// How many pages a panel gets at once.
const PAGES: usize = 10;

/// How many live calls of a member are told.
const MAX_CALLS: usize = 10;

/// The panels that see their teams.
#[derive(Debug, Default)]
pub struct TeamWatches(BTreeMap<SessionId, Watch>);

/// What a panel has not been told.
#[derive(Debug, Default)]
struct Watch {
    /// The members who are new or have changed.
    changed: BTreeSet<usize>,
    /// Whether the panel has been told nothing.
    is_anew: bool,
    told_at: Option<Steady>,
    due: Option<Steady>,
}

impl Hub {
    /// A panel wants to see the team, or to stop.
    pub(in crate::hub) fn watch_team(&mut self, session: SessionId, watch: bool) {
        let Some(supervisor) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        self.stop_watching_team(session);
        if watch && self.is_supervisor(supervisor) {
            let team = (0..self.agents.len()).filter(|agent| self.supervises(supervisor, *agent)).collect();
            self.team_watches.0.insert(session, Watch { changed: team, is_anew: true, ..Watch::default() });
            self.publish_team(session);
        }
    }

    pub(in crate::hub) fn stop_watching_team(&mut self, session: SessionId) {
        if let Some(due) = self.team_watches.0.remove(&session).and_then(|watch| watch.due) {
            self.timers.remove(&(due, Timer::Team(session)));
        }
    }

    /// Something has changed that supervisors see of an agent, perhaps her mode.
    pub(in crate::hub) fn touch_team(&mut self, agent: usize, is_mode: bool) {
        let watching: Vec<_> = self.team_watches.0.keys().copied().collect();
        for session in watching {
            let Some(supervisor) = self.sessions.get(&session).map(|entry| entry.agent) else { continue };
            if self.supervises(supervisor, agent)
                && let Some(watch) = self.team_watches.0.get_mut(&session)
            {
                watch.changed.insert(agent);
                self.schedule_team(session, if is_mode { MODE_MS } else { TEAM_MS });
            }
        }
    }

    fn schedule_team(&mut self, session: SessionId, pause: u64) {
        let now = self.now.steady;
        let Some(watch) = self.team_watches.0.get_mut(&session) else { return };
        let due = watch.told_at.map_or(now, |told_at| now.max(told_at + pause));
        bring_forward(&mut self.timers, &mut watch.due, due, Timer::Team(session));
    }

    /// Tells a panel what has changed, as far as it fits into some pages; the rest follows.
    pub(in crate::hub) fn publish_team(&mut self, session: SessionId) {
        let now = self.now.steady;
        for _ in 0..PAGES {
            let Some(watch) = self.team_watches.0.get(&session) else { return };
            if watch.changed.is_empty() && !watch.is_anew {
                break;
            }
            let members = self.team_page(&watch.changed);
            let Some(watch) = self.team_watches.0.get_mut(&session) else { return };
            for _ in &members {
                watch.changed.pop_first();
            }
            let anew = std::mem::take(&mut watch.is_anew);
            (watch.told_at, watch.due) = (Some(now), None);
            self.send(session, ServerMessage::Team { members, anew });
        }
        if self.team_watches.0.get(&session).is_some_and(|watch| !watch.changed.is_empty()) {
            self.schedule_team(session, TEAM_MS);
        }
    }

    /// Returns the first of these members that fit into a message: one at least.
    fn team_page(&self, agents: &BTreeSet<usize>) -> Vec<TeamMember> {
        let (mut members, mut room) = (Vec::new(), PAGE_BYTES);
        for agent in agents.iter().take(TEAM_MEMBERS) {
            let member = self.team_member(*agent);
            let size = serde_json::to_string(&member).map_or(usize::MAX, |json| json.len() + 1);
            if size > room && !members.is_empty() {
                break;
            }
            room = room.saturating_sub(size);
            members.push(member);
        }
        members
    }

    fn team_member(&self, agent: usize) -> TeamMember {
        let desk = &self.agents[agent];
        TeamMember {
            agent: self.colleague(agent),
            signed_in: !desk.sessions.is_empty(),
            state: desk.state.clone(),
            phone: desk.phone,
            activity: self.activity(agent),
            calls: desk.calls.live().take(MAX_CALLS).map(|call| self.team_call(agent, call)).collect(),
        }
    }

    fn team_call(&self, agent: usize, call: &Call) -> TeamCall {
        TeamCall {
            id: call.id.clone(),
            direction: call.direction,
            remote: call.remote.clone(),
            line: call.line.clone(),
            queue: call.queue.clone(),
            state: call.state,
            began_at: call.began_at,
            answered_at: call.answered_at,
            held_at: call.held_at,
            recording: call.recording,
            hand: call.hand.clone(),
            monitored: self.monitored(agent, &call.id, |_| true),
        }
    }
}
