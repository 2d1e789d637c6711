//! The call centre definition.

/// What the call centre definition says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallCentre {
    /// The address of the event server.
    pub event_server: Option<String>,
    /// The address of the event server for sandboxes.
    pub event_server_sandbox: Option<String>,
    /// The version of the client library to be used.
    pub library_version: Option<String>,
    /// The version that is loaded.
    pub loaded_version: String,
    /// Whether the adapter URL fixed the version, so that it cannot be changed from here.
    pub version_fixed: bool,
    /// The origin the client library was loaded from.
    pub loaded_base: String,
    /// Whether the adapter URL fixed that origin.
    pub base_fixed: bool,
    /// The digits for an outside line in Salesforce's own dialling options (`reqOutsidePrefix`).
    pub outside_prefix: Option<String>,
    /// Whether there is no CRM around the panel: the agent signs in with a login and a password.
    pub is_standalone: bool,
    /// The panel's size; none where the definition does not say one.
    pub size: Option<Size>,
}

/// A size in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}
