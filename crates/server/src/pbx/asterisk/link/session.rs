//! A connection from login to its end: log in, set event filters, read everything that exists, then handle events and
//! requests.

use super::{
    Shared,
    command::{CommandRunner, QueuedAction},
    connection::{Connection, ConnectionError},
    login,
};
use crate::pbx::{
    PbxCommand, PbxEvent, Stamped,
    asterisk::{
        ami::{Action, Frame, InvalidField, Message, Reply},
        endpoints::unknown_endpoints,
    },
};
use std::time::Duration;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

/// How long a reply may take during login and synchronisation.
const REPLY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long Asterisk may take from accepting connections to being fully booted.
const BOOT_TIMEOUT: Duration = Duration::from_mins(2);
/// How often Asterisk is pinged.
const PING_INTERVAL: Duration = Duration::from_secs(5);
/// How long Asterisk may send nothing before the connection counts as lost.
const SILENCE_TIMEOUT: Duration = Duration::from_secs(15);

/// How long a connection must be up before the next attempts after its loss begin with the shortest wait again.
const WELL_AFTER: Duration = Duration::from_secs(30);

/// Events that Asterisk is told not to send: the tracker does not need them, and they are most of the stream.
const UNWANTED_EVENTS: [&str; 10] = [
    "VarSet",
    "Newexten",
    "TestEvent",
    "RTCPSent",
    "RTCPReceived",
    "DTMFBegin",
    "DTMFEnd",
    "ExtensionStatus",
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
    /// Asterisk did not report `FullyBooted` in time.
    #[error("not booted within two minutes, or the AMI user may not read `system` events")]
    NotBooted,
    /// A configured value cannot be encoded in an action.
    #[error("{0}")]
    Field(#[from] InvalidField),
}

/// A connection's session.
pub(super) struct Session {
    shared: Shared,
    events: mpsc::Sender<Stamped>,
    up_since: Option<Instant>,
    is_booted: bool,
    /// Asterisk's clock minus ours, in microseconds.
    skew: Option<i64>,
}

impl Session {
    pub(super) fn new(shared: Shared, events: mpsc::Sender<Stamped>) -> Self {
        Self { shared, events, up_since: None, is_booted: false, skew: None }
    }

    /// Returns whether the session has sent [`PbxEvent::Up`].
    pub(super) fn was_up(&self) -> bool {
        self.up_since.is_some()
    }

    /// Returns whether the session was up long enough to count as well.
    pub(super) fn was_well(&self) -> bool {
        self.up_since.is_some_and(|since| since.elapsed() >= WELL_AFTER)
    }

    /// Runs until the connection ends with an error, or the hub has gone (`Ok`).
    pub(super) async fn run(&mut self, commands: &mut mpsc::Receiver<PbxCommand>) -> Result<(), SessionError> {
        let asterisk = &self.shared.asterisk;
        let mut connection = Connection::open(&login::address(asterisk), asterisk.tls.as_ref()).await?;
        let secret = login::secret(&self.shared.asterisk);
        let secret = secret.map_err(|error| SessionError::Refused(error.to_string()))?;
        let product = self.log_in(&mut connection, &secret).await?;
        // PJSIP reports its phones by their contacts, other technologies only by the states of devices.
        let unwanted =
            UNWANTED_EVENTS.into_iter().chain((!self.shared.has_other_phones).then_some("DeviceStateChange"));
        for event in unwanted {
            let filter = Action::new("Filter").with("Operation", "Add")?.with("Filter", &format!("!Event: {event}"))?;
            // A refused filter does no harm: the stream is only longer.
            self.ask(&mut connection, &filter).await?;
        }
        self.synchronise(&mut connection, product).await?;
        self.run_live(&mut connection, commands).await
    }

    /// Logs in by challenge, waits until Asterisk is fully booted, and returns the product's name and version.
    async fn log_in(&mut self, connection: &mut Connection, secret: &str) -> Result<String, SessionError> {
        let greeting =
            tokio::time::timeout(REPLY_TIMEOUT, connection.next()).await.map_err(|_| ConnectionError::Silent)??;
        if let Frame::Message(_) = greeting {
            return Err(ConnectionError::Decode(crate::pbx::asterisk::ami::DecodeError::NoBanner).into());
        }
        let challenge = self.ask(connection, &login::challenge_action()?).await?;
        let challenge = challenge.response.get("Challenge").unwrap_or_default();
        let login = login::login_action(&self.shared.asterisk.user, challenge, secret)?;
        let reply = self.ask(connection, &login).await?;
        if !reply.is_success() {
            return Err(SessionError::Refused(reply.message().to_owned()));
        }
        // Asterisk sends `FullyBooted` after the login, or once it is booted. Until then some modules list nothing.
        let deadline = Instant::now() + BOOT_TIMEOUT;
        while !self.is_booted {
            tokio::select! {
                frame = connection.next() => {
                    if let Frame::Message(message) = frame? {
                        self.handle_event(&message);
                    }
                }
                () = tokio::time::sleep_until(deadline) => return Err(SessionError::NotBooted),
            }
        }
        let settings = self.ask(connection, &Action::new("CoreSettings")).await?;
        let version = settings.response.get("AsteriskVersion").unwrap_or_default();
        let version: String = version.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        Ok(format!("Asterisk {version}").trim_end().to_owned())
    }

    /// Reads all channels, contacts and queue members, and reports them.
    async fn synchronise(&mut self, connection: &mut Connection, product: String) -> Result<(), SessionError> {
        let start = self.shared.now();
        self.shared.tracker().begin_sync(start);
        let channels = self.ask(connection, &Action::new("CoreShowChannels")).await?;
        let contacts = self.ask(connection, &Action::new("PJSIPShowContacts")).await?;
        let devices = self.ask(connection, &Action::new("DeviceStateList")).await?;
        let endpoints = self.ask(connection, &Action::new("PJSIPShowEndpoints")).await?;
        let parked = self.ask(connection, &Action::new("ParkedCalls")).await?;
        let queues = self.ask(connection, &Action::new("QueueStatus")).await?;
        {
            let mut tracker = self.shared.tracker();
            for channel in channels.items.iter().filter(|item| item.event() == Some("CoreShowChannel")) {
                tracker.sync_channel(channel, start);
            }
            // An empty list is an error with this message. Without the right or the module, devices' states must do.
            if contacts.is_success() || contacts.message().starts_with("No Contacts") {
                tracker.begin_contacts();
            }
            for contact in &contacts.items {
                tracker.sync_contact(contact);
            }
            for device in &devices.items {
                tracker.sync_device(device);
            }
            tracker.begin_parked();
            for call in parked.items.iter().filter(|item| item.event() == Some("ParkedCall")) {
                tracker.sync_parked(call, start);
            }
            tracker.begin_queues();
            for item in &queues.items {
                match item.event() {
                    Some("QueueMember") => tracker.sync_member(item, start),
                    _ => tracker.sync_queue(item, start),
                }
            }
        }
        self.up_since = Some(Instant::now());
        self.send(PbxEvent::Up { product }).await;
        self.shared.tracker().finish_sync(self.shared.now());
        self.drain().await;
        self.send(PbxEvent::Synced).await;
        // The other agents can work, so it is no error.
        for (login, endpoint) in unknown_endpoints(&self.shared.endpoints, &endpoints, &devices) {
            tracing::warn!(
                "Asterisk has no endpoint {endpoint}, which the configuration gives to the agent {login}; \
                 `denwa-server doctor` says more"
            );
        }
        Ok(())
    }

    /// Handles events and requests until the connection ends.
    async fn run_live(
        &mut self,
        connection: &mut Connection,
        commands: &mut mpsc::Receiver<PbxCommand>,
    ) -> Result<(), SessionError> {
        let (runner, mut actions) = CommandRunner::new(self.shared.clone());
        let (mut last_received, mut last_ping) = (Instant::now(), Instant::now());
        let (mut hung_up, mut tick) = (Vec::new(), tokio::time::interval(Duration::from_millis(50)));
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                frame = connection.next() => {
                    last_received = Instant::now();
                    if let Frame::Message(message) = frame? {
                        self.handle_event(&message);
                    }
                }
                Some(QueuedAction { action, reply }) = actions.recv() => connection.send(&action, reply).await?,
                command = commands.recv() => match command {
                    Some(command) => runner.start(command),
                    None => return Ok(()),
                },
                _ = tick.tick() => {
                    if connection.is_overdue() {
                        return Err(ConnectionError::Unanswered.into());
                    }
                    self.shared.tracker().tick(self.shared.now());
                    // Hang up channels on hold whose other side has gone, and supervisors who may listen no longer.
                    let orphans = self.shared.tracker().unwanted();
                    for channel in orphans.iter().filter(|channel| !hung_up.contains(*channel)) {
                        let hangup = Action::new("Hangup").with("Channel", channel)?.with("Cause", "16")?;
                        connection.send(&hangup, oneshot::channel().0).await?;
                    }
                    hung_up = orphans;
                    if last_ping.elapsed() >= PING_INTERVAL {
                        last_ping = Instant::now();
                        if last_received.elapsed() >= SILENCE_TIMEOUT {
                            return Err(ConnectionError::Silent.into());
                        }
                        let (reply, answer) = oneshot::channel();
                        connection.send(&Action::new("Ping"), reply).await?;
                        runner.note_reply(answer);
                    }
                }
            }
            if runner.take_has_reply() {
                last_received = Instant::now();
            }
            self.drain().await;
            if self.events.is_closed() {
                return Ok(());
            }
        }
    }

    /// Sends an action and waits for its reply, handling events meanwhile.
    async fn ask(&mut self, connection: &mut Connection, action: &Action) -> Result<Reply, SessionError> {
        let (reply, mut answer) = oneshot::channel();
        connection.send(action, reply).await?;
        let deadline = Instant::now() + REPLY_TIMEOUT;
        loop {
            tokio::select! {
                biased;
                answer = &mut answer => return answer.map(|(_, reply)| reply).map_err(|_| ConnectionError::Closed.into()),
                frame = connection.next() => match frame {
                    Ok(Frame::Message(message)) => self.handle_event(&message),
                    Ok(Frame::Banner(_)) => {}
                    // Asterisk closes the connection after it has refused a login: the reply may have come with the end.
                    Err(error) => return answer.try_recv().map(|(_, reply)| reply).map_err(|_| error.into()),
                },
                () = tokio::time::sleep_until(deadline) => return Err(ConnectionError::Silent.into()),
            }
        }
    }

    fn handle_event(&mut self, message: &Message) {
        self.is_booted |= message.event() == Some("FullyBooted");
        let at = self.event_time(message);
        self.shared.tracker().event(message, at);
        self.shared.changes.send_modify(|changes| *changes += 1);
    }

    /// Returns the time of an event by this machine's clock. Asterisk's clock may be wrong by any amount: the event
    /// with the shortest delay shows the difference. A difference that falls by a second or more means that a clock was
    /// changed, and replaces the old one.
    fn event_time(&mut self, message: &Message) -> u64 {
        let now = self.shared.now();
        let Some(their_time) = message.timestamp().and_then(|at| i64::try_from(at).ok()) else { return now };
        let our_time = i64::try_from(now).unwrap_or(i64::MAX);
        let difference = their_time.saturating_sub(our_time);
        let skew = match self.skew {
            Some(skew) if difference <= skew && skew - difference < 1_000_000 => skew,
            _ => difference,
        };
        self.skew = Some(skew);
        u64::try_from(their_time.saturating_sub(skew)).unwrap_or(now).min(now)
    }

    async fn send(&self, event: PbxEvent) {
        // If the hub has gone, `run_live` notices.
        let _ = self.events.send(Stamped { at: self.shared.clock.now().wall, event }).await;
    }

    /// Sends the tracker's events to the hub.
    async fn drain(&self) {
        loop {
            let next = self.shared.tracker().poll();
            let Some(next) = next else { return };
            let _ = self.events.send(next.on_wall_time(&self.shared.clock)).await;
        }
    }
}
