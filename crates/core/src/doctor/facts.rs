//! What is known when the findings are told.

use crate::host::{Health, HostError, LayoutScope, Permissions, Surroundings};
use crate::session::{Outage, Refused};
use crate::start::StartError;
use denwa_protocol::{PbxState, PhoneState};

/// An answer that is waited for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asked<T> {
    /// Nobody asked, or nobody can be asked.
    #[default]
    Not,
    /// On its way.
    Running,
    /// It came.
    Got(T),
    /// It came to nothing.
    Failed(HostError),
}

impl<T> Asked<T> {
    /// What came.
    #[must_use]
    pub fn got(&self) -> Option<&T> {
        match self {
            Self::Got(answer) => Some(answer),
            _ => None,
        }
    }
}

/// How far the start has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// The host and its library are on their way.
    #[default]
    Loading,
    /// The host answers; the package is asked.
    Booting,
    /// Done.
    Done,
    /// It did not work.
    Failed(StartError),
}

/// How the connection to the event server is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Nothing has been tried.
    #[default]
    Off,
    /// On its way.
    Connecting,
    /// It is there; the server looks at the token.
    SigningIn,
    /// Signed in.
    Live,
    /// It is not.
    Down(Outage),
    /// A person must do something.
    Refused(Refused),
}

/// The event server, as it told of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The version of the protocol it speaks.
    pub protocol: u32,
    /// Its own version.
    pub version: String,
    /// Its telephone system.
    pub pbx: String,
}

/// A stored setting that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadSetting {
    /// What: a key of static/text with an `@` before it, or an API name.
    pub what: String,
    /// At which level: a key of static/text.
    pub level: &'static str,
    /// Why it does not count: a key of static/text.
    pub reason: String,
    /// What stands there, cut short.
    pub seen: String,
}

/// Everything that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The start.
    pub start: Progress,
    /// The browser.
    pub surroundings: Asked<Surroundings>,
    /// The version of the client library that is loaded.
    pub library: String,
    /// What the user may do, and the package's version, as the start told.
    pub boot: Option<(Permissions, String)>,
    /// The org.
    pub health: Asked<Health>,
    /// The softphone layout; not asked where it is not followed.
    pub layout: Asked<LayoutScope>,
    /// Stored settings that are wrong.
    pub bad_settings: Vec<BadSetting>,
    /// What is set of sandboxes disagrees with the org.
    pub sandbox_disagrees: bool,
    /// Numbers are to be copied into the clipboard.
    pub copies: bool,
    /// The address of the event server.
    pub event_server: String,
    /// The connection to it.
    pub link: Link,
    /// Whether it has been reached since the page was loaded: then nothing bars the way.
    pub reached: bool,
    /// What it told of itself.
    pub server: Option<Server>,
    /// The telephony login.
    pub login: String,
    /// The telephone system.
    pub pbx: PbxState,
    /// The agent's phone.
    pub phone: PhoneState,
    /// How far the org's clock is ahead of this machine's, in milliseconds.
    pub org_ahead: Option<i64>,
    /// How far the event server's clock is ahead of this machine's, in milliseconds.
    pub server_ahead: Option<i64>,
    /// How long the host takes for a light question, in milliseconds.
    pub host_ms: Asked<u64>,
    /// How long the event server took to answer the sign-in, in milliseconds.
    pub server_ms: Option<u64>,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            start: Progress::Loading,
            surroundings: Asked::Not,
            library: String::new(),
            boot: None,
            health: Asked::Not,
            layout: Asked::Not,
            bad_settings: Vec::new(),
            sandbox_disagrees: false,
            copies: false,
            event_server: String::new(),
            link: Link::Off,
            reached: false,
            server: None,
            login: String::new(),
            pbx: PbxState::Unknown,
            phone: PhoneState::Unknown,
            org_ahead: None,
            server_ahead: None,
            host_ms: Asked::Not,
            server_ms: None,
        }
    }
}

impl Facts {
    /// Why the start failed, or why a new token is not to be had.
    #[must_use]
    pub fn failed(&self) -> Option<&StartError> {
        match (&self.start, &self.link) {
            (Progress::Failed(why), _) | (_, Link::Down(Outage::NoToken(why))) => Some(why),
            _ => None,
        }
    }

    /// What the user may do, as far as it is known.
    #[must_use]
    pub fn permissions(&self) -> Option<Permissions> {
        self.health.got().map(|health| health.permissions).or(self.boot.as_ref().map(|(permissions, _)| *permissions))
    }

    /// The package's version; empty while it is not known.
    #[must_use]
    pub fn package(&self) -> &str {
        let booted = self.boot.as_ref().map_or("", |(_, package)| package);
        self.health.got().map_or(booted, |health| &health.package)
    }
}
