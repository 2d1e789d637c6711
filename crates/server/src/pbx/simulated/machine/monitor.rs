//! Supervisors who take part in agents' calls. Their phones are in no call of their own: the agent's part leads to whom
//! they hear, and who hears them.

use super::Machine;
use crate::pbx::{
    Done, MonitoringPart, PbxEvent,
    simulated::{
        call::{Device, LegState, PICK_UP_MS, SimCall},
        listed::ListedMonitor,
    },
};
use denwa_protocol::{CommandError, ConnectionState, MonitorMode};

/// A supervisor's part in an agent's call.
#[derive(Debug)]
pub(super) struct Monitor {
    phone: Device,
    part: MonitoringPart,
    /// When she picks up her phone, while it rings.
    picks_up_at: Option<u64>,
}

impl Machine {
    /// Rings a supervisor's phone, or only changes how she takes part.
    pub(super) fn monitor(
        &mut self,
        extension: &str,
        agent: &str,
        call: String,
        mode: MonitorMode,
        now: u64,
    ) -> Result<Done, CommandError> {
        if agent == extension {
            return Err(CommandError::ToOneself);
        }
        if mode == MonitorMode::Unknown {
            return Err(CommandError::NotSupported);
        }
        let own = self.own_talk(agent, &call)?;
        if self.calls.get(&own.number).is_some_and(|call| call.has_offer_of(extension)) {
            return Err(CommandError::WrongState);
        }
        let same = |known: &&mut Monitor| known.part.agent == agent && known.part.call == call;
        if let Some(known) = self.monitors.get_mut(extension).filter(same) {
            known.part.mode = mode;
        } else {
            let phone = self.first_phone(extension)?;
            self.end_monitor(extension);
            let part = MonitoringPart { agent: agent.to_owned(), call, mode, state: ConnectionState::Alerting };
            let monitor = Monitor { phone, part, picks_up_at: Some(now + PICK_UP_MS) };
            self.monitors.insert(extension.to_owned(), monitor);
        }
        self.report_monitor(extension);
        Ok(Done::default())
    }

    /// A supervisor leaves the call: her panel asks for it, or she hangs up.
    ///
    /// # Errors
    /// If she takes part in none.
    pub fn stop_monitoring(&mut self, extension: &str, now: u64) -> Result<Done, CommandError> {
        if !self.is_up {
            return Err(CommandError::PbxDown);
        }
        if !self.end_monitor(extension) {
            return Err(CommandError::NoSuchCall);
        }
        self.offer_waiting_calls(now);
        Ok(Done::default())
    }

    /// Ends a supervisor's part. Returns whether she had one.
    fn end_monitor(&mut self, extension: &str) -> bool {
        let had_one = self.monitors.remove(extension).is_some();
        if had_one {
            self.report_monitor(extension);
        }
        had_one
    }

    /// Ends the parts in calls that are over for their agents.
    pub(super) fn end_monitors_of(&mut self, call: &str, now: u64) {
        if self.end_monitors(|monitor| monitor.part.call == call) {
            self.offer_waiting_calls(now);
        }
    }

    /// Phones turn to a call, or are gone: nobody listens there any more.
    pub(super) fn end_monitors_at(&mut self, is_meant: impl Fn(&Device) -> bool) {
        self.end_monitors(|monitor| is_meant(&monitor.phone));
    }

    /// Ends parts. Returns whether there were any.
    fn end_monitors(&mut self, is_over: impl Fn(&Monitor) -> bool) -> bool {
        let over = self.monitors.iter().filter(|(_, monitor)| is_over(monitor));
        let over: Vec<_> = over.map(|(extension, _)| extension.clone()).collect();
        for extension in &over {
            self.end_monitor(extension);
        }
        !over.is_empty()
    }

    /// Returns when the next supervisor picks up her phone.
    pub(super) fn next_pick_up(&self) -> Option<u64> {
        self.monitors.values().filter_map(|monitor| monitor.picks_up_at).min()
    }

    /// Lets the supervisors pick up whose time it is.
    pub(super) fn pick_up_monitors(&mut self, now: u64) {
        let due = self.monitors.iter().filter(|(_, monitor)| monitor.picks_up_at.is_some_and(|at| at <= now));
        let due: Vec<_> = due.map(|(extension, monitor)| (extension.clone(), monitor.phone.clone())).collect();
        for (extension, phone) in due {
            self.hold_talks(&phone, None, now);
            if let Some(monitor) = self.monitors.get_mut(&extension) {
                monitor.picks_up_at = None;
                monitor.part.state = ConnectionState::Connected;
            }
            self.report_monitor(&extension);
        }
    }

    fn report_monitor(&mut self, extension: &str) {
        let part = self.monitors.get(extension).map(|monitor| monitor.part.clone());
        self.emit(PbxEvent::Monitoring { extension: extension.to_owned(), part });
    }

    /// Returns the events about all parts.
    pub(super) fn monitoring_events(&self) -> Vec<PbxEvent> {
        let parts = self.monitors.iter().map(|(extension, monitor)| (extension.clone(), monitor.part.clone()));
        parts.map(|(extension, part)| PbxEvent::Monitoring { extension, part: Some(part) }).collect()
    }

    /// Lists the supervisors in a call.
    pub(super) fn listed_monitors(&self, call: &SimCall) -> Vec<ListedMonitor> {
        let is_here = |monitor: &Monitor| call.offers.iter().any(|offer| offer.view.id == monitor.part.call);
        let here = self.monitors.iter().filter(|(_, monitor)| is_here(monitor));
        here.map(|(extension, Monitor { part, .. })| {
            let talking = talking_with(call, &part.agent);
            let is_connected = part.state == ConnectionState::Connected;
            let hears = if is_connected { talking } else { Vec::new() };
            let heard_by = match part.mode {
                MonitorMode::BargeIn => hears.clone(),
                MonitorMode::Whisper => hears.iter().filter(|party| **party == part.agent).cloned().collect(),
                MonitorMode::Listen | MonitorMode::Unknown => Vec::new(),
            };
            ListedMonitor {
                extension: extension.clone(),
                agent: part.agent.clone(),
                mode: part.mode,
                state: part.state,
                hears,
                heard_by,
            }
        })
        .collect()
    }
}

/// Returns everybody who talks in a call, by number, if the agent does.
fn talking_with(call: &SimCall, agent: &str) -> Vec<String> {
    let talking = call.legs.iter().filter(|leg| leg.state == LegState::Up);
    let talking: Vec<_> = talking.map(|leg| leg.device.shown_number()).collect();
    if talking.iter().any(|party| party == agent) { talking } else { Vec::new() }
}
