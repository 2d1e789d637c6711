//! Tones that an agent sends to the other side.

use super::Machine;
use crate::pbx::Done;
use denwa_protocol::{CommandError, ConnectionState as State};

impl Machine {
    /// Notes tones on the agent's live part of a call. Nobody hears them: `GET /sim/calls` shows them.
    pub(super) fn send_tones(&mut self, extension: &str, id: &str, tones: &str) -> Result<Done, CommandError> {
        let mut offers = self.calls.values_mut().flat_map(|call| &mut call.offers);
        let offer = offers.find(|offer| offer.view.id == id && offer.extension == extension && offer.is_live());
        let offer = offer.ok_or(CommandError::NoSuchCall)?;
        if offer.view.state != State::Connected || offer.view.answered_at.is_none() {
            return Err(CommandError::WrongState);
        }
        offer.tones.push_str(tones);
        Ok(Done::default())
    }
}
