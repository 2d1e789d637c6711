//! What the panel and the administrator's pages tell each other.
//!
//! The pages (settings, doctor) are a second program, which a browser loads when they are opened for the first time. Both programs have
//! their own state; only these messages pass between them, as JSON in events of the window. The token for the telephony sign-in is in
//! none of them.

use crate::host::StartError;
use crate::link::{Link, RulesState, UnreadableCount};
use crate::package::boot::Permissions;
use crate::settings::{Fault, StoredSettings};
use crate::text::Language;
use denwa_protocol::{Line, PbxState, PhoneState, ServerInfo};
use serde::{Deserialize, Serialize};

/// From the panel to the pages. The panel speaks only while a page is open: it says everything when it opens one, and then what changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToAdmin {
    /// What the panel knows, whenever it has changed.
    Facts(Box<PanelFacts>),
    /// The numbers of the organisation.
    Lines {
        /// The numbers, as the event server knows them.
        lines: Vec<Line>,
        /// The user's own extension; empty while it is unknown.
        extension: String,
    },
    /// The user's own settings as the panel read them last.
    OwnSettings(StoredSettings),
    /// Somebody changed settings.
    SettingsChanged,
    /// Show this page; [`Page::Calls`] closes the pages.
    Show(Page),
}

/// From the pages to the panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToPanel {
    /// The program has started and listens.
    Ready,
    /// Go back to the calls.
    Close,
    /// Settings were saved: the panels of these users must read them, or every panel if no user is named.
    SettingsSaved {
        /// The Salesforce IDs of the users whose own settings were saved.
        users: Vec<String>,
    },
    /// The user's own settings as they are stored now.
    OwnSettings(StoredSettings),
    /// Let a test call come in.
    TestCall,
    /// Try again to start or to connect.
    TryAgain,
}

/// A page of the panel. Calls stay in sight and reachable on each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Page {
    /// The agent's: calls.
    #[default]
    Calls,
    /// The settings.
    Settings,
    /// The doctor.
    Doctor,
}

/// What the panel knows and the pages need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PanelFacts {
    /// The language of every word.
    pub language: Language,
    /// The user's time zone in Salesforce, for instance `Asia/Tokyo`; may be empty.
    pub time_zone: String,
    /// How far the start has come.
    pub start: Progress,
    /// Why the start failed, or why there is no new token.
    pub failed: Option<StartError>,
    /// Who uses the panel; none before the package has answered.
    pub who: Option<Who>,
    /// The client library that is loaded.
    pub library: LoadedLibrary,
    /// The settings in force, as far as others must know them.
    pub settings: SettingsFacts,
    /// The event server and the connection to it.
    pub telephony: TelephonyFacts,
    /// Whether a test call is there.
    pub is_testing: bool,
}

/// Who uses the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Record ID of the user.
    pub user: String,
    /// Record ID of the organisation.
    pub organisation: String,
    /// What the user may do.
    pub permissions: Permissions,
    /// The version of the org package.
    pub package: String,
}

/// The client library that is loaded; empty before the host has answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadedLibrary {
    /// Its version.
    pub version: String,
    /// The origin it was loaded from.
    pub base: String,
}

/// The settings in force, as far as the doctor and the requests of the pages need them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SettingsFacts {
    /// Stored settings that are wrong.
    pub faults: Vec<Fault>,
    /// Whether another origin of the client library is set than the one it was loaded from.
    pub is_other_library: bool,
    /// Whether サンドボックス環境にログインする disagrees with the org.
    pub sandbox_disagrees: bool,
    /// The outside-line prefix in the definition of the user's call centre.
    pub outside_prefix: Option<String>,
    /// Whether calls are searched by the softphone layout.
    pub follows_layout: bool,
    /// How long to wait for the package's answer about settings, in milliseconds.
    pub timeout_ms: u32,
}

/// The event server and the connection to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TelephonyFacts {
    /// The address of the event server.
    pub event_server: String,
    /// The connection to it.
    pub link: Link,
    /// Whether it has been reached since the page was loaded: then nothing bars the way.
    pub has_reached: bool,
    /// Messages that could not be read.
    pub unreadable: UnreadableCount,
    /// Its words about itself, once it has spoken.
    pub server: Option<ServerInfo>,
    /// The telephony login.
    pub login: String,
    /// The telephone system.
    pub pbx: PbxState,
    /// The agent's phone.
    pub phone: PhoneState,
    /// Whether it has the rules by which it changes the agent's status.
    pub work_rules: RulesState,
    /// How far its clock is ahead of this machine's, in milliseconds.
    pub clock_ahead: Option<i64>,
    /// How long it took to answer the sign-in, in milliseconds.
    pub sign_in_ms: Option<u64>,
}

/// How far the start has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Progress {
    /// The host and its library are on their way.
    #[default]
    Loading,
    /// The host answers; the package is asked.
    Booting,
    /// Done.
    Done,
    /// It did not work.
    Failed,
}
