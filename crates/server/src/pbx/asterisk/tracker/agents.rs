//! Tracks phones and queue memberships.

use super::{Micros, Tracker};
use crate::pbx::{PbxEvent, asterisk::ami::Message};
use denwa_protocol::{AgentMode, PhoneState};
use std::collections::{BTreeMap, BTreeSet};

/// The facts about an agent besides the calls.
#[derive(Clone, Debug)]
pub(super) struct Agent {
    interface: String,
    /// The addresses under which the phone is registered; `None` until Asterisk has said anything about it.
    contacts: Option<BTreeSet<String>>,
    /// The agent's pause in each queue, by queue.
    queues: BTreeMap<String, Pause>,
    reported_phone: Option<PhoneState>,
    reported_mode: Option<(AgentMode, Option<String>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pause {
    at: Micros,
    /// The reason if the agent is paused (empty if no reason was given); `None` if the agent is not paused.
    reason: Option<String>,
}

impl Agent {
    pub(super) fn new(interface: String) -> Self {
        Self { interface, contacts: None, queues: BTreeMap::new(), reported_phone: None, reported_mode: None }
    }
}

impl Tracker {
    /// Handles an event about phones or queues. Returns false: these events do not change calls.
    pub(super) fn agent_event(&mut self, m: &Message, at: Micros) -> bool {
        match m.event().unwrap_or_default() {
            "ContactStatus" => {
                let there = match m.get("ContactStatus").unwrap_or_default() {
                    "Created" | "NonQualified" | "Reachable" | "Updated" | "Unqualified" | "Avail" | "Available" => {
                        true
                    }
                    "Removed" | "Unreachable" | "Unavail" | "Unavailable" => false,
                    _ => return false,
                };
                let endpoint = format!("PJSIP/{}", m.some("EndpointName").or(m.some("AOR")).unwrap_or_default());
                self.contact(&endpoint, m.get("URI").unwrap_or_default(), there);
            }
            // Channel drivers other than PJSIP do not report contacts.
            "PeerStatus" if m.get("ChannelType") != Some("PJSIP") => {
                let there = matches!(m.get("PeerStatus"), Some("Registered" | "Reachable"));
                let endpoint = m.get("Peer").unwrap_or_default().to_owned();
                self.contact(&endpoint, "", there);
            }
            "QueueMemberAdded" | "QueueMemberPause" | "QueueMember" => self.member(m, at),
            "QueueMemberRemoved" => {
                let (interface, queue) = (m.get("Interface").unwrap_or_default(), m.get("Queue").unwrap_or_default());
                if let Some(agent) = self.agents.values_mut().find(|agent| agent.interface == interface) {
                    agent.queues.remove(queue);
                }
                self.refresh_modes();
            }
            _ => {}
        }
        false
    }

    /// Notes that a phone has registered or unregistered an address.
    pub(super) fn contact(&mut self, endpoint: &str, uri: &str, there: bool) {
        let Some(agent) = self.endpoints.get(endpoint).and_then(|extension| self.agents.get_mut(extension)) else {
            return;
        };
        let contacts = agent.contacts.get_or_insert_default();
        if there {
            contacts.insert(uri.to_owned());
        } else {
            contacts.remove(uri);
        }
        self.refresh_phones();
    }

    /// Forgets registrations and queue memberships before new lists are read.
    pub(super) fn forget_phones(&mut self) {
        for agent in self.agents.values_mut() {
            agent.contacts = Some(BTreeSet::new());
            agent.queues.clear();
        }
    }

    /// Notes a queue membership. Items of `QueueStatus` have `Location` where events have `Interface`.
    pub(super) fn member(&mut self, m: &Message, at: Micros) {
        let interface = m.get("Interface").or(m.get("Location")).unwrap_or_default();
        let Some(agent) = self.agents.values_mut().find(|agent| agent.interface == interface) else { return };
        let Some(queue) = m.get("Queue").map(str::to_owned) else { return };
        let reason = || m.get("PausedReason").or(m.get("Reason")).unwrap_or_default().to_owned();
        let pause = Pause { at, reason: (m.get("Paused") == Some("1")).then(reason) };
        if agent.queues.get(&queue).is_none_or(|known| known.at <= at) {
            agent.queues.insert(queue, pause);
        }
        self.refresh_modes();
    }

    /// Returns whether an agent is a member of any queue.
    #[must_use]
    pub fn is_member(&self, extension: &str) -> bool {
        self.agents.get(extension).is_some_and(|agent| !agent.queues.is_empty())
    }

    /// Returns an agent's mode, derived from the pauses; `None` if the agent is in no queue.
    #[must_use]
    pub fn mode(&self, extension: &str) -> Option<(AgentMode, Option<String>)> {
        let agent = self.agents.get(extension)?;
        let latest = agent.queues.values().max_by_key(|pause| pause.at)?;
        // The agent is not ready only if paused in all queues: a pause in several queues arrives as several events.
        if agent.queues.values().any(|pause| pause.reason.is_none()) {
            return Some((AgentMode::Ready, None));
        }
        let reason = latest.reason.clone().unwrap_or_default();
        Some(if reason == self.asterisk.pause_after_call_work {
            (AgentMode::WorkNotReady, None)
        } else if reason == self.asterisk.pause_logged_off {
            (AgentMode::LoggedOff, None)
        } else {
            (AgentMode::NotReady, Some(reason).filter(|reason| !reason.is_empty()))
        })
    }

    pub(super) fn refresh_phones(&mut self) {
        if self.is_syncing {
            return;
        }
        let mut changed = Vec::new();
        for (extension, agent) in &mut self.agents {
            let Some(contacts) = &agent.contacts else { continue };
            let state = if contacts.is_empty() { PhoneState::Unregistered } else { PhoneState::Registered };
            if agent.reported_phone != Some(state) {
                agent.reported_phone = Some(state);
                changed.push(PbxEvent::Phone { extension: extension.clone(), state });
            }
        }
        for event in changed {
            self.emit(event);
        }
    }

    pub(super) fn refresh_modes(&mut self) {
        if self.is_syncing {
            return;
        }
        let modes: Vec<_> = self.agents.keys().filter_map(|e| Some((e.clone(), self.mode(e)?))).collect();
        for (extension, mode) in modes {
            let Some(agent) = self.agents.get_mut(&extension) else { continue };
            if agent.reported_mode.as_ref() != Some(&mode) {
                agent.reported_mode = Some(mode.clone());
                self.emit(PbxEvent::Agent { extension, mode: mode.0, reason: mode.1 });
            }
        }
    }

    /// Forgets what has been reported, so that everything is reported again.
    pub(super) fn forget_reported(&mut self) {
        for agent in self.agents.values_mut() {
            agent.reported_phone = None;
            agent.reported_mode = None;
        }
    }
}
