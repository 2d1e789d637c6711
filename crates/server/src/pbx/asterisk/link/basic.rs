//! Answering, declining, hanging up, tones, dialling, and the agent's mode.

use super::command::{CommandTask, NORMAL, Outcome, SETTLE_TIMEOUT, action, unique_channel_id};
use crate::pbx::{Done, asterisk::tracker::Far};
use denwa_protocol::{AgentMode, CommandError, ConnectionState};
use std::time::Duration;
use tokio::time::Instant;

/// How long a phone may take to answer after a `NOTIFY`.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(3);
/// How long tones wait for a call that is not known to be answered.
const ANSWER_GRACE: Duration = Duration::from_secs(1);
/// How long an agent's phone rings during click-to-dial, in milliseconds.
pub(super) const RING_MS: &str = "30000";
/// How long a tone lasts, in milliseconds. Asterisk answers the action after that time.
const TONE_MS: &str = "100";
/// The pause between tones: without it, a digit that is sent twice is heard once.
const TONE_PAUSE: Duration = Duration::from_millis(80);
/// Q.850: call rejected.
const REJECTED: &str = "21";

impl CommandTask {
    pub(super) async fn hang_up(&self, call: &str) -> Outcome {
        let channel = self.channel_name(call)?;
        let ends = self.ends(call)?;
        if let Far::Channel(far) = &ends.far {
            if ends.shares_phone {
                // The phone goes on with the other call.
                self.clear(far, NORMAL).await?;
                self.wait_for_end(call).await;
                return Ok(Done::default());
            }
            if ends.is_held {
                self.clear(&channel, NORMAL).await?;
                // The held side must not wait for an agent who has hung up.
                self.clear(far, NORMAL).await?;
                self.wait_for_end(call).await;
                return Ok(Done::default());
            }
        }
        if ends.shares_phone {
            // The agent leaves the conference, but keeps the phone for the other call.
            self.shared.tracker().leave(call, denwa_protocol::Cause::Normal);
            return Ok(Done::default());
        }
        self.clear(&channel, NORMAL).await?;
        self.wait_for_end(call).await;
        Ok(Done::default())
    }

    pub(super) async fn decline(&self, call: &str) -> Outcome {
        let channel = self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Alerting) {
            return Err(CommandError::WrongState);
        }
        // All phones of the agent stop ringing.
        let others = self.shared.tracker().ringing_channels(call);
        for other in others.iter().filter(|other| **other != channel) {
            self.clear(other, REJECTED).await?;
        }
        self.clear(&channel, REJECTED).await?;
        self.wait_for_end(call).await;
        Ok(Done::default())
    }
    pub(super) async fn answer(&self, call: &str) -> Outcome {
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
    pub(super) async fn send_tones(&self, call: &str, tones: &str) -> Outcome {
        self.channel_name(call)?;
        let far = |ends: crate::pbx::asterisk::tracker::Ends| match ends.far {
            // In a conference, everybody hears the agent's channel.
            Far::Room(_) => Some(ends.phone),
            Far::Channel(far) if !ends.is_held => Some(far),
            _ => None,
        };
        let found =
            |tracker: &crate::pbx::asterisk::tracker::Tracker| tracker.ends(&self.extension, call).and_then(far);
        // The two channels of a call enter their bridge one after the other, and soon after the answer.
        let wait = if self.state(call) == Some(ConnectionState::Connected) { SETTLE_TIMEOUT } else { ANSWER_GRACE };
        let partner = tokio::time::timeout(wait, self.wait_for(found)).await.ok();
        partner.ok_or(CommandError::WrongState)?;
        for (place, tone) in tones.chars().enumerate() {
            if place > 0 {
                tokio::time::sleep(TONE_PAUSE).await;
            }
            // Looked up for each tone: the call may be transferred or end meanwhile.
            let partner = found(&self.shared.tracker()).ok_or(CommandError::WrongState)?;
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
    pub(super) fn endpoint(&self) -> Option<String> {
        self.shared.tracker().first_endpoint(&self.extension)
    }

    pub(super) async fn dial(&self, number: &str, presented: Option<&str>) -> Outcome {
        let digits = number.strip_prefix('+').unwrap_or(number);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#')) {
            return Err(CommandError::BadNumber);
        }
        let asterisk = &self.shared.asterisk;
        let id = unique_channel_id();
        let endpoint = self.endpoint().ok_or(CommandError::NotSupported)?;
        let caller = presented.or(asterisk.presented_number.as_deref()).unwrap_or(&self.extension);
        let originate = action(
            "Originate",
            &[
                ("Channel", &endpoint),
                ("Context", &asterisk.dial_context),
                ("Exten", number),
                ("Priority", "1"),
                ("CallerID", &format!("<{caller}>")),
                ("Timeout", RING_MS),
                ("Async", "true"),
                ("ChannelId", &id),
            ],
        )?;
        self.shared.tracker().expect_dial(&id, number, presented);
        self.originate(originate, &id).await
    }

    /// Sends an originate of a channel and waits until the agent's call exists.
    pub(super) async fn originate(&self, originate: crate::pbx::asterisk::ami::Action, id: &str) -> Outcome {
        let forget = |error| {
            self.shared.tracker().forget_dial(id);
            Err(error)
        };
        let action_id = match self.send(originate).await {
            Ok((action_id, reply)) if reply.is_success() => action_id,
            Ok(_) => return forget(CommandError::Refused),
            Err(error) => return forget(error),
        };
        let outcome = self
            .wait_for(|tracker| match tracker.call(id) {
                Some(call) => Some(Ok(Done { call: Some(call.id.clone()) })),
                None => tracker.has_failed(&action_id).then_some(Err(CommandError::PhoneUnregistered)),
            })
            .await;
        outcome.or_else(forget)
    }

    pub(super) async fn set_state(&self, mode: AgentMode, reason: Option<String>, other_work: bool) -> Outcome {
        let asterisk = &self.shared.asterisk;
        let has_other_work = other_work && mode == AgentMode::Ready;
        let reason = match mode {
            AgentMode::Ready => asterisk.pause_other_work.clone(),
            AgentMode::WorkNotReady => asterisk.pause_after_call_work.clone(),
            AgentMode::LoggedOff => asterisk.pause_logged_off.clone(),
            _ => reason.unwrap_or_default(),
        };
        let interfaces = self.shared.tracker().member_interfaces(&self.extension);
        let is_paused = mode != AgentMode::Ready || has_other_work;
        let paused = if is_paused { "true" } else { "false" };
        // An agent without queues has nothing to pause: only the hub knows the mode.
        if interfaces.is_empty() {
            return Ok(Done::default());
        }
        for interface in &interfaces {
            let mut fields = vec![("Interface", interface.as_str()), ("Paused", paused)];
            if is_paused && !reason.is_empty() {
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
            let has_mode = tracker.mode(&self.extension).as_ref().is_none_or(|mode| *mode == wanted);
            (has_mode && tracker.has_other_work(&self.extension) == has_other_work).then_some(())
        })
        .await;
        Ok(Done::default())
    }
}
