//! Runs the hub in a task: passes inputs and the time to it, and carries out its effects.

use crate::{
    clock::Clock,
    hub::{Effect, Hub, Input, SessionId, SignIn},
    pbx::{Done, Pbx, PbxCommand, PbxEvent, Stamped},
};
use axum::extract::ws::Utf8Bytes;
use denwa_protocol::{Activity, Command, CommandError, PbxState, Refusal, SignOutReason};
use futures_util::{StreamExt, stream::FuturesUnordered};
use std::{
    collections::{HashMap, VecDeque},
    pin::Pin,
    sync::Arc,
    time::Duration,
};
use tokio::sync::{Notify, mpsc, oneshot, watch};

/// A message from a session to the hub.
pub enum ToHub {
    /// A panel with a verified token signs in; messages to the panel go into the mailbox.
    SignIn(SignIn, Mailbox),
    /// A panel sends a command with this ID.
    Command(SessionId, String, Command),
    /// A panel is used, or its page became visible or navigated.
    Active(SessionId, Activity),
    /// A panel looks for the page of the call with this ID, or is done with it.
    Popping(SessionId, String, bool),
    /// A panel has answered a ping.
    Heard(SessionId),
    /// A socket has closed.
    Closed(SessionId),
    /// The server is stopping.
    Stop,
}

/// An order to a session's socket.
#[derive(Debug)]
pub enum Outgoing {
    /// Send a message.
    Text(Utf8Bytes),
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
}

type Reply = Pin<Box<dyn Future<Output = (u64, Result<Done, CommandError>)> + Send>>;

struct HubTask {
    hub: Hub,
    clock: Clock,
    mailboxes: HashMap<SessionId, Mailbox>,
    /// Requests that wait for room in the PBX's queue.
    requests: VecDeque<PbxCommand>,
    replies: FuturesUnordered<Reply>,
    health: watch::Sender<Health>,
}

/// Starts the hub's task. Returns the sender of its inbox, and the health it reports.
pub fn spawn(hub: Hub, pbx: Pbx, clock: Clock) -> (mpsc::Sender<ToHub>, watch::Receiver<Health>) {
    let (sender, inbox) = mpsc::channel(1024);
    let (health, health_receiver) = watch::channel(health_of(&hub));
    let (mailboxes, requests, replies) = (HashMap::new(), VecDeque::new(), FuturesUnordered::new());
    let task = HubTask { hub, clock, mailboxes, requests, replies, health };
    tokio::spawn(task.run(inbox, pbx));
    (sender, health_receiver)
}

impl HubTask {
    async fn run(mut self, mut inbox: mpsc::Receiver<ToHub>, mut pbx: Pbx) {
        let mut is_pbx_running = true;
        loop {
            let now = self.clock.now().steady;
            let sleep = self.hub.deadline().map_or(60_000, |at| at.since(now));
            tokio::select! {
                message = inbox.recv() => match message {
                    Some(message) => self.receive(message),
                    None => return,
                },
                event = pbx.events.recv(), if is_pbx_running => {
                    if event.is_none() {
                        tracing::error!("the PBX link ended");
                        is_pbx_running = false;
                    }
                    let at = self.clock.now().wall;
                    self.feed(Input::Pbx(event.unwrap_or(Stamped { at, event: PbxEvent::Down })));
                },
                permit = pbx.commands.reserve(), if !self.requests.is_empty() => match (permit, self.requests.pop_front()) {
                    (Ok(permit), Some(request)) => permit.send(request),
                    // Dropping the requests answers them with `PbxDown`.
                    _ => self.requests.clear(),
                },
                Some((ticket, result)) = self.replies.next() => self.feed(Input::Reply { ticket, result }),
                () = tokio::time::sleep(Duration::from_millis(sleep)) => self.feed(Input::Tick),
            }
        }
    }

    fn receive(&mut self, message: ToHub) {
        match message {
            ToHub::SignIn(sign_in, mailbox) => {
                self.mailboxes.insert(sign_in.session, mailbox);
                self.feed(Input::SignIn(sign_in));
            }
            ToHub::Command(session, id, command) => self.feed(Input::Command { session, id, command }),
            ToHub::Active(session, by) => self.feed(Input::Active(session, by)),
            ToHub::Popping(session, call, done) => self.feed(Input::Popping { session, call, done }),
            ToHub::Heard(session) => self.feed(Input::Heard(session)),
            ToHub::Closed(session) => {
                self.mailboxes.remove(&session);
                self.feed(Input::Closed(session));
            }
            ToHub::Stop => self.feed(Input::Stop),
        }
    }

    /// Passes an input to the hub and carries out the effects.
    fn feed(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for effect in self.hub.handle(input, self.clock.now()) {
                let dropped = self.perform(effect);
                inputs.extend(dropped.into_iter().map(Input::Closed));
            }
        }
        let health = health_of(&self.hub);
        self.health.send_if_modified(|known| {
            let has_changed = *known != health;
            *known = health;
            has_changed
        });
    }

    /// Carries out an effect, and returns the sessions dropped because their queue was full.
    fn perform(&mut self, effect: Effect) -> Vec<SessionId> {
        match effect {
            Effect::Send { to, message } => match serde_json::to_string(&message) {
                Ok(text) => {
                    let text = Utf8Bytes::from(text);
                    to.into_iter().filter(|session| !self.post(*session, Outgoing::Text(text.clone()))).collect()
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
        mailbox.drop.notify_one();
        self.mailboxes.remove(&session);
        false
    }
}

fn health_of(hub: &Hub) -> Health {
    let (pbx, product) = hub.pbx();
    Health { pbx, product: product.to_owned(), sessions: hub.session_count() }
}
