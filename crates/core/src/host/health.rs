//! What the doctor asks: of the org, of the softphone layout, and of the browser.

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
