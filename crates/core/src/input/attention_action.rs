//! What the agent does about the ring and the notifications.

/// What the agent does about the ring and the notifications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttentionAction {
    /// Look at what can be chosen: the form is opened.
    Open,
    /// Ring for incoming calls, or do not.
    SetRinging(bool),
    /// Choose how loud, in per cent.
    SetVolume(u8),
    /// Choose the device, by its ID; none for the browser's default.
    SetDevice(Option<String>),
    /// Have the browser name all devices, for which it asks.
    FindDevices,
    /// Hear the ring.
    Try,
    /// Stop the trial.
    StopTrial,
    /// Show notifications, or do not.
    SetNotifying(bool),
    /// Have the browser ask whether it may show notifications.
    AllowNotifications,
}
