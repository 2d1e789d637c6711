//! Tracks phones and queue memberships.

use super::{Micros, Tracker};
use crate::pbx::{PbxEvent, asterisk::ami::Message};
use denwa_protocol::{AgentMode, PhoneState};
use std::collections::{BTreeMap, BTreeSet};

/// The facts about an agent besides the calls.
#[derive(Clone, Debug)]
pub(super) struct Agent {
    /// The interfaces with which the agent may be a member of queues.
    interfaces: BTreeSet<String>,
    /// The agent's phones, by endpoint.
    phones: BTreeMap<String, Phone>,
    /// The agent's pause in each queue, by queue and interface.
    queues: BTreeMap<(String, String), Pause>,
    reported_phone: Option<PhoneState>,
    reported_mode: Option<(AgentMode, Option<String>)>,
}

/// What Asterisk has said about a phone.
#[derive(Clone, Debug, Default)]
struct Phone {
    /// The addresses under which the phone is registered. Only PJSIP reports them.
    contacts: Option<BTreeSet<String>>,
    /// Whether calls can reach the phone, according to its device's state.
    is_reachable: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pause {
    at: Micros,
    /// The reason if the agent is paused (empty if no reason was given); `None` if the agent is not paused.
    reason: Option<String>,
}

impl Phone {
    /// Returns whether calls can reach the phone; `None` if Asterisk has not said so.
    fn is_there(&self) -> Option<bool> {
        self.contacts.as_ref().map(|contacts| !contacts.is_empty()).or(self.is_reachable)
    }
}

impl Agent {
    pub(super) fn new(endpoints: Vec<String>, interfaces: Vec<String>) -> Self {
        Self {
            interfaces: interfaces.into_iter().collect(),
            phones: endpoints.into_iter().map(|endpoint| (endpoint, Phone::default())).collect(),
            queues: BTreeMap::new(),
            reported_phone: None,
            reported_mode: None,
        }
    }

    /// Returns the queues that the agent belongs to; one several times if she belongs to it by several interfaces.
    pub(super) fn queue_names(&self) -> impl Iterator<Item = &String> {
        self.queues.keys().map(|(queue, _)| queue)
    }

    /// Returns whether any phone can be reached; `None` if nothing is known of any.
    fn has_phone(&self) -> Option<bool> {
        self.phones.values().filter_map(Phone::is_there).reduce(|a, b| a || b)
    }
}

impl Tracker {
    /// Handles an event about phones or queues. Returns false: these events do not change calls.
    pub(super) fn agent_event(&mut self, m: &Message, at: Micros) -> bool {
        match m.event().unwrap_or_default() {
            "ContactStatus" => {
                let there = match m.get("ContactStatus").unwrap_or_default() {
                    // "Unknown" and "NonQualified": the phone has registered; whether it answers is being found out.
                    "Created" | "NonQualified" | "Reachable" | "Updated" | "Unqualified" | "Unknown" | "Avail"
                    | "Available" | "Lagged" => true,
                    "Removed" | "Unreachable" | "Unavail" | "Unavailable" => false,
                    _ => return false,
                };
                let endpoint = format!("PJSIP/{}", m.some("EndpointName").or(m.some("AOR")).unwrap_or_default());
                self.contact(&endpoint, m.get("URI").unwrap_or_default(), there);
            }
            // Channel drivers other than PJSIP do not report contacts.
            "PeerStatus" if m.get("ChannelType") != Some("PJSIP") => {
                let is_reachable = match m.get("PeerStatus").unwrap_or_default() {
                    // A phone that answers late can still be called.
                    "Registered" | "Reachable" | "Lagged" => true,
                    "Unregistered" | "Unreachable" => false,
                    // "Rejected": somebody tried to register with a wrong password. The phone is where it was.
                    _ => return false,
                };
                self.note_reachable(m.get("Peer").unwrap_or_default(), is_reachable);
            }
            "DeviceStateChange" => self.device(m),
            "QueueMemberAdded" | "QueueMemberPause" | "QueueMember" => self.member(m, at),
            "QueueMemberRemoved" => {
                let (interface, queue) = (m.get("Interface").unwrap_or_default(), m.get("Queue").unwrap_or_default());
                for agent in self.agents.values_mut() {
                    agent.queues.remove(&(queue.to_owned(), interface.to_owned()));
                }
                self.refresh_modes();
            }
            _ => {}
        }
        false
    }

    fn phone_mut(&mut self, endpoint: &str) -> Option<&mut Phone> {
        let extension = self.endpoints.get(endpoint)?;
        self.agents.get_mut(extension)?.phones.get_mut(endpoint)
    }

    /// Notes that a phone has registered or unregistered an address.
    pub(super) fn contact(&mut self, endpoint: &str, uri: &str, there: bool) {
        let Some(phone) = self.phone_mut(endpoint) else { return };
        let contacts = phone.contacts.get_or_insert_default();
        if there {
            contacts.insert(uri.to_owned());
        } else {
            contacts.remove(uri);
        }
        self.refresh_phones();
    }

    /// Notes a device's state, from `DeviceStateChange` or `DeviceStateList`.
    pub(super) fn device(&mut self, m: &Message) {
        let is_reachable = match m.get("State").unwrap_or_default() {
            "" => return,
            state => !matches!(state, "UNAVAILABLE" | "INVALID"),
        };
        self.note_reachable(m.get("Device").unwrap_or_default(), is_reachable);
    }

    fn note_reachable(&mut self, endpoint: &str, is_reachable: bool) {
        let Some(phone) = self.phone_mut(endpoint) else { return };
        phone.is_reachable = Some(is_reachable);
        self.refresh_phones();
    }

    /// Forgets phones and queue memberships before new lists are read.
    pub(super) fn forget_phones(&mut self) {
        for agent in self.agents.values_mut() {
            agent.phones.values_mut().for_each(|phone| *phone = Phone::default());
            agent.queues.clear();
        }
    }

    /// Notes that a complete list of PJSIP's contacts follows: phones that it does not name are not registered.
    pub fn begin_contacts(&mut self) {
        let phones = self.agents.values_mut().flat_map(|agent| &mut agent.phones);
        for (_, phone) in phones.filter(|(endpoint, _)| endpoint.starts_with("PJSIP/")) {
            phone.contacts.get_or_insert_default();
        }
    }

    /// Notes a queue membership. Items of `QueueStatus` have `Location` where events have `Interface`.
    pub(super) fn member(&mut self, m: &Message, at: Micros) {
        let interface = m.get("Interface").or(m.get("Location")).unwrap_or_default();
        let Some(agent) = self.agents.values_mut().find(|agent| agent.interfaces.contains(interface)) else { return };
        let Some(queue) = m.get("Queue").map(str::to_owned) else { return };
        let reason = || m.get("PausedReason").or(m.get("Reason")).unwrap_or_default().to_owned();
        let pause = Pause { at, reason: (m.get("Paused") == Some("1")).then(reason) };
        let key = (queue, interface.to_owned());
        if agent.queues.get(&key).is_none_or(|known| known.at <= at) {
            agent.queues.insert(key, pause);
        }
        self.refresh_modes();
    }

    /// Returns the interfaces with which an agent is a member of queues.
    #[must_use]
    pub fn member_interfaces(&self, extension: &str) -> BTreeSet<String> {
        let queues = self.agents.get(extension).into_iter().flat_map(|agent| agent.queues.keys());
        queues.map(|(_, interface)| interface.clone()).collect()
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
        Some(if reason == self.asterisk.pause_other_work {
            (AgentMode::Ready, None)
        } else if reason == self.asterisk.pause_after_call_work {
            (AgentMode::WorkNotReady, None)
        } else if reason == self.asterisk.pause_logged_off {
            (AgentMode::LoggedOff, None)
        } else {
            (AgentMode::NotReady, Some(reason).filter(|reason| !reason.is_empty()))
        })
    }

    /// Returns whether an agent is paused in every queue for work of another channel.
    #[must_use]
    pub fn has_other_work(&self, extension: &str) -> bool {
        let is_other_work = |pause: &Pause| pause.reason.as_ref() == Some(&self.asterisk.pause_other_work);
        let agent = self.agents.get(extension).filter(|agent| !agent.queues.is_empty());
        agent.is_some_and(|agent| agent.queues.values().all(is_other_work))
    }

    pub(super) fn refresh_phones(&mut self) {
        if self.is_syncing {
            return;
        }
        let mut changed = Vec::new();
        for (extension, agent) in &mut self.agents {
            let state = match agent.has_phone() {
                Some(true) => PhoneState::Registered,
                Some(false) => PhoneState::Unregistered,
                None => continue,
            };
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
