//! What the agent must read: derived from the state, so that it goes when its cause goes.

use crate::Now;
use crate::project::value::{Map, Value};
use crate::session::{Outage, Refused, Session, State};
use crate::start::{Start, StartFault};
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

/// Notices, as they are shown.
pub(crate) struct Notices {
    language: Language,
    pub(crate) all: Vec<Value>,
}

impl Notices {
    pub(crate) fn new(language: Language) -> Self {
        Self { language, all: Vec::new() }
    }

    /// What happened, in words.
    pub(crate) fn say(&mut self, gravity: Gravity, what: Msg) {
        self.add(gravity, what.t(self.language), "", None, false);
    }

    /// What happened, and what caused it.
    pub(crate) fn say_why(&mut self, what: Msg, why: Msg) {
        self.add(Gravity::Warning, what.t(self.language), why.t(self.language), None, false);
    }

    /// A notice: what happened and what happens next; what the host or server said, for support; when the panel tries again by itself, to
    /// be counted down to; whether a button to try again at once makes sense.
    fn add(&mut self, gravity: Gravity, text: &str, detail: &str, again_at: Option<Now>, can_try_again: bool) {
        let mut notice = Map::default();
        notice.put("gravity", ["info", "warning", "error"][gravity as usize]);
        notice.flag("grave", gravity == Gravity::Error);
        notice.put("text", text);
        notice.put("detail", detail);
        notice.time("again_at", again_at);
        notice.flag("can_try_again", can_try_again);
        self.all.push(notice.done());
    }

    /// What the start says, if it failed.
    pub(crate) fn of_start(&mut self, start: &Start) {
        let Start::Failed { why, again_at } = start else { return };
        let (what, fix) = start_words(why.fault);
        let stop = match self.language {
            Language::Ja => "。 ",
            Language::En => ". ",
        };
        let text = [what.t(self.language), stop, fix.t(self.language)].concat();
        self.add(Gravity::Error, &text, &why.seen, *again_at, true);
    }

    /// What the session says, if it is not live.
    pub(crate) fn of_session(&mut self, session: &Session, calls_live: bool) {
        let l = self.language;
        let calls = if calls_live { Msg::CallsGoOn.t(l) } else { "" };
        match session.state {
            State::Waiting { until } => {
                let Some(why) = &session.outage else { return };
                let what = match why {
                    Outage::Unreachable => Msg::OutageUnreachable,
                    Outage::Lost => Msg::OutageLost,
                    Outage::Silent => Msg::OutageSilent,
                    Outage::Garbled => Msg::OutageGarbled,
                    Outage::ServerBusy => Msg::OutageBusy,
                    Outage::NoToken(_) => Msg::OutageNoToken,
                };
                let mut detail = String::new();
                if let Outage::NoToken(why) = why {
                    detail = say::titled(start_words(why.fault).0.t(l), &why.seen);
                }
                self.add(Gravity::Warning, &say::titled(what.t(l), calls), &detail, Some(until), true);
            }
            State::Refused(refused) => {
                let what = match refused {
                    Refused::Replaced => Msg::RefusedReplaced,
                    Refused::Server(Refusal::BadToken) => Msg::RefusedToken,
                    Refused::Server(Refusal::UnknownAgent) => Msg::RefusedAgent,
                    Refused::Server(_) => Msg::RefusedOther,
                };
                self.add(Gravity::Error, what.t(l), "", None, true);
            }
            State::Connecting { .. } | State::SigningIn { .. } | State::Renewing(_) if session.was_live() => {
                self.add(Gravity::Warning, &say::titled(Msg::Reconnecting.t(l), calls), "", None, false);
            }
            _ => {}
        }
    }
}

/// What a fault of the start means, and its mend.
#[must_use]
pub fn start_words(why: StartFault) -> (Msg, Msg) {
    match why {
        StartFault::NotInSalesforce => (Msg::StartNotInSalesforce, Msg::StartNotInSalesforceFix),
        StartFault::ParameterMisspelt | StartFault::ParameterWrong => (Msg::StartParameter, Msg::StartParameterFix),
        StartFault::WrongOrigin => (Msg::StartOrigin, Msg::StartOriginFix),
        StartFault::LibraryAddress => (Msg::StartLibraryAddress, Msg::StartLibraryAddressFix),
        StartFault::LibraryBlocked => (Msg::StartLibraryBlocked, Msg::StartLibraryBlockedFix),
        StartFault::LibraryIsLoginPage => (Msg::StartLogin, Msg::StartLoginFix),
        StartFault::LibraryRefused => (Msg::StartRefused, Msg::StartRefusedFix),
        StartFault::HostSilent => (Msg::StartHostSilent, Msg::StartHostSilentFix),
        StartFault::HostRefused => (Msg::StartHostRefused, Msg::StartHostRefusedFix),
        StartFault::NoEventServer => (Msg::StartNoServer, Msg::StartNoServerFix),
        StartFault::NoSandboxServer => (Msg::StartNoSandboxServer, Msg::StartNoSandboxServerFix),
        StartFault::BadEventServer => (Msg::StartBadServer, Msg::StartBadServerFix),
        StartFault::NoApex => (Msg::StartNoApex, Msg::StartNoApexFix),
        StartFault::NoPermission => (Msg::StartNoPermission, Msg::StartNoPermissionFix),
        StartFault::NoLogin => (Msg::StartNoLogin, Msg::StartNoLoginFix),
        StartFault::NoKey => (Msg::StartNoKey, Msg::StartNoKeyFix),
        StartFault::BadToken => (Msg::StartBadToken, Msg::StartBadTokenFix),
        StartFault::TokenLate => (Msg::StartTokenLate, Msg::StartTokenLateFix),
    }
}
