//! What draws the agent's attention to a call: the ring and the desktop notification, and the warning before she leaves the page.
//!
//! The panel says after each input what is wanted ([`Ringer::settle`], [`Notifier::settle`], [`Leaving::settle`]); these machines turn
//! differences into effects, so that nothing is begun twice, and what is no longer wanted ends.

mod devices;
mod leaving;
mod notifier;
mod ringer;

pub use devices::Devices;
pub use ringer::{Ringer, SoundFault};

pub(crate) use leaving::Leaving;
pub(crate) use notifier::Notifier;

use crate::alerts::{NotificationAccess, OwnAlerts};

/// What draws the agent's attention to a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attention {
    /// What the agent has chosen for herself.
    pub own: OwnAlerts,
    /// The ring.
    pub ringer: Ringer,
    /// The devices it can be heard on.
    pub devices: Devices,
    /// The notifications.
    pub notifier: Notifier,
    /// Whether the browser shows them.
    pub access: NotificationAccess,
    /// Whether the panel has the focus.
    pub is_focused: bool,
    /// Whether the page is hidden by another tab or window.
    pub is_hidden: bool,
    /// The warning before she leaves.
    pub leaving: Leaving,
}

impl Attention {
    /// Whether the agent does not see the panel, as far as a page can tell.
    pub(crate) fn is_away(&self) -> bool {
        self.is_hidden || !self.is_focused
    }

    /// The agent has signed out: what the browser has begun stays known, so that it ends; what was hers is forgotten.
    pub(crate) fn sign_out(&mut self) {
        self.own = OwnAlerts::default();
        self.ringer.end_trial();
    }
}
