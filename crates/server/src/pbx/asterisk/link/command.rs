//! What panels ask for. A command is done when events say so; that Asterisk took the action is not enough.

use super::{COMMAND_TIME, Shared};
use crate::pbx::{
    Done, PbxCommand, PbxRequest,
    asterisk::{
        ami::{Action, InvalidField, Reply},
        tracker::Tracker,
    },
};
use denwa_protocol::{AgentMode, CommandError, ConnectionState};
use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

/// How long a phone may take to answer when it is asked to.
const ANSWER: Duration = Duration::from_secs(3);
/// How long after a call was connected both its sides may still be on their way into the bridge, or out of it.
const BRIDGED: Duration = Duration::from_secs(1);
/// How long after Asterisk refused to bridge two channels it is asked again.
const BRIDGE_AGAIN: Duration = Duration::from_millis(50);
/// How long an agent's phone rings for a call it dialled, in milliseconds.
const RING_MS: &str = "30000";
/// Q.850: call rejected.
const REJECTED: &str = "21";
/// Q.850: normal clearing.
const NORMAL: &str = "16";

/// An action on its way to the connection.
pub(super) struct Asked {
    pub(super) action: Action,
    pub(super) reply: oneshot::Sender<(String, Reply)>,
}

/// Begins commands, each in a task of its own.
pub(super) struct Commander {
    shared: Shared,
    ask: mpsc::Sender<Asked>,
    answered: Arc<AtomicBool>,
}

impl Commander {
    pub(super) fn new(shared: Shared) -> (Self, mpsc::Receiver<Asked>) {
        let (ask, asked) = mpsc::channel(64);
        (Self { shared, ask, answered: Arc::default() }, asked)
    }

    pub(super) fn begin(&self, command: PbxCommand) {
        let task = Task { shared: self.shared.clone(), ask: self.ask.clone(), extension: command.extension };
        tokio::spawn(async move {
            let connection = task.ask.clone();
            let result = tokio::select! {
                result = tokio::time::timeout(COMMAND_TIME, task.run(command.request)) => {
                    result.unwrap_or(Err(CommandError::TimedOut))
                }
                // What it waits for will not be told any more.
                () = connection.closed() => Err(CommandError::PbxDown),
            };
            let _ = command.reply.send(result);
        });
    }

    /// Waits for an answer only to know that one came.
    pub(super) fn ignore(&self, answer: oneshot::Receiver<(String, Reply)>) {
        let answered = self.answered.clone();
        tokio::spawn(async move {
            if answer.await.is_ok() {
                answered.store(true, Ordering::Relaxed);
            }
        });
    }

    /// Whether such an answer has come since this was asked last.
    pub(super) fn answered(&self) -> bool {
        self.answered.swap(false, Ordering::Relaxed)
    }
}

/// One command.
struct Task {
    shared: Shared,
    ask: mpsc::Sender<Asked>,
    extension: String,
}

type Outcome = Result<Done, CommandError>;

impl Task {
    async fn run(self, request: PbxRequest) -> Outcome {
        match request {
            PbxRequest::Answer { call } => self.answer(&call).await,
            PbxRequest::Decline { call } => self.decline(&call).await,
            PbxRequest::Hold { call } => self.hold(&call).await,
            PbxRequest::Retrieve { call } => self.retrieve(&call).await,
            PbxRequest::HangUp { call } => self.hang_up(&call).await,
            PbxRequest::Dial { number } => self.dial(&number).await,
            PbxRequest::SetAgentState { mode, reason } => self.set_state(mode, reason).await,
        }
    }

    /// The channel of one of the agent's live calls.
    fn channel(&self, call: &str) -> Result<String, CommandError> {
        let tracker = self.shared.tracker();
        tracker.channel_of(&self.extension, call).map(str::to_owned).ok_or(CommandError::NoSuchCall)
    }

    fn state(&self, call: &str) -> Option<ConnectionState> {
        self.shared.tracker().state_of(call)
    }

    async fn send(&self, action: Action) -> Result<(String, Reply), CommandError> {
        let (reply, answer) = oneshot::channel();
        self.ask.send(Asked { action, reply }).await.map_err(|_| CommandError::PbxDown)?;
        answer.await.map_err(|_| CommandError::PbxDown)
    }

    /// Waits until the events say what is looked for.
    async fn until<T>(&self, mut look: impl FnMut(&Tracker) -> Option<T>) -> T {
        let mut changes = self.shared.changes.subscribe();
        loop {
            let found = look(&self.shared.tracker());
            if let Some(found) = found {
                return found;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    async fn end(&self, call: &str, channel: &str, cause: &str) -> Outcome {
        let action = action("Hangup", &[("Channel", channel), ("Cause", cause)])?;
        // A channel that has just gone is refused; its end is what was wanted.
        self.send(action).await?;
        self.until(|tracker| tracker.is_over(call).then_some(())).await;
        Ok(Done::default())
    }

    async fn hang_up(&self, call: &str) -> Outcome {
        let channel = self.channel(call)?;
        let held = self.shared.tracker().held_partner(call).map(str::to_owned);
        let outcome = self.end(call, &channel, NORMAL).await;
        if let Some(held) = held {
            // Nobody is there to come back to.
            self.send(action("Hangup", &[("Channel", &held), ("Cause", NORMAL)])?).await?;
        }
        outcome
    }

    async fn decline(&self, call: &str) -> Outcome {
        let channel = self.channel(call)?;
        if self.state(call) != Some(ConnectionState::Alerting) {
            return Err(CommandError::WrongState);
        }
        self.end(call, &channel, REJECTED).await
    }

    async fn hold(&self, call: &str) -> Outcome {
        let hold = self.shared.asterisk.hold.as_ref().ok_or(CommandError::NotSupported)?;
        let channel = self.channel(call)?;
        if self.state(call) != Some(ConnectionState::Connected) {
            return Err(CommandError::WrongState);
        }
        // The two sides enter their bridge one after the other.
        let partner = self.until(|tracker| tracker.partner(call).map(str::to_owned));
        let partner = tokio::time::timeout(BRIDGED, partner).await.map_err(|_| CommandError::WrongState)?;
        let redirect = action(
            "Redirect",
            &[
                ("Channel", &channel),
                ("Context", &hold.context),
                ("Exten", &hold.agent),
                ("Priority", "1"),
                ("ExtraChannel", &partner),
                ("ExtraContext", &hold.context),
                ("ExtraExten", &hold.remote),
                ("ExtraPriority", "1"),
            ],
        )?;
        self.shared.tracker().expect_hold(call, true);
        let taken = self.send(redirect).await;
        if !matches!(&taken, Ok((_, reply)) if reply.is_success()) {
            self.shared.tracker().expect_hold(call, false);
            return taken.and(Err(CommandError::Refused));
        }
        self.until(|tracker| match tracker.state_of(call) {
            // The two sides leave their bridge one after the other: until both wait, nobody could bring them together again.
            Some(ConnectionState::Held) if tracker.held_partner(call).is_some() => Some(Ok(Done::default())),
            _ if tracker.is_over(call) => Some(Err(CommandError::NoSuchCall)),
            _ => None,
        })
        .await
    }

    async fn retrieve(&self, call: &str) -> Outcome {
        let channel = self.channel(call)?;
        if self.state(call) != Some(ConnectionState::Held) {
            return Err(CommandError::WrongState);
        }
        // Held at the phone: only the phone can take it back.
        if !self.shared.tracker().is_set_aside(call) {
            return Err(CommandError::NotSupported);
        }
        let partner = self.until(|tracker| tracker.held_partner(call).map(str::to_owned));
        let partner = tokio::time::timeout(BRIDGED, partner).await.map_err(|_| CommandError::WrongState)?;
        // A channel that has just left its bridge may not have arrived where it waits, and cannot be bridged on its way.
        let until = Instant::now() + BRIDGED;
        loop {
            let bridge = action("Bridge", &[("Channel1", &channel), ("Channel2", &partner), ("Tone", "no")])?;
            let (_, reply) = self.send(bridge).await?;
            if reply.is_success() {
                break;
            }
            if Instant::now() >= until {
                return Err(CommandError::Refused);
            }
            tokio::time::sleep(BRIDGE_AGAIN).await;
        }
        self.until(|tracker| match tracker.state_of(call) {
            Some(ConnectionState::Connected) => Some(Ok(Done::default())),
            _ if tracker.is_over(call) => Some(Err(CommandError::NoSuchCall)),
            _ => None,
        })
        .await
    }

    async fn answer(&self, call: &str) -> Outcome {
        if !self.shared.asterisk.answers_on_notify.contains(&self.extension) {
            return Err(CommandError::NotSupported);
        }
        let channel = self.channel(call)?;
        if self.state(call) != Some(ConnectionState::Alerting) {
            return Err(CommandError::WrongState);
        }
        let until = Instant::now() + ANSWER;
        let (_, reply) =
            self.send(action("PJSIPNotify", &[("Channel", &channel), ("Variable", "Event=talk")])?).await?;
        if !reply.is_success() {
            return Err(CommandError::Refused);
        }
        // The phone's own answer to the request is not told: only a leg that is up says that it did.
        let up = self.until(|tracker| {
            if tracker.is_up(call) {
                Some(Ok(Done::default()))
            } else {
                tracker.is_over(call).then_some(Err(CommandError::NoSuchCall))
            }
        });
        tokio::time::timeout_at(until, up).await.unwrap_or(Err(CommandError::TimedOut))
    }

    async fn dial(&self, number: &str) -> Outcome {
        let digits = number.strip_prefix('+').unwrap_or(number);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#')) {
            return Err(CommandError::BadNumber);
        }
        let asterisk = &self.shared.asterisk;
        let id = unique();
        let presented = asterisk.presented_number.as_deref().unwrap_or(&self.extension);
        let originate = action(
            "Originate",
            &[
                ("Channel", &asterisk.endpoint_of(&self.extension)),
                ("Context", &asterisk.dial_context),
                ("Exten", number),
                ("Priority", "1"),
                ("CallerID", &format!("<{presented}>")),
                ("Timeout", RING_MS),
                ("Async", "true"),
                ("ChannelId", &id),
            ],
        )?;
        self.shared.tracker().expect_dial(&id, number);
        let forget = |error| {
            self.shared.tracker().forget_dial(&id);
            Err(error)
        };
        let action_id = match self.send(originate).await {
            Ok((action_id, reply)) if reply.is_success() => action_id,
            Ok(_) => return forget(CommandError::Refused),
            Err(error) => return forget(error),
        };
        let told = self
            .until(|tracker| match tracker.call(&id) {
                Some(call) => Some(Ok(Done { call: Some(call.id.clone()) })),
                None => tracker.has_failed(&action_id).then_some(Err(CommandError::PhoneUnregistered)),
            })
            .await;
        told.or_else(forget)
    }

    async fn set_state(&self, mode: AgentMode, reason: Option<String>) -> Outcome {
        let asterisk = &self.shared.asterisk;
        let reason = match mode {
            AgentMode::WorkNotReady => asterisk.pause_after_call_work.clone(),
            AgentMode::LoggedOff => asterisk.pause_logged_off.clone(),
            _ => reason.unwrap_or_default(),
        };
        if !self.shared.tracker().is_member(&self.extension) {
            // Without any queue there is nothing to mirror.
            return Ok(Done::default());
        }
        let paused = if mode == AgentMode::Ready { "false" } else { "true" };
        let interface = asterisk.interface_of(&self.extension);
        let mut fields = vec![("Interface", interface.as_str()), ("Paused", paused)];
        if mode != AgentMode::Ready && !reason.is_empty() {
            fields.push(("Reason", &reason));
        }
        let (_, reply) = self.send(action("QueuePause", &fields)?).await?;
        if !reply.is_success() {
            return Err(CommandError::Refused);
        }
        let wanted = match mode {
            AgentMode::NotReady => (mode, Some(reason).filter(|reason| !reason.is_empty())),
            mode => (mode, None),
        };
        self.until(|tracker| (tracker.mode(&self.extension).as_ref().is_none_or(|mode| *mode == wanted)).then_some(()))
            .await;
        Ok(Done::default())
    }
}

fn action(name: &'static str, fields: &[(&str, &str)]) -> Result<Action, CommandError> {
    let with = |action: Action, (key, value): &(&str, &str)| action.with(key, value);
    fields.iter().try_fold(Action::new(name), with).map_err(|_: InvalidField| CommandError::BadRequest)
}

/// A channel ID that no other has had.
fn unique() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let random = RandomState::new().build_hasher().finish();
    format!("denwa-{:x}-{random:016x}-{}", super::now() / 1_000_000, NUMBER.fetch_add(1, Ordering::Relaxed))
}
