//! Starting: from the loaded page to the first connection.
//!
//! `Waiting` → `Loading` (the page has loaded) → `Booting` (the host is there) → `Done`, or `Failed` from either. `Failed` is left by
//! [`Start::begin`]: the agent tries again, somebody has set the event server that was missing, or the time has come where trying again can
//! help by itself. Where a person must mend a
//! telephony login, the package is asked again in the background ([`Recheck`]), and `Failed` → `Done` as soon as it gives a token.
//! Outside a CRM `SigningIn` takes the place of `Booting`.

mod event_server;
mod new_org;
mod sign_in;
mod token;
mod words;

pub(crate) use event_server::{event_server, sandbox_disagrees};
pub(crate) use new_org::is_new_org;
pub use sign_in::{SignIn, SignInTrouble};
pub(crate) use token::{fault_of, token_of};
pub use words::{start_detail, start_words};

use crate::Now;
use crate::effect::Effect;
use crate::effects::{Effects, NEVER};
use crate::host::{
    Answer, CallCentre, Credentials, HostError, HostReply, HostRequest, Owner, RequestId, StartError, StartFault,
};
use crate::package::boot::{BootAnswer, BootRequest};
use crate::recheck::Recheck;
use token::token_error;

/// How long the host may take to load its library and answer the first call, in milliseconds.
const INITIALISE_MS: u32 = 10_000;
/// How long the host may take for the one call of a start, or for a token, in milliseconds.
pub(crate) const BOOT_MS: u32 = 5_000;
/// After a failure that may pass, when the panel tries again by itself, in milliseconds.
const AGAIN_MS: u64 = 15_000;

/// The start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Nothing has happened yet.
    #[default]
    Waiting,
    /// The host loads what it needs.
    Loading(RequestId),
    /// The package is asked for user, organisation, settings and token.
    Booting(RequestId),
    /// Outside a CRM: the agent is asked for login and password.
    SigningIn(SignIn),
    /// The session has taken over.
    Done,
    /// It did not work.
    Failed {
        /// Why.
        why: StartError,
        /// When the panel tries again by itself.
        again_at: Option<Now>,
        /// Whether the package is asked again in the background.
        recheck: Recheck,
    },
}

/// What the start hands over to the panel.
pub(crate) enum Started {
    /// Nothing yet.
    Nothing,
    /// The call centre's definition: everything else follows.
    Initialised(CallCentre),
    /// Everything a panel needs before it signs in.
    Booted(Box<BootAnswer>),
}

impl Start {
    /// Begin, or begin again.
    pub(crate) fn begin(&mut self, effects: &mut Effects) {
        *self = Self::Loading(effects.ask(Owner::Start, HostRequest::Initialise, INITIALISE_MS));
    }

    /// Ask the agent for login and password, and say why again.
    pub(crate) fn ask_sign_in(why: Option<SignInTrouble>) -> Self {
        Self::SigningIn(SignIn::Asking { why })
    }

    /// The agent signs in with login and password.
    pub(crate) fn sign_in(&mut self, credentials: Credentials, effects: &mut Effects) {
        if let Self::SigningIn(sign_in) = self {
            sign_in.send(credentials, effects);
        }
    }

    /// Whether it failed because no event server is named, or none that can be used.
    pub(crate) fn lacks_event_server(&self) -> bool {
        use StartFault::{BadEventServer, NoEventServer, NoSandboxServer};
        matches!(self, Self::Failed { why, .. } if matches!(why.fault, NoEventServer | NoSandboxServer | BadEventServer))
    }

    /// When to call [`Start::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        match self {
            Self::Failed { again_at, recheck, .. } => again_at.unwrap_or(NEVER).min(recheck.wake_at()),
            _ => NEVER,
        }
    }

    /// Try again if it is time.
    pub(crate) fn tick(&mut self, effects: &mut Effects) {
        let Self::Failed { again_at, recheck, .. } = self else { return };
        if again_at.is_some_and(|at| at <= effects.now) {
            self.begin(effects);
        } else if recheck.wake_at() <= effects.now {
            recheck.asked(ask_boot(effects));
        }
    }

    /// The host's answer.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: Answer, effects: &mut Effects) -> Started {
        match self {
            Self::Loading(request) if *request == id => self.on_initialised(answer, effects),
            Self::Booting(request) if *request == id => match booted(answer) {
                Ok(boot) => Started::Booted(Box::new(boot)),
                Err(why) => {
                    self.fail(why, effects);
                    Started::Nothing
                }
            },
            Self::SigningIn(sign_in) if *sign_in == SignIn::Sent(id) => {
                sign_in.on_host(answer).map_or(Started::Nothing, Started::Booted)
            }
            Self::Failed { recheck, .. } if recheck.request() == Some(id) => {
                if let Ok(boot) = booted(answer) {
                    return Started::Booted(Box::new(boot));
                }
                *recheck = recheck.next(effects);
                Started::Nothing
            }
            _ => Started::Nothing,
        }
    }

    fn on_initialised(&mut self, answer: Answer, effects: &mut Effects) -> Started {
        let why = match answer {
            Ok(HostReply::Initialised(call_centre)) => {
                if call_centre.is_standalone {
                    *self = Self::ask_sign_in(None);
                } else {
                    self.boot(&call_centre, effects);
                }
                return Started::Initialised(call_centre);
            }
            Ok(_) | Err(HostError::BadAnswer | HostError::NotAvailable) => StartFault::HostRefused.without_detail(),
            Err(HostError::TimedOut) => StartFault::HostSilent.without_detail(),
            Err(HostError::Refused { detail, .. }) => StartFault::HostRefused.with_detail(detail),
            Err(HostError::Start(why)) => why,
        };
        self.fail(why, effects);
        Started::Nothing
    }

    /// Ask the package, unless the page must be loaded again with another version of the client library.
    fn boot(&mut self, call_centre: &CallCentre, effects: &mut Effects) {
        match &call_centre.library_version {
            Some(version) if !call_centre.version_fixed && *version != call_centre.loaded_version => {
                effects.push(Effect::Reload { library_version: Some(version.clone()), library_base: None });
            }
            _ => *self = Self::Booting(ask_boot(effects)),
        }
    }

    /// The start does not work out. A background check that found the same goes on.
    pub(crate) fn fail(&mut self, why: StartError, effects: &mut Effects) {
        let again_at = may_pass(why.fault).then(|| effects.now + AGAIN_MS);
        let recheck = match self {
            _ if why.fault != StartFault::NoLogin => Recheck::Off,
            Self::Failed { recheck, why: before, .. } if before.fault == why.fault => recheck.next(effects),
            _ => Recheck::first(effects),
        };
        *self = Self::Failed { why, again_at, recheck };
    }
}

fn ask_boot(effects: &mut Effects) -> RequestId {
    effects.ask(Owner::Start, HostRequest::Boot(BootRequest::new()), BOOT_MS)
}

fn booted(answer: Answer) -> Result<BootAnswer, StartError> {
    match answer {
        Ok(HostReply::Boot(boot)) if boot.names_user() => Ok(boot),
        Ok(_) => Err(token_error(HostError::BadAnswer)),
        Err(error) => Err(token_error(error)),
    }
}

/// Whether trying again by itself can help.
pub(crate) fn may_pass(fault: StartFault) -> bool {
    matches!(fault, StartFault::TokenLate | StartFault::HostSilent | StartFault::HostRefused)
}
