//! What the others hear and what is recorded: mute, recordings, tones.

use super::Machine;
use crate::pbx::Done;
use denwa_protocol::{CommandError, ConnectionState as State, Recording};

impl Machine {
    /// Mutes or unmutes an agent in a call.
    pub(super) fn set_mute(
        &mut self,
        extension: &str,
        id: &str,
        is_muted: bool,
        now: u64,
    ) -> Result<Done, CommandError> {
        let own = self.own_talk(extension, id)?;
        if let Some(call) = self.calls.get_mut(&own.number) {
            call.offers[own.card].is_muted = is_muted;
        }
        self.settle(own.number, now);
        Ok(Done::default())
    }

    /// Starts, pauses, resumes or stops the recording of a call. Everybody in the call sees it. A call that nobody records
    /// cannot be paused.
    pub(super) fn set_recording(
        &mut self,
        extension: &str,
        id: &str,
        recording: Recording,
        now: u64,
    ) -> Result<Done, CommandError> {
        let own = self.own_talk(extension, id)?;
        let call = self.calls.get_mut(&own.number).ok_or(CommandError::NoSuchCall)?;
        match (call.recording, recording) {
            (_, Recording::Unknown) => return Err(CommandError::NotSupported),
            (None | Some(Recording::Off), Recording::Paused) => return Err(CommandError::WrongState),
            (None, Recording::Off) => {}
            _ => call.recording = Some(recording),
        }
        self.settle(own.number, now);
        Ok(Done::default())
    }

    /// Notes tones on the agent's live part of a call. Nobody hears them: `GET /sim/calls` shows them.
    pub(super) fn send_tones(&mut self, extension: &str, id: &str, tones: &str) -> Result<Done, CommandError> {
        let own = self.own(extension, id)?;
        let call = self.calls.get_mut(&own.number).ok_or(CommandError::NoSuchCall)?;
        let offer = &mut call.offers[own.card];
        if offer.view.state != State::Connected || offer.view.answered_at.is_none() {
            return Err(CommandError::WrongState);
        }
        offer.tones.push_str(tones);
        Ok(Done::default())
    }
}
