//! What is known when the findings are told. It is lent: nothing is copied to be looked at.

use crate::config::Json;
use crate::host::{HostError, LayoutScope, Permissions, Surroundings};
use crate::session::Refused;
use crate::settings::Fault;
use crate::start::StartError;
use denwa_protocol::{PbxState, PhoneState, ServerInfo};

/// How it stands with a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Nobody asked, or nobody can be asked.
    #[default]
    Not,
    /// The answer is on its way.
    Running,
    /// It came.
    Got,
    /// It came to nothing.
    Failed(HostError),
}

/// What is asked, by its place in [`Answers::asked`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the browser tells of the page.
    Surroundings,
    /// A light question, for the time it takes.
    Visible,
    /// The org.
    Health,
    /// The softphone layout; not asked where it is not followed.
    Layout,
}

/// What came of the questions.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// How it stands with each [`Question`].
    pub asked: [Asked; 4],
    /// The browser.
    pub surroundings: Option<Box<Surroundings>>,
    /// How long the host takes for a light question, in milliseconds.
    pub host_ms: Option<u64>,
    /// The org: what `health` of docs/apex.md tells.
    pub health: Option<Json>,
    /// The softphone layout.
    pub layout: LayoutScope,
}

impl Answers {
    /// How it stands with a question.
    #[must_use]
    pub fn of(&self, question: Question) -> &Asked {
        &self.asked[question as usize]
    }
}

/// How far the start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// The host and its library are on their way.
    Loading,
    /// The host answers; the package is asked.
    Booting,
    /// Done.
    Done,
    /// It did not work.
    Failed,
}

/// How the connection to the event server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// On its way, or nothing has been tried.
    Connecting,
    /// It is there; the server looks at the token.
    SigningIn,
    /// Signed in.
    Live,
    /// It is not, and why: a code of `static/text`; empty where that is the token's matter.
    Down(&'static str),
    /// A person must do something.
    Refused(Refused),
}

/// Everything that is known.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The start.
    pub start: Progress,
    /// Why it failed, or why a new token is not to be had.
    pub failed: Option<&'a StartError>,
    /// What host, org and browser said.
    pub answers: &'a Answers,
    /// The version of the client library that is loaded.
    pub library: &'a str,
    /// What the user may do, and the package's version, as the start told.
    pub boot: Option<(Permissions, &'a str)>,
    /// Stored settings that are wrong.
    pub bad_settings: &'a [Fault],
    /// What is set of sandboxes disagrees with the org.
    pub sandbox_disagrees: bool,
    /// Numbers are to be copied into the clipboard.
    pub copies: bool,
    /// The address of the event server.
    pub event_server: &'a str,
    /// The connection to it.
    pub link: Link,
    /// Whether it has been reached since the page was loaded: then nothing bars the way.
    pub reached: bool,
    /// What it told of itself.
    pub server: Option<&'a ServerInfo>,
    /// The telephony login.
    pub login: &'a str,
    /// The telephone system.
    pub pbx: PbxState,
    /// The agent's phone.
    pub phone: PhoneState,
    /// How far the org's clock is ahead of this machine's, in milliseconds.
    pub org_ahead: Option<i64>,
    /// How far the event server's clock is ahead of this machine's, in milliseconds.
    pub server_ahead: Option<i64>,
    /// How long the event server took to answer the sign-in, in milliseconds.
    pub server_ms: Option<u64>,
}
