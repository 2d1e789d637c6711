//! The hub: agents, their calls and their panels. A pure state machine: [`Hub::handle`] takes an [`Input`] and the
//! time, and returns [`Effect`]s to carry out in order. The hub never waits and never fails.
//!
//! The hub owns the agents' modes, which outlive a restart of the PBX. It numbers the events in each agent's stream,
//! and makes one panel of each agent the primary panel.

mod agent;
mod callbacks;
mod calls;
mod clean;
mod commands;
mod directory;
mod history;
mod keep;
mod memory;
mod messages;
mod missed;
mod pages;
mod parked;
mod parts;
mod pbx_link;
mod primary;
mod queues;
mod resume;
mod sessions;
mod settings;
mod snapshot;
mod stream;
mod supervision;
mod travel;
mod unfinished;
mod work;

use crate::{
    clock::{Now, Steady},
    config::Config,
    pbx::{CapabilitiesFn, Done, PbxRequest, Stamped},
    store::{Change, Restored, change::AgentKey, history::HistoryQuery},
};
use agent::{AgentDesk, Identity};
use callbacks::Callbacks;
use calls::Place;
use commands::Ticket;
use denwa_protocol::{
    Activity, COMMAND_MEMORY_MS, Call, ClientInfo, Command, CommandError, Event, HistoryFilter, PbxState, Refusal,
    Resume, ServerMessage, SignOutReason, Timestamp,
};
use directory::{Listed, Watchers};
use parked::Parked;
use parts::Parts;
use primary::Standing;
use queues::Queues;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};
use stream::Boots;
use supervision::{Hands, Monitors, TeamWatches};
use unfinished::Unfinished;

/// The number of a panel's connection, chosen by the caller. Never reused.
pub type SessionId = u64;

/// How long an ended call is kept once its log is settled, in milliseconds. Other ended calls are kept for the days that
/// the configuration says.
pub const SETTLED_CALL_MS: u64 = 3_600_000;

/// How long the PBX may take to answer a request, in milliseconds; then the command fails as timed out.
pub const REQUEST_MS: u64 = 6_000;

/// How long the hub remembers which agent was offered a queue call first, in milliseconds.
const FIRST_OFFER_MS: u64 = 3_600_000;

/// How often the hub forgets old calls and commands, in milliseconds.
const SWEEP_MS: u64 = 60_000;

/// An input of the hub.
#[derive(Clone, Debug)]
pub enum Input {
    /// A panel signs in; its token has been verified.
    SignIn(SignIn),
    /// A panel sends a command.
    Command {
        /// The panel.
        session: SessionId,
        /// The command's ID, chosen by the panel.
        id: String,
        /// The command.
        command: Command,
    },
    /// A panel is used, or its page became visible or navigated.
    Active(SessionId, Activity),
    /// A panel looks for the page of a call, or is done with it.
    Popping {
        /// The panel.
        session: SessionId,
        /// The call, by [`denwa_protocol::Call::id`].
        call: String,
        /// Whether it is done.
        done: bool,
    },
    /// A panel has answered a ping.
    Heard(SessionId),
    /// A panel's socket has closed.
    Closed(SessionId),
    /// Something happened on the PBX.
    Pbx(Stamped),
    /// The PBX has answered a request.
    Reply {
        /// The request's ticket.
        ticket: u64,
        /// The answer.
        result: Result<Done, CommandError>,
    },
    /// A panel's queue has room for the page of calls that [`Effect::OfferPage`] offered.
    NextPage(SessionId),
    /// A panel asks for past calls.
    ReadHistory {
        /// The panel.
        session: SessionId,
        /// The question's ID, chosen by the panel.
        id: String,
        /// Only calls that began before.
        before: Option<Timestamp>,
        /// Which calls.
        only: HistoryFilter,
        /// Only calls with this text.
        find: Option<String>,
    },
    /// The past calls that [`Effect::ReadHistory`] asked for have been read.
    HistoryRead {
        /// The panel.
        session: SessionId,
        /// The question's ID.
        id: String,
        /// The question.
        query: HistoryQuery,
        /// The calls; `None` if the store fails.
        calls: Option<Vec<Call>>,
    },
    /// A panel looks somebody up in the directory, or stops.
    WatchDirectory {
        /// The panel.
        session: SessionId,
        /// The text to look for; `None` to stop.
        find: Option<String>,
    },
    /// A panel wants to see its agent's team, or to stop.
    WatchTeam {
        /// The panel.
        session: SessionId,
        /// Whether it wants to see it.
        watch: bool,
    },
    /// Time has passed; see [`Hub::deadline`].
    Tick,
    /// The server is stopping.
    Stop,
}

/// A panel that signs in; its token has been verified.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The panel's connection.
    pub session: SessionId,
    /// The token's organisation.
    pub organisation: String,
    /// The token's Salesforce user.
    pub user: String,
    /// The token's login.
    pub login: String,
    /// Whether the token says that the user is a supervisor.
    pub is_supervisor: bool,
    /// The panel.
    pub client: ClientInfo,
    /// When the token expires. A moment on the steady clock, so that a jump of the system clock signs nobody out.
    pub expires_at: Steady,
    /// Where the panel continues after a lost connection.
    pub resume: Option<Resume>,
}

/// An effect that the hub asks its caller to carry out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep a change over restarts, before the effects after it are carried out.
    Keep(Change),
    /// A page of calls can follow for this panel: give [`Input::NextPage`] when its queue has room.
    OfferPage {
        /// The panel.
        session: SessionId,
    },
    /// Send a message to panels.
    Send {
        /// The panels.
        to: Vec<SessionId>,
        /// The message.
        message: Box<ServerMessage>,
    },
    /// Tell a panel why its session ends, and close its socket. The hub has already forgotten the session.
    Close {
        /// The panel.
        session: SessionId,
        /// Why the session ends.
        reason: SignOutReason,
    },
    /// Refuse a sign-in and close the socket.
    Refuse {
        /// The panel.
        session: SessionId,
        /// Why the sign-in is refused.
        reason: Refusal,
        /// How long the panel should wait before trying again, in milliseconds.
        retry_after: Option<u64>,
    },
    /// Read past calls; give [`Input::HistoryRead`] with what was found. Changes before this effect are to be found.
    ReadHistory {
        /// The panel that asks.
        session: SessionId,
        /// The question's ID.
        id: String,
        /// The question.
        query: HistoryQuery,
    },
    /// Send a request to the PBX; its answer comes back as [`Input::Reply`].
    Request {
        /// The request's number.
        ticket: u64,
        /// The extension it is for.
        extension: String,
        /// The request.
        request: PbxRequest,
    },
}

/// A timer of the hub.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    /// A session's token expires.
    Expire(SessionId),
    /// A request has gone unanswered for too long.
    Request(u64),
    /// A page that keeps an agent's primary panel in its place should have opened by now.
    Popping(usize),
    /// An agent's panels have had time to answer a ping.
    Probe(usize),
    /// Delayed `settingsChanged` events are due in an organisation.
    Settings(String),
    /// An agent's after-call work ends.
    WorkEnd(usize),
    /// The absence of an agent counts.
    Away(usize),
    /// Panels that watch the directory are told what has changed.
    Directory,
    /// It is time to look whether anybody answered a whole call.
    MissedCaller(String),
    /// The claim of a callback ends.
    Claim(String),
    /// Panels are told the figures of queues.
    Queues,
    /// A panel is told what has changed of its agent's team.
    Team(SessionId),
    /// Old calls and commands are forgotten.
    Sweep,
    /// Commands that were under way when the server was killed are answered.
    Unfinished,
}

/// Has a timer run at `due`, unless it runs before. `known` is when it runs.
fn bring_forward(timers: &mut BTreeSet<(Steady, Timer)>, known: &mut Option<Steady>, due: Steady, timer: Timer) {
    if known.is_some_and(|known| known <= due) {
        return;
    }
    if let Some(later) = known.replace(due) {
        timers.remove(&(later, timer.clone()));
    }
    timers.insert((due, timer));
}

/// A panel that has signed in.
#[derive(Clone, Debug)]
struct Session {
    agent: usize,
    organisation: String,
    user: String,
    instance: String,
    browser: Option<String>,
    active_at: Steady,
    /// When something was last heard of the panel, as far as the hub learns of it.
    heard_at: Steady,
    /// What the panel has been told about the primary panel.
    told: Option<Standing>,
    expires_at: Steady,
}

/// The state of the link to the PBX.
#[derive(Clone, Debug)]
struct Link {
    state: PbxState,
    product: String,
    /// True between `Up` and `Synced`.
    is_syncing: bool,
}

/// The hub's state machine.
#[derive(Debug)]
pub struct Hub {
    config: Arc<Config>,
    now: Now,
    agents: Vec<AgentDesk>,
    by_extension: HashMap<String, usize>,
    by_login: HashMap<(String, String), usize>,
    sessions: HashMap<SessionId, Session>,
    link: Link,
    tickets: BTreeMap<u64, Ticket>,
    next_ticket: u64,
    /// For each incoming call that nobody has answered, by the whole call's ID: the ID of the agent's part that was
    /// offered first, and when.
    first_offers: HashMap<String, (String, Steady)>,
    /// Which agents must read their settings again, and when they were last told, by organisation.
    settings_notices: HashMap<String, settings::SettingsNotices>,
    /// The agents that a Salesforce user has signed in as, by organisation and user.
    by_user: HashMap<(String, String), Vec<usize>>,
    /// For panels that have not got all their calls yet, where the next page begins.
    pages: HashMap<SessionId, Place>,
    /// Commands that were under way when the server was killed.
    unfinished: Vec<Unfinished>,
    /// Which agents' parts belong to the same whole call.
    parts: Parts,
    /// The calls that are parked.
    parked: Parked,
    /// Callers whom nobody answered.
    callbacks: Callbacks,
    /// The queues of the PBX.
    queues: Queues,
    /// The agents of the supervisors who do not supervise all.
    teams: BTreeMap<usize, BTreeSet<usize>>,
    /// The panels that see their teams.
    team_watches: TeamWatches,
    /// Supervisors' parts in calls.
    monitors: Monitors,
    /// The hands that are up.
    hands: Hands,
    /// Whom and what can be dialled by name.
    directory: Vec<Listed>,
    /// The panels that watch the directory.
    watchers: Watchers,
    /// When past calls were last forgotten.
    history_trimmed_at: Steady,
    timers: BTreeSet<(Steady, Timer)>,
    effects: Vec<Effect>,
}

impl Hub {
    /// Makes a hub without panels, its PBX down, with what was kept before it was started.
    #[must_use]
    pub fn new(config: Arc<Config>, capabilities: CapabilitiesFn, mut restored: Restored, now: Now) -> Self {
        let only_organisation = match config.organisations.as_slice() {
            [organisation] => Some(organisation.id.clone()),
            _ => None,
        };
        let organisations: Vec<_> =
            config.agents.iter().map(|a| a.organisation.clone().or_else(|| only_organisation.clone())).collect();
        let keys: Vec<_> = config
            .agents
            .iter()
            .zip(&organisations)
            .map(|(a, organisation)| AgentKey::new(organisation.as_deref().unwrap_or_default(), &a.login))
            .collect();
        let by_key = keys.iter().cloned().zip(0..).collect();
        let kept = std::mem::take(&mut restored.callbacks);
        let callbacks = Callbacks::restored(kept, &by_key, (config.store.keep_ms(), &config.country_code), now);
        let unfinished = Unfinished::find(&restored, &by_key);
        let boots = Arc::new(Boots::new(restored.boots));
        let agents: Vec<_> = config
            .agents
            .iter()
            .zip(keys)
            .zip(&organisations)
            .map(|((agent, key), organisation)| {
                let kept = restored.agents.remove(&key).unwrap_or_default();
                let offered = capabilities(&config, &agent.extension);
                let identity = Identity { key, organisation: organisation.clone() };
                AgentDesk::new(&config, agent, identity, offered, boots.clone(), kept, now)
            })
            .collect();
        let by_extension = config.agents.iter().enumerate().map(|(i, a)| (a.extension.clone(), i)).collect();
        let by_login = config.agents.iter().zip(organisations).enumerate();
        let by_login = by_login.filter_map(|(i, (a, organisation))| Some(((organisation?, a.login.clone()), i)));
        let mut hub = Self {
            by_login: by_login.collect(),
            directory: directory::list(&config, &agents),
            callbacks,
            queues: Queues::default(),
            teams: supervision::teams(&config),
            team_watches: TeamWatches::default(),
            monitors: Monitors::default(),
            hands: Hands::default(),
            config,
            now,
            agents,
            by_extension,
            sessions: HashMap::new(),
            link: Link { state: PbxState::Down, product: String::new(), is_syncing: false },
            tickets: BTreeMap::new(),
            next_ticket: 0,
            first_offers: HashMap::new(),
            settings_notices: HashMap::new(),
            by_user: HashMap::new(),
            pages: HashMap::new(),
            unfinished: Vec::new(),
            parts: Parts::default(),
            parked: Parked::default(),
            watchers: Watchers::default(),
            history_trimmed_at: now.steady,
            timers: BTreeSet::from([(now.steady + SWEEP_MS, Timer::Sweep)]),
            effects: Vec::new(),
        };
        hub.restore_parts();
        hub.restore_first_offers();
        hub.restore_callbacks();
        hub.restore_hands();
        hub.restore_work();
        hub.take_up_unfinished(unfinished, now);
        hub
    }

    /// Handles an input and returns the effects. Timers, allowances and retention go by the steady time; the wall time
    /// is only for stamps, and may jump both ways.
    pub fn handle(&mut self, input: Input, now: Now) -> Vec<Effect> {
        self.now = Now { steady: self.now.steady.max(now.steady), wall: now.wall };
        self.run_timers();
        if let Input::Command { session, .. } | Input::Active(session, _) | Input::Popping { session, .. } = &input {
            self.heard(*session);
        }
        match input {
            Input::SignIn(sign_in) => self.sign_in(sign_in),
            Input::Command { session, id, command } => self.command(session, id, command),
            Input::Active(session, by) => self.active(session, by),
            Input::Popping { session, call, done } => self.popping(session, &call, done),
            Input::Heard(session) => self.heard(session),
            Input::Closed(session) => self.closed(session),
            Input::Pbx(stamped) => self.pbx_event(stamped),
            Input::Reply { ticket, result } => self.reply(ticket, result),
            Input::NextPage(session) => self.next_page(session),
            Input::ReadHistory { session, id, before, only, find } => {
                self.read_history(session, id, before, only, find);
            }
            Input::HistoryRead { session, id, query, calls } => self.history_read(session, id, &query, calls),
            Input::WatchDirectory { session, find } => self.watch_directory(session, find),
            Input::WatchTeam { session, watch } => self.watch_team(session, watch),
            Input::Tick => {}
            Input::Stop => self.stop(),
        }
        std::mem::take(&mut self.effects)
    }

    /// Returns when the next [`Input::Tick`] is due if no other input comes before.
    #[must_use]
    pub fn deadline(&self) -> Option<Steady> {
        self.timers.first().map(|(at, _)| *at)
    }

    /// Returns how many panels are signed in.
    #[must_use]
    pub fn session_count(&self) -> usize {
        self.sessions.len()
    }

    /// Returns the number of live calls as agents see them, and of ended calls without a reported log.
    #[must_use]
    pub fn call_counts(&self) -> (usize, usize) {
        let counts = self.agents.iter().map(|desk| desk.calls.counts());
        counts.fold((0, 0), |(live, ended), (l, e)| (live + l, ended + e))
    }

    /// Returns the state of the link to the PBX, and the PBX's product name.
    #[must_use]
    pub fn pbx(&self) -> (PbxState, &str) {
        (self.link.state, &self.link.product)
    }

    fn run_timers(&mut self) {
        while let Some((at, timer)) = self.timers.first().cloned() {
            if at > self.now.steady {
                return;
            }
            self.timers.pop_first();
            match timer {
                Timer::Expire(session) => self.sign_out(session, SignOutReason::TokenExpired),
                Timer::Request(ticket) => self.reply(ticket, Err(CommandError::TimedOut)),
                Timer::Popping(agent) => self.release_primary(agent),
                Timer::Probe(agent) => self.check_panels(agent),
                Timer::Settings(organisation) => self.publish_settings_changed(&organisation),
                Timer::WorkEnd(agent) => self.end_work_if_over(agent),
                Timer::Away(agent) => self.check_absence(agent),
                Timer::Directory => self.publish_directory(),
                Timer::MissedCaller(request_id) => self.check_missed_caller(request_id),
                Timer::Claim(callback) => self.end_claim(&callback),
                Timer::Queues => self.publish_queues(),
                Timer::Team(session) => self.publish_team(session),
                Timer::Sweep => self.sweep(),
                Timer::Unfinished => self.settle_unfinished(),
            }
        }
    }

    /// Keeps a call that has changed, and tells the agent's panels, and everybody whom the change concerns.
    fn publish_call(&mut self, agent: usize, id: &str, at: Timestamp) {
        let Some(call) = self.agents[agent].calls.get(id).map(|entry| entry.call.clone()) else { return };
        self.keep_call(agent, id);
        if call.ended.is_some() {
            self.keep_history(agent, &call);
        }
        self.publish(agent, at, Event::Call { call: call.clone() });
        self.note_parked(&call, at);
        self.pass_on(agent, id, at);
    }

    /// Adds an event to an agent's stream and sends it to the agent's panels.
    fn publish(&mut self, agent: usize, at: Timestamp, event: Event) {
        if matches!(event, Event::Call { .. } | Event::Agent { .. } | Event::Phone { .. }) {
            let is_mode = matches!(event, Event::Agent { .. });
            self.touch_directory(is_mode);
            self.touch_team(agent, is_mode);
            self.touch_queues();
        }
        let seq = self.keep_event(agent, at, &event);
        let desk = &self.agents[agent];
        if !desk.sessions.is_empty() {
            let message = Box::new(ServerMessage::Event { seq, at, event });
            self.effects.push(Effect::Send { to: desk.sessions.clone(), message });
        }
    }

    fn send(&mut self, session: SessionId, message: ServerMessage) {
        self.effects.push(Effect::Send { to: vec![session], message: Box::new(message) });
    }

    fn sweep(&mut self) {
        let now = self.now.steady;
        let mut has_forgotten_commands = false;
        let needed = self.needed_requests();
        for agent in 0..self.agents.len() {
            let desk = &mut self.agents[agent];
            let forgotten = desk.calls.sweep(now, |call| needed.contains(&call.request_id));
            has_forgotten_commands |= desk.memory.sweep(now);
            desk.expected.retain(|_, (_, until)| *until > now);
            self.forget_calls(agent, forgotten);
        }
        if has_forgotten_commands {
            // One interval later than the hub, so that none is missing that the hub still knows.
            let before = self.now.wall.saturating_sub(COMMAND_MEMORY_MS + SWEEP_MS);
            self.effects.push(Effect::Keep(Change::ForgetCommands { before }));
        }
        self.sweep_messages(self.now.wall.saturating_sub(self.config.store.keep_ms()));
        self.sweep_callbacks();
        self.trim_history();
        self.first_offers.retain(|_, (_, at)| *at + FIRST_OFFER_MS > now);
        self.timers.insert((now + SWEEP_MS, Timer::Sweep));
    }
}
