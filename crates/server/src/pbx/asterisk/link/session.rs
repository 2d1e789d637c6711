//! One connection from its login to its end: log in, filter, read what is there, then events and commands.

use super::{
    Shared,
    command::{Asked, Commander},
    connection::{Connection, ConnectionError},
    now,
};
use crate::pbx::{
    PbxCommand, PbxEvent, Stamped,
    asterisk::ami::{Action, Frame, InvalidField, Message, Reply},
};
use md5::{Digest, Md5};
use std::time::Duration;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

/// How long one step of the login or of reading the state may take.
const STEP: Duration = Duration::from_secs(10);
/// How long an Asterisk may take from accepting connections to being booted.
const BOOT: Duration = Duration::from_mins(2);
/// How often the connection is tried when nothing comes, and how long it may be silent.
const PING: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_secs(15);

/// Events that say nothing of calls, and are most of the stream.
const UNWANTED: [&str; 11] = [
    "VarSet",
    "Newexten",
    "TestEvent",
    "RTCPSent",
    "RTCPReceived",
    "DTMFBegin",
    "DTMFEnd",
    "ExtensionStatus",
    "DeviceStateChange",
    "CEL",
    "Cdr",
];

/// Why a session ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum SessionError {
    /// The connection failed.
    #[error("{0}")]
    Connection(#[from] ConnectionError),
    /// The login was refused, or there is no secret to log in with.
    #[error("login refused: {0}")]
    Refused(String),
    /// It never said that it is booted.
    #[error("not booted within two minutes, or the AMI user may not read `system` events")]
    NotBooted,
    /// A configured value cannot stand in an action.
    #[error("{0}")]
    Field(#[from] InvalidField),
}

/// A session.
pub(super) struct Session {
    shared: Shared,
    events: mpsc::Sender<Stamped>,
    was_up: bool,
    booted: bool,
    /// Asterisk's clock minus ours, in microseconds.
    skew: Option<i64>,
}

impl Session {
    pub(super) fn new(shared: Shared, events: mpsc::Sender<Stamped>) -> Self {
        Self { shared, events, was_up: false, booted: false, skew: None }
    }

    /// Whether it came as far as telling that the PBX is up.
    pub(super) fn was_up(&self) -> bool {
        self.was_up
    }

    /// Runs until the connection ends. Without an error only when nobody listens any more.
    pub(super) async fn run(&mut self, commands: &mut mpsc::Receiver<PbxCommand>) -> Result<(), SessionError> {
        let address = std::env::var("DENWA_AMI").unwrap_or_else(|_| self.shared.asterisk.ami.clone());
        let mut connection = Connection::open(&address).await?;
        let secret = self.secret()?;
        let product = self.log_in(&mut connection, &secret).await?;
        for event in UNWANTED {
            let filter = Action::new("Filter").with("Operation", "Add")?.with("Filter", &format!("!Event: {event}"))?;
            // Without it the stream is longer, no more.
            self.ask(&mut connection, &filter).await?;
        }
        self.synchronise(&mut connection, product).await?;
        self.live(&mut connection, commands).await
    }

    fn secret(&self) -> Result<String, SessionError> {
        if let Ok(secret) = std::env::var("DENWA_AMI_SECRET") {
            return Ok(secret);
        }
        let file = self.shared.asterisk.secret_file.as_ref();
        let file =
            file.ok_or_else(|| SessionError::Refused("neither secret_file nor DENWA_AMI_SECRET is set".to_owned()))?;
        let secret = std::fs::read_to_string(file);
        let secret = secret.map_err(|error| SessionError::Refused(format!("{}: {error}", file.display())))?;
        Ok(secret.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// Logs in by challenge and waits until Asterisk is booted. Returns the product.
    async fn log_in(&mut self, connection: &mut Connection, secret: &str) -> Result<String, SessionError> {
        let greeting = tokio::time::timeout(STEP, connection.next()).await.map_err(|_| ConnectionError::Silent)??;
        if let Frame::Message(_) = greeting {
            return Err(ConnectionError::Decode(crate::pbx::asterisk::ami::DecodeError::NoBanner).into());
        }
        let challenge = self.ask(connection, &Action::new("Challenge").with("AuthType", "MD5")?).await?;
        let challenge = challenge.response.get("Challenge").unwrap_or_default().to_owned();
        let key = Md5::digest(format!("{challenge}{secret}").as_bytes());
        let key = key.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let login = Action::new("Login")
            .with("AuthType", "MD5")?
            .with("Username", &self.shared.asterisk.user)?
            .with("Key", &key)?
            .with("Events", "on")?;
        let reply = self.ask(connection, &login).await?;
        if !reply.is_success() {
            return Err(SessionError::Refused(reply.message().to_owned()));
        }
        // Told at once after the login, or when it is: before, not every module knows what there is.
        let until = Instant::now() + BOOT;
        while !self.booted {
            tokio::select! {
                frame = connection.next() => {
                    if let Frame::Message(message) = frame? {
                        self.take(&message);
                    }
                }
                () = tokio::time::sleep_until(until) => return Err(SessionError::NotBooted),
            }
        }
        let settings = self.ask(connection, &Action::new("CoreSettings")).await?;
        let version = settings.response.get("AsteriskVersion").unwrap_or_default();
        let version: String = version.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        Ok(format!("Asterisk {version}").trim_end().to_owned())
    }

    /// Reads everything that lives and tells it.
    async fn synchronise(&mut self, connection: &mut Connection, product: String) -> Result<(), SessionError> {
        let asked = now();
        self.shared.tracker().begin_sync(asked);
        let channels = self.ask(connection, &Action::new("CoreShowChannels")).await?;
        let contacts = self.ask(connection, &Action::new("PJSIPShowContacts")).await?;
        let queues = self.ask(connection, &Action::new("QueueStatus")).await?;
        {
            let mut tracker = self.shared.tracker();
            for channel in channels.items.iter().filter(|item| item.event() == Some("CoreShowChannel")) {
                tracker.sync_channel(channel, asked);
            }
            for contact in &contacts.items {
                tracker.sync_contact(contact);
            }
            for member in queues.items.iter().filter(|item| item.event() == Some("QueueMember")) {
                tracker.sync_member(member, asked);
            }
        }
        self.was_up = true;
        self.send(PbxEvent::Up { product }).await;
        self.shared.tracker().finish_sync(now());
        self.drain().await;
        self.send(PbxEvent::Synced).await;
        Ok(())
    }

    async fn live(
        &mut self,
        connection: &mut Connection,
        commands: &mut mpsc::Receiver<PbxCommand>,
    ) -> Result<(), SessionError> {
        let (commander, mut asked) = Commander::new(self.shared.clone());
        let (mut heard, mut pinged) = (Instant::now(), Instant::now());
        let (mut hung_up, mut tick) = (Vec::new(), tokio::time::interval(Duration::from_millis(50)));
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                frame = connection.next() => {
                    heard = Instant::now();
                    if let Frame::Message(message) = frame? {
                        self.take(&message);
                    }
                }
                Some(Asked { action, reply }) = asked.recv() => connection.send(&action, reply).await?,
                command = commands.recv() => match command {
                    Some(command) => commander.begin(command),
                    None => return Ok(()),
                },
                _ = tick.tick() => {
                    self.shared.tracker().tick(now());
                    // A call that waits on hold for somebody who has gone.
                    let orphans = self.shared.tracker().orphans();
                    for channel in orphans.iter().filter(|channel| !hung_up.contains(*channel)) {
                        let hangup = Action::new("Hangup").with("Channel", channel)?.with("Cause", "16")?;
                        connection.send(&hangup, oneshot::channel().0).await?;
                    }
                    hung_up = orphans;
                    if pinged.elapsed() >= PING {
                        pinged = Instant::now();
                        if heard.elapsed() >= SILENCE {
                            return Err(ConnectionError::Silent.into());
                        }
                        // An answer nobody waits for still is something heard, if it is waited for.
                        let (reply, answer) = oneshot::channel();
                        connection.send(&Action::new("Ping"), reply).await?;
                        commander.ignore(answer);
                    }
                }
            }
            if commander.answered() {
                heard = Instant::now();
            }
            self.drain().await;
            if self.events.is_closed() {
                return Ok(());
            }
        }
    }

    /// Sends an action and waits for its reply, taking events meanwhile.
    async fn ask(&mut self, connection: &mut Connection, action: &Action) -> Result<Reply, SessionError> {
        let (reply, mut answer) = oneshot::channel();
        connection.send(action, reply).await?;
        let until = Instant::now() + STEP;
        loop {
            tokio::select! {
                biased;
                answer = &mut answer => return answer.map(|(_, reply)| reply).map_err(|_| ConnectionError::Closed.into()),
                frame = connection.next() => {
                    if let Frame::Message(message) = frame? {
                        self.take(&message);
                    }
                }
                () = tokio::time::sleep_until(until) => return Err(ConnectionError::Silent.into()),
            }
        }
    }

    /// Notes an event.
    fn take(&mut self, message: &Message) {
        self.booted |= message.event() == Some("FullyBooted");
        let at = self.at(message);
        self.shared.tracker().event(message, at);
        self.shared.changes.send_modify(|changes| *changes += 1);
    }

    /// When an event happened, by our clock. Asterisk's may go wrong by any amount: the event that took the shortest way tells by how much.
    fn at(&mut self, message: &Message) -> u64 {
        let now = now();
        let Some(theirs) = message.timestamp().and_then(|at| i64::try_from(at).ok()) else { return now };
        let ours = i64::try_from(now).unwrap_or(i64::MAX);
        let seen = theirs.saturating_sub(ours);
        let skew = match self.skew {
            Some(skew) if seen <= skew && skew - seen < 1_000_000 => skew,
            _ => seen,
        };
        self.skew = Some(skew);
        u64::try_from(theirs.saturating_sub(skew)).unwrap_or(now).min(now)
    }

    async fn send(&self, event: PbxEvent) {
        // Nobody listening is noticed in the loop.
        let _ = self.events.send(Stamped { at: now() / 1000, event }).await;
    }

    /// Tells what the tracker has to tell.
    async fn drain(&self) {
        loop {
            let next = self.shared.tracker().poll();
            let Some(next) = next else { return };
            let _ = self.events.send(next).await;
        }
    }
}
