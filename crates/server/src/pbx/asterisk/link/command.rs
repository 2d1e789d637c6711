//! Carries out the hub's requests. A request counts as done only when events show its effect: Asterisk also accepts
//! actions that then fail.

use super::{COMMAND_TIMEOUT, Shared};
use crate::pbx::{
    Done, PbxCommand, PbxRequest,
    asterisk::{
        ami::{Action, InvalidField, Reply},
        tracker::{Ends, Tracker},
    },
};
use denwa_protocol::{CommandError, ConnectionState};
use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::{mpsc, oneshot};

/// How long an expected state may take to be reached: less than a command, so that the command ends with the right error.
pub(super) const SETTLE_TIMEOUT: Duration = Duration::from_secs(4);
/// Q.850: normal clearing.
pub(super) const NORMAL: &str = "16";

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
pub(super) struct CommandTask {
    pub(super) shared: Shared,
    actions: mpsc::Sender<QueuedAction>,
    pub(super) extension: String,
}

pub(super) type Outcome = Result<Done, CommandError>;

impl CommandTask {
    async fn run(self, request: PbxRequest) -> Outcome {
        match request {
            PbxRequest::Answer { call } => self.answer(&call).await,
            PbxRequest::Decline { call } => self.decline(&call).await,
            PbxRequest::Hold { call } => self.hold(&call).await,
            PbxRequest::Retrieve { call } => self.retrieve(&call).await,
            PbxRequest::HangUp { call } => self.hang_up(&call).await,
            PbxRequest::SendTones { call, tones } => self.send_tones(&call, &tones).await,
            PbxRequest::Dial { number, presented } => self.dial(&number, presented.as_deref()).await,
            PbxRequest::Deflect { call, to } => self.deflect(&call, &to).await,
            PbxRequest::SingleStepTransfer { call, to } => self.single_step_transfer(&call, &to).await,
            PbxRequest::Consult { call, number, presented } => self.consult(&call, &number, presented.as_deref()).await,
            PbxRequest::Alternate(pair) => self.alternate(&pair).await,
            PbxRequest::Reconnect(pair) => self.reconnect(&pair).await,
            PbxRequest::Transfer(pair) => self.transfer(&pair).await,
            PbxRequest::Conference(pair) => self.conference(&pair).await,
            PbxRequest::DropParty { call, party } => self.drop_party(&call, &party).await,
            PbxRequest::Park { call } => self.park(&call).await,
            PbxRequest::PickUp { slot } => self.pick_up(&slot).await,
            PbxRequest::SetMute { call, muted } => self.set_mute(&call, muted).await,
            PbxRequest::SetRecording { call, recording } => self.set_recording(&call, recording).await,
            PbxRequest::SetAgentState { mode, reason, other_work } => self.set_state(mode, reason, other_work).await,
            PbxRequest::Monitor { agent, call, mode } => self.monitor(&agent, &call, mode).await,
            PbxRequest::StopMonitoring => self.stop_monitoring().await,
        }
    }

    /// Returns the name of the channel of a live call of the agent.
    pub(super) fn channel_name(&self, call: &str) -> Result<String, CommandError> {
        let tracker = self.shared.tracker();
        tracker.channel_of(&self.extension, call).map(str::to_owned).ok_or(CommandError::NoSuchCall)
    }

    pub(super) fn state(&self, call: &str) -> Option<ConnectionState> {
        self.shared.tracker().state_of(call)
    }

    pub(super) async fn send(&self, action: Action) -> Result<(String, Reply), CommandError> {
        let (reply, answer) = oneshot::channel();
        self.actions.send(QueuedAction { action, reply }).await.map_err(|_| CommandError::PbxDown)?;
        answer.await.map_err(|_| CommandError::PbxDown)
    }

    /// Waits until `find` returns a value. It is called again after every event.
    pub(super) async fn wait_for<T>(&self, mut find: impl FnMut(&Tracker) -> Option<T>) -> T {
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

    /// Sends an action and returns an error if Asterisk refuses it.
    pub(super) async fn order(&self, name: &'static str, fields: &[(&str, &str)]) -> Result<Reply, CommandError> {
        let (_, reply) = self.send(action(name, fields)?).await?;
        if reply.is_success() {
            return Ok(reply);
        }
        tracing::debug!("Asterisk refuses {name}: {}", reply.message());
        Err(CommandError::Refused)
    }

    /// Hangs up a channel. The reply does not matter: Asterisk refuses to hang up a channel that has just ended.
    pub(super) async fn clear(&self, channel: &str, cause: &str) -> Result<(), CommandError> {
        self.send(action("Hangup", &[("Channel", channel), ("Cause", cause)])?).await.map(|_| ())
    }

    /// Returns both ends of a live call of the agent.
    pub(super) fn ends(&self, call: &str) -> Result<Ends, CommandError> {
        self.shared.tracker().ends(&self.extension, call).ok_or(CommandError::NoSuchCall)
    }

    /// Waits until `find` returns a value, but not longer than a channel takes to enter or leave a bridge on the busiest
    /// machine.
    pub(super) async fn settle<T>(&self, find: impl FnMut(&Tracker) -> Option<T>) -> Option<T> {
        tokio::time::timeout(SETTLE_TIMEOUT, self.wait_for(find)).await.ok()
    }

    /// Waits until a call has ended for the agent.
    pub(super) async fn wait_for_end(&self, call: &str) {
        self.wait_for(|tracker| tracker.is_over(call).then_some(())).await;
    }
}

pub(super) fn action(name: &'static str, fields: &[(&str, &str)]) -> Result<Action, CommandError> {
    let with = |action: Action, (key, value): &(&str, &str)| action.with(key, value);
    fields.iter().try_fold(Action::new(name), with).map_err(|_: InvalidField| CommandError::BadRequest)
}

/// Returns a channel ID that has never been used.
pub(super) fn unique_channel_id() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let random = RandomState::new().build_hasher().finish();
    format!("denwa-{:x}-{random:016x}-{}", crate::clock::millis() / 1000, NUMBER.fetch_add(1, Ordering::Relaxed))
}
