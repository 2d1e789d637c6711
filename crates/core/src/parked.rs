//! Calls that wait in a parking place (パーク): picking one up.

use crate::effects::Effects;
use crate::pending::Pending;
use denwa_protocol::{Command, Service};

/// Picking up a parked call.
#[derive(Clone, Debug, Default)]
pub struct PickUp {
    /// The place whose call is, or was, to be picked up.
    pub slot: String,
    /// The command on its way.
    pub pending: Pending,
}

impl PickUp {
    /// Pick up the call that waits there. A second press does nothing while the first is on its way.
    pub(crate) fn ask(&mut self, slot: String, effects: &mut Effects) {
        if self.pending.service().is_none() {
            self.pending.ask(Command::PickUp { slot: slot.clone() }, effects);
            self.slot = slot;
        }
    }

    /// Without a connection nothing can be picked up.
    pub(crate) fn fail_offline(&mut self, slot: String) {
        if self.pending.service().is_none() {
            self.pending.fail_offline(Service::PickUp);
            self.slot = slot;
        }
    }
}
