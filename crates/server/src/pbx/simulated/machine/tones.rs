//! Tones that an agent sends to the other side.

use super::Machine;
use crate::pbx::Done;
use denwa_protocol::{CommandError, ConnectionState as State};

impl Machine {
    /// Notes tones on the agent's live part of a call. Nobody hears them: `GET /sim/calls` shows them.
    pub(super) fn send_tones(&mut self, extension: &str, id: &str, tones: &str) -> Result<Done, CommandError> {
        let mut legs = self.calls.values_mut().flat_map(|call| &mut call.legs);
        let leg = legs.find(|leg| leg.view.id == id && leg.extension == extension && leg.is_live());
        let leg = leg.ok_or(CommandError::NoSuchCall)?;
        if leg.view.state != State::Connected || leg.view.answered_at.is_none() {
            return Err(CommandError::WrongState);
        }
        leg.tones.push_str(tones);
        Ok(Done::default())
    }
}
