//! Carries out the hub's requests. A request counts as done only when events show its effect: Asterisk also accepts
//! actions that then fail.

use super::{COMMAND_TIMEOUT, Shared};
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

/// How long a phone may take to answer after a `NOTIFY`.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(3);
/// How long the two channels of a call may take to enter or leave their bridge, which they do one after the other.
const BRIDGE_TIMEOUT: Duration = Duration::from_secs(1);
/// The wait between attempts to bridge two channels.
const BRIDGE_RETRY: Duration = Duration::from_millis(50);
/// How long an agent's phone rings during click-to-dial, in milliseconds.
const RING_MS: &str = "30000";
/// How long a tone lasts, in milliseconds. Asterisk answers the action after that time.
const TONE_MS: &str = "100";
/// The pause between tones: without it, a digit that is sent twice is heard once.
const TONE_PAUSE: Duration = Duration::from_millis(80);
/// Q.850: call rejected.
const REJECTED: &str = "21";
/// Q.850: normal clearing.
const NORMAL: &str = "16";

/// An action to send on the connection.
pub(super) struct QueuedAction {
    pub(super) action: Action,
    pub(super) reply: oneshot::Sender<(String, Reply)>,
}

/// Starts a task for each request.
pub(super) struct CommandRunner {
    shared: Shared,
    actions: mpsc::Sender<QueuedAction>,
    has_reply: Arc<AtomicBool>,
}

impl CommandRunner {
    pub(super) fn new(shared: Shared) -> (Self, mpsc::Receiver<QueuedAction>) {
        let (actions, queue) = mpsc::channel(64);
        (Self { shared, actions, has_reply: Arc::default() }, queue)
    }

    pub(super) fn start(&self, command: PbxCommand) {
        let task =
            CommandTask { shared: self.shared.clone(), actions: self.actions.clone(), extension: command.extension };
        tokio::spawn(async move {
            let connection = task.actions.clone();
            let result = tokio::select! {
                result = tokio::time::timeout(COMMAND_TIMEOUT, task.run(command.request)) => {
                    result.unwrap_or(Err(CommandError::TimedOut))
                }
                // The connection is lost: the events that the task waits for will not come.
                () = connection.closed() => Err(CommandError::PbxDown),
            };
            let _ = command.reply.send(result);
        });
    }

    /// Waits, in a task, for a reply that shows only that Asterisk is alive; see [`CommandRunner::take_has_reply`].
    pub(super) fn note_reply(&self, reply: oneshot::Receiver<(String, Reply)>) {
        let has_reply = self.has_reply.clone();
        tokio::spawn(async move {
            if reply.await.is_ok() {
                has_reply.store(true, Ordering::Relaxed);
            }
        });
    }

    /// Returns whether a reply of [`CommandRunner::note_reply`] has come since the last call.
    pub(super) fn take_has_reply(&self) -> bool {
        self.has_reply.swap(false, Ordering::Relaxed)
    }
}

/// A running request.
struct CommandTask {
    shared: Shared,
    actions: mpsc::Sender<QueuedAction>,
    extension: String,
}

type Outcome = Result<Done, CommandError>;

impl CommandTask {
    async fn run(self, request: PbxRequest) -> Outcome {
        match request {
            PbxRequest::Answer { call } => self.answer(&call).await,
            PbxRequest::Decline { call } => self.decline(&call).await,
            PbxRequest::Hold { call } => self.hold(&call).await,
            PbxRequest::Retrieve { call } => self.retrieve(&call).await,
            PbxRequest::HangUp { call } => self.hang_up(&call).await,
            PbxRequest::SendTones { call, tones } => self.send_tones(&call, &tones).await,
            PbxRequest::Dial { number, presented: _ } => self.dial(&number).await,
            PbxRequest::SetAgentState { mode, reason } => self.set_state(mode, reason).await,
            _ => Err(CommandError::NotSupported),
        }
    }

    /// Returns the name of the channel of a live call of the agent.
    fn channel_name(&self, call: &str) -> Result<String, CommandError> {
        let tracker = self.shared.tracker();
        tracker.channel_of(&self.extension, call).map(str::to_owned).ok_or(CommandError::NoSuchCall)
    }

    fn state(&self, call: &str) -> Option<ConnectionState> {
        self.shared.tracker().state_of(call)
    }

    async fn send(&self, action: Action) -> Result<(String, Reply), CommandError> {
        let (reply, answer) = oneshot::channel();
        self.actions.send(QueuedAction { action, reply }).await.map_err(|_| CommandError::PbxDown)?;
        answer.await.map_err(|_| CommandError::PbxDown)
    }

    /// Waits until `find` returns a value. It is called again after every event.
    async fn wait_for<T>(&self, mut find: impl FnMut(&Tracker) -> Option<T>) -> T {
        let mut changes = self.shared.changes.subscribe();
        loop {
            let found = find(&self.shared.tracker());
            if let Some(found) = found {
                return found;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    async fn hang_up_channel(&self, call: &str, channel: &str, cause: &str) -> Outcome {
        let action = action("Hangup", &[("Channel", channel), ("Cause", cause)])?;
        // The reply does not matter: Asterisk refuses to hang up a channel that has just ended.
        self.send(action).await?;
        self.wait_for(|tracker| tracker.is_over(call).then_some(())).await;
        Ok(Done::default())
    }

    async fn hang_up(&self, call: &str) -> Outcome {
        let channel = self.channel_name(call)?;
        let held = self.shared.tracker().held_partner(call).map(str::to_owned);
        let outcome = self.hang_up_channel(call, &channel, NORMAL).await;
        if let Some(held) = held {
            // The held side must not wait for an agent who has hung up.
            self.send(action("Hangup", &[("Channel", &held), ("Cause", NORMAL)])?).await?;
        }
        outcome
    }

    async fn decline(&self, call: &str) -> Outcome {
        let channel = self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Alerting) {
            return Err(CommandError::WrongState);
        }
        // All phones of the agent stop ringing.
        let others = self.shared.tracker().ringing_channels(call);
        for other in others.iter().filter(|other| **other != channel) {
            self.send(action("Hangup", &[("Channel", other), ("Cause", REJECTED)])?).await?;
        }
        self.hang_up_channel(call, &channel, REJECTED).await
    }

    async fn hold(&self, call: &str) -> Outcome {
        let hold = self.shared.asterisk.hold.as_ref().ok_or(CommandError::NotSupported)?;
        let channel = self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Connected) {
            return Err(CommandError::WrongState);
        }
        let partner = self.wait_for(|tracker| tracker.partner(call).map(str::to_owned));
        let partner = tokio::time::timeout(BRIDGE_TIMEOUT, partner).await.map_err(|_| CommandError::WrongState)?;
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
        let reply = self.send(redirect).await;
        if !matches!(&reply, Ok((_, reply)) if reply.is_success()) {
            self.shared.tracker().expect_hold(call, false);
            return reply.and(Err(CommandError::Refused));
        }
        self.wait_for(|tracker| match tracker.state_of(call) {
            // Wait for both channels: the call cannot be retrieved until both have left their bridge.
            Some(ConnectionState::Held) if tracker.held_partner(call).is_some() => Some(Ok(Done::default())),
            _ if tracker.is_over(call) => Some(Err(CommandError::NoSuchCall)),
            _ => None,
        })
        .await
    }

    async fn retrieve(&self, call: &str) -> Outcome {
        let channel = self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Held) {
            return Err(CommandError::WrongState);
        }
        // A call held at the phone can only be retrieved at the phone.
        if !self.shared.tracker().is_held_from_panel(call) {
            return Err(CommandError::NotSupported);
        }
        let partner = self.wait_for(|tracker| tracker.held_partner(call).map(str::to_owned));
        let partner = tokio::time::timeout(BRIDGE_TIMEOUT, partner).await.map_err(|_| CommandError::WrongState)?;
        // A channel that has left its bridge but not yet reached its hold extension cannot be bridged: try again.
        let deadline = Instant::now() + BRIDGE_TIMEOUT;
        loop {
            let bridge = action("Bridge", &[("Channel1", &channel), ("Channel2", &partner), ("Tone", "no")])?;
            let (_, reply) = self.send(bridge).await?;
            if reply.is_success() {
                break;
            }
            if Instant::now() >= deadline {
                return Err(CommandError::Refused);
            }
            tokio::time::sleep(BRIDGE_RETRY).await;
        }
        self.wait_for(|tracker| match tracker.state_of(call) {
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
        let channel = self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Alerting) {
            return Err(CommandError::WrongState);
        }
        let deadline = Instant::now() + ANSWER_TIMEOUT;
        let (_, reply) =
            self.send(action("PJSIPNotify", &[("Channel", &channel), ("Variable", "Event=talk")])?).await?;
        if !reply.is_success() {
            return Err(CommandError::Refused);
        }
        // Asterisk does not report the phone's reply to the NOTIFY; only a channel that comes up shows that the phone
        // answered.
        let up = self.wait_for(|tracker| {
            if tracker.is_up(call) {
                Some(Ok(Done::default()))
            } else {
                tracker.is_over(call).then_some(Err(CommandError::NoSuchCall))
            }
        });
        tokio::time::timeout_at(deadline, up).await.unwrap_or(Err(CommandError::TimedOut))
    }

    /// Plays tones on the channel of the other side: on the agent's own channel only the agent would hear them.
    async fn send_tones(&self, call: &str, tones: &str) -> Outcome {
        self.channel_name(call)?;
        // The two channels of a call enter their bridge one after the other.
        let partner = self.wait_for(|tracker| tracker.partner(call).map(str::to_owned));
        tokio::time::timeout(BRIDGE_TIMEOUT, partner).await.map_err(|_| CommandError::WrongState)?;
        for (place, tone) in tones.chars().enumerate() {
            if place > 0 {
                tokio::time::sleep(TONE_PAUSE).await;
            }
            // Looked up for each tone: the call may be transferred or end meanwhile.
            let partner = self.shared.tracker().partner(call).map(str::to_owned).ok_or(CommandError::WrongState)?;
            let digit = tone.to_string();
            let play = action("PlayDTMF", &[("Channel", &partner), ("Digit", &digit), ("Duration", TONE_MS)])?;
            let (_, reply) = self.send(play).await?;
            if !reply.is_success() {
                return Err(CommandError::Refused);
            }
        }
        Ok(Done::default())
    }

    /// Returns the endpoint of the agent's phone that dials for the panel.
    fn endpoint(&self) -> Option<String> {
        self.shared.tracker().first_endpoint(&self.extension)
    }

    async fn dial(&self, number: &str) -> Outcome {
        let digits = number.strip_prefix('+').unwrap_or(number);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#')) {
            return Err(CommandError::BadNumber);
        }
        let asterisk = &self.shared.asterisk;
        let id = unique_channel_id();
        let endpoint = self.endpoint().ok_or(CommandError::NotSupported)?;
        let presented = asterisk.presented_number.as_deref().unwrap_or(&self.extension);
        let originate = action(
            "Originate",
            &[
                ("Channel", &endpoint),
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
        let outcome = self
            .wait_for(|tracker| match tracker.call(&id) {
                Some(call) => Some(Ok(Done { call: Some(call.id.clone()) })),
                None => tracker.has_failed(&action_id).then_some(Err(CommandError::PhoneUnregistered)),
            })
            .await;
        outcome.or_else(forget)
    }

    async fn set_state(&self, mode: AgentMode, reason: Option<String>) -> Outcome {
        let asterisk = &self.shared.asterisk;
        let reason = match mode {
            AgentMode::WorkNotReady => asterisk.pause_after_call_work.clone(),
            AgentMode::LoggedOff => asterisk.pause_logged_off.clone(),
            _ => reason.unwrap_or_default(),
        };
        let interfaces = self.shared.tracker().member_interfaces(&self.extension);
        let paused = if mode == AgentMode::Ready { "false" } else { "true" };
        // An agent without queues has nothing to pause: only the hub knows the mode.
        if interfaces.is_empty() {
            return Ok(Done::default());
        }
        for interface in &interfaces {
            let mut fields = vec![("Interface", interface.as_str()), ("Paused", paused)];
            if mode != AgentMode::Ready && !reason.is_empty() {
                fields.push(("Reason", &reason));
            }
            let (_, reply) = self.send(action("QueuePause", &fields)?).await?;
            if !reply.is_success() {
                return Err(CommandError::Refused);
            }
        }
        let wanted = match mode {
            AgentMode::NotReady => (mode, Some(reason).filter(|reason| !reason.is_empty())),
            mode => (mode, None),
        };
        self.wait_for(|tracker| {
            (tracker.mode(&self.extension).as_ref().is_none_or(|mode| *mode == wanted)).then_some(())
        })
        .await;
        Ok(Done::default())
    }
}

fn action(name: &'static str, fields: &[(&str, &str)]) -> Result<Action, CommandError> {
    let with = |action: Action, (key, value): &(&str, &str)| action.with(key, value);
    fields.iter().try_fold(Action::new(name), with).map_err(|_: InvalidField| CommandError::BadRequest)
}

/// Returns a channel ID that has never been used.
fn unique_channel_id() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let random = RandomState::new().build_hasher().finish();
    format!("denwa-{:x}-{random:016x}-{}", crate::clock::millis() / 1000, NUMBER.fetch_add(1, Ordering::Relaxed))
}
