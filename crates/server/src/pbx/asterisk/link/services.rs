//! Sending a call elsewhere, parking, muting and recording.

use super::{
    basic::RING_MS,
    command::{CommandTask, NORMAL, Outcome, action, unique_channel_id},
    hold::Place,
};
use crate::pbx::{Done, asterisk::tracker::Far};
use denwa_protocol::{Cause, CommandError, ConnectionState, Recording};

impl CommandTask {
    /// Returns an error if the dialplan has no such number: whoever is sent to an extension that does not exist is hung
    /// up, and nothing says so.
    pub(super) async fn check_number(&self, number: &str) -> Result<(), CommandError> {
        let digits = number.strip_prefix('+').unwrap_or(number);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#')) {
            return Err(CommandError::BadNumber);
        }
        let context = &self.shared.asterisk.dial_context;
        let look_up = action("ShowDialPlan", &[("Context", context), ("Extension", number)])?;
        let (_, reply) = self.send(look_up).await?;
        // Without the right to read the dialplan, the PBX is trusted.
        if reply.message().starts_with("Did not find extension") { Err(CommandError::NoSuchNumber) } else { Ok(()) }
    }

    pub(super) async fn deflect(&self, call: &str, to: &str) -> Outcome {
        self.channel_name(call)?;
        if self.state(call) != Some(ConnectionState::Alerting) {
            return Err(CommandError::WrongState);
        }
        self.check_number(to).await?;
        let caller = self.shared.tracker().deflected_channel(call).ok_or(CommandError::WrongState)?;
        self.shared.tracker().expect_end(call, Some(Cause::Deflected));
        let context = &self.shared.asterisk.dial_context;
        if let Err(error) = self.redirect(Place { channel: &caller, context, extension: to }, None).await {
            self.shared.tracker().expect_end(call, None);
            return Err(error);
        }
        self.wait_for_end(call).await;
        Ok(Done::default())
    }

    pub(super) async fn single_step_transfer(&self, call: &str, to: &str) -> Outcome {
        let ends = self.passable_ends(call).await?;
        let Far::Channel(far) = &ends.far else { return Err(CommandError::WrongState) };
        self.check_number(to).await?;
        let asterisk = &self.shared.asterisk;
        let context = match &asterisk.transfer {
            Some(transfer) => {
                let back = self.endpoint().unwrap_or_default();
                let variable = [("Channel", far.as_str()), ("Variable", "DENWA_BACK"), ("Value", &back)];
                self.order("Setvar", &variable).await?;
                &transfer.context
            }
            None => &asterisk.dial_context,
        };
        self.shared.tracker().expect_blind_transfer(call, far, to);
        if let Err(error) = self.redirect(Place { channel: far, context, extension: to }, None).await {
            self.shared.tracker().expect_end(call, None);
            return Err(error);
        }
        self.shared.tracker().release(far);
        self.shared.tracker().leave(call, Cause::Transferred);
        if !ends.shares_phone {
            self.clear(&ends.phone, NORMAL).await?;
        }
        Ok(Done::default())
    }

    /// Returns the ends of an answered call, connected or held from the panel, of which the other side can be passed on.
    async fn passable_ends(&self, call: &str) -> Result<crate::pbx::asterisk::tracker::Ends, CommandError> {
        let ends = if self.state(call) == Some(ConnectionState::Held) {
            match self.held_ends(call).await {
                Err(CommandError::NotSupported) => self.ends(call)?,
                ends => ends?,
            }
        } else {
            self.connected_ends(call).await?
        };
        if ends.is_answered { Ok(ends) } else { Err(CommandError::WrongState) }
    }

    pub(super) async fn park(&self, call: &str) -> Outcome {
        let park = self.shared.asterisk.park.as_ref().ok_or(CommandError::NotSupported)?;
        let ends = self.passable_ends(call).await?;
        let Far::Channel(far) = &ends.far else { return Err(CommandError::WrongState) };
        // A full lot cannot be left to Asterisk: it says "success", and a caller on hold would be gone.
        let lots = self.order("Parkinglots", &[]).await?;
        let lot =
            lots.items.iter().find(|item| item.get("Name") == Some(&park.lot)).ok_or(CommandError::NotSupported)?;
        let space = |key| lot.get(key).and_then(|space| space.parse::<usize>().ok());
        let parked = self.shared.tracker().parked_in(&park.lot);
        if let (Some(first), Some(last)) = (space("StartSpace"), space("StopSpace"))
            && parked > last.saturating_sub(first)
        {
            return Err(CommandError::ParkingFull);
        }
        self.shared.tracker().expect_park(far, Some(call));
        self.shared.tracker().expect_end(call, Some(Cause::Parked));
        let fields = [("Channel", far.as_str()), ("TimeoutChannel", &ends.phone), ("Parkinglot", &park.lot)];
        if let Err(error) = self.order_once_settled("Park", &fields).await {
            self.shared.tracker().expect_park(far, None);
            self.shared.tracker().expect_end(call, None);
            return Err(error);
        }
        self.wait_for_end(call).await;
        if !ends.shares_phone {
            self.clear(&ends.phone, NORMAL).await?;
        }
        Ok(Done::default())
    }

    pub(super) async fn pick_up(&self, slot: &str) -> Outcome {
        let asterisk = &self.shared.asterisk;
        let park = asterisk.park.as_ref().ok_or(CommandError::NotSupported)?;
        let context = park.context.as_ref().unwrap_or(&asterisk.dial_context);
        let (id, endpoint) = (unique_channel_id(), self.endpoint().ok_or(CommandError::NotSupported)?);
        if !self.shared.tracker().expect_pick_up(&id, slot) {
            return Err(CommandError::NothingParked);
        }
        let fields = [
            ("Channel", endpoint.as_str()),
            ("Context", context),
            ("Exten", slot),
            ("Priority", "1"),
            ("CallerID", &format!("<{slot}>")),
            ("Timeout", RING_MS),
            ("Async", "true"),
            ("ChannelId", &id),
        ];
        self.originate(action("Originate", &fields)?, &id).await
    }

    pub(super) async fn set_mute(&self, call: &str, muted: bool) -> Outcome {
        let ends = self.ends(call)?;
        if !self.shared.tracker().is_up(call) {
            return Err(CommandError::WrongState);
        }
        self.mute(&ends.phone, muted).await?;
        self.shared.tracker().note_muted(call, muted);
        Ok(Done::default())
    }

    /// Silences what comes from the phone.
    async fn mute(&self, phone: &str, muted: bool) -> Result<(), CommandError> {
        let state = if muted { "on" } else { "off" };
        self.order("MuteAudio", &[("Channel", phone), ("Direction", "in"), ("State", state)]).await.map(|_| ())
    }

    /// Mutes a muted phone again after its channel was moved between bridges, which may replace the channel.
    pub(super) async fn mute_again(&self, call: &str) -> Result<(), CommandError> {
        if !self.shared.tracker().is_muted(call) {
            return Ok(());
        }
        let phone = self.ends(call)?.phone;
        self.mute(&phone, true).await
    }

    pub(super) async fn set_recording(&self, call: &str, wanted: Recording) -> Outcome {
        let record = self.shared.asterisk.record.as_ref().ok_or(CommandError::NotSupported)?;
        let ends = self.passable_ends(call).await?;
        let now = self.recording(call);
        let target = match &ends.far {
            Far::Channel(far) => far.clone(),
            _ => ends.phone,
        };
        match (now, wanted) {
            (now, wanted) if now == wanted => return Ok(Done::default()),
            (_, Recording::Off) => {
                let channels = self.shared.tracker().recorded_channels(call);
                for channel in channels {
                    self.order("StopMixMonitor", &[("Channel", &channel)]).await?;
                }
            }
            (Recording::Off, _) => {
                let request = self.shared.tracker().call(call).map(|call| call.request_id.clone()).unwrap_or_default();
                let file = record.file.replace("{extension}", &self.extension).replace("{requestId}", &request);
                // The same file goes on; what is only music is not kept.
                let fields = [("Channel", target.as_str()), ("File", &file), ("Options", "ab")];
                self.order("MixMonitor", &fields).await?;
                if wanted == Recording::Paused {
                    self.pause_recording(&target, true).await?;
                }
            }
            (_, wanted) => {
                let channels = self.shared.tracker().recorded_channels(call);
                for channel in channels {
                    self.pause_recording(&channel, wanted == Recording::Paused).await?;
                }
            }
        }
        self.wait_for(|tracker| {
            let state = tracker.call(call).and_then(|call| call.recording).unwrap_or(Recording::Off);
            (state == wanted || tracker.is_over(call)).then_some(())
        })
        .await;
        Ok(Done::default())
    }

    fn recording(&self, call: &str) -> Recording {
        self.shared.tracker().call(call).and_then(|call| call.recording).unwrap_or(Recording::Off)
    }

    async fn pause_recording(&self, channel: &str, paused: bool) -> Result<(), CommandError> {
        let state = if paused { "1" } else { "0" };
        self.order("MixMonitorMute", &[("Channel", channel), ("Direction", "both"), ("State", state)]).await.map(|_| ())
    }
}
