//! Devices on which the ring can be heard.

use serde::{Deserialize, Serialize};

/// A device on which the ring can be heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputDevice {
    /// The browser's ID of it, for this page's origin alone.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Why a device cannot be used, or devices cannot be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceFault {
    /// It is not there: unplugged, or the browser has forgotten it.
    Missing,
    /// The agent, or the page around the panel, does not allow it.
    Refused,
    /// This browser cannot choose devices.
    NotSupported,
}
