//! What the doctor asks: of the org, of the softphone layout, and of the browser.

use super::Permissions;

/// What the package knows of the org's health.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The package's version.
    pub package: String,
    /// The org's API version, for instance `66.0`.
    pub api_version: String,
    /// The org's clock, milliseconds since the Unix epoch.
    pub now: u64,
    /// What the user may do.
    pub permissions: Permissions,
    /// The call centre the user belongs to: its name and the adapter URL of its definition.
    pub call_centre: Option<(String, String)>,
    /// Whether the certificate that signs tokens is there; none where that is not told.
    pub key: Option<bool>,
    /// Objects, and whether this user may create records of them.
    pub objects: Vec<(String, bool)>,
    /// What the package's settings take, in bytes.
    pub settings_bytes: Option<u64>,
}

/// What the softphone layout searches for an incoming call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutScope {
    /// API name of each object, and how many of its fields the layout has.
    pub objects: Vec<(String, usize)>,
}

/// Whether the browser lets the panel do something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grant {
    /// The browser does not say.
    #[default]
    Unknown,
    /// Yes.
    Granted,
    /// It will ask first.
    Prompt,
    /// No.
    Denied,
}

/// What the browser tells of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The page's address, without its query.
    pub address: String,
    /// The host's origin, as the page's address says it.
    pub host: String,
    /// Where the client library was loaded from, or would be.
    pub library: String,
    /// The browser's name and version.
    pub browser: String,
    /// Whether something can be kept in this browser.
    pub storage: bool,
    /// Whether the clipboard may be written.
    pub clipboard: Grant,
    /// Whether notifications may be shown.
    pub notifications: Grant,
    /// Whether addresses of the local network may be reached.
    pub local_network: Grant,
}
