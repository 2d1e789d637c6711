//! What the browser reports about ring, notifications and focus.

use crate::alerts::{DeviceFault, NotificationAccess, NotificationPress, OutputDevice, OwnAlerts, SoundEvent};

/// What the browser reports about ring, notifications and focus.
#[derive(Clone, Debug, PartialEq)]
pub enum AttentionInput {
    /// The answer to an [`crate::Effect::LoadOwnAlerts`]: nothing chosen where storage is blocked.
    Loaded {
        /// The key.
        key: String,
        /// The choices.
        own: OwnAlerts,
    },
    /// What has become of the last ring.
    Sound(SoundEvent),
    /// The answer to an [`crate::Effect::ListDevices`] or an [`crate::Effect::AskForDevices`].
    Devices(Result<Vec<OutputDevice>, DeviceFault>),
    /// A device was plugged in or out.
    DevicesChanged,
    /// Whether the browser shows notifications: said at the start, and whenever it changes.
    Access(NotificationAccess),
    /// The panel got the focus, or lost it.
    Focused(bool),
    /// The agent pressed a notification.
    Pressed {
        /// Its call.
        call: String,
        /// What she pressed.
        press: NotificationPress,
    },
}
