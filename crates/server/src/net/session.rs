//! One panel's socket: sign-in, then messages both ways until either side has had enough.

use super::{
    App,
    hub_task::{Mailbox, Outgoing, ToHub},
    limits::Bucket,
};
use crate::{
    clock,
    hub::{SessionId, SignIn},
};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use denwa_protocol::{
    ClientMessage, CommandError, CommandOutcome, HEARTBEAT_MS, Refusal, ServerMessage, SignOutReason,
};
use futures_util::SinkExt;
use serde::Deserialize;
use std::{
    net::IpAddr,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::{
    sync::{Notify, mpsc},
    time::{Instant, MissedTickBehavior, interval_at, timeout},
};

/// How long a panel may take to sign in.
const SIGN_IN: Duration = Duration::from_secs(10);

/// How long a message may take to get into the network.
const WRITE: Duration = Duration::from_secs(10);

/// How long the other side may take to answer a close.
const CLOSE: Duration = Duration::from_secs(2);

/// Close codes of our own, beside 1008 (refused, misbehaved), 1009 (too large) and 1012 (the server stops).
mod code {
    /// The token has expired.
    pub const TOKEN_EXPIRED: u16 = 4001;
    /// The same instance connected again.
    pub const REPLACED: u16 = 4002;
    /// Nothing was heard of the panel.
    pub const IDLE: u16 = 4003;
}

/// A socket's place in the server; gives it back when it goes.
pub struct Session {
    app: Arc<App>,
    address: IpAddr,
    id: SessionId,
    pending: bool,
    signed_in: bool,
    _alive: Option<mpsc::Sender<()>>,
}

/// Why a socket is left.
enum Leave {
    /// It is gone, or so slow that there is no use in saying anything.
    Gone,
    /// Sign-in is refused.
    Refused(Refusal, Option<u64>),
    /// The session is over.
    SignedOut(SignOutReason),
    /// A message was too large.
    TooLarge,
    /// Nothing was heard of the panel.
    Idle,
}

impl Drop for Session {
    fn drop(&mut self) {
        let mut gate = self.app.gate();
        if self.pending {
            gate.left_pending(self.address);
        }
        gate.left();
    }
}

impl Session {
    /// A socket that has passed the gate.
    pub fn new(app: Arc<App>, address: IpAddr) -> Self {
        let id = app.next_session.fetch_add(1, Ordering::Relaxed);
        let alive = app.alive.upgrade();
        Self { app, address, id, pending: true, signed_in: false, _alive: alive }
    }

    /// Lives until the socket is closed.
    pub async fn run(mut self, mut socket: WebSocket) {
        let leave = self.converse(&mut socket).await;
        if self.signed_in {
            // An error means that the hub is gone with everything else.
            let _ = self.app.hub.send(ToHub::Closed(self.id)).await;
        }
        let (message, code) = match leave {
            Leave::Gone => return,
            Leave::Refused(reason, retry_after) => {
                tracing::info!(address = %self.address, ?reason, "refused a sign-in");
                if matches!(reason, Refusal::BadToken | Refusal::UnknownAgent | Refusal::BadRequest) {
                    self.app.gate().refused(self.address, clock::millis());
                }
                (Some(ServerMessage::Refused { reason, retry_after }), close_code::POLICY)
            }
            Leave::SignedOut(reason) => {
                let code = match reason {
                    SignOutReason::TokenExpired => code::TOKEN_EXPIRED,
                    SignOutReason::Replaced => code::REPLACED,
                    SignOutReason::Misbehaved | SignOutReason::Unknown => close_code::POLICY,
                    SignOutReason::Stopping => close_code::RESTART,
                };
                (Some(ServerMessage::SignedOut { reason }), code)
            }
            Leave::TooLarge if self.signed_in => {
                (Some(ServerMessage::SignedOut { reason: SignOutReason::Misbehaved }), close_code::SIZE)
            }
            Leave::TooLarge => {
                let reason = Refusal::BadRequest;
                (Some(ServerMessage::Refused { reason, retry_after: None }), close_code::SIZE)
            }
            Leave::Idle => (None, code::IDLE),
        };
        // Who does not take the last words in time does without.
        let _ = timeout(CLOSE, good_bye(&mut socket, message, code)).await;
    }

    async fn converse(&mut self, socket: &mut WebSocket) -> Leave {
        let (out, mut mail) = mpsc::channel(self.app.config.limits.queue as usize);
        let drop = Arc::new(Notify::new());
        let mailbox = Mailbox { out, drop: drop.clone() };
        if let Err(leave) = self.sign_in(socket, mailbox).await {
            return leave;
        }
        self.app.gate().left_pending(self.address);
        self.pending = false;

        let limits = &self.app.config.limits;
        let now = clock::millis();
        let mut commands = Bucket::new(limits.command_burst, limits.commands_per_second, now);
        let mut bytes = Bucket::new(limits.byte_burst, limits.bytes_per_second, now);
        let idle = Duration::from_secs(u64::from(limits.idle_seconds));
        let beat = Duration::from_millis(HEARTBEAT_MS);
        let mut beats = interval_at(Instant::now() + beat, beat);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                () = drop.notified() => return Leave::Gone,
                message = mail.recv() => {
                    let Some(message) = message else { return Leave::Gone };
                    tokio::select! {
                        written = write(socket, message, &mut mail) => if let Err(leave) = written { return leave },
                        () = drop.notified() => return Leave::Gone,
                    }
                }
                _ = beats.tick() => {
                    if heard.elapsed() > idle {
                        return Leave::Idle;
                    }
                    let ping = Outgoing::Text(text(&ServerMessage::Ping { at: clock::millis() }));
                    if let Err(leave) = write(socket, ping, &mut mail).await {
                        return leave;
                    }
                }
                message = socket.recv() => {
                    heard = Instant::now();
                    let (message, now) = (match message {
                        Some(Ok(message)) => message,
                        Some(Err(error)) => return trouble(&error),
                        None => return Leave::Gone,
                    }, clock::millis());
                    if !bytes.take(size(&message) as u64, now) {
                        return Leave::SignedOut(SignOutReason::Misbehaved);
                    }
                    let text = match message {
                        Message::Text(text) => text,
                        Message::Ping(_) | Message::Pong(_) => continue,
                        Message::Close(_) => return Leave::Gone,
                        Message::Binary(_) => return Leave::SignedOut(SignOutReason::Misbehaved),
                    };
                    match self.take(&text, &mut commands, now).await {
                        Ok(None) => {}
                        Ok(Some(answer)) => if let Err(leave) = write(socket, Outgoing::Text(answer), &mut mail).await {
                            return leave;
                        },
                        Err(leave) => return leave,
                    }
                }
            }
        }
    }

    /// Waits for the first message and hands a good one to the hub, which may still refuse.
    async fn sign_in(&mut self, socket: &mut WebSocket, mailbox: Mailbox) -> Result<(), Leave> {
        let refused = |reason| Leave::Refused(reason, None);
        let first = async {
            loop {
                match socket.recv().await {
                    Some(Ok(Message::Text(text))) => return Ok(text),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Binary(_))) => return Err(refused(Refusal::BadRequest)),
                    Some(Ok(Message::Close(_))) | None => return Err(Leave::Gone),
                    Some(Err(error)) => return Err(trouble(&error)),
                }
            }
        };
        let text = timeout(SIGN_IN, first).await.map_err(|_| refused(Refusal::SignInExpected))??;
        let (token, client, resume) = match serde_json::from_str(&text) {
            Ok(ClientMessage::SignIn { token, client, resume }) => (token, client, resume),
            Ok(_) => return Err(refused(Refusal::SignInExpected)),
            Err(_) => return Err(refused(Refusal::BadRequest)),
        };
        let now = clock::millis();
        let allowed = self.app.gate().may_try(self.address, now);
        allowed.map_err(|wait| Leave::Refused(Refusal::RateLimited, Some(wait)))?;
        let identity = self.app.verifier.verify(&token, now).map_err(refused)?;
        tracing::debug!(session = self.id, login = identity.login, user = identity.user, "token verified");
        let sign_in = SignIn {
            session: self.id,
            organisation: identity.organisation,
            login: identity.login,
            instance: client.instance,
            expires_at: identity.expires_at,
            resume,
        };
        let sent = self.app.hub.send(ToHub::SignIn(sign_in, mailbox)).await;
        sent.map_err(|_| Leave::SignedOut(SignOutReason::Stopping))?;
        self.signed_in = true;
        Ok(())
    }

    /// Takes one message of a signed-in panel, and returns what is to be answered at once.
    async fn take(&self, text: &str, commands: &mut Bucket, now: u64) -> Result<Option<Utf8Bytes>, Leave> {
        let to_hub = match serde_json::from_str(text) {
            Ok(ClientMessage::Command { id, command }) => {
                if !commands.take(1, now) {
                    return Ok(Some(failed(id, CommandError::RateLimited)));
                }
                ToHub::Command(self.id, id, command)
            }
            Ok(ClientMessage::Active) if commands.take(1, now) => ToHub::Active(self.id),
            Ok(ClientMessage::Active | ClientMessage::Pong { .. } | ClientMessage::Unknown) => return Ok(None),
            Ok(ClientMessage::SignIn { .. }) => return Err(Leave::SignedOut(SignOutReason::Misbehaved)),
            Err(_) => match serde_json::from_str(text) {
                // A command this server does not understand in full still has an ID to answer to.
                Ok(Broken { kind: Kind::Command, id }) => return Ok(Some(failed(id, CommandError::BadRequest))),
                Err(_) => return Err(Leave::SignedOut(SignOutReason::Misbehaved)),
            },
        };
        let sent = self.app.hub.send(to_hub).await;
        sent.map_err(|_| Leave::SignedOut(SignOutReason::Stopping))?;
        Ok(None)
    }
}

/// What is left of a command that cannot be read.
#[derive(Deserialize)]
struct Broken {
    #[serde(rename = "type")]
    kind: Kind,
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Command,
}

/// Writes a message and all that wait behind it, then sends them off together.
async fn write(socket: &mut WebSocket, first: Outgoing, mail: &mut mpsc::Receiver<Outgoing>) -> Result<(), Leave> {
    let all = async {
        let mut next = Some(first);
        let mut leave = None;
        while let Some(message) = next {
            match message {
                Outgoing::Text(text) => socket.feed(Message::Text(text)).await.map_err(|_| Leave::Gone)?,
                Outgoing::Refuse(reason, retry_after) => leave = Some(Leave::Refused(reason, retry_after)),
                Outgoing::SignOut(reason) => leave = Some(Leave::SignedOut(reason)),
            }
            next = if leave.is_some() { None } else { mail.try_recv().ok() };
        }
        socket.flush().await.map_err(|_| Leave::Gone)?;
        leave.map_or(Ok(()), Err)
    };
    timeout(WRITE, all).await.unwrap_or(Err(Leave::Gone))
}

async fn good_bye(socket: &mut WebSocket, message: Option<ServerMessage>, code: u16) -> Result<(), axum::Error> {
    if let Some(message) = message {
        socket.feed(Message::Text(text(&message))).await?;
    }
    socket.send(Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static("") }))).await?;
    // The other side's close ends the conversation; what it says before that is not heard any more.
    while let Some(Ok(_)) = socket.recv().await {}
    Ok(())
}

/// What an error of the socket means.
fn trouble(error: &axum::Error) -> Leave {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        if error.to_string().contains("too long") {
            return Leave::TooLarge;
        }
        source = error.source();
    }
    Leave::Gone
}

fn size(message: &Message) -> usize {
    match message {
        Message::Text(text) => text.len(),
        Message::Binary(bytes) | Message::Ping(bytes) | Message::Pong(bytes) => bytes.len().max(16),
        Message::Close(_) => 0,
    }
}

fn failed(id: String, error: CommandError) -> Utf8Bytes {
    text(&ServerMessage::Answer { id, outcome: CommandOutcome::Failed { error, detail: None } })
}

/// The wire types have string keys only, so writing them cannot fail; an empty message would be ignored.
fn text(message: &ServerMessage) -> Utf8Bytes {
    serde_json::to_string(message).unwrap_or_default().into()
}
