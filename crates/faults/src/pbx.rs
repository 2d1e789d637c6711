//! The simulated PBX, and the link between it and the server.
//!
//! The PBX lives on when the server is killed or the link is lost. Its reports arrive in order, late, some of them twice, or not at all
//! while there is no link. When the link comes up the PBX reports everything that exists.

use crate::{event::SimEvent, plan::Protection, site, world::World};
use denwa_protocol::{Call, CommandError};
use denwa_server::{
    config::{Config, PbxConfig},
    hub::Input,
    pbx::{
        Done, PbxEvent, PbxRequest, Stamped,
        simulated::{
            faults::Faults,
            machine::Machine,
            model::{ActBody, Action, NewCall},
        },
    },
};

/// The PBX and its link.
#[derive(Debug)]
pub struct Pbx {
    pub machine: Machine,
    /// Whether there is a link.
    pub is_linked: bool,
    /// How often there was a link.
    link: u32,
    /// When the last report that is on its way arrives.
    arrives_at: u64,
}

impl Pbx {
    /// Makes the PBX of a configuration, without a link.
    pub fn new(config: &Config) -> Self {
        let PbxConfig::Simulated(settings) = &config.pbx else { panic!("the harness plays the simulated PBX") };
        let mut machine = Machine::new(config, settings, "day");
        while machine.take_event().is_some() {}
        Self { machine, is_linked: false, link: 0, arrives_at: 0 }
    }
}

impl World {
    /// Makes a call. Returns its ID, or nothing where the PBX refuses it.
    pub fn place(&mut self, new: NewCall) -> Option<String> {
        let id = self.pbx.machine.place(new, self.now).ok();
        self.collect_reports();
        id
    }

    /// Does something at a phone, or outside. Whether the PBX allows it depends on what has happened meanwhile.
    pub fn act(&mut self, call: &str, action: Action, body: &ActBody) {
        let _ = self.pbx.machine.act(call, action, body, self.now);
        self.collect_reports();
    }

    /// Lets the PBX take the steps that are due.
    pub fn tick_pbx(&mut self) {
        self.pbx.machine.tick(self.now);
        self.collect_reports();
    }

    /// The PBX crashes, and is there again at once without its calls.
    pub fn restart_pbx(&mut self) {
        self.pbx.machine.power(true, true);
        self.books.lose_all(self.now);
        self.collect_reports();
    }

    /// The link is lost: what is on its way does not arrive.
    pub fn drop_link(&mut self) {
        if std::mem::take(&mut self.pbx.is_linked) {
            self.books.mark_unseen(None);
            for agent in 0..site::AGENTS.len() {
                self.note_trouble(agent);
            }
        }
        self.pbx.link += 1;
    }

    /// The link is lost, and the server notices.
    pub fn lose_link(&mut self, down_ms: u64) {
        self.drop_link();
        self.tell_hub(Input::Pbx(Stamped { at: self.wall(), event: PbxEvent::Down }));
        self.queue.add(self.now + down_ms, SimEvent::LinkComesUp);
    }

    /// The link comes up: the PBX reports everything that exists.
    pub fn raise_link(&mut self) {
        if self.pbx.is_linked || self.server.hub.is_none() {
            return;
        }
        self.pbx.is_linked = true;
        self.pbx.link += 1;
        self.pbx.machine.power(false, false);
        self.pbx.machine.power(true, false);
        self.collect_reports();
    }

    /// Takes the PBX's reports into the books, and sends them to the server.
    fn collect_reports(&mut self) {
        let mut reports = Vec::new();
        while let Some(event) = self.pbx.machine.take_event() {
            self.trace("the PBX", &event);
            if let PbxEvent::Call { extension, call } = &event {
                self.report_to_books(extension, call);
            }
            reports.push(event);
        }
        if !self.pbx.is_linked {
            self.books.mark_unseen_now(&reports);
            return;
        }
        let doubles_events = self.injection.is_active && self.random.percent(10);
        let swaps_events = self.injection.is_active && self.random.percent(10);
        let reports = Faults { doubles_events, swaps_events, ..Faults::default() }.distort(reports);
        for event in reports {
            if event == PbxEvent::Synced && self.plan.without == Some(Protection::Resync) {
                continue;
            }
            let at = self.pbx.arrives_at.max(self.now + self.random.between(1, 40));
            self.pbx.arrives_at = at;
            let stamped = Stamped { at: self.now, event };
            self.queue.add(at, SimEvent::Report(self.pbx.link, Box::new(stamped)));
        }
    }

    fn report_to_books(&mut self, extension: &str, call: &Call) {
        let is_reached = site::agent_of(extension).is_some_and(|agent| self.is_reached(agent));
        if self.books.on_report(extension, call, is_reached, self.now) {
            let at = self.now + self.random.between(700, 9_000);
            self.queue.add(at, SimEvent::AgentActs { part: call.id.clone(), step: 0 });
        }
    }

    /// A report arrives.
    pub fn on_report(&mut self, link: u32, mut stamped: Stamped) {
        if link != self.pbx.link || self.server.hub.is_none() {
            if let PbxEvent::Call { call, .. } = &stamped.event {
                self.books.mark_unseen(Some(&call.id));
            }
            return;
        }
        shift(&mut stamped, self.server.clock_error);
        self.tell_hub(Input::Pbx(stamped));
    }

    /// The server sends a request to the PBX.
    pub fn ask_pbx(&mut self, ticket: u64, extension: String, request: PbxRequest) {
        let boot = self.server.boot;
        let at = self.now + self.random.between(1, 40);
        self.queue.add(at, SimEvent::Request { boot, ticket, extension, request });
    }

    /// A request arrives. Without a link it is lost, or done without anybody learning of it.
    pub fn on_request(&mut self, boot: u32, ticket: u64, extension: &str, request: PbxRequest) {
        let is_alone = !self.pbx.is_linked || boot != self.server.boot;
        if is_alone && self.random.percent(50) {
            return self.reply(boot, ticket, Err(CommandError::PbxDown));
        }
        let result = self.pbx.machine.request(extension, request, self.now);
        self.collect_reports();
        self.reply(boot, ticket, if is_alone { Err(CommandError::PbxDown) } else { result });
    }

    fn reply(&mut self, boot: u32, ticket: u64, result: Result<Done, CommandError>) {
        if self.injection.is_active && self.random.percent(3) {
            return;
        }
        let at = self.now + self.random.between(1, 40);
        self.queue.add(at, SimEvent::Reply { boot, ticket, result });
    }
}

/// Puts a report's stamps on the server's wall time, as a link does.
fn shift(stamped: &mut Stamped, by: i64) {
    if by == 0 {
        return;
    }
    let move_it = |at: &mut u64| *at = at.saturating_add_signed(by);
    move_it(&mut stamped.at);
    match &mut stamped.event {
        PbxEvent::Call { call, .. } => {
            move_it(&mut call.began_at);
            [&mut call.answered_at, &mut call.held_at].into_iter().flatten().for_each(move_it);
            if let Some(ended) = &mut call.ended {
                move_it(&mut ended.at);
            }
        }
        PbxEvent::Parked { calls } => calls.iter_mut().for_each(|parked| move_it(&mut parked.since)),
        PbxEvent::Queues { queues } => {
            queues.iter_mut().flat_map(|queue| &mut queue.waiting).for_each(|waiting| move_it(&mut waiting.since));
        }
        _ => {}
    }
}
