//! What the doctor asks of the softphone layout and of the browser.

use crate::text::doctor::GrantText;

/// What the softphone layout searches for an incoming call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutScope {
    /// The objects.
    pub objects: Vec<LayoutObject>,
}

/// An object of a softphone layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutObject {
    /// API name.
    pub name: String,
    /// How many of its fields the layout shows.
    pub fields: usize,
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

impl Grant {
    /// Its words.
    #[must_use]
    pub fn text(self) -> GrantText {
        match self {
            Self::Unknown => GrantText::Unknown,
            Self::Granted => GrantText::Granted,
            Self::Prompt => GrantText::Prompt,
            Self::Denied => GrantText::Denied,
        }
    }
}

/// How the browser sees the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The page's address, without its query.
    pub address: String,
    /// The host's origin, as the page's address says it.
    pub host: String,
    /// The origin the client library was loaded from, or would be.
    pub library: String,
    /// The browser's name and version.
    pub browser: String,
    /// Whether the browser stores anything for the page.
    pub storage: bool,
    /// Whether the clipboard may be written.
    pub clipboard: Grant,
    /// Whether notifications may be shown.
    pub notifications: Grant,
    /// Whether addresses of the local network may be reached.
    pub local_network: Grant,
}
