//! The hub: agents, their calls and their panels. A pure state machine: what happens goes in as [`Input`], what is to be done comes out
//! as [`Effect`]s in order, and time is an argument. It never waits and never fails.
//!
//! It owns the agents' state (it outlives a restart of the PBX), gives every agent a numbered stream of events, and makes one panel of
//! each agent the primary.

mod agent;
mod calls;
mod commands;
mod memory;
mod pbx_link;
mod sessions;
mod snapshot;
mod stream;

use crate::{
    config::Config,
    pbx::{CapabilitiesOf, Done, PbxRequest, Stamped},
};
use agent::AgentDesk;
use commands::Ticket;
use denwa_protocol::{
    Command, CommandError, Event, PbxState, Refusal, Resume, ServerMessage, SignOutReason, Timestamp,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// A panel's connection, as the outside numbers it. Never used twice.
pub type SessionId = u64;

/// How long an ended call is kept for a panel to log it, in milliseconds.
pub const ENDED_CALL_MS: u64 = 3_600_000;

/// How long the PBX may take for a request before the agent is told that it did not come about, in milliseconds.
pub const REQUEST_MS: u64 = 6_000;

/// The least time between two broadcasts of changed settings in an organisation, in milliseconds.
pub const SETTINGS_MS: u64 = 1_000;

/// How often old things are cleared away, in milliseconds.
const SWEEP_MS: u64 = 60_000;

/// What happens to the hub.
#[derive(Clone, Debug)]
pub enum Input {
    /// A panel has shown a token that is good.
    SignIn(SignIn),
    /// A panel asks for something.
    Command {
        /// Which panel.
        session: SessionId,
        /// The command's ID, the panel's own.
        id: String,
        /// What is asked.
        command: Command,
    },
    /// A panel is being used.
    Active(SessionId),
    /// A panel's socket is gone.
    Closed(SessionId),
    /// Something happened on the PBX.
    Pbx(Stamped),
    /// The PBX has answered a request.
    Reply {
        /// Of which request.
        ticket: u64,
        /// How it went.
        result: Result<Done, CommandError>,
    },
    /// Time has passed; see [`Hub::deadline`].
    Tick,
    /// The server stops.
    Stop,
}

/// A panel that signs in; its token has been verified.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Its connection.
    pub session: SessionId,
    /// The organisation the token is of.
    pub organisation: String,
    /// The login the token carries.
    pub login: String,
    /// The panel's instance.
    pub instance: String,
    /// When the token expires.
    pub expires_at: Timestamp,
    /// Where it wants to go on.
    pub resume: Option<Resume>,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send a message to panels.
    Send {
        /// To whom.
        to: Vec<SessionId>,
        /// What.
        message: Box<ServerMessage>,
    },
    /// Tell a panel why its session ends, and close its socket. The hub has forgotten it already.
    Close {
        /// Which.
        session: SessionId,
        /// Why.
        reason: SignOutReason,
    },
    /// Refuse a sign-in and close the socket.
    Refuse {
        /// Whose.
        session: SessionId,
        /// Why.
        reason: Refusal,
        /// When to try again, milliseconds.
        retry_after: Option<u64>,
    },
    /// Ask the PBX for something; the result comes back as [`Input::Reply`].
    Request {
        /// Names the request.
        ticket: u64,
        /// For which extension.
        extension: String,
        /// What.
        request: PbxRequest,
    },
}

/// What is to happen by itself, and when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    /// A session's token expires.
    Expire(SessionId),
    /// The PBX has not answered a request.
    Request(u64),
    /// Changed settings are told to the rest of an organisation.
    Settings(String),
    /// Old things are cleared away.
    Sweep,
}

/// A panel that has signed in.
#[derive(Clone, Debug)]
struct Session {
    agent: usize,
    organisation: String,
    instance: String,
    active_at: Timestamp,
    expires_at: Timestamp,
}

/// The hub's view of the PBX.
#[derive(Clone, Debug)]
struct Link {
    state: PbxState,
    product: String,
    /// Between `Up` and `Synced`.
    syncing: bool,
}

/// The state machine.
#[derive(Debug)]
pub struct Hub {
    config: Arc<Config>,
    now: Timestamp,
    agents: Vec<AgentDesk>,
    by_extension: HashMap<String, usize>,
    by_login: HashMap<(String, String), usize>,
    sessions: HashMap<SessionId, Session>,
    link: Link,
    tickets: BTreeMap<u64, Ticket>,
    next_ticket: u64,
    /// The agent's part that was the first to be offered a queue call, by the whole call's ID.
    first_offers: HashMap<String, (String, Timestamp)>,
    /// When an organisation was last told of changed settings.
    settings_told: HashMap<String, Timestamp>,
    timers: BTreeSet<(Timestamp, Timer)>,
    effects: Vec<Effect>,
}

impl Hub {
    /// A hub without any panel, its PBX down. `boot` is this start of the server, a random name: it makes the stream IDs new.
    #[must_use]
    pub fn new(config: Arc<Config>, capabilities: CapabilitiesOf, boot: &str, now: Timestamp) -> Self {
        let only = match config.organisations.as_slice() {
            [organisation] => Some(organisation.id.clone()),
            _ => None,
        };
        let agents: Vec<_> =
            config.agents.iter().map(|a| AgentDesk::new(a, capabilities(&config, &a.extension), boot, now)).collect();
        let by_extension = config.agents.iter().enumerate().map(|(i, a)| (a.extension.clone(), i)).collect();
        let by_login = config.agents.iter().enumerate().filter_map(|(i, a)| {
            let organisation = a.organisation.clone().or_else(|| only.clone())?;
            Some(((organisation, a.login.clone()), i))
        });
        Self {
            by_login: by_login.collect(),
            config,
            now,
            agents,
            by_extension,
            sessions: HashMap::new(),
            link: Link { state: PbxState::Down, product: String::new(), syncing: false },
            tickets: BTreeMap::new(),
            next_ticket: 0,
            first_offers: HashMap::new(),
            settings_told: HashMap::new(),
            timers: BTreeSet::from([(now + SWEEP_MS, Timer::Sweep)]),
            effects: Vec::new(),
        }
    }

    /// Takes one thing in. Time that goes backwards counts as standing still.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Vec<Effect> {
        self.now = self.now.max(now);
        self.run_timers();
        match input {
            Input::SignIn(sign_in) => self.sign_in(sign_in),
            Input::Command { session, id, command } => self.command(session, id, command),
            Input::Active(session) => self.active(session),
            Input::Closed(session) => self.closed(session),
            Input::Pbx(stamped) => self.pbx_event(stamped),
            Input::Reply { ticket, result } => self.reply(ticket, result),
            Input::Tick => {}
            Input::Stop => self.stop(),
        }
        std::mem::take(&mut self.effects)
    }

    /// When [`Input::Tick`] is due at the latest.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        self.timers.first().map(|(at, _)| *at)
    }

    /// How many panels are signed in.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// The link to the PBX, and what it is.
    #[must_use]
    pub fn pbx(&self) -> (PbxState, &str) {
        (self.link.state, &self.link.product)
    }

    fn run_timers(&mut self) {
        while let Some((at, timer)) = self.timers.first().cloned() {
            if at > self.now {
                return;
            }
            self.timers.pop_first();
            match timer {
                Timer::Expire(session) => self.sign_out(session, SignOutReason::TokenExpired),
                Timer::Request(ticket) => self.reply(ticket, Err(CommandError::TimedOut)),
                Timer::Settings(organisation) => self.tell_settings(&organisation),
                Timer::Sweep => self.sweep(),
            }
        }
    }

    /// Puts an event into an agent's stream and sends it to the agent's panels.
    fn publish(&mut self, agent: usize, at: Timestamp, event: Event) {
        let desk = &mut self.agents[agent];
        let seq = desk.stream.push(at, event.clone());
        if !desk.sessions.is_empty() {
            let message = Box::new(ServerMessage::Event { seq, at, event });
            self.effects.push(Effect::Send { to: desk.sessions.clone(), message });
        }
    }

    fn send(&mut self, session: SessionId, message: ServerMessage) {
        self.effects.push(Effect::Send { to: vec![session], message: Box::new(message) });
    }

    fn sweep(&mut self) {
        let now = self.now;
        for desk in &mut self.agents {
            desk.calls.sweep(now);
            desk.memory.sweep(now);
            desk.expected.retain(|_, (_, until)| *until > now);
        }
        self.first_offers.retain(|_, (_, at)| *at + ENDED_CALL_MS > now);
        self.timers.insert((now + SWEEP_MS, Timer::Sweep));
    }
}
