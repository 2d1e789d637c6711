//! Supervisors who take part in agents' calls. The link originates a channel of the supervisor's phone, which runs `ChanSpy`
//! in the dialplan: it is in no bridge and in no call, and makes no card.

use super::Tracker;
use crate::pbx::{MonitoringPart, PbxEvent, asterisk::ami::Message};
use denwa_protocol::{ConnectionState, MonitorMode};

/// A supervisor's channel that the link has originated.
#[derive(Clone, Debug)]
pub(super) struct Monitor {
    supervisor: String,
    part: MonitoringPart,
    /// How often `ChanSpy` has begun: once more with every change of the mode.
    starts: u32,
    reported: Option<MonitoringPart>,
}

/// A supervisor's part, for the link to act on.
#[derive(Clone, Debug)]
pub struct Monitored {
    /// The unique ID of the supervisor's channel.
    pub id: String,
    /// Its name.
    pub channel: String,
    /// Whether she has answered her phone.
    pub is_up: bool,
    /// The part.
    pub part: MonitoringPart,
    /// How often `ChanSpy` has begun.
    pub starts: u32,
}

impl Tracker {
    /// Notes that the link is about to originate a channel with this unique ID for a supervisor.
    pub fn expect_monitor(&mut self, uniqueid: &str, supervisor: &str, part: MonitoringPart) {
        // A request that came to nothing may have left its expectation behind.
        let channels = &self.channels;
        self.monitors.retain(|id, monitor| monitor.supervisor != supervisor || channels.contains_key(id));
        let monitor = Monitor { supervisor: supervisor.to_owned(), part, starts: 0, reported: None };
        self.monitors.insert(uniqueid.to_owned(), monitor);
    }

    /// Notes that the originate failed.
    pub fn forget_monitor(&mut self, uniqueid: &str) {
        self.monitors.remove(uniqueid);
    }

    /// Returns whether the link still expects or has a supervisor's channel.
    #[must_use]
    pub fn has_monitor(&self, uniqueid: &str) -> bool {
        self.monitors.contains_key(uniqueid)
    }

    /// Returns a supervisor's part, once her phone's channel exists.
    #[must_use]
    pub fn monitored_by(&self, supervisor: &str) -> Option<Monitored> {
        let hers = self.monitors.iter().filter(|(_, monitor)| monitor.supervisor == supervisor);
        let mut there = hers.filter_map(|(id, monitor)| Some((monitor, self.channel(id)?)));
        let (monitor, channel) = there.find(|(_, channel)| channel.end.is_none())?;
        Some(Monitored {
            id: channel.uniqueid.clone(),
            channel: channel.name.clone(),
            is_up: channel.is_up(),
            part: monitor.part.clone(),
            starts: monitor.starts,
        })
    }

    /// Notes that a supervisor takes part in another way from now on.
    pub fn set_monitor_mode(&mut self, uniqueid: &str, mode: MonitorMode) {
        if let Some(monitor) = self.monitors.get_mut(uniqueid) {
            monitor.part.mode = mode;
        }
        self.refresh_monitors();
    }

    /// Notes the beginning of `ChanSpy`.
    pub(super) fn monitor_event(&mut self, m: &Message) {
        if m.event() == Some("ChanSpyStart")
            && let Some(monitor) = m.get("SpyerUniqueid").and_then(|spyer| self.monitors.get_mut(spyer))
        {
            monitor.starts += 1;
            monitor.part.state = ConnectionState::Connected;
        }
    }

    /// Returns whether a new channel is a supervisor's, and remembers it.
    pub(super) fn note_spy(&mut self, uniqueid: &str) -> bool {
        let is_spy = self.monitors.contains_key(uniqueid);
        if is_spy {
            self.spies.insert(uniqueid.to_owned());
        }
        is_spy
    }

    /// Notes a listed channel that runs `ChanSpy` for the panels. A server that was started anew does not know who may
    /// listen there, so the link will hang it up.
    pub(super) fn note_listed_spy(&mut self, uniqueid: &str, m: &Message) {
        let context = self.asterisk.monitor.as_ref().map(|monitor| monitor.context.as_str());
        if context.is_some()
            && m.get("Context") == context
            && let Some(channel) = self.channels.get_mut(uniqueid)
        {
            channel.is_spying = true;
            self.spies.insert(uniqueid.to_owned());
        }
    }

    /// Returns the names of channels that the link hangs up: nobody waits for them, or nobody may listen there any more.
    #[must_use]
    pub fn unwanted(&self) -> Vec<String> {
        let strays = self.spies.iter().filter(|spy| !self.monitors.contains_key(*spy));
        let live = strays.filter_map(|spy| self.channel(spy)).filter(|channel| channel.end.is_none());
        self.orphans().into_iter().chain(live.map(|channel| channel.name.clone())).collect()
    }

    /// Notes that everything is reported again.
    pub(super) fn forget_reported_monitors(&mut self) {
        self.monitors.values_mut().for_each(|monitor| monitor.reported = None);
    }

    /// Ends the parts in calls that are over for their agents, and those whose supervisors have hung up; reports what has
    /// changed.
    pub(super) fn refresh_monitors(&mut self) {
        if self.is_syncing || (self.monitors.is_empty() && self.spies.is_empty()) {
            return;
        }
        let channels = &self.channels;
        self.spies.retain(|spy| channels.get(spy).is_some_and(|channel| channel.end.is_none()));
        let ids: Vec<_> = self.monitors.keys().filter(|id| self.channels.contains_key(*id)).cloned().collect();
        for id in ids {
            let is_there = self.channel(&id).is_some_and(|channel| channel.end.is_none());
            let Some(monitor) = self.monitors.get(&id) else { continue };
            let (extension, part) = (monitor.supervisor.clone(), monitor.part.clone());
            if !is_there || self.is_over(&part.call) {
                self.monitors.remove(&id);
                self.emit(PbxEvent::Monitoring { extension, part: None });
            } else if monitor.reported.as_ref() != Some(&part) {
                if let Some(monitor) = self.monitors.get_mut(&id) {
                    monitor.reported = Some(part.clone());
                }
                self.emit(PbxEvent::Monitoring { extension, part: Some(part) });
            }
        }
    }
}
