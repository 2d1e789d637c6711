//! Random events and crashes at any moment: what panels were told stays true, however the server ends.

use crate::{
    chaos::{AGENTS, EXTENSIONS, Step, call_at, parked, step},
    desk::*,
};
use denwa_protocol::{
    AgentMessage, AgentState, Call, Command, CommandOutcome, Event, ParkedCall, PhoneState, Resume, ServerMessage,
};
use denwa_server::{
    hub::{Effect, Input, SessionId},
    pbx::{Done, PbxEvent},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A panel that outlives the server, with everything it was told.
#[derive(Clone, Debug, Default)]
struct Panel {
    agent: usize,
    session: SessionId,
    stream: String,
    seq: u64,
    is_signed_in: bool,
    lacks_calls: bool,
    calls: BTreeMap<String, Call>,
    mode: AgentState,
    pbx: denwa_protocol::PbxState,
    phone: PhoneState,
    missed: u32,
    parked: Vec<ParkedCall>,
    messages: Vec<AgentMessage>,
}

impl Panel {
    fn receive(&mut self, message: ServerMessage) {
        match message {
            ServerMessage::Snapshot(snapshot) => {
                (self.stream, self.seq, self.lacks_calls) = (snapshot.stream, snapshot.seq, snapshot.more_calls);
                (self.mode, self.pbx, self.phone) = (snapshot.agent, snapshot.pbx, snapshot.phone);
                (self.missed, self.parked, self.messages) = (snapshot.missed, snapshot.parked, snapshot.messages);
                self.calls = snapshot.calls.into_iter().map(|call| (call.id.clone(), call)).collect();
            }
            ServerMessage::Resumed { stream } => self.stream = stream,
            ServerMessage::Calls { calls, more } => {
                self.lacks_calls = more;
                self.calls.extend(calls.into_iter().map(|call| (call.id.clone(), call)));
            }
            ServerMessage::Event { seq, event, .. } => {
                assert_eq!(seq, self.seq + 1, "each event is one higher than the last");
                self.seq = seq;
                match event {
                    Event::Call { call } => drop(self.calls.insert(call.id.clone(), call)),
                    Event::Agent { agent } => self.mode = agent,
                    Event::Pbx { pbx } => self.pbx = pbx,
                    Event::Phone { phone } => self.phone = phone,
                    Event::Missed { missed } => self.missed = missed,
                    Event::Parked { parked } => self.parked = parked,
                    Event::Messages { messages } => self.messages = messages,
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Checks that the panel's screen is the one of a panel that has just been opened.
    fn check(&self, fresh: &Panel) {
        assert_eq!((&self.mode, self.pbx, self.phone, self.seq), (&fresh.mode, fresh.pbx, fresh.phone, fresh.seq));
        assert_eq!((self.missed, &self.parked), (fresh.missed, &fresh.parked));
        assert_eq!(self.messages, fresh.messages);
        for (id, call) in &fresh.calls {
            assert_eq!(self.calls.get(id), Some(call));
        }
        for (id, call) in &self.calls {
            assert!(call.ended.is_some() || fresh.calls.contains_key(id), "a phantom call: {id}");
        }
    }
}

/// The world around the server: panels that come back, and the PBX, which goes on.
struct World {
    desk: Desk,
    panels: Vec<Panel>,
    /// The commands that were sent, and what the panels were told: by agent and ID.
    commands: BTreeMap<(usize, String), (Command, Option<CommandOutcome>)>,
    /// The commands whose requests the PBX got.
    requested: BTreeSet<(usize, String)>,
    /// Notes that the panels were told are kept: by agent and call.
    notes: BTreeMap<(usize, String), u32>,
    starts: u32,
    last_ticket: u64,
}

impl World {
    fn new() -> Self {
        let desk = Desk::down();
        Self {
            desk,
            panels: Vec::new(),
            commands: BTreeMap::new(),
            requested: BTreeSet::new(),
            notes: BTreeMap::new(),
            starts: 0,
            last_ticket: 0,
        }
    }

    /// Delivers effects.
    fn deliver(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send { to, message } => {
                    for session in to {
                        let Some(index) = self.panels.iter().position(|panel| panel.session == session) else {
                            continue;
                        };
                        self.note_told(self.panels[index].agent, &message);
                        self.panels[index].receive((*message).clone());
                    }
                }
                Effect::Close { session, .. } | Effect::Refuse { session, .. } => {
                    let gone = self.panels.iter_mut().filter(|panel| panel.session == session);
                    for panel in gone {
                        panel.is_signed_in = false;
                    }
                }
                Effect::OfferPage { session } => {
                    let effects = self.desk.feed(Input::NextPage(session));
                    self.deliver(effects);
                }
                Effect::Request { ticket, .. } => self.last_ticket = ticket,
                Effect::ReadHistory { .. } => {}
                Effect::Keep(_) => unreachable!("the desk keeps changes"),
            }
        }
    }

    fn note_told(&mut self, agent: usize, message: &ServerMessage) {
        let ServerMessage::Answer { id, outcome } = message else { return };
        let Some((command, told)) = self.commands.get_mut(&(agent, id.clone())) else { return };
        if let Some(told) = told {
            assert_eq!(told, outcome, "a command has one outcome: {id}");
        }
        *told = Some(outcome.clone());
        if let (Command::SetNote { call, base, .. }, CommandOutcome::Done) = (command, outcome) {
            let revision = self.notes.entry((agent, call.clone())).or_default();
            *revision = (*revision).max(*base + 1);
        }
    }

    fn sign_in(&mut self, index: usize) {
        let panel = self.panels[index].clone();
        let (organisation, login) = AGENTS[panel.agent];
        let is_new = panel.stream.is_empty() || panel.lacks_calls;
        let resume = (!is_new).then_some(Resume { stream: panel.stream, seq: panel.seq });
        let (session, effects) = self.desk.sign_in_as(organisation, login, &format!("page-{index}"), resume);
        (self.panels[index].session, self.panels[index].is_signed_in) = (session, true);
        self.deliver(effects);
    }

    fn command(&mut self, index: usize, id: &str, command: Command) {
        let panel = &self.panels[index];
        let (agent, session) = (panel.agent, panel.session);
        let known = self.commands.entry((agent, id.to_owned())).or_insert_with(|| (command, None));
        let command = known.0.clone();
        let effects = self.desk.command(session, id, command);
        if request(&effects).is_some() {
            assert!(self.requested.insert((agent, id.to_owned())), "{id} goes to the PBX a second time");
        }
        self.deliver(effects);
    }

    /// Kills the server. All panels come back and repeat their commands.
    fn crash(&mut self) {
        self.starts += 1;
        self.desk.restart(&format!("start-{}", self.starts));
        for index in 0..self.panels.len() {
            if self.panels[index].is_signed_in {
                self.sign_in(index);
                self.check(index);
            }
        }
        for ((agent, id), (command, _)) in self.commands.clone() {
            if let Some(index) = self.panels.iter().position(|panel| panel.agent == agent && panel.is_signed_in) {
                self.command(index, &id, command);
            }
        }
    }

    /// Checks a panel against a panel that has just been opened, and that no note is lost that anybody was told is kept.
    fn check(&mut self, index: usize) {
        let agent = self.panels[index].agent;
        let mut fresh = Panel { agent, ..Panel::default() };
        let (organisation, login) = AGENTS[agent];
        let (session, effects) = self.desk.sign_in_as(organisation, login, "fresh", None);
        let mut pending = effects;
        loop {
            for message in sent(&pending, session) {
                fresh.receive(message);
            }
            if !fresh.lacks_calls {
                break;
            }
            pending = self.desk.feed(Input::NextPage(session));
        }
        let effects = self.desk.feed(Input::Closed(session));
        self.deliver(effects);
        self.panels[index].check(&fresh);
        for ((_, call), revision) in self.notes.iter().filter(|((owner, _), _)| *owner == agent) {
            // Calls with a settled log are not in snapshots, and old calls are forgotten.
            if let Some(call) = fresh.calls.get(call) {
                assert!(call.note.as_ref().is_some_and(|note| note.revision >= *revision), "a note is lost: {call:?}");
            }
        }
    }

    fn run(&mut self, step: Step) {
        let count = self.panels.len().max(1);
        let pick = |i: usize| i % count;
        let effects = match step {
            Step::SignIn { agent, .. } => {
                if self.panels.len() < 6 {
                    self.panels.push(Panel { agent, ..Panel::default() });
                    self.sign_in(self.panels.len() - 1);
                }
                return;
            }
            Step::Close(_) | Step::Active(..) if self.panels.is_empty() => return,
            Step::Close(i) => {
                let session = self.panels[pick(i)].session;
                self.panels.iter_mut().filter(|panel| panel.session == session).for_each(|p| p.is_signed_in = false);
                self.desk.feed(Input::Closed(session))
            }
            Step::Active(i, by) => {
                let index = pick(i);
                if !self.panels[index].is_signed_in {
                    return self.sign_in(index);
                }
                self.desk.feed(Input::Active(self.panels[index].session, by))
            }
            Step::Command { panel, id, command } => {
                if !self.panels.is_empty() && self.panels[pick(panel)].is_signed_in {
                    self.command(pick(panel), &id.to_string(), command);
                }
                return;
            }
            Step::Call { extension, call, stage, whole, .. } => {
                let now = self.desk.now;
                self.desk.report_call(EXTENSIONS[extension], &call_at(extension, call, stage, whole, (START, now)))
            }
            Step::Parked(slots) => self.desk.pbx(parked(&slots)),
            Step::Phone(e, there) => {
                let state = if there { PhoneState::Registered } else { PhoneState::Unregistered };
                self.desk.report_phone(EXTENSIONS[e], state)
            }
            Step::Agent(..) | Step::Popping { .. } | Step::Heard(_) | Step::ReadHistory(..) | Step::Watch(..) => return,
            Step::Up => self.desk.pbx(PbxEvent::Up { product: "Test".to_owned() }),
            Step::Synced => self.desk.pbx(PbxEvent::Synced),
            Step::Down => self.desk.pbx(PbxEvent::Down),
            Step::Reply { back, result } => {
                let ticket = self.last_ticket.saturating_sub(back);
                self.desk.feed(Input::Reply { ticket, result: result.map(|_| Done::default()) })
            }
            // The memory of commands lasts ten minutes.
            Step::Pass(ms) => self.desk.pass(ms % 2_000),
            Step::Stop => return self.crash(),
        };
        self.deliver(effects);
    }
}

proptest! {
    #[test]
    fn nothing_told_is_lost_and_nothing_is_done_twice(
        steps in proptest::collection::vec(prop_oneof![9 => step(), 1 => Just(Step::Stop)], 1..120),
    ) {
        let mut world = World::new();
        for step in steps {
            world.run(step);
        }
        world.crash();
    }

    #[test]
    fn after_a_power_cut_every_panel_sees_what_the_server_knows(
        before in proptest::collection::vec(step(), 1..60),
        lost in proptest::collection::vec(step(), 0..20),
        after in proptest::collection::vec(step(), 0..40),
    ) {
        let mut world = World::new();
        for step in before {
            world.run(step);
        }
        let synced = world.desk.kept.clone();
        for step in lost.into_iter().filter(|step| !matches!(step, Step::Stop)) {
            world.run(step);
        }
        world.desk.kept = synced;
        // The panels are away for a while, during which the server uses the lost events' numbers again. What they were
        // told last may be lost.
        world.starts += 1;
        world.desk.restart(&format!("start-{}", world.starts));
        world.commands.clear();
        world.requested.clear();
        world.notes.clear();
        for panel in &mut world.panels {
            (panel.session, panel.is_signed_in) = (0, false);
        }
        for step in after {
            if !matches!(step, Step::SignIn { .. } | Step::Active(..) | Step::Stop) {
                world.run(step);
            }
        }
        for index in 0..world.panels.len() {
            world.sign_in(index);
            world.check(index);
        }
    }
}
