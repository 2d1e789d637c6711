//! A panel's socket: sign-in, then messages in both directions until either side ends the session.

mod output;
mod receive;
mod sign_in;

use super::{
    App,
    hub_task::{Mailbox, Outgoing, ToHub},
    listener::Connection,
    metrics::Reason,
    words::sign_out_word,
};
use crate::{bucket::Bucket, hub::SessionId};
use axum::extract::ws::{Message, WebSocket, close_code};
use denwa_protocol::{HEARTBEAT_MS, MAX_MESSAGE_BYTES, Refusal, ServerMessage, SignOutReason};
use output::{close_socket, end_for, to_json, write};
use receive::Allowance;
use std::{
    net::IpAddr,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::{
    sync::{Notify, mpsc},
    time::{Instant, MissedTickBehavior, interval_at, timeout},
};

/// What a socket may send until it has signed in, in bytes: the sign-in message, with room to spare.
const UNSIGNED_BYTES: usize = 2 * MAX_MESSAGE_BYTES;

/// How long a panel should wait before trying again if its socket had to go before it signed in, in milliseconds.
const EVICTED_RETRY_MS: u64 = 1_000;

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

/// A panel's connection. Dropping it gives its place at the gate back.
pub struct Session {
    app: Arc<App>,
    connection: Connection,
    address: IpAddr,
    id: SessionId,
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

impl Session {
    /// Makes the session of a connection whose client has this address.
    pub fn new(app: Arc<App>, connection: Connection, address: IpAddr) -> Self {
        let id = app.next_session.fetch_add(1, Ordering::Relaxed);
        let alive = app.alive.upgrade();
        let bytes = u32::try_from(UNSIGNED_BYTES).unwrap_or(u32::MAX);
        connection.meter.limit(|now| Bucket::per_second(bytes, 0, now));
        Self { app, connection, address, id, is_signed_in: false, _alive: alive }
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
                let (reason, retry_after) = self.count_refusal(reason, retry_after);
                (Some(self.refuse(reason, retry_after)), close_code::POLICY)
            }
            SessionEnd::SignedOut(reason) => {
                self.app.metrics.ended_sessions.get_or_create(&Reason { reason: sign_out_word(reason) }).inc();
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
                self.count_refusal(reason, None);
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
        let evict = self.connection.evict.clone();
        let signed_in = tokio::select! {
            signed_in = self.sign_in(socket, mailbox) => signed_in,
            () = evict.notified() => Err(SessionEnd::Refused(Refusal::RateLimited, Some(EVICTED_RETRY_MS))),
        };
        let spender = match signed_in {
            Ok(spender) => spender,
            Err(end) => return end,
        };
        let limits = &self.app.config.limits;
        self.connection.meter.limit(|now| Bucket::per_second(limits.byte_burst, limits.bytes_per_second, now));
        self.connection.meter.take_received();
        let now = self.app.clock.now().steady;
        let mut allowance = Allowance::new(limits, spender, now);
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
                        written = write(socket, message, &mut queue, &self.app) => if let Err(end) = written { return end },
                        () = drop.notified() => return SessionEnd::Gone,
                    }
                }
                _ = heartbeats.tick() => {
                    if last_received.elapsed() > idle {
                        return SessionEnd::Idle;
                    }
                    let ping = to_json(&ServerMessage::Ping { at: self.app.clock.now().wall });
                    if let Err(end) = write(socket, Outgoing::Text(ping, None), &mut queue, &self.app).await {
                        return end;
                    }
                }
                message = socket.recv() => {
                    last_received = Instant::now();
                    let now = self.app.clock.now().steady;
                    let received = self.connection.meter.take_received();
                    self.app.metrics.received_bytes.inc_by(received);
                    allowance.count_bytes(received, now);
                    let message = match message {
                        Some(Ok(message)) => message,
                        Some(Err(_)) if self.connection.meter.is_exceeded() => {
                            return SessionEnd::SignedOut(SignOutReason::Misbehaved);
                        }
                        Some(Err(error)) => return end_for(&error),
                        None => return SessionEnd::Gone,
                    };
                    let text = match message {
                        Message::Text(text) => text,
                        Message::Ping(_) | Message::Pong(_) => continue,
                        Message::Close(_) => return SessionEnd::Gone,
                        Message::Binary(_) => return SessionEnd::SignedOut(SignOutReason::Misbehaved),
                    };
                    match self.receive(&text, &mut allowance, now).await {
                        Ok(None) => {}
                        Ok(Some(answer)) => if let Err(end) = write(socket, Outgoing::Text(answer, None), &mut queue, &self.app).await {
                            return end;
                        },
                        Err(end) => return end,
                    }
                }
            }
        }
    }
}
