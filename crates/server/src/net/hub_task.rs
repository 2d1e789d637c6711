//! Runs the hub in a task: passes inputs and the time to it, and carries out its effects.
//!
//! The task takes all inputs that wait, has the hub handle them, commits their changes to the store as a group, and only
//! then sends messages and requests.

use super::{
    lock,
    metrics::{Metrics, Reason},
};
use crate::{
    clock::Clock,
    hub::{Effect, Hub, Input, SessionId, SignIn},
    pbx::{Done, Pbx, PbxCommand, PbxEvent, Stamped},
    store::{Change, Store, StoreHealth},
    token::once::UsedTokens,
};
use axum::extract::ws::Utf8Bytes;
use denwa_protocol::{
    Activity, Command, CommandError, HistoryFilter, PbxState, Refusal, ServerMessage, SignOutReason, Timestamp,
};
use futures_util::{StreamExt, stream::FuturesUnordered};
use std::{
    collections::{HashMap, VecDeque},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    sync::{Notify, mpsc, oneshot, watch},
    task::JoinHandle,
};

/// How many inputs make a group at most.
const MAX_GROUP: usize = 256;

/// The task wakes up at least this often, in milliseconds, so that a store that failed is tried again, and as a sign of
/// life.
const MAX_SLEEP_MS: u64 = 1_000;

/// How often the task looks whether a panel's queue has room for the next page of calls, in milliseconds.
const PAGE_MS: u64 = 10;

/// A message from a session to the hub.
pub enum ToHub {
    /// A panel with a verified token signs in; messages to the panel go into the mailbox, and the changes, which say whose
    /// the token is, into the store.
    SignIn(SignIn, Mailbox, Vec<Change>),
    /// A panel sends a command with this ID.
    Command(SessionId, String, Command),
    /// A panel is used, or its page became visible or navigated.
    Active(SessionId, Activity),
    /// A panel looks for the page of the call with this ID, or is done with it.
    Popping(SessionId, String, bool),
    /// A panel asks for past calls.
    ReadHistory {
        /// The panel.
        session: SessionId,
        /// The question's ID.
        id: String,
        /// Only calls that began before.
        before: Option<Timestamp>,
        /// Which calls.
        only: HistoryFilter,
        /// Only calls with this text.
        find: Option<String>,
    },
    /// A panel looks this up in the directory, or stops.
    WatchDirectory(SessionId, Option<String>),
    /// A panel wants to see its agent's team, or to stop.
    WatchTeam(SessionId, bool),
    /// A panel has answered a ping.
    Heard(SessionId),
    /// A socket has closed.
    Closed(SessionId),
    /// Count the calls.
    Count(oneshot::Sender<Figures>),
    /// The server is stopping.
    Stop,
}

/// An order to a session's socket.
#[derive(Debug)]
pub enum Outgoing {
    /// Send a message. For an event of the PBX that has just come, the second value is the event's time.
    Text(Utf8Bytes, Option<Timestamp>),
    /// Refuse the sign-in and close.
    Refuse(Refusal, Option<u64>),
    /// End the session and close.
    SignOut(SignOutReason),
}

/// The hub's end of a session's message queue. The queue is bounded; a session whose queue is full is dropped.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// The queue.
    pub out: mpsc::Sender<Outgoing>,
    /// Makes the session drop its socket at once.
    pub drop: Arc<Notify>,
}

/// The state that `/health` reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The state of the link to the PBX.
    pub pbx: PbxState,
    /// The PBX's product name and version.
    pub product: String,
    /// How many panels are signed in.
    pub sessions: usize,
    /// The state of the store.
    pub store: StoreHealth,
}

/// Figures that the hub counts when it is asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Live calls, as agents see them.
    pub calls: usize,
    /// Ended calls of which no panel has reported a log.
    pub unlogged_calls: usize,
}

type Read = Pin<Box<dyn Future<Output = Input> + Send>>;

type Reply = Pin<Box<dyn Future<Output = (u64, Result<Done, CommandError>)> + Send>>;

struct HubTask {
    hub: Hub,
    clock: Clock,
    store: Store,
    used_tokens: Arc<Mutex<UsedTokens>>,
    /// Changes that are not the hub's, for the next commit.
    changes: Vec<Change>,
    mailboxes: HashMap<SessionId, Mailbox>,
    /// Requests that wait for room in the PBX's queue.
    requests: VecDeque<PbxCommand>,
    replies: FuturesUnordered<Reply>,
    /// Past calls that are being read.
    reads: FuturesUnordered<Read>,
    /// Panels for which the hub has a page of calls.
    page_offers: Vec<SessionId>,
    health: watch::Sender<Health>,
    metrics: Arc<Metrics>,
    /// The steady time, in milliseconds, at which the task last began to wait.
    beat: Arc<AtomicU64>,
}

/// A running hub.
pub struct HubHandle {
    /// The sender of its inbox.
    pub inbox: mpsc::Sender<ToHub>,
    /// The health it reports.
    pub health: watch::Receiver<Health>,
    /// The steady time, in milliseconds, at which the task last began to wait.
    pub beat: Arc<AtomicU64>,
    /// Ends when the inbox has no sender any more, or with a panic.
    pub task: JoinHandle<()>,
}

/// Starts the hub's task.
pub fn spawn(
    hub: Hub,
    pbx: Pbx,
    clock: Clock,
    store: Store,
    metrics: Arc<Metrics>,
    used_tokens: Arc<Mutex<UsedTokens>>,
) -> HubHandle {
    let (sender, inbox) = mpsc::channel(1024);
    let (health, health_receiver) = watch::channel(health_of(&hub, &store));
    let beat = Arc::new(AtomicU64::new(clock.now().steady.as_millis()));
    let task = HubTask {
        hub,
        clock,
        store,
        used_tokens,
        changes: Vec::new(),
        mailboxes: HashMap::new(),
        requests: VecDeque::new(),
        replies: FuturesUnordered::new(),
        reads: FuturesUnordered::new(),
        page_offers: Vec::new(),
        health,
        metrics,
        beat: beat.clone(),
    };
    HubHandle { inbox: sender, health: health_receiver, beat, task: tokio::spawn(task.run(inbox, pbx)) }
}

impl HubTask {
    async fn run(mut self, mut inbox: mpsc::Receiver<ToHub>, mut pbx: Pbx) {
        let mut is_pbx_running = true;
        loop {
            let now = self.clock.now().steady;
            self.beat.store(now.as_millis(), Ordering::Relaxed);
            let longest = if self.page_offers.is_empty() { MAX_SLEEP_MS } else { PAGE_MS };
            let sleep = self.hub.deadline().map_or(longest, |at| at.since(now).min(longest));
            let mut inputs = Vec::new();
            tokio::select! {
                message = inbox.recv() => match message {
                    Some(message) => inputs.extend(self.receive(message)),
                    None => return,
                },
                event = pbx.events.recv(), if is_pbx_running => {
                    if event.is_none() {
                        tracing::error!("the PBX link ended");
                        is_pbx_running = false;
                    }
                    let at = self.clock.now().wall;
                    inputs.push(Input::Pbx(event.unwrap_or(Stamped { at, event: PbxEvent::Down })));
                },
                permit = pbx.commands.reserve(), if !self.requests.is_empty() => match (permit, self.requests.pop_front()) {
                    (Ok(permit), Some(request)) => permit.send(request),
                    // Dropping the requests answers them with `PbxDown`.
                    _ => self.requests.clear(),
                },
                Some((ticket, result)) = self.replies.next() => inputs.push(Input::Reply { ticket, result }),
                Some(input) = self.reads.next() => inputs.push(input),
                () = tokio::time::sleep(Duration::from_millis(sleep)) => inputs.push(Input::Tick),
            }
            // What waits by now joins the group.
            while inputs.len() < MAX_GROUP {
                let message = inbox.try_recv().ok().map(|message| self.receive(message));
                let event = pbx.events.try_recv().ok().map(Input::Pbx);
                if message.is_none() && event.is_none() {
                    break;
                }
                inputs.extend(message.into_iter().flatten().chain(event));
            }
            inputs.extend(self.take_page_offers());
            self.feed(inputs).await;
        }
    }

    /// Returns the hub's input for a message; `None` if the message needs no hub.
    fn receive(&mut self, message: ToHub) -> Option<Input> {
        Some(match message {
            ToHub::SignIn(sign_in, mailbox, changes) => {
                self.changes.extend(changes);
                self.mailboxes.insert(sign_in.session, mailbox);
                Input::SignIn(sign_in)
            }
            ToHub::Count(reply) => {
                let (calls, unlogged_calls) = self.hub.call_counts();
                // An error means that nobody waits for the figures any more.
                let _ = reply.send(Figures { calls, unlogged_calls });
                return None;
            }
            ToHub::Command(session, id, command) => Input::Command { session, id, command },
            ToHub::Active(session, by) => Input::Active(session, by),
            ToHub::Popping(session, call, done) => Input::Popping { session, call, done },
            ToHub::ReadHistory { session, id, before, only, find } => {
                Input::ReadHistory { session, id, before, only, find }
            }
            ToHub::WatchDirectory(session, find) => Input::WatchDirectory { session, find },
            ToHub::WatchTeam(session, watch) => Input::WatchTeam { session, watch },
            ToHub::Heard(session) => Input::Heard(session),
            ToHub::Closed(session) => {
                self.mailboxes.remove(&session);
                Input::Closed(session)
            }
            ToHub::Stop => Input::Stop,
        })
    }

    /// Takes the offers of pages for panels whose queue is empty, or that have gone.
    fn take_page_offers(&mut self) -> Vec<Input> {
        let has_room = |session: &mut SessionId| {
            self.mailboxes.get(session).is_none_or(|mailbox| mailbox.out.capacity() == mailbox.out.max_capacity())
        };
        self.page_offers.extract_if(.., has_room).map(Input::NextPage).collect()
    }

    /// Passes inputs to the hub, commits the changes, and carries out the other effects.
    async fn feed(&mut self, mut inputs: Vec<Input>) {
        while !inputs.is_empty() {
            let (mut changes, mut effects) = (std::mem::take(&mut self.changes), Vec::new());
            for input in inputs.drain(..) {
                let pbx_event_at = self.note_pbx_event(&input);
                for effect in self.hub.handle(input, self.clock.now()) {
                    match effect {
                        Effect::Keep(change) => changes.push(change),
                        effect => effects.push((effect, pbx_event_at)),
                    }
                }
            }
            self.commit(changes).await;
            for (effect, pbx_event_at) in effects {
                inputs.extend(self.perform(effect, pbx_event_at).into_iter().map(Input::Closed));
            }
        }
        let health = health_of(&self.hub, &self.store);
        self.health.send_if_modified(|known| {
            let has_changed = *known != health;
            *known = health;
            has_changed
        });
    }

    /// Has the store keep changes, or everything if it has missed changes, and notes how long that takes.
    async fn commit(&mut self, changes: Vec<Change>) {
        let began = Instant::now();
        if self.store.wants_everything() {
            let tokens = lock(&self.used_tokens).everything();
            let everything = self.hub.everything().into_iter().chain(tokens).collect();
            self.store.commit_everything(everything).await;
        } else if changes.is_empty() {
            return;
        } else if !self.store.health().is_on {
            // Only the past calls are kept, in memory: that is no commit.
            return self.store.commit(changes).await;
        } else {
            self.store.commit(changes).await;
        }
        self.metrics.store_commit.observe(began.elapsed().as_secs_f64());
    }

    /// Returns the time of an input that is an event of the PBX, and counts lost links.
    fn note_pbx_event(&self, input: &Input) -> Option<Timestamp> {
        let Input::Pbx(stamped) = input else { return None };
        if stamped.event == PbxEvent::Down {
            self.metrics.pbx_lost.inc();
        }
        Some(stamped.at)
    }

    /// Carries out an effect, and returns the sessions dropped because their queue was full. `pbx_event_at` is the time of
    /// the PBX's event that caused the effect.
    fn perform(&mut self, effect: Effect, pbx_event_at: Option<Timestamp>) -> Vec<SessionId> {
        match effect {
            // Committed before.
            Effect::Keep(_) => Vec::new(),
            Effect::OfferPage { session } => {
                self.page_offers.push(session);
                Vec::new()
            }
            Effect::Send { to, message } => match serde_json::to_string(&message) {
                Ok(text) => {
                    let text = Utf8Bytes::from(text);
                    let is_event = matches!(*message, ServerMessage::Event { .. });
                    let at = pbx_event_at.filter(|_| is_event);
                    to.into_iter().filter(|session| !self.post(*session, Outgoing::Text(text.clone(), at))).collect()
                }
                Err(error) => {
                    tracing::error!("cannot write a message as JSON: {error}");
                    Vec::new()
                }
            },
            Effect::Close { session, reason } => {
                self.post(session, Outgoing::SignOut(reason));
                self.mailboxes.remove(&session);
                Vec::new()
            }
            Effect::Refuse { session, reason, retry_after } => {
                self.post(session, Outgoing::Refuse(reason, retry_after));
                self.mailboxes.remove(&session);
                Vec::new()
            }
            Effect::ReadHistory { session, id, query } => {
                let answer = self.store.read_history(query.clone());
                self.reads.push(Box::pin(async move {
                    let calls = answer.await.map_err(|_| "too many questions".to_owned()).flatten();
                    let calls = calls.inspect_err(|error| tracing::warn!("cannot read past calls: {error}")).ok();
                    Input::HistoryRead { session, id, query, calls }
                }));
                Vec::new()
            }
            Effect::Request { ticket, extension, request } => {
                let (reply, answer) = oneshot::channel();
                self.requests.push_back(PbxCommand { extension, request, reply });
                let answered = async move { (ticket, answer.await.unwrap_or(Err(CommandError::PbxDown))) };
                self.replies.push(Box::pin(answered));
                Vec::new()
            }
        }
    }

    /// Queues a message for a session. If the queue is full, drops the session and returns false. A closed session
    /// counts as true.
    fn post(&mut self, session: SessionId, message: Outgoing) -> bool {
        let Some(mailbox) = self.mailboxes.get(&session) else { return true };
        if mailbox.out.try_send(message).is_ok() {
            return true;
        }
        tracing::info!(session, "dropped a panel that does not keep up");
        self.metrics.ended_sessions.get_or_create(&Reason { reason: "slow" }).inc();
        mailbox.drop.notify_one();
        self.mailboxes.remove(&session);
        false
    }
}

fn health_of(hub: &Hub, store: &Store) -> Health {
    let (pbx, product) = hub.pbx();
    Health { pbx, product: product.to_owned(), sessions: hub.session_count(), store: store.health().clone() }
}
