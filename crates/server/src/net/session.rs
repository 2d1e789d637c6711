//! A panel's socket: sign-in, then messages in both directions until either side ends the session.

use super::{
    App,
    hub_task::{Mailbox, Outgoing, ToHub},
    limits::Bucket,
};
use crate::{
    clock::Steady,
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
const SIGN_IN_TIMEOUT: Duration = Duration::from_secs(10);

/// How long writing messages to the socket may take.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the panel may take to answer a close frame.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Denwa's own close codes, besides 1008 (refused, misbehaved), 1009 (too large) and 1012 (server stops).
mod denwa_close_code {
    /// The token has expired.
    pub const TOKEN_EXPIRED: u16 = 4001;
    /// The same instance connected again.
    pub const REPLACED: u16 = 4002;
    /// The panel sent nothing for too long.
    pub const IDLE: u16 = 4003;
}

/// A panel's connection. Dropping it removes the socket from the gate's counts.
pub struct Session {
    app: Arc<App>,
    address: IpAddr,
    id: SessionId,
    is_pending: bool,
    is_signed_in: bool,
    _alive: Option<mpsc::Sender<()>>,
}

/// Why the server ends a session.
enum SessionEnd {
    /// The socket has closed, or is too slow to send anything else.
    Gone,
    /// Sign-in is refused, for the given reason; the number is `retry_after`, in milliseconds.
    Refused(Refusal, Option<u64>),
    /// The session ends for the given reason.
    SignedOut(SignOutReason),
    /// The panel sent a message that is too large.
    TooLarge,
    /// The panel sent nothing for too long.
    Idle,
}

impl Drop for Session {
    fn drop(&mut self) {
        let mut gate = self.app.gate();
        if self.is_pending {
            gate.remove_pending(self.address);
        }
        gate.remove_socket();
    }
}

impl Session {
    /// Makes the session of a socket that the gate has counted.
    pub fn new(app: Arc<App>, address: IpAddr) -> Self {
        let id = app.next_session.fetch_add(1, Ordering::Relaxed);
        let alive = app.alive.upgrade();
        Self { app, address, id, is_pending: true, is_signed_in: false, _alive: alive }
    }

    /// Serves the socket until it closes.
    pub async fn run(mut self, mut socket: WebSocket) {
        let end = self.converse(&mut socket).await;
        if self.is_signed_in {
            // An error means that the hub's task has ended.
            let _ = self.app.hub.send(ToHub::Closed(self.id)).await;
        }
        let (message, code) = match end {
            SessionEnd::Gone => return,
            SessionEnd::Refused(reason, retry_after) => {
                tracing::info!(address = %self.address, ?reason, "refused a sign-in");
                if matches!(reason, Refusal::BadToken | Refusal::UnknownAgent | Refusal::BadRequest) {
                    self.app.gate().count_refusal(self.address, self.app.clock.now().steady);
                }
                (Some(self.refuse(reason, retry_after)), close_code::POLICY)
            }
            SessionEnd::SignedOut(reason) => {
                let code = match reason {
                    SignOutReason::TokenExpired => denwa_close_code::TOKEN_EXPIRED,
                    SignOutReason::Replaced => denwa_close_code::REPLACED,
                    SignOutReason::Misbehaved | SignOutReason::Unknown => close_code::POLICY,
                    SignOutReason::Stopping => close_code::RESTART,
                };
                (Some(ServerMessage::SignedOut { reason }), code)
            }
            SessionEnd::TooLarge if self.is_signed_in => {
                (Some(ServerMessage::SignedOut { reason: SignOutReason::Misbehaved }), close_code::SIZE)
            }
            SessionEnd::TooLarge => {
                let reason = Refusal::BadRequest;
                (Some(self.refuse(reason, None)), close_code::SIZE)
            }
            SessionEnd::Idle => (None, denwa_close_code::IDLE),
        };
        // A panel that does not read in time misses the last message.
        let _ = timeout(CLOSE_TIMEOUT, close_socket(&mut socket, message, code)).await;
    }

    /// Refuses a sign-in. The server's clock shows whose clock is wrong if a fresh token counts as expired.
    fn refuse(&self, reason: Refusal, retry_after: Option<u64>) -> ServerMessage {
        ServerMessage::Refused { reason, retry_after, now: Some(self.app.clock.now().wall) }
    }

    /// Signs the panel in and exchanges messages until the session ends.
    async fn converse(&mut self, socket: &mut WebSocket) -> SessionEnd {
        let (out, mut queue) = mpsc::channel(self.app.config.limits.queue as usize);
        let drop = Arc::new(Notify::new());
        let mailbox = Mailbox { out, drop: drop.clone() };
        if let Err(end) = self.sign_in(socket, mailbox).await {
            return end;
        }
        self.app.gate().remove_pending(self.address);
        self.is_pending = false;

        let limits = &self.app.config.limits;
        let now = self.app.clock.now().steady;
        let mut commands = Bucket::new(limits.command_burst, limits.commands_per_second, now);
        let mut bytes = Bucket::new(limits.byte_burst, limits.bytes_per_second, now);
        let idle = Duration::from_secs(u64::from(limits.idle_seconds));
        let heartbeat = Duration::from_millis(HEARTBEAT_MS);
        let mut heartbeats = interval_at(Instant::now() + heartbeat, heartbeat);
        heartbeats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut last_received = Instant::now();
        loop {
            tokio::select! {
                () = drop.notified() => return SessionEnd::Gone,
                message = queue.recv() => {
                    let Some(message) = message else { return SessionEnd::Gone };
                    tokio::select! {
                        written = write(socket, message, &mut queue) => if let Err(end) = written { return end },
                        () = drop.notified() => return SessionEnd::Gone,
                    }
                }
                _ = heartbeats.tick() => {
                    if last_received.elapsed() > idle {
                        return SessionEnd::Idle;
                    }
                    let ping = Outgoing::Text(to_json(&ServerMessage::Ping { at: self.app.clock.now().wall }));
                    if let Err(end) = write(socket, ping, &mut queue).await {
                        return end;
                    }
                }
                message = socket.recv() => {
                    last_received = Instant::now();
                    let message = match message {
                        Some(Ok(message)) => message,
                        Some(Err(error)) => return end_for(&error),
                        None => return SessionEnd::Gone,
                    };
                    let now = self.app.clock.now().steady;
                    if !bytes.take(size(&message) as u64, now) {
                        return SessionEnd::SignedOut(SignOutReason::Misbehaved);
                    }
                    let text = match message {
                        Message::Text(text) => text,
                        Message::Ping(_) | Message::Pong(_) => continue,
                        Message::Close(_) => return SessionEnd::Gone,
                        Message::Binary(_) => return SessionEnd::SignedOut(SignOutReason::Misbehaved),
                    };
                    match self.receive(&text, &mut commands, now).await {
                        Ok(None) => {}
                        Ok(Some(answer)) => if let Err(end) = write(socket, Outgoing::Text(answer), &mut queue).await {
                            return end;
                        },
                        Err(end) => return end,
                    }
                }
            }
        }
    }

    /// Waits for the first message, verifies its token, and passes the sign-in to the hub, which may still refuse it.
    async fn sign_in(&mut self, socket: &mut WebSocket, mailbox: Mailbox) -> Result<(), SessionEnd> {
        let refused = |reason| SessionEnd::Refused(reason, None);
        let first = async {
            loop {
                match socket.recv().await {
                    Some(Ok(Message::Text(text))) => return Ok(text),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Binary(_))) => return Err(refused(Refusal::BadRequest)),
                    Some(Ok(Message::Close(_))) | None => return Err(SessionEnd::Gone),
                    Some(Err(error)) => return Err(end_for(&error)),
                }
            }
        };
        let text = timeout(SIGN_IN_TIMEOUT, first).await.map_err(|_| refused(Refusal::SignInExpected))??;
        let (token, client, resume) = match serde_json::from_str(&text) {
            Ok(ClientMessage::SignIn { token, client, resume }) => (token, client, resume),
            Ok(_) => return Err(refused(Refusal::SignInExpected)),
            Err(_) => return Err(refused(Refusal::BadRequest)),
        };
        let (now, doubt) = self.app.clock.now_and_doubt();
        let allowed = self.app.gate().check_sign_in(self.address, now.steady);
        allowed.map_err(|wait| SessionEnd::Refused(Refusal::RateLimited, Some(wait)))?;
        let (identity, valid_ms) = self.app.verifier.verify_at(&token, now.wall, doubt).map_err(refused)?;
        tracing::debug!(session = self.id, login = identity.login, user = identity.user, "token verified");
        let sign_in = SignIn {
            session: self.id,
            organisation: identity.organisation,
            login: identity.login,
            client,
            expires_at: now.steady + valid_ms,
            resume,
        };
        let sent = self.app.hub.send(ToHub::SignIn(sign_in, mailbox)).await;
        sent.map_err(|_| SessionEnd::SignedOut(SignOutReason::Stopping))?;
        self.is_signed_in = true;
        Ok(())
    }

    /// Handles a message from a signed-in panel. Returns an answer if the hub is not needed for it.
    async fn receive(&self, text: &str, commands: &mut Bucket, now: Steady) -> Result<Option<Utf8Bytes>, SessionEnd> {
        let to_hub = match serde_json::from_str(text) {
            Ok(ClientMessage::Command { id, command }) => {
                if !commands.take(1, now) {
                    return Ok(Some(failed(id, CommandError::RateLimited)));
                }
                ToHub::Command(self.id, id, command)
            }
            Ok(ClientMessage::Active { by }) if commands.take(1, now) => ToHub::Active(self.id, by),
            Ok(ClientMessage::Popping { call, done }) if commands.take(1, now) => ToHub::Popping(self.id, call, done),
            Ok(ClientMessage::Pong { .. }) => ToHub::Heard(self.id),
            Ok(ClientMessage::Active { .. } | ClientMessage::Popping { .. } | ClientMessage::Unknown) => {
                return Ok(None);
            }
            Ok(ClientMessage::SignIn { .. }) => return Err(SessionEnd::SignedOut(SignOutReason::Misbehaved)),
            Err(_) => match serde_json::from_str(text) {
                // A command that this server cannot read in full is still answered if its ID can be read.
                Ok(UnreadableCommand { kind: CommandKind::Command, id }) => {
                    return Ok(Some(failed(id, CommandError::BadRequest)));
                }
                Err(_) => return Err(SessionEnd::SignedOut(SignOutReason::Misbehaved)),
            },
        };
        let sent = self.app.hub.send(to_hub).await;
        sent.map_err(|_| SessionEnd::SignedOut(SignOutReason::Stopping))?;
        Ok(None)
    }
}

/// The readable part of a malformed command.
#[derive(Deserialize)]
struct UnreadableCommand {
    #[serde(rename = "type")]
    kind: CommandKind,
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum CommandKind {
    Command,
}

/// Writes a message and all messages waiting in the queue, with a single flush.
async fn write(
    socket: &mut WebSocket,
    first: Outgoing,
    queue: &mut mpsc::Receiver<Outgoing>,
) -> Result<(), SessionEnd> {
    let write_all = async {
        let mut next = Some(first);
        let mut end = None;
        while let Some(message) = next {
            match message {
                Outgoing::Text(text) => socket.feed(Message::Text(text)).await.map_err(|_| SessionEnd::Gone)?,
                Outgoing::Refuse(reason, retry_after) => end = Some(SessionEnd::Refused(reason, retry_after)),
                Outgoing::SignOut(reason) => end = Some(SessionEnd::SignedOut(reason)),
            }
            next = if end.is_some() { None } else { queue.try_recv().ok() };
        }
        socket.flush().await.map_err(|_| SessionEnd::Gone)?;
        end.map_or(Ok(()), Err)
    };
    timeout(WRITE_TIMEOUT, write_all).await.unwrap_or(Err(SessionEnd::Gone))
}

/// Sends a last message and a close frame, and waits for the panel's close frame.
async fn close_socket(socket: &mut WebSocket, message: Option<ServerMessage>, code: u16) -> Result<(), axum::Error> {
    if let Some(message) = message {
        socket.feed(Message::Text(to_json(&message))).await?;
    }
    socket.send(Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static("") }))).await?;
    // Messages that arrive before the panel's close frame are discarded.
    while let Some(Ok(_)) = socket.recv().await {}
    Ok(())
}

/// Returns the end of the session that a socket error means. `axum` does not export the error's kind, only its text.
fn end_for(error: &axum::Error) -> SessionEnd {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        if error.to_string().contains("too long") {
            return SessionEnd::TooLarge;
        }
        source = error.source();
    }
    SessionEnd::Gone
}

fn size(message: &Message) -> usize {
    match message {
        Message::Text(text) => text.len(),
        Message::Binary(bytes) | Message::Ping(bytes) | Message::Pong(bytes) => bytes.len().max(16),
        Message::Close(_) => 0,
    }
}

fn failed(id: String, error: CommandError) -> Utf8Bytes {
    to_json(&ServerMessage::Answer { id, outcome: CommandOutcome::Failed { error, detail: None } })
}

/// Writes a message as JSON. This cannot fail: `serde_json` refuses only maps with keys that are not strings, and the
/// protocol has none.
fn to_json(message: &ServerMessage) -> Utf8Bytes {
    serde_json::to_string(message).unwrap_or_default().into()
}
