//! The ring.

use super::DeviceFault;

/// How it rings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The pattern, which repeats until the ring stops.
    pub pattern: RingPattern,
    /// How loud it is, in per cent.
    pub volume: u8,
    /// The ID of the device it is heard on; none for the browser's default.
    pub device: Option<String>,
}

/// A pattern of tones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingPattern {
    /// A call comes in.
    Full,
    /// A call comes in while the agent is in another call: one short tone now and then.
    Brief,
}

/// What has become of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundEvent {
    /// It is heard.
    Heard,
    /// The browser allows no sound before the agent has pressed something in the panel.
    Blocked,
    /// The device cannot be used; nothing is heard.
    DeviceFailed(DeviceFault),
    /// The browser cannot make the sound.
    NotAvailable,
}
