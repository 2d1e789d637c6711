//! Runs the hub: feeds it what happens, with the time, and does what it says.

use crate::{
    clock,
    hub::{Effect, Hub, Input, SessionId, SignIn},
    pbx::{Done, Pbx, PbxCommand, PbxEvent, Stamped},
};
use axum::extract::ws::Utf8Bytes;
use denwa_protocol::{Command, CommandError, PbxState, Refusal, SignOutReason};
use futures_util::{StreamExt, stream::FuturesUnordered};
use std::{
    collections::{HashMap, VecDeque},
    pin::Pin,
    sync::Arc,
    time::Duration,
};
use tokio::sync::{Notify, mpsc, oneshot, watch};

/// What sessions tell the hub.
pub enum ToHub {
    /// A panel's token is good; its messages go into the mailbox.
    SignIn(SignIn, Mailbox),
    /// A command.
    Command(SessionId, String, Command),
    /// A panel is being used.
    Active(SessionId),
    /// A socket is gone.
    Closed(SessionId),
    /// The server stops.
    Stop,
}

/// What a session is to send.
#[derive(Debug)]
pub enum Outgoing {
    /// A message.
    Text(Utf8Bytes),
    /// Refuse the sign-in and close.
    Refuse(Refusal, Option<u64>),
    /// End the session and close.
    SignOut(SignOutReason),
}

/// Where a session's messages go. It has bounded room; a session that lets it fill up is dropped.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// The messages.
    pub out: mpsc::Sender<Outgoing>,
    /// Tells the session to drop its socket at once.
    pub drop: Arc<Notify>,
}

/// What `/health` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The link to the PBX.
    pub pbx: PbxState,
    /// The PBX and its version.
    pub product: String,
    /// Panels signed in.
    pub sessions: usize,
}

type Reply = Pin<Box<dyn Future<Output = (u64, Result<Done, CommandError>)> + Send>>;

struct HubTask {
    hub: Hub,
    mailboxes: HashMap<SessionId, Mailbox>,
    /// Requests the PBX has not taken yet.
    requests: VecDeque<PbxCommand>,
    replies: FuturesUnordered<Reply>,
    health: watch::Sender<Health>,
}

/// Starts the hub.
pub fn spawn(hub: Hub, pbx: Pbx) -> (mpsc::Sender<ToHub>, watch::Receiver<Health>) {
    let (sender, inbox) = mpsc::channel(1024);
    let (health, health_out) = watch::channel(health_of(&hub));
    let task =
        HubTask { hub, mailboxes: HashMap::new(), requests: VecDeque::new(), replies: FuturesUnordered::new(), health };
    tokio::spawn(task.run(inbox, pbx));
    (sender, health_out)
}

impl HubTask {
    async fn run(mut self, mut inbox: mpsc::Receiver<ToHub>, mut pbx: Pbx) {
        let mut pbx_lives = true;
        loop {
            let now = clock::millis();
            let sleep = self.hub.deadline().map_or(60_000, |at| at.saturating_sub(now));
            tokio::select! {
                message = inbox.recv() => match message {
                    Some(message) => self.take(message),
                    None => return,
                },
                event = pbx.events.recv(), if pbx_lives => {
                    if event.is_none() {
                        tracing::error!("the PBX link ended");
                        pbx_lives = false;
                    }
                    let down = || Stamped { at: clock::millis(), event: PbxEvent::Down };
                    self.feed(Input::Pbx(event.unwrap_or_else(down)));
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

    fn take(&mut self, message: ToHub) {
        match message {
            ToHub::SignIn(sign_in, mailbox) => {
                self.mailboxes.insert(sign_in.session, mailbox);
                self.feed(Input::SignIn(sign_in));
            }
            ToHub::Command(session, id, command) => self.feed(Input::Command { session, id, command }),
            ToHub::Active(session) => self.feed(Input::Active(session)),
            ToHub::Closed(session) => {
                self.mailboxes.remove(&session);
                self.feed(Input::Closed(session));
            }
            ToHub::Stop => self.feed(Input::Stop),
        }
    }

    fn feed(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for effect in self.hub.handle(input, clock::millis()) {
                let slow = self.act(effect);
                inputs.extend(slow.into_iter().map(Input::Closed));
            }
        }
        let health = health_of(&self.hub);
        self.health.send_if_modified(|known| {
            let news = *known != health;
            *known = health;
            news
        });
    }

    /// Does one thing, and returns the sessions that turned out not to read.
    fn act(&mut self, effect: Effect) -> Vec<SessionId> {
        match effect {
            Effect::Send { to, message } => match serde_json::to_string(&message) {
                Ok(text) => {
                    let text = Utf8Bytes::from(text);
                    to.into_iter().filter(|session| !self.post(*session, Outgoing::Text(text.clone()))).collect()
                }
                Err(error) => {
                    tracing::error!("a message cannot be written: {error}");
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

    /// Whether the message found room. If not, the session is dropped. One that is gone already needs none.
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
    Health { pbx, product: product.to_owned(), sessions: hub.sessions() }
}
