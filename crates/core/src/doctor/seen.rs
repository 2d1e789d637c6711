//! Facts that a check shows.

use crate::host::Grant;
use crate::link::Unreadable;
use crate::settings::Fault;
use crate::text::doctor::SeenText;

/// A fact that a check shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// An address: of the panel, of the call centre, of the event server.
    Address(String),
    /// The origin of the page that embeds the panel.
    EmbeddingOrigin(String),
    /// The panel's address names another page than the one that embeds the panel.
    OtherOrigin {
        /// The origin that embeds the panel.
        embedding: String,
        /// The origin that the panel's address names.
        expected: String,
    },
    /// Where the client library was loaded from.
    LibraryOrigin(String),
    /// The version of the client library.
    LibraryVersion(String),
    /// Somebody else's words about a failure.
    Detail(String),
    /// The name of the call centre.
    CallCentre(String),
    /// How much storage the settings take, in bytes.
    SettingsBytes(u64),
    /// A stored setting that is wrong: which, at which level, why, and the stored value.
    WrongSetting(Fault),
    /// API name of an object whose records the user may not create.
    Object(String),
    /// The status that logs get in Task.
    LogStatus(String),
    /// An object of the softphone layout, and how many of its fields the layout shows.
    LayoutObject {
        /// API name.
        name: String,
        /// How many fields.
        fields: usize,
    },
    /// The softphone layout is not followed.
    LayoutNotFollowed,
    /// What the browser permits.
    Grant(Grant),
    /// Messages of the event server that could not be read.
    Unreadable {
        /// How many.
        count: u32,
        /// Why the last one could not.
        last: Unreadable,
    },
    /// The telephony login.
    Login(String),
    /// How far the org's clock is ahead of this machine's, in milliseconds.
    OrgClock(i64),
    /// How far the event server's clock is ahead of this machine's, in milliseconds.
    ServerClock(i64),
    /// How long the host took to answer a light question, in milliseconds.
    HostTime(u64),
    /// How long the event server took to answer the sign-in, in milliseconds.
    ServerTime(u64),
    /// The panel's version.
    PanelVersion(&'static str),
    /// The package's version.
    PackageVersion(String),
    /// The protocol's version.
    Protocol(u32),
    /// The event server's version.
    ServerVersion(String),
    /// The telephone system.
    Pbx(String),
    /// The org's API version.
    OrgApi(String),
    /// The browser.
    Browser(String),
}

/// How a fact may be handed to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// As it is.
    Open,
    /// An address: only its shape.
    Address,
    /// Not at all.
    Secret,
}

impl Seen {
    /// How the fact may be handed to others.
    #[must_use]
    pub fn privacy(&self) -> Privacy {
        match self {
            Self::Address(_) | Self::EmbeddingOrigin(_) | Self::OtherOrigin { .. } | Self::LibraryOrigin(_) => {
                Privacy::Address
            }
            Self::Detail(_) | Self::CallCentre(_) | Self::Login(_) => Privacy::Secret,
            _ => Privacy::Open,
        }
    }

    /// The name of the fact.
    #[must_use]
    pub fn text(&self) -> SeenText {
        match self {
            Self::Address(_) => SeenText::Address,
            Self::EmbeddingOrigin(_) | Self::OtherOrigin { .. } => SeenText::Origin,
            Self::LibraryOrigin(_) => SeenText::From,
            Self::LibraryVersion(_) => SeenText::Version,
            Self::Detail(_) => SeenText::Detail,
            Self::CallCentre(_) => SeenText::CallCentre,
            Self::SettingsBytes(_) => SeenText::Bytes,
            Self::WrongSetting(_) => SeenText::Setting,
            Self::Object(_) | Self::LayoutObject { .. } => SeenText::Object,
            Self::LogStatus(_) => SeenText::LogStatus,
            Self::LayoutNotFollowed => SeenText::Layout,
            Self::Grant(_) => SeenText::Grant,
            Self::Unreadable { .. } => SeenText::Unreadable,
            Self::Login(_) => SeenText::Login,
            Self::OrgClock(_) => SeenText::OrgClock,
            Self::ServerClock(_) => SeenText::ServerClock,
            Self::HostTime(_) => SeenText::HostTime,
            Self::ServerTime(_) => SeenText::ServerTime,
            Self::PanelVersion(_) => SeenText::Panel,
            Self::PackageVersion(_) => SeenText::Package,
            Self::Protocol(_) => SeenText::Protocol,
            Self::ServerVersion(_) => SeenText::Server,
            Self::Pbx(_) => SeenText::Pbx,
            Self::OrgApi(_) => SeenText::OrgApi,
            Self::Browser(_) => SeenText::Browser,
        }
    }

    /// Whether the fact is an empty text, which says nothing.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Address(text)
            | Self::EmbeddingOrigin(text)
            | Self::LibraryOrigin(text)
            | Self::LibraryVersion(text)
            | Self::Detail(text)
            | Self::CallCentre(text)
            | Self::Object(text)
            | Self::LogStatus(text)
            | Self::Login(text)
            | Self::PackageVersion(text)
            | Self::ServerVersion(text)
            | Self::Pbx(text)
            | Self::OrgApi(text)
            | Self::Browser(text) => text.is_empty(),
            _ => false,
        }
    }
}
