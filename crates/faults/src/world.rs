//! The loop over everything that happens.

use crate::{
    books::Books,
    event::SimEvent,
    injection::Injection,
    net::Net,
    org::Org,
    pbx::Pbx,
    people::People,
    plan::Plan,
    queue::Queue,
    random::Random,
    report::Report,
    server::Server,
    site::START,
    store::Store,
    tab::{Browser, Tab},
};
use denwa_core::Input;
use denwa_server::hub::Input as HubInput;

/// How long the last calls may take, and how long everything has to come to rest after that, in milliseconds.
const LAST_CALLS_MS: u64 = 900_000;
const REST_MS: u64 = 720_000;

/// How much may happen in one millisecond. More means that something goes on for ever.
const MOST_AT_ONCE: u32 = 100_000;

/// Everything.
#[derive(Debug)]
pub struct World {
    pub plan: Plan,
    pub random: Random,
    /// The right time, in milliseconds since the Unix epoch.
    pub now: u64,
    pub queue: Queue,
    pub pbx: Pbx,
    pub server: Server,
    pub net: Net,
    pub tabs: Vec<Tab>,
    pub browsers: Vec<Browser>,
    pub org: Org,
    pub people: People,
    pub books: Books,
    pub injection: Injection,
    /// How much has happened.
    pub happened: u64,
    at_once: u32,
}

impl World {
    /// Makes the world in which a plan is played.
    pub fn new(plan: Plan) -> Self {
        let server = Server::new(Store::new(plan.without));
        let pbx = Pbx::new(server.config());
        let mut world = Self {
            random: Random::new(plan.seed),
            now: START,
            queue: Queue::default(),
            pbx,
            server,
            net: Net { connections: Vec::new(), delay: (1, 30) },
            tabs: Vec::new(),
            browsers: Vec::new(),
            org: Org::new(plan.without),
            people: People::new(plan.calls),
            books: Books::default(),
            injection: Injection::default(),
            happened: 0,
            at_once: 0,
            plan,
        };
        world.add_tabs();
        world
    }

    /// Plays the plan, lets everything come to rest, and balances the books.
    pub fn play(mut self) -> Report {
        self.start_server();
        for tab in 0..self.tabs.len() {
            let at = self.now + self.random.between(0, 5_000);
            self.queue.add(at, SimEvent::TabOpens(tab));
        }
        self.queue.add(self.now + 20_000, SimEvent::Caller);
        self.queue.add(self.now + 20_000, SimEvent::Fault);
        while self.people.are_calling() {
            self.pass(10_000);
        }
        let last = self.now + LAST_CALLS_MS;
        while self.now < last && self.books.has_live_parts() {
            self.pass(10_000);
        }
        self.stop_injection();
        self.restore_all();
        self.pass(REST_MS);
        self.balance()
    }

    /// Brings everything back that is down.
    fn restore_all(&mut self) {
        self.queue.add(self.now, SimEvent::ServerStarts);
        self.queue.add(self.now + 3_000, SimEvent::LinkComesUp);
        for tab in 0..self.tabs.len() {
            self.queue.add(self.now + 3_000, SimEvent::TabOpens(tab));
        }
    }

    /// Lets time pass.
    fn pass(&mut self, milliseconds: u64) {
        let end = self.now + milliseconds;
        while let Some(at) = self.next_at().filter(|at| *at <= end) {
            self.at_once = if at > self.now { 0 } else { self.at_once + 1 };
            assert!(self.at_once < MOST_AT_ONCE, "seed {}: something goes on for ever at {}", self.plan.seed, self.now);
            self.now = self.now.max(at);
            self.happened += 1;
            self.step();
        }
        self.now = end;
    }

    /// Prints what happens, if it speaks of what is traced.
    pub fn trace(&self, place: &str, what: &impl std::fmt::Debug) {
        if let Some(wanted) = &self.plan.trace {
            let text = format!("{what:?}");
            if text.contains(wanted) {
                eprintln!("{:>9} {place}: {text}", self.now - START);
            }
        }
    }

    fn next_at(&self) -> Option<u64> {
        let tabs = self.tabs.iter().filter_map(Tab::due_at);
        let others = [self.queue.next_at(), self.pbx.machine.deadline(), self.hub_deadline()];
        tabs.chain(others.into_iter().flatten()).min()
    }

    /// Does what is due, one thing.
    fn step(&mut self) {
        if let Some(event) = self.queue.take_due(self.now) {
            return self.handle(event);
        }
        if self.pbx.machine.deadline().is_some_and(|at| at <= self.now) {
            return self.tick_pbx();
        }
        if self.hub_deadline().is_some_and(|at| at <= self.now) {
            return self.tell_hub(HubInput::Tick);
        }
        let due = |tab: &Tab| tab.due_at().is_some_and(|at| at <= self.now);
        if let Some(tab) = self.tabs.iter().position(due) {
            self.input(self.page_of(tab), Input::Tick);
        }
    }

    fn handle(&mut self, event: SimEvent) {
        match event {
            SimEvent::Opened(id) => self.on_opened(id),
            SimEvent::ToPanel(id, message) => self.on_message_at_panel(id, message),
            SimEvent::ClosedAtPanel(id) => self.on_closed_at_panel(id),
            SimEvent::ToServer(id, message) => self.on_message_at_server(id, *message),
            SimEvent::ClosedAtServer(id) => self.on_closed_at_server(id),
            SimEvent::Heartbeat(id) => self.on_heartbeat(id),
            SimEvent::Report(link, stamped) => self.on_report(link, *stamped),
            SimEvent::Request { boot, ticket, extension, request } => {
                self.on_request(boot, ticket, &extension, request);
            }
            SimEvent::Reply { boot, ticket, result } if boot == self.server.boot => {
                self.tell_hub(HubInput::Reply { ticket, result });
            }
            SimEvent::ToHub { boot, input } if boot == self.server.boot => self.tell_hub(*input),
            SimEvent::Reply { .. } | SimEvent::ToHub { .. } => {}
            SimEvent::AtHost { page, id, request, is_answered } => {
                self.on_host_request(page, id, *request, is_answered);
            }
            SimEvent::HostAnswer { page, id, answer } => self.on_host_answer(page, id, *answer),
            SimEvent::Local(page, input) => self.input(page, *input),
            SimEvent::Caller => self.on_caller(),
            SimEvent::CallerLeaves(call) => self.on_caller_leaves(&call),
            SimEvent::AgentActs { part, step } => self.on_agent(&part, step),
            SimEvent::AgentRests { agent, is_ready } => self.on_rest(agent, is_ready),
            SimEvent::Fault => self.on_fault(),
            SimEvent::ServerStarts => self.start_server(),
            SimEvent::LinkComesUp => self.raise_link(),
            SimEvent::TabOpens(tab) => self.open_tab(tab),
            SimEvent::TabWakes(page) => self.wake_tab(page),
        }
    }
}
