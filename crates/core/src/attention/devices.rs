//! The devices that the ring can be heard on.
//!
//! `Unknown` → `Known` (the browser has listed them: all, or none while it does not name them) → `Asking` (the agent wants to see all) →
//! `Known` or `Failed`.

use crate::alerts::{DeviceFault, OutputDevice};
use crate::effect::Effect;
use crate::effects::Effects;

/// The devices that the ring can be heard on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Devices {
    /// Nobody has looked.
    #[default]
    Unknown,
    /// The browser asks the agent whether this page may see them.
    Asking,
    /// Those that the browser names, apart from its default.
    Known(Vec<OutputDevice>),
    /// They cannot be listed.
    Failed(DeviceFault),
}

impl Devices {
    /// The devices, as far as they are known.
    #[must_use]
    pub fn listed(&self) -> &[OutputDevice] {
        if let Self::Known(devices) = self { devices } else { &[] }
    }

    /// Looks, without a question to the agent.
    pub(crate) fn look(&self, effects: &mut Effects) {
        if *self != Self::Asking {
            effects.push(Effect::ListDevices);
        }
    }

    /// The agent wants to see all.
    pub(crate) fn ask(&mut self, effects: &mut Effects) {
        if *self != Self::Asking {
            *self = Self::Asking;
            effects.push(Effect::AskForDevices);
        }
    }

    /// The browser has answered.
    pub(crate) fn on_listed(&mut self, listed: Result<Vec<OutputDevice>, DeviceFault>) {
        *self = listed.map_or_else(Self::Failed, Self::Known);
    }
}
