//! What the agent must read: derived from the state, so that it goes when its cause goes.

use crate::Now;
use crate::session::{Outage, Refused, Session, State};
use crate::start::{Start, StartError};
use crate::text::{Language, Msg, say};
use denwa_protocol::Refusal;

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Good to know.
    Info,
    /// It heals by itself, or can wait.
    Warning,
    /// Somebody must do something.
    Error,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave.
    pub gravity: Gravity,
    /// What happened, and what happens next.
    pub text: String,
    /// What the host or server said, for support.
    pub detail: String,
    /// When the panel tries again by itself: the view counts down to it.
    pub again_at: Option<Now>,
    /// Whether a button to try again at once makes sense.
    pub can_try_again: bool,
}

impl Notice {
    pub(crate) fn of(gravity: Gravity, text: String) -> Self {
        Self { gravity, text, detail: String::new(), again_at: None, can_try_again: false }
    }
}

/// What the start says, if it failed.
pub(crate) fn of_start(start: &Start, language: Language) -> Option<Notice> {
    let Start::Failed { why, again_at } = start else { return None };
    let (what, fix, detail) = start_words(why);
    Some(Notice {
        gravity: Gravity::Error,
        text: say::titled(&[what.t(language), stop(language)].concat(), fix.t(language)),
        detail: detail.to_owned(),
        again_at: *again_at,
        can_try_again: true,
    })
}

fn stop(language: Language) -> &'static str {
    match language {
        Language::Ja => "。",
        Language::En => ".",
    }
}

/// What an error of the start means, its mend, and what was seen.
#[must_use]
pub fn start_words(why: &StartError) -> (Msg, Msg, &str) {
    match why {
        StartError::NotInSalesforce => (Msg::StartNotInSalesforce, Msg::StartNotInSalesforceFix, ""),
        StartError::ParameterMisspelt(seen) | StartError::ParameterWrong(seen) => {
            (Msg::StartParameter, Msg::StartParameterFix, seen)
        }
        StartError::WrongOrigin(seen) => (Msg::StartOrigin, Msg::StartOriginFix, seen),
        StartError::LibraryAddress(seen) => (Msg::StartLibraryAddress, Msg::StartLibraryAddressFix, seen),
        StartError::LibraryBlocked(seen) => (Msg::StartLibraryBlocked, Msg::StartLibraryBlockedFix, seen),
        StartError::LibraryIsLoginPage(seen) => (Msg::StartLogin, Msg::StartLoginFix, seen),
        StartError::LibraryRefused => (Msg::StartRefused, Msg::StartRefusedFix, ""),
        StartError::HostSilent => (Msg::StartHostSilent, Msg::StartHostSilentFix, ""),
        StartError::HostRefused(seen) => (Msg::StartHostRefused, Msg::StartHostRefusedFix, seen),
        StartError::NoEventServer => (Msg::StartNoServer, Msg::StartNoServerFix, ""),
        StartError::NoSandboxServer => (Msg::StartNoSandboxServer, Msg::StartNoSandboxServerFix, ""),
        StartError::BadEventServer(seen) => (Msg::StartBadServer, Msg::StartBadServerFix, seen),
        StartError::NoApex(seen) => (Msg::StartNoApex, Msg::StartNoApexFix, seen),
        StartError::NoPermission => (Msg::StartNoPermission, Msg::StartNoPermissionFix, ""),
        StartError::NoLogin => (Msg::StartNoLogin, Msg::StartNoLoginFix, ""),
        StartError::NoKey => (Msg::StartNoKey, Msg::StartNoKeyFix, ""),
        StartError::BadToken => (Msg::StartBadToken, Msg::StartBadTokenFix, ""),
        StartError::TokenLate => (Msg::StartTokenLate, Msg::StartTokenLateFix, ""),
    }
}

/// What the session says, if it is not live.
pub(crate) fn of_session(session: &Session, calls_live: bool, language: Language) -> Option<Notice> {
    let calls = if calls_live { Msg::CallsGoOn.t(language) } else { "" };
    match session.state {
        State::Waiting { until } => {
            let why = session.outage.as_ref()?;
            let what = match why {
                Outage::Unreachable => Msg::OutageUnreachable,
                Outage::Lost => Msg::OutageLost,
                Outage::Silent => Msg::OutageSilent,
                Outage::Garbled => Msg::OutageGarbled,
                Outage::ServerBusy => Msg::OutageBusy,
                Outage::NoToken(_) => Msg::OutageNoToken,
            };
            let detail = match why {
                Outage::NoToken(why) => {
                    let (what, _, seen) = start_words(why);
                    say::titled(what.t(language), seen)
                }
                _ => String::new(),
            };
            Some(Notice {
                gravity: Gravity::Warning,
                text: say::titled(what.t(language), calls),
                detail,
                again_at: Some(until),
                can_try_again: true,
            })
        }
        State::Refused(refused) => {
            let what = match refused {
                Refused::Replaced => Msg::RefusedReplaced,
                Refused::Server(Refusal::BadToken) => Msg::RefusedToken,
                Refused::Server(Refusal::UnknownAgent) => Msg::RefusedAgent,
                Refused::Server(_) => Msg::RefusedOther,
            };
            Some(Notice { can_try_again: true, ..Notice::of(Gravity::Error, what.t(language).to_owned()) })
        }
        State::Connecting { .. } | State::SigningIn { .. } | State::Renewing(_) if session.was_live() => {
            Some(Notice::of(Gravity::Warning, say::titled(Msg::Reconnecting.t(language), calls)))
        }
        _ => None,
    }
}
