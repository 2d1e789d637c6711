//! The server around its hub: it starts, keeps changes before it tells anybody, and is killed at any moment.

mod hub;

use crate::{
    event::SimEvent,
    net::ConnectionId,
    site::{self, ORGANISATION, START},
    store::Store,
    world::World,
};
use denwa_protocol::{ClientInfo, HEARTBEAT_MS, Resume};
use denwa_server::{
    clock::{Now, Steady},
    config::Config,
    hub::{Hub, Input, SessionId, SignIn},
    pbx::simulated,
};
use std::{collections::BTreeMap, sync::Arc};

/// How long a token is valid, in milliseconds.
const TOKEN_MS: u64 = 1_800_000;

/// The server.
#[derive(Debug)]
pub struct Server {
    /// Its hub, while it runs.
    pub hub: Option<Hub>,
    /// The number of its present or last start.
    pub boot: u32,
    /// Its sessions' connections.
    pub sessions: BTreeMap<SessionId, ConnectionId>,
    /// How far the wall clock is wrong, in milliseconds.
    pub clock_error: i64,
    /// What outlives it.
    pub store: Store,
    /// When it is killed, while it handles an input.
    pub planned_kill: Option<PlannedKill>,
    config: Arc<Config>,
    last_session: SessionId,
}

/// The server is going to be killed.
#[derive(Clone, Copy, Debug)]
pub struct PlannedKill {
    /// How many inputs it handles before.
    pub inputs: u64,
    /// At which moment of the next one.
    pub moment: Moment,
    /// How long it is down, in milliseconds.
    pub down_ms: u64,
}

/// A moment at which the server is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The changes are not kept yet.
    BeforeCommit,
    /// The changes are kept; nobody was told.
    AfterCommit,
    /// Some were told, the others not.
    Midway,
}

impl Server {
    /// Makes a server that has not started.
    pub fn new(store: Store) -> Self {
        Self {
            hub: None,
            boot: 0,
            sessions: BTreeMap::new(),
            clock_error: 0,
            store,
            planned_kill: None,
            config: Arc::new(site::config()),
            last_session: 0,
        }
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }
}

impl World {
    /// The server's wall time.
    pub fn wall(&self) -> u64 {
        self.now.saturating_add_signed(self.server.clock_error)
    }

    fn hub_now(&self) -> Now {
        Now { steady: Steady::from_millis(self.now - START), wall: self.wall() }
    }

    /// When the hub wants to be woken.
    pub fn hub_deadline(&self) -> Option<u64> {
        self.server.hub.as_ref()?.deadline().map(|at| START + at.as_millis())
    }

    /// Starts the server, with what its store has kept.
    pub fn start_server(&mut self) {
        if self.server.hub.is_some() {
            return;
        }
        self.server.boot += 1;
        let restored = self.server.store.restore(&format!("boot{}", self.server.boot));
        let now = self.hub_now();
        self.server.hub = Some(Hub::new(self.server.config.clone(), simulated::capabilities, restored, now));
        let at = self.now + self.random.between(20, 2_000);
        self.queue.add(at, SimEvent::LinkComesUp);
    }

    /// Kills the server: its sockets break, its link to the PBX too. It starts again later.
    pub fn kill_server(&mut self, down_ms: u64) {
        if self.server.hub.take().is_none() {
            return;
        }
        self.server.planned_kill = None;
        self.drop_link();
        for (_, id) in std::mem::take(&mut self.server.sessions) {
            let panel_learns = self.random.percent(80);
            self.net.connections[id].session = None;
            self.cut(id, panel_learns, false);
        }
        // Those that had not signed in yet.
        for id in 0..self.net.connections.len() {
            if !self.net.connections[id].is_cut && self.net.connections[id].boot == self.server.boot {
                self.cut(id, true, false);
            }
        }
        self.queue.add(self.now + down_ms, SimEvent::ServerStarts);
    }

    /// A panel signs in.
    pub fn sign_in(&mut self, id: ConnectionId, token: &str, client: ClientInfo, resume: Option<Resume>) {
        self.server.last_session += 1;
        let session = self.server.last_session;
        self.net.connections[id].session = Some(session);
        self.server.sessions.insert(session, id);
        let login = token.split(' ').next().unwrap_or_default();
        let agent = site::AGENTS.iter().position(|(known, _)| *known == login).unwrap_or_default();
        self.queue.add(self.now + HEARTBEAT_MS, SimEvent::Heartbeat(id));
        self.tell_hub(Input::SignIn(SignIn {
            session,
            organisation: ORGANISATION.to_owned(),
            user: site::user_of(agent),
            login: login.to_owned(),
            is_supervisor: false,
            client,
            expires_at: Steady::from_millis(self.now - START + TOKEN_MS),
            resume,
        }));
    }
}
