//! What an agent has chosen for herself, as her browser keeps it.

use super::OutputDevice;
use serde::{Deserialize, Serialize};

/// What an agent has chosen for herself. What she has not chosen is as the settings say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnAlerts {
    /// Whether the panel rings.
    pub rings: Option<bool>,
    /// How loud, in per cent.
    pub volume: Option<u8>,
    /// The device it rings on.
    pub device: Option<OutputDevice>,
    /// Whether notifications are shown.
    pub notifies: Option<bool>,
}
