//! What the event server reports.

use super::Panel;
use crate::call::Phase;
use crate::crossing::ToAdmin;
use crate::effects::Effects;
use crate::host::HostRequest;
use crate::input::SocketEvent;
use denwa_protocol::{Activity, Call, ClientMessage, CommandOutcome, Event, ServerMessage, Snapshot};

/// The panel reports to the server that it is used at most this often, in milliseconds.
const ACTIVE_MS: u64 = 1_000;

impl Panel {
    pub(super) fn on_socket(&mut self, event: SocketEvent, effects: &mut Effects) {
        let Some(message) = self.session.on_socket(event, effects) else { return };
        match message {
            ServerMessage::Snapshot(snapshot) => self.on_snapshot(snapshot, effects),
            ServerMessage::Ready => self.on_ready(effects),
            ServerMessage::Calls { calls, more } => self.on_calls(calls, more, effects),
            ServerMessage::Event { event, .. } => self.on_event(event, effects),
            ServerMessage::Answer { id, outcome } => self.on_answer(&id, &outcome, effects),
            ServerMessage::Primary { primary, other_browser, unopened } => {
                self.is_primary_elsewhere = other_browser;
                self.context.server.unopened = Some(unopened);
                self.on_primary(primary, effects);
            }
            ServerMessage::History { id, calls, more } => self.on_past_calls(&id, calls, more, effects),
            ServerMessage::Directory { find, entries, more } => self.directory.on_entries(&find, entries, more),
            ServerMessage::Queues { queues } => self.queues = queues,
            ServerMessage::Team { members, anew } => self.team.on_members(members, anew),
            _ => {}
        }
    }

    fn on_snapshot(&mut self, mut snapshot: Snapshot, effects: &mut Effects) {
        if self.host_is_ready {
            // Events missed meanwhile are lost, also that the settings changed.
            self.on_settings_changed(effects);
        }
        let calls = std::mem::take(&mut snapshot.calls);
        self.context.clock_ahead = difference(snapshot.now, effects.now);
        self.agent.forgive();
        let was_monitoring = self.context.server.monitoring.is_some();
        self.context.server = snapshot;
        self.callbacks.forgive();
        self.queues.clear();
        self.team.on_monitoring(self.context.server.monitoring.as_ref());
        self.on_supervises(was_monitoring, effects);
        let messages = &self.context.server.messages;
        self.messages.on_list(|id| messages.iter().any(|message| message.id == id));
        self.is_primary_elsewhere = false;
        self.tell_lines(effects);
        self.on_primary(self.context.server.primary, effects);
        self.calls_so_far = None;
        self.on_calls(calls, self.context.server.more_calls, effects);
    }

    /// The calls of a snapshot, or calls that did not fit into it.
    fn on_calls(&mut self, calls: Vec<Call>, more: bool, effects: &mut Effects) {
        let mut known = self.calls_so_far.take().unwrap_or_default();
        for call in calls {
            known.push(call.id.clone());
            self.on_call(call, effects);
        }
        if more {
            self.calls_so_far = Some(known);
        } else {
            self.tell_parked(true);
            self.lose_calls(&known, effects);
        }
    }

    /// The cards of parked calls say whether they still wait.
    fn tell_parked(&mut self, is_snapshot: bool) {
        for card in &mut self.cards {
            card.on_parked(&self.context.server.parked, is_snapshot);
        }
    }

    fn on_ready(&mut self, effects: &mut Effects) {
        if !self.host_is_ready {
            self.host_is_ready = true;
            effects.tell_host(HostRequest::NotifyReady);
            effects.tell_host(HostRequest::EnableClickToDial);
            self.channels.begin(effects);
        }
        self.welcome.on_live(effects.now);
        self.agent.repeat(effects);
        self.dial.pending.repeat(effects);
        self.renew_desk(effects);
        for card in &mut self.cards {
            card.on_live(&self.context, effects);
        }
        self.take_drafts(effects);
    }

    fn on_event(&mut self, event: Event, effects: &mut Effects) {
        let server = &mut self.context.server;
        match event {
            Event::Call { call } => {
                if let Some(known) = &mut self.calls_so_far {
                    known.push(call.id.clone());
                }
                self.on_call_event(call, effects);
            }
            Event::Agent { agent } => {
                self.agent.forgive();
                server.agent = agent;
            }
            Event::Phone { phone } => server.phone = phone,
            Event::Pbx { pbx } => server.pbx = pbx,
            Event::Capabilities { capabilities } => server.capabilities = capabilities,
            Event::Lines { lines } => {
                server.lines = lines;
                self.tell_lines(effects);
            }
            Event::SettingsChanged => self.on_settings_changed(effects),
            Event::Missed { missed } => {
                server.missed = missed;
                self.see_missed(effects);
            }
            Event::Parked { parked } => {
                server.parked = parked;
                self.pick_up.pending.forgive();
                self.tell_parked(false);
            }
            Event::Messages { messages } => {
                server.messages = messages;
                self.messages.on_list(|id| server.messages.iter().any(|message| message.id == id));
            }
            Event::Callback { callback } => self.on_callback(callback),
            Event::Supervises { supervises } => {
                server.supervises = supervises;
                let was_monitoring = server.monitoring.is_some();
                self.on_supervises(was_monitoring, effects);
            }
            Event::Hands { hands } => {
                server.hands = hands;
                self.team.settle_hand(&self.context.server.hands);
            }
            Event::Monitoring { monitoring } => self.on_monitoring(monitoring),
            Event::Unknown => {}
        }
    }

    /// Somebody has changed settings, or may have.
    fn on_settings_changed(&mut self, effects: &mut Effects) {
        self.pages.tell(|| ToAdmin::SettingsChanged, effects);
        self.upkeep.on_settings_changed(effects);
    }

    fn on_call_event(&mut self, call: Call, effects: &mut Effects) {
        // Until the session is live the server tells what was missed: it has said before for which calls no page is open.
        if self.session.is_live()
            && let Some(unopened) = &mut self.context.server.unopened
            && !self.cards.iter().any(|card| card.call.id == call.id)
        {
            unopened.push(call.id.clone());
        }
        self.on_call(call, effects);
    }

    fn on_answer(&mut self, id: &str, outcome: &CommandOutcome, effects: &mut Effects) {
        if self.agent.on_answer(id, outcome)
            || self.work_rules.on_answer(id, outcome, effects)
            || self.dial.pending.on_answer(id, outcome)
            || self.pick_up.pending.on_answer(id, outcome)
            || self.messages.on_answer(id, outcome)
            || self.team.monitor.on_answer(id, outcome)
            || self.team.errand.on_answer(id, outcome)
            || self.callbacks.on_answer(id, outcome)
        {
            return;
        }
        for card in &mut self.cards {
            card.on_answer(id, outcome, effects);
        }
    }

    fn on_primary(&mut self, is_primary: bool, effects: &mut Effects) {
        if is_primary && !self.context.server.primary {
            // Another panel may have changed them.
            self.load_choices(effects);
            self.load_shortcuts(effects);
            self.load_own_alerts(effects);
        }
        self.context.server.primary = is_primary;
        for card in &mut self.cards {
            card.on_primary(&self.context, effects);
            if is_primary && card.phase() == Phase::Ringing && card.may_open {
                self.window.open_for(&card.call.id, self.context.settings(), effects);
            }
        }
    }

    /// This panel is being used, or its page became visible or navigated: it wants to be the primary one.
    pub(super) fn become_active(&mut self, by: Activity, effects: &mut Effects) {
        let was_lately = self.last_active.is_some_and(|(at, last)| effects.now < at + ACTIVE_MS && last == by);
        if self.session.is_live() && !was_lately && !self.context.server.primary {
            self.last_active = Some((effects.now, by));
            effects.send(ClientMessage::Active { by });
        }
    }

    /// The event server leaves this panel the primary one while it opens pages.
    pub(super) fn report_popping(&mut self, effects: &mut Effects) {
        if self.session.is_live() && self.context.server.primary {
            for card in &mut self.cards {
                card.report_popping(effects);
            }
        }
    }
}

/// How far `a` is ahead of `b`, in milliseconds.
fn difference(a: u64, b: u64) -> i64 {
    i64::try_from(a).unwrap_or(0) - i64::try_from(b).unwrap_or(0)
}
