//! Supervisors' parts in agents' calls. The PBX reports them; the hub knows which of them the agent sees, and leaves
//! traces.

use super::Act;
use crate::{
    hub::{Hub, commands::Purpose},
    pbx::{MonitoringPart, PbxRequest},
};
use denwa_protocol::{ConnectionState, Event, MonitorMode, Monitored, Monitoring, PbxState, Timestamp};
use std::collections::{BTreeMap, HashMap};

/// The parts, and what supervisors asked for.
#[derive(Debug, Default)]
pub struct Monitors {
    /// By supervisor.
    parts: BTreeMap<usize, Part>,
    /// Whether the agent is to see the part that a supervisor asked for last.
    shown: HashMap<usize, bool>,
}

/// A supervisor's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    agent: usize,
    call: String,
    mode: MonitorMode,
    state: ConnectionState,
    since: Timestamp,
    /// Whether the agent sees it in every mode.
    is_shown: bool,
    /// Whether its beginning has left a trace.
    is_traced: bool,
    /// Whether the PBX has reported it since it came up.
    is_confirmed: bool,
}

impl Part {
    /// Whether the agent sees it: somebody who barges in, always.
    fn is_visible(&self) -> bool {
        self.is_shown || self.mode == MonitorMode::BargeIn
    }

    /// Returns the trace of a change to this part.
    fn change(&self) -> Act {
        Act::MonitoringChanged { mode: self.mode, shown: self.is_visible() }
    }
}

impl Hub {
    /// Notes whether the agent is to see the part that a supervisor asks for.
    pub(in crate::hub) fn ask_for_part(&mut self, supervisor: usize, agent: usize, call: &str, shown: bool) {
        self.monitors.shown.insert(supervisor, shown);
        let is_same = |part: &&mut Part| part.agent == agent && part.call == call;
        if let Some(part) = self.monitors.parts.get_mut(&supervisor).filter(is_same)
            && part.is_shown != shown
        {
            let was_visible = part.is_visible();
            part.is_shown = shown;
            let (act, is_traced) = (part.change(), part.is_traced && part.is_visible() != was_visible);
            if is_traced {
                self.leave_trace(supervisor, agent, Some(call), act);
            }
            self.show_monitored(agent, call, self.now.wall);
        }
    }

    /// Whether a supervisor takes part in a call.
    pub(in crate::hub) fn has_part(&self, supervisor: usize) -> bool {
        self.monitors.parts.contains_key(&supervisor)
    }

    /// Has the PBX end a supervisor's part.
    pub(super) fn stop_part_of(&mut self, supervisor: usize) {
        if self.has_part(supervisor) && self.link.state == PbxState::Up {
            self.send_request(supervisor, None, Purpose::NOTHING_HELD, PbxRequest::StopMonitoring);
        }
    }

    /// Returns a supervisor's part as her panels see it.
    pub(in crate::hub) fn monitoring(&self, supervisor: usize) -> Option<Monitoring> {
        let part = self.monitors.parts.get(&supervisor)?;
        let (agent, call) = (self.colleague(part.agent), part.call.clone());
        Some(Monitoring { agent, call, mode: part.mode, state: part.state, since: part.since })
    }

    /// Returns who takes part in an agent's call, of those that `is_meant`.
    pub(super) fn monitored(&self, agent: usize, call: &str, is_meant: fn(&Part) -> bool) -> Option<Monitored> {
        let is_in = |part: &Part| part.agent == agent && part.call == call && part.state == ConnectionState::Connected;
        let mut parts = self.monitors.parts.iter().filter(|(_, part)| is_in(part) && is_meant(part));
        parts.next().map(|(by, part)| Monitored { by: self.colleague(*by), mode: part.mode })
    }

    /// The PBX reports a supervisor's part.
    pub(in crate::hub) fn monitoring_reported(&mut self, extension: &str, part: Option<MonitoringPart>, at: Timestamp) {
        let Some(supervisor) = self.by_extension.get(extension).copied() else { return };
        let agent = part.as_ref().and_then(|part| self.by_extension.get(&part.agent).copied());
        let (Some(MonitoringPart { call, mode, state, .. }), Some(agent)) = (part, agent) else {
            return self.end_part(supervisor, at);
        };
        let is_same = |known: &Part| known.agent == agent && known.call == call;
        if self.monitors.parts.get(&supervisor).is_some_and(|known| !is_same(known)) {
            self.end_part(supervisor, at);
        }
        let known = self.monitors.parts.get(&supervisor).cloned();
        let entry = self.agents[agent].calls.get(&call);
        // After a restart only the call itself says whether the agent is to see the part.
        let was_shown = entry.is_some_and(|entry| entry.call.monitored.is_some());
        let is_shown = known.as_ref().map(|known| known.is_shown).or(self.monitors.shown.get(&supervisor).copied());
        let is_shown = is_shown.unwrap_or(was_shown);
        let was_traced = known.as_ref().map_or(self.link.is_syncing, |known| known.is_traced);
        let since = known.as_ref().filter(|known| known.state == state).map_or(at, |known| known.since);
        let is_connected = state == ConnectionState::Connected;
        let is_traced = was_traced || is_connected;
        let part = Part { agent, call: call.clone(), mode, state, since, is_shown, is_traced, is_confirmed: true };
        if is_connected && !was_traced {
            self.leave_trace(supervisor, agent, Some(&call), Act::MonitoringBegan { mode, shown: part.is_visible() });
        } else if is_traced && known.as_ref().is_some_and(|known| known.mode != mode) {
            self.leave_trace(supervisor, agent, Some(&call), part.change());
        }
        self.monitors.parts.insert(supervisor, part.clone());
        let is_news = known.is_none_or(|known| Part { is_confirmed: true, is_traced, ..known } != part);
        if is_news {
            let monitoring = self.monitoring(supervisor);
            self.publish(supervisor, at, Event::Monitoring { monitoring });
            self.show_monitored(agent, &call, at);
        }
    }

    /// Notes that the PBX came up.
    pub(in crate::hub) fn begin_monitoring_sync(&mut self) {
        self.monitors.parts.values_mut().for_each(|part| part.is_confirmed = false);
    }

    /// Ends the parts that the PBX has not reported since it came up.
    pub(in crate::hub) fn end_monitoring_sync(&mut self, at: Timestamp) {
        let over = self.monitors.parts.iter().filter(|(_, part)| !part.is_confirmed);
        let over: Vec<usize> = over.map(|(supervisor, _)| *supervisor).collect();
        for supervisor in over {
            self.end_part(supervisor, at);
        }
        let mut shown = Vec::new();
        for (agent, desk) in self.agents.iter().enumerate() {
            let monitored = desk.calls.live().filter(|call| call.monitored.is_some());
            shown.extend(monitored.map(|call| (agent, call.id.clone())));
        }
        for (agent, call) in shown {
            self.show_monitored(agent, &call, at);
        }
        self.end_forbidden_parts();
    }

    /// Has the PBX end the parts of those who lost the permission while the PBX was away. Whoever has not signed in since
    /// the start keeps hers.
    fn end_forbidden_parts(&mut self) {
        let has_lost = |supervisor: &usize| self.agents[*supervisor].claim.is_some_and(|claim| !claim.is_supervisor);
        let supervisors: Vec<usize> = self.monitors.parts.keys().copied().filter(has_lost).collect();
        for supervisor in supervisors {
            self.stop_part_of(supervisor);
        }
    }

    fn end_part(&mut self, supervisor: usize, at: Timestamp) {
        let Some(part) = self.monitors.parts.remove(&supervisor) else { return };
        if part.is_traced {
            self.leave_trace(supervisor, part.agent, Some(&part.call), Act::MonitoringEnded);
        }
        self.publish(supervisor, at, Event::Monitoring { monitoring: None });
        self.show_monitored(part.agent, &part.call, at);
    }

    /// Shows an agent who takes part in her call, and her supervisors.
    fn show_monitored(&mut self, agent: usize, call: &str, at: Timestamp) {
        self.touch_team(agent, false);
        let monitored = self.monitored(agent, call, Part::is_visible);
        let Some(entry) = self.agents[agent].calls.get_mut(call) else { return };
        if entry.call.ended.is_none() && entry.call.monitored != monitored {
            entry.call.monitored = monitored;
            self.publish_call(agent, call, at);
        }
    }
}
