//! Starting: from the loaded page to the first connection.
//!
//! `Loading` → `Booting` → `Done`, or `Failed` from either. `Failed` is left by [`Start::begin`] (the agent tries again) or, where
//! trying again can help by itself, when its time has come.

use crate::Now;
use crate::command::{NEVER, Out};
use crate::host::{Answer, Boot, CallCentre, HostError, HostReply, HostRequest, RequestId};
use crate::input::Effect;
use crate::settings::value::check;
use crate::settings::{Key, Kind, Settings};

/// How long the host may take to load its library and answer the first call, in milliseconds.
const INITIALISE_MS: u32 = 10_000;
/// How long the host may take for the one call of a start, or for a token, in milliseconds.
pub(crate) const BOOT_MS: u32 = 5_000;
/// What the package is told at the start: the panel's version.
pub const BOOT: &str = concat!("{\"v\":1,\"panel\":\"", env!("CARGO_PKG_VERSION"), "\"}");
/// After a failure that may pass, when the panel tries again by itself, in milliseconds.
const AGAIN_MS: u64 = 15_000;

/// Where the start stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Nothing has happened yet.
    #[default]
    Waiting,
    /// The host loads what it needs.
    Loading(RequestId),
    /// The host is asked who this is and what is set.
    Booting(RequestId),
    /// The session has taken over.
    Done,
    /// It did not work.
    Failed {
        /// Why.
        why: StartError,
        /// When the panel tries again by itself.
        again_at: Option<Now>,
    },
}

/// Why the panel cannot start: each with its own words and its own mend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartFault {
    /// The page was opened outside Salesforce: the query lacks what Lightning adds.
    NotInSalesforce,
    /// A query parameter is there, but misspelt: the named one is meant.
    ParameterMisspelt,
    /// A query parameter is missing or stands there twice, though others of Lightning are there.
    ParameterWrong,
    /// The page that embeds the panel is not Salesforce's.
    WrongOrigin,
    /// The library's address is not allowed.
    LibraryAddress,
    /// The library did not load: blocked, or no network.
    LibraryBlocked,
    /// Something else than the library came: a login page.
    LibraryIsLoginPage,
    /// The library refused to start.
    LibraryRefused,
    /// The host does not answer.
    HostSilent,
    /// The host answered the first call with an error.
    HostRefused,
    /// Neither the settings nor the call centre definition name an event server.
    NoEventServer,
    /// This is a sandbox, or counts as one, and no event server is named for it.
    NoSandboxServer,
    /// The event server that is named cannot be used.
    BadEventServer,
    /// The Apex class for the token is not there, or not allowed for this user.
    NoApex,
    /// This user is not allowed to use the softphone.
    NoPermission,
    /// No telephony login is mapped to this user.
    NoLogin,
    /// The organisation has no key for the event server yet.
    NoKey,
    /// The answer with the token cannot be read.
    #[default]
    BadToken,
    /// The token did not come in time.
    TokenLate,
}

/// Why the panel cannot start, and what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartError {
    /// Why.
    pub fault: StartFault,
    /// What was seen, or said of it; empty where that is nothing.
    pub seen: String,
}

impl StartFault {
    /// With what was seen.
    #[must_use]
    pub fn seen(self, seen: String) -> StartError {
        StartError { fault: self, seen }
    }

    /// Without more to be said.
    #[must_use]
    pub fn alone(self) -> StartError {
        self.seen(String::new())
    }

    /// What the package calls a reason for which there is no token.
    #[must_use]
    pub fn of_token(kind: &str) -> Option<Self> {
        match kind {
            "noPermission" => Some(Self::NoPermission),
            "noLogin" => Some(Self::NoLogin),
            "noKey" => Some(Self::NoKey),
            _ => None,
        }
    }

    /// Whether trying again by itself can help.
    fn may_pass(self) -> bool {
        matches!(self, Self::TokenLate | Self::HostSilent | Self::HostRefused)
    }
}

impl Start {
    /// Begin, or begin again.
    pub(crate) fn begin(&mut self, out: &mut Out) {
        *self = Self::Loading(out.host(HostRequest::Initialise, INITIALISE_MS));
    }

    /// When to call [`Start::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        match self {
            Self::Failed { again_at: Some(at), .. } => *at,
            _ => NEVER,
        }
    }

    /// Try again if it is time.
    pub(crate) fn tick(&mut self, out: &mut Out) {
        if self.wake_at() <= out.now {
            self.begin(out);
        }
    }

    /// The answer of the host, if it is for the start. What it hands over is checked and then [`Start::Done`], or failed after all.
    pub(crate) fn on_host(
        &mut self,
        id: RequestId,
        answer: &mut Answer,
        centre: &mut Box<CallCentre>,
        out: &mut Out,
    ) -> Option<Box<Boot>> {
        match *self {
            Self::Loading(request) if request == id => {
                let why = match answer {
                    Ok(HostReply::Initialised(told)) => {
                        core::mem::swap(centre, told);
                        self.initialised(centre, out);
                        return None;
                    }
                    Ok(_) | Err(HostError::BadAnswer | HostError::NotAvailable) => StartFault::HostRefused.alone(),
                    Err(HostError::TimedOut) => StartFault::HostSilent.alone(),
                    Err(HostError::Refused { detail, .. }) => StartFault::HostRefused.seen(core::mem::take(detail)),
                    Err(HostError::Start(why)) => why.clone(),
                };
                self.fail(why, out);
            }
            Self::Booting(request) if request == id => {
                let boot = if let Ok(HostReply::Package(answer)) = answer { Boot::of(answer) } else { None };
                if boot.is_some() {
                    return boot;
                }
                self.fail(token_error(answer), out);
            }
            _ => {}
        }
        None
    }

    fn initialised(&mut self, centre: &CallCentre, out: &mut Out) {
        match &centre.library_version {
            Some(version) if !centre.version_fixed && *version != centre.loaded_version => {
                out.effect(Effect::Reload { library_version: Some(version.clone()), library_base: None });
            }
            _ => *self = Self::Booting(out.host(HostRequest::Package("boot", BOOT.to_owned()), BOOT_MS)),
        }
    }

    pub(crate) fn fail(&mut self, why: StartError, out: &Out) {
        let again_at = why.fault.may_pass().then(|| out.now + AGAIN_MS);
        *self = Self::Failed { why, again_at };
    }
}

/// Where the event server is: the settings win over the call centre definition. A sandbox has an address of its own, so that tests never
/// touch live calls.
///
/// # Errors
/// If none is set, or one that cannot be used.
pub(crate) fn event_server(settings: &Settings, centre: &CallCentre, boot: &Boot) -> Result<String, StartError> {
    let sandbox = in_sandbox(settings, boot);
    let (key, defined) = if sandbox {
        (Key::EventServerSandbox, &centre.event_server_sandbox)
    } else {
        (Key::EventServer, &centre.event_server)
    };
    let set = Some(settings.text(key)).filter(|url| !url.is_empty());
    match set.or_else(|| defined.as_deref().map(str::trim)) {
        None | Some("") if sandbox => Err(StartFault::NoSandboxServer.alone()),
        None | Some("") => Err(StartFault::NoEventServer.alone()),
        Some(url) if !is_socket_url(url) => Err(StartFault::BadEventServer.seen(url.to_owned())),
        Some(url) => Ok(url.to_owned()),
    }
}

/// Whether the sandbox's event server is to be used (サンドボックス環境にログインする).
fn in_sandbox(settings: &Settings, boot: &Boot) -> bool {
    match settings.text(Key::Sandbox) {
        "auto" => boot.sandbox,
        chosen => chosen == "on",
    }
}

/// Whether what is set of sandboxes disagrees with the org.
pub(crate) fn sandbox_disagrees(settings: &Settings, boot: &Boot) -> bool {
    in_sandbox(settings, boot) != boot.sandbox
}

/// The token that was asked for, or why there is none.
pub(crate) fn token_of(answer: &Answer) -> Result<String, StartError> {
    match answer {
        Ok(HostReply::Package(told)) if !told.get("token").text().is_empty() => Ok(told.word("token")),
        _ => Err(token_error(answer)),
    }
}

/// What it means that there is no token.
pub(crate) fn token_error(answer: &Answer) -> StartError {
    match answer {
        Ok(_) | Err(HostError::BadAnswer) => StartFault::BadToken.alone(),
        Err(HostError::TimedOut | HostError::Refused { transient: true, .. }) => StartFault::TokenLate.alone(),
        Err(HostError::Refused { detail, .. }) => StartFault::NoApex.seen(detail.clone()),
        Err(HostError::NotAvailable) => StartFault::NoApex.alone(),
        Err(HostError::Start(why)) => why.clone(),
    }
}

/// Whether this is the address of a WebSocket that may be used: `wss`, or `ws` on this machine; no user name, no space, no fragment.
#[must_use]
pub fn is_socket_url(url: &str) -> bool {
    check(Kind::SocketUrl, url).is_ok_and(|url| !url.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_socket_url;

    #[test]
    fn only_secure_or_local_sockets_are_used() {
        for good in ["wss://pbx.example.com/telephony", "wss://pbx.example.com:8443", "ws://127.0.0.1:8422/telephony"] {
            assert!(is_socket_url(good), "{good}");
        }
        for bad in [
            "ws://pbx.example.com/telephony",
            "https://pbx.example.com",
            "wss://",
            "wss://a b",
            "wss://user@host/",
            "wss://host:0",
            "wss://host:99999",
            "wss://host/#x",
            "ws://127.0.0.1.example.com/",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!is_socket_url(bad), "{bad}");
        }
    }
}
