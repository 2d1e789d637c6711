//! Taking part in an agent's call: the supervisor's phone runs `ChanSpy` in the dialplan, and runs it anew for another mode.
//! No key of her phone changes the mode, so that nobody barges in unseen.

use super::{
    basic::RING_MS,
    command::{CommandTask, NORMAL, Outcome, action, unique_channel_id},
    hold::Place,
};
use crate::pbx::{
    Done, MonitoringPart,
    asterisk::{
        config::MonitorConfig,
        tracker::{Far, Monitored},
    },
};
use denwa_protocol::{CommandError, ConnectionState, MonitorMode};

/// The channel variables that the dialplan gives to `ChanSpy`: the agent's channel, and the option for the mode.
const SPIED: &str = "DENWA_SPY";
const SPIED_AS: &str = "DENWA_SPY_AS";

impl CommandTask {
    pub(super) async fn monitor(&self, agent: &str, call: &str, mode: MonitorMode) -> Outcome {
        let config = self.shared.asterisk.monitor.as_ref().ok_or(CommandError::NotSupported)?;
        if agent == self.extension {
            return Err(CommandError::ToOneself);
        }
        let option = option_of(mode).ok_or(CommandError::NotSupported)?;
        let ends = self.shared.tracker().ends(agent, call).ok_or(CommandError::NoSuchCall)?;
        if !ends.is_answered {
            return Err(CommandError::WrongState);
        }
        // `ChanSpy` speaks to the agent and to the only other channel in her bridge.
        if mode == MonitorMode::BargeIn && matches!(ends.far, Far::Room(_)) {
            return Err(CommandError::NotSupported);
        }
        let known = self.shared.tracker().monitored_by(&self.extension);
        match known {
            Some(known) if known.part.agent == agent && known.part.call == call => {
                self.change_mode(config, &known, &ends.phone, option).await?;
                self.shared.tracker().set_monitor_mode(&known.id, mode);
                Ok(Done::default())
            }
            known => {
                if let Some(known) = known {
                    self.leave(&known).await?;
                }
                let part = MonitoringPart {
                    agent: agent.to_owned(),
                    call: call.to_owned(),
                    mode,
                    state: ConnectionState::Alerting,
                };
                self.begin_monitoring(config, part, &ends.phone, option).await
            }
        }
    }

    pub(super) async fn stop_monitoring(&self) -> Outcome {
        let known = self.shared.tracker().monitored_by(&self.extension).ok_or(CommandError::NoSuchCall)?;
        self.leave(&known).await?;
        Ok(Done::default())
    }

    async fn begin_monitoring(
        &self,
        config: &MonitorConfig,
        part: MonitoringPart,
        spied: &str,
        option: &str,
    ) -> Outcome {
        let endpoint = self.endpoint().ok_or(CommandError::NotSupported)?;
        let id = unique_channel_id();
        let originate = action(
            "Originate",
            &[
                ("Channel", endpoint.as_str()),
                ("Context", &config.context),
                ("Exten", &config.extension),
                ("Priority", "1"),
                ("CallerID", &format!("<{}>", part.agent)),
                ("Timeout", RING_MS),
                ("Async", "true"),
                ("ChannelId", &id),
                ("Variable", &format!("{SPIED}={spied}")),
                ("Variable", &format!("{SPIED_AS}={option}")),
            ],
        )?;
        self.shared.tracker().expect_monitor(&id, &self.extension, part);
        let forget = |error| {
            self.shared.tracker().forget_monitor(&id);
            Err(error)
        };
        let action_id = match self.send(originate).await {
            Ok((action_id, reply)) if reply.is_success() => action_id,
            Ok(_) => return forget(CommandError::Refused),
            Err(error) => return forget(error),
        };
        let outcome = self
            .wait_for(|tracker| match tracker.monitored_by(&self.extension) {
                Some(monitored) if monitored.id == id => Some(Ok(Done::default())),
                // The phone was busy, or the agent's call has just ended.
                _ if !tracker.has_monitor(&id) => Some(Err(CommandError::Refused)),
                _ => tracker.has_failed(&action_id).then_some(Err(CommandError::PhoneUnregistered)),
            })
            .await;
        outcome.or_else(forget)
    }

    async fn change_mode(
        &self,
        config: &MonitorConfig,
        known: &Monitored,
        spied: &str,
        option: &str,
    ) -> Result<(), CommandError> {
        // The agent's channel may have another name since a transfer.
        for (variable, value) in [(SPIED, spied), (SPIED_AS, option)] {
            let fields = [("Channel", known.channel.as_str()), ("Variable", variable), ("Value", value)];
            self.order("Setvar", &fields).await?;
        }
        let now = self.shared.tracker().monitored_by(&self.extension).filter(|now| now.id == known.id);
        let now = now.ok_or(CommandError::NoSuchCall)?;
        if !now.is_up {
            // `ChanSpy` reads the variables once she has answered.
            return Ok(());
        }
        let place = Place { channel: &now.channel, context: &config.context, extension: &config.extension };
        self.redirect(place, None).await?;
        self.wait_for(|tracker| match tracker.monitored_by(&self.extension) {
            Some(again) if again.id == known.id => (again.starts > now.starts).then_some(Ok(())),
            _ => Some(Err(CommandError::NoSuchCall)),
        })
        .await
    }

    /// Hangs up a supervisor's phone.
    async fn leave(&self, known: &Monitored) -> Result<(), CommandError> {
        self.clear(&known.channel, NORMAL).await?;
        self.wait_for(|tracker| (!tracker.has_monitor(&known.id)).then_some(())).await;
        Ok(())
    }
}

/// Returns the option of `ChanSpy` for a mode.
fn option_of(mode: MonitorMode) -> Option<&'static str> {
    match mode {
        MonitorMode::Listen => Some(""),
        MonitorMode::Whisper => Some("w"),
        MonitorMode::BargeIn => Some("B"),
        MonitorMode::Unknown => None,
    }
}
