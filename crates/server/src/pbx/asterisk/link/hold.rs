//! Holding and retrieving. A call that shares the phone with another is retrieved in the dialplan, by the application
//! `Bridge`, so that the phone goes on when the other side hangs up; a call of its own by the action `Bridge`.

use super::command::{CommandTask, Outcome, SETTLE_TIMEOUT};
use crate::pbx::{
    Done,
    asterisk::ami::Reply,
    asterisk::{
        config::HoldConfig,
        tracker::{Ends, Far},
    },
};
use denwa_protocol::{CommandError, ConnectionState};
use std::time::Duration;
use tokio::time::Instant;

/// The wait between attempts of an order that Asterisk refuses.
const REFUSED_RETRY: Duration = Duration::from_millis(50);

/// Where a channel is sent in the dialplan.
pub(super) struct Place<'a> {
    pub(super) channel: &'a str,
    pub(super) context: &'a str,
    pub(super) extension: &'a str,
}

impl CommandTask {
    pub(super) fn hold_config(&self) -> Result<&HoldConfig, CommandError> {
        self.shared.asterisk.hold.as_ref().ok_or(CommandError::NotSupported)
    }

    /// Sends one channel or two at once to places in the dialplan.
    pub(super) async fn redirect(&self, first: Place<'_>, second: Option<Place<'_>>) -> Result<(), CommandError> {
        let mut fields =
            vec![("Channel", first.channel), ("Context", first.context), ("Exten", first.extension), ("Priority", "1")];
        if let Some(second) = second {
            fields.extend([
                ("ExtraChannel", second.channel),
                ("ExtraContext", second.context),
                ("ExtraExten", second.extension),
                ("ExtraPriority", "1"),
            ]);
        }
        self.order("Redirect", &fields).await.map(|_| ())
    }

    /// Returns both ends of a connected call once both are in their bridge, which they enter one after the other.
    pub(super) async fn connected_ends(&self, call: &str) -> Result<Ends, CommandError> {
        self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Connected) {
            return Err(CommandError::WrongState);
        }
        let found = self.settle(|tracker| match tracker.ends(&self.extension, call) {
            Some(ends) if ends.far != Far::Nobody => Some(Some(ends)),
            None => Some(None),
            _ => None,
        });
        found.await.ok_or(CommandError::WrongState)?.ok_or(CommandError::NoSuchCall)
    }

    /// Returns both ends of a call that is held from the panel.
    pub(super) async fn held_ends(&self, call: &str) -> Result<Ends, CommandError> {
        self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Held) {
            return Err(CommandError::WrongState);
        }
        // A call held at the phone can only be retrieved at the phone.
        let is_held_from_panel = self.shared.tracker().is_held_from_panel(call);
        if !is_held_from_panel || self.ends(call)?.is_held_at_phone {
            return Err(CommandError::NotSupported);
        }
        let found = self.settle(|tracker| match tracker.ends(&self.extension, call) {
            Some(ends) if ends.far != Far::Nobody => Some(Some(ends)),
            None => Some(None),
            _ => None,
        });
        found.await.ok_or(CommandError::WrongState)?.ok_or(CommandError::NoSuchCall)
    }

    pub(super) async fn hold(&self, call: &str) -> Outcome {
        let hold = self.hold_config()?;
        let ends = self.connected_ends(call).await?;
        let agent = Place { channel: &ends.phone, context: &hold.context, extension: &hold.agent };
        self.set_aside(call, &ends, agent).await?;
        Ok(Done::default())
    }

    /// Sends the agent's phone to a place and lets the other side of the call wait. The others in a conference go on.
    pub(super) async fn set_aside(&self, call: &str, ends: &Ends, phone: Place<'_>) -> Result<(), CommandError> {
        let hold = self.hold_config()?;
        let remote = match &ends.far {
            Far::Channel(far) => Some(Place { channel: far, context: &hold.context, extension: &hold.remote }),
            Far::Room(_) => None,
            Far::Nobody => return Err(CommandError::WrongState),
        };
        self.shared.tracker().expect_hold(call, true);
        if let Err(error) = self.redirect(phone, remote).await {
            self.shared.tracker().expect_hold(call, false);
            return Err(error);
        }
        self.wait_for(|tracker| match tracker.state_of(call) {
            // Wait for both channels: the call cannot be retrieved until both have left their bridge.
            Some(ConnectionState::Held) if tracker.has_settled_hold(call) => Some(Ok(())),
            _ if tracker.is_over(call) => Some(Err(CommandError::NoSuchCall)),
            _ => None,
        })
        .await
    }

    pub(super) async fn retrieve(&self, call: &str) -> Outcome {
        let ends = self.held_ends(call).await?;
        self.bring_back(call, &ends, None).await
    }

    /// Connects the agent's phone with the other side of a held call. The other side of the call that the phone is in now
    /// is set aside by `aside`.
    pub(super) async fn bring_back(&self, call: &str, ends: &Ends, aside: Option<Place<'_>>) -> Outcome {
        let asterisk = &self.shared.asterisk;
        // A phone that has consulted may still be on its way out of that call, where the action `Bridge` would lose it.
        let is_in_dialplan = ends.shares_phone || !self.shared.tracker().consultations(call).is_empty();
        match (&ends.far, &asterisk.consult, &asterisk.conference) {
            (Far::Channel(far), Some(consult), _) if is_in_dialplan => {
                let with = [("Channel", ends.phone.as_str()), ("Variable", "DENWA_WITH"), ("Value", far)];
                self.order("Setvar", &with).await?;
                let phone = Place { channel: &ends.phone, context: &consult.context, extension: &consult.with };
                self.redirect(phone, aside).await?;
            }
            (Far::Channel(far), ..) if aside.is_none() => self.bridge(&ends.phone, far).await?,
            (Far::Room(room), _, Some(conference)) => {
                let phone = Place { channel: &ends.phone, context: &conference.context, extension: room };
                self.redirect(phone, aside).await?;
            }
            _ => return Err(CommandError::WrongState),
        }
        let back = self.wait_for(|tracker| match tracker.state_of(call) {
            Some(ConnectionState::Connected) => Some(Ok(Done::default())),
            _ if tracker.is_over(call) => Some(Err(CommandError::NoSuchCall)),
            _ => None,
        });
        let outcome = back.await;
        if outcome.is_ok() {
            self.mute_again(call).await?;
        }
        outcome
    }

    /// Bridges two channels.
    pub(super) async fn bridge(&self, first: &str, second: &str) -> Result<(), CommandError> {
        let fields = [("Channel1", first), ("Channel2", second), ("Tone", "no")];
        self.order_once_settled("Bridge", &fields).await.map(|_| ())
    }

    /// Repeats an order while Asterisk refuses it: a channel may still be on its way out of a bridge, or to its music.
    pub(super) async fn order_once_settled(
        &self,
        name: &'static str,
        fields: &[(&str, &str)],
    ) -> Result<Reply, CommandError> {
        let deadline = Instant::now() + SETTLE_TIMEOUT;
        loop {
            match self.order(name, fields).await {
                Err(CommandError::Refused) if Instant::now() < deadline => tokio::time::sleep(REFUSED_RETRY).await,
                outcome => return outcome,
            }
        }
    }
}
