//! What is known when the findings are made.

use crate::crossing::Progress;
use crate::host::{Grant, HostError, LayoutScope, StartError, Surroundings};
use crate::link::{Link, RulesState, UnreadableCount};
use crate::package::boot::Permissions;
use crate::package::health::Health;
use crate::settings::Fault;
use denwa_protocol::{PbxState, PhoneState, ServerInfo};

/// A question to host, org or browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Asked<T> {
    /// Nobody asked, or nobody can be asked.
    #[default]
    Not,
    /// The answer is on its way.
    Running,
    /// The answer.
    Answered(T),
    /// There is no answer.
    Failed(HostError),
}

impl<T> Asked<T> {
    /// The answer, if it has come.
    pub fn answer(&self) -> Option<&T> {
        match self {
            Self::Answered(answer) => Some(answer),
            _ => None,
        }
    }

    /// Whether the answer is on its way.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running)
    }
}

/// What came of the questions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// How the browser sees the page.
    pub surroundings: Asked<Surroundings>,
    /// How long the host took to answer a light question, in milliseconds.
    pub host_ms: Asked<u64>,
    /// How the org is.
    pub health: Asked<Health>,
    /// What the softphone layout searches; not asked where the layout is not followed.
    pub layout: Asked<LayoutScope>,
}

/// The package's answer at the start.
#[derive(Clone, Copy, Debug)]
pub struct Boot<'a> {
    /// What the user may do.
    pub permissions: Permissions,
    /// The package's version.
    pub package: &'a str,
}

/// Everything that is known.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The start.
    pub start: Progress,
    /// Why the start failed, or why there is no new token.
    pub failed: Option<&'a StartError>,
    /// What host, org and browser answered.
    pub answers: &'a Answers,
    /// The version of the client library that is loaded.
    pub library: &'a str,
    /// Whether another origin of the client library is set than the one it was loaded from.
    pub is_other_library: bool,
    /// The package's answer at the start.
    pub boot: Option<Boot<'a>>,
    /// Stored settings that are wrong.
    pub wrong_settings: &'a [Fault],
    /// Whether サンドボックス環境にログインする disagrees with the org.
    pub sandbox_disagrees: bool,
    /// The address of the event server.
    pub event_server: &'a str,
    /// The connection to it.
    pub link: &'a Link,
    /// Whether the event server has been reached since the page was loaded: then nothing bars the way.
    pub has_reached: bool,
    /// Messages that could not be read.
    pub unreadable: UnreadableCount,
    /// The event server's words about itself.
    pub server: Option<&'a ServerInfo>,
    /// The telephony login.
    pub login: &'a str,
    /// The telephone system.
    pub pbx: PbxState,
    /// The agent's phone.
    pub phone: PhoneState,
    /// Whether the event server has the rules by which it changes the agent's status.
    pub work_rules: RulesState,
    /// How far the org's clock is ahead of this machine's, in milliseconds.
    pub org_ahead: Option<i64>,
    /// How far the event server's clock is ahead of this machine's, in milliseconds.
    pub server_ahead: Option<i64>,
    /// How long the event server took to answer the sign-in, in milliseconds.
    pub server_ms: Option<u64>,
}

impl Facts<'_> {
    /// What the user may do, by the latest answer.
    pub(super) fn permissions(&self) -> Option<Permissions> {
        let health = self.answers.health.answer().map(|health| health.permissions);
        health.or(self.boot.map(|boot| boot.permissions))
    }

    /// Whether the browser keeps the panel from the event server, which is in the local network.
    pub(super) fn is_barred(&self, grant: Grant) -> bool {
        let waits = matches!(self.link, Link::Connecting | Link::Down(_));
        let is_local = super::local_network::is_local(self.event_server);
        waits && !self.has_reached && is_local && matches!(grant, Grant::Denied | Grant::Prompt)
    }
}
