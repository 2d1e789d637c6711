//! What the event server tells.

use super::{Panel, keep};
use crate::card::{Card, Phase, phase};
use crate::command::{Out, SMALL_MS};
use crate::host::HostRequest;
use crate::input::SocketEvent;
use crate::rehearsal::is_test;
use crate::report::Report;
use core::mem::swap;
use denwa_protocol::{Call, ClientMessage, CommandOutcome, Event, ServerMessage, Snapshot};

/// How many ended calls stay in view once their logs are settled.
const ENDED_KEPT: usize = 3;
/// The panel tells the server that it was touched at most this often, in milliseconds.
const ACTIVE_MS: u64 = 1_000;

impl Panel {
    /// What a message carries is taken out of it.
    pub(super) fn on_socket(&mut self, event: &mut SocketEvent, out: &mut Out) {
        if !self.session.on_socket(event, out) {
            return;
        }
        let SocketEvent::Message(message) = event else { return };
        match &mut **message {
            ServerMessage::Snapshot(snapshot) => self.on_snapshot(snapshot, out),
            ServerMessage::Ready => self.on_live(out),
            ServerMessage::Event { event, .. } => self.on_event(event, out),
            ServerMessage::Answer { id, outcome } => self.on_answer(id, outcome, out),
            ServerMessage::Primary { primary } => self.on_primary(*primary, out),
            _ => {}
        }
    }

    pub(super) fn on_snapshot(&mut self, snapshot: &mut Snapshot, out: &mut Out) {
        if self.host_is_ready {
            // What was told meanwhile is lost, also that the settings changed.
            self.upkeep.on_change(out);
        }
        self.config.on_lines(&snapshot.lines);
        let calls = core::mem::take(&mut snapshot.calls);
        self.world.ahead = i64::try_from(snapshot.now).unwrap_or(0) - i64::try_from(out.now).unwrap_or(0);
        self.agent.forgive();
        swap(&mut self.world.told, snapshot);
        let mut gone = Vec::new();
        for card in &self.cards {
            let call = &card.call;
            if call.ended.is_none() && !is_test(call) && !calls.iter().any(|live| live.id == call.id) {
                gone.push(call.id.clone());
            }
        }
        self.on_primary(self.world.told.primary, out);
        for call in calls {
            self.on_call(call, out);
        }
        // A call the server no longer knows is over, whatever its end was.
        for id in gone {
            if let Some(index) = self.cards.iter().position(|card| card.call.id == id) {
                let mut card = self.cards.remove(index);
                card.lose(self.world.told.now, &self.world, out);
                self.place(card);
            }
        }
    }

    pub(super) fn on_live(&mut self, out: &mut Out) {
        if !self.host_is_ready {
            self.host_is_ready = true;
            out.host(HostRequest::NotifyReady, SMALL_MS);
            out.host(HostRequest::EnableClickToDial, SMALL_MS);
        }
        self.agent.repeat(out);
        self.dial.pending.repeat(out);
        for card in &mut self.cards {
            card.on_live(out);
        }
    }

    pub(super) fn on_event(&mut self, event: &mut Event, out: &mut Out) {
        let told = &mut self.world.told;
        match event {
            Event::Call { call } => self.on_call(core::mem::take(call), out),
            Event::Agent { agent } => {
                self.agent.forgive();
                swap(&mut told.agent, agent);
            }
            Event::Phone { phone } => told.phone = *phone,
            Event::Pbx { pbx } => told.pbx = *pbx,
            Event::Capabilities { capabilities } => swap(&mut told.capabilities, capabilities),
            Event::Lines { lines } => {
                self.config.on_lines(lines);
                swap(&mut told.lines, lines);
            }
            Event::SettingsChanged => {
                self.config.on_changed(out);
                self.upkeep.on_change(out);
            }
            Event::Unknown => {}
        }
    }

    pub(super) fn on_call(&mut self, call: Call, out: &mut Out) {
        if self.dismissed.contains(&call.id) {
            return;
        }
        if let Some(index) = self.cards.iter().position(|card| card.call.id == call.id) {
            let mut card = self.cards.remove(index);
            card.on_call(call, &self.world, out);
            self.place(card);
            return;
        }
        if call.ended.is_none() {
            // A real call puts a test call away: nothing of it waits for one.
            keep(&mut self.cards, &mut |card| !is_test(&card.call));
            self.make_room();
        }
        let card = Card::new(call, &self.world, out);
        if self.world.told.primary && card.phase() == Phase::Ringing {
            self.window.open_for(&card.call.id, self.world.settings(), out);
        }
        self.place(card);
    }

    /// Living calls stand above ended ones, each in the order they began.
    fn place(&mut self, card: Card) {
        let mut at = 0;
        while self.cards.get(at).is_some_and(|other| rank(&other.call) <= rank(&card.call)) {
            at += 1;
        }
        self.cards.insert(at, card);
    }

    /// Ended calls make room for a new one, but never one whose log is not settled.
    pub(super) fn make_room(&mut self) {
        let settings = self.world.settings();
        let mut kept = 1;
        keep(&mut self.cards, &mut |card| {
            let settled = card.call.ended.is_some()
                && card.log.is_settled()
                && matches!(card.report, Report::Nothing)
                && !card.lacks_result(settings);
            kept += usize::from(settled);
            !settled || kept <= ENDED_KEPT
        });
    }

    pub(super) fn on_answer(&mut self, id: &str, outcome: &CommandOutcome, out: &mut Out) {
        let taken = self.agent.on_answer(id, outcome) || self.dial.pending.on_answer(id, outcome);
        if !taken {
            for card in &mut self.cards {
                card.on_answer(id, outcome, out);
            }
        }
    }

    pub(super) fn on_primary(&mut self, primary: bool, out: &mut Out) {
        self.world.told.primary = primary;
        for card in &mut self.cards {
            card.on_primary(&self.world, out);
        }
    }

    /// This panel is being used: it wants to be the primary one.
    pub(super) fn active(&mut self, out: &mut Out) {
        let lately = self.active_told.is_some_and(|at| out.now < at + ACTIVE_MS);
        if self.session.is_live() && !lately && !self.world.told.primary {
            self.active_told = Some(out.now);
            out.send(ClientMessage::Active);
        }
    }
}

/// Living calls first, in the order they began; then ended ones, the last one first.
fn rank(call: &Call) -> (bool, i64) {
    let ended = matches!(phase(call), Phase::Ended(_));
    let at = i64::try_from(call.began_at).unwrap_or(i64::MAX);
    (ended, if ended { -at } else { at })
}
