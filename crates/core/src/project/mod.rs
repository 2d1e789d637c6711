//! What the view reads: the state told in words and plain values, ready to be shown. Projections compare, so that a view changes only
//! where something changed.

mod card;
mod dial;
mod matches;
mod status;

pub use card::{CardView, ResultView};
pub use dial::DialView;
pub use matches::MatchView;
pub use status::{Choice, StatusView};

use crate::Now;
use crate::command::Pending;
use crate::log::Log;
use crate::notice::{Gravity, Notice, of_session, of_start, start_words};
use crate::panel::Panel;
use crate::session::State;
use crate::start::{Start, sandbox_disagrees};
use crate::text::{Language, Msg, say};
use denwa_protocol::{Capability, CommandError, PbxState, PhoneState, Service, UnavailableReason};

/// The colour of a status; never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Takes calls.
    Ready,
    /// Busy with a call.
    Busy,
    /// Not ready.
    Away,
    /// After-call work.
    Work,
    /// Not connected, or signed off.
    Off,
}

/// How opening the record went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopView {
    /// Nothing to say.
    Nothing,
    /// It opened.
    Opened,
    /// It did not.
    Failed,
}

/// A button of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What it does.
    pub service: Service,
    /// The word.
    pub word: &'static str,
    /// Whether it can be pressed; otherwise why not.
    pub disabled: Option<&'static str>,
    /// It was pressed and works.
    pub busy: bool,
}

/// The log of an ended call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogView {
    /// The words.
    pub text: String,
    /// How grave.
    pub gravity: Gravity,
    /// Offer to save again.
    pub can_save_again: bool,
}

/// Where the panel as a whole stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On its way to its first connection.
    Starting,
    /// Connected and signed in.
    Ready,
    /// Not connected: it comes back by itself, or a person must do something.
    Offline,
    /// It could not start.
    Failed,
}

impl Panel {
    /// Nothing has been shown yet but that the panel starts.
    #[must_use]
    pub fn is_starting(&self) -> bool {
        self.stage() == Stage::Starting
    }

    /// Where the panel as a whole stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match (&self.start, &self.session.state) {
            (Start::Failed { .. }, _) => Stage::Failed,
            (_, State::Live { .. }) => Stage::Ready,
            (_, State::Waiting { .. } | State::Refused(_)) => Stage::Offline,
            _ if self.session.was_live() => Stage::Offline,
            _ => Stage::Starting,
        }
    }

    /// Whether calls can be seen and acted on.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.session.is_live()
    }

    /// What the agent must read, the gravest first.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let l = self.language;
        let mut notices = Vec::new();
        let calls_live = self.cards.iter().any(|card| card.call.ended.is_none());
        notices.extend(of_start(&self.start, l));
        notices.extend(of_session(&self.session, calls_live, l));
        let mut say = |gravity: Gravity, message: Msg, detail: &str| {
            notices.push(Notice { detail: detail.to_owned(), ..Notice::of(gravity, message.t(l).to_owned()) });
        };
        if matches!(self.start, Start::Done) && sandbox_disagrees(self.settings(), &self.boot) {
            say(Gravity::Warning, Msg::SandboxDisagrees, "");
        }
        if let Some(why) = &self.upkeep.token_error {
            say(Gravity::Warning, Msg::SessionExpired, start_words(why).0.t(l));
        }
        if self.session.is_live() {
            if self.pbx == PbxState::Down {
                say(Gravity::Warning, Msg::PbxDown, "");
            } else if self.phone == PhoneState::Unregistered {
                say(Gravity::Warning, Msg::PhoneUnregistered, "");
            }
            if !self.primary {
                say(Gravity::Info, Msg::NotPrimary, "");
            }
        }
        notices
    }

    fn local(&self, at: u64) -> Now {
        self.world().local(at)
    }

    /// Why a service is not to be had, if it is not.
    fn disabled(&self, capability: Capability) -> Option<&'static str> {
        let why = if !self.session.is_live() {
            Msg::UnavailableOffline
        } else if self.pbx == PbxState::Down {
            Msg::UnavailablePbxDown
        } else {
            unavailable(capability)?
        };
        Some(why.t(self.language))
    }
}

fn unavailable(capability: Capability) -> Option<Msg> {
    Some(match capability {
        Capability::Available => return None,
        Capability::Unavailable { reason: UnavailableReason::NotSupportedByPbx } => Msg::NotSupportedByPbx,
        Capability::Unavailable { reason: UnavailableReason::NotSupportedByPhone } => Msg::NotSupportedByPhone,
        Capability::Unavailable { reason: UnavailableReason::NotConfigured } => Msg::NotConfigured,
        Capability::Unavailable { reason: UnavailableReason::Unknown } | Capability::Unknown => Msg::UnavailableNow,
    })
}

fn failed(pending: &Pending, l: Language) -> Option<String> {
    let Pending::Failed { service, error } = pending else { return None };
    let what = match service {
        Service::Answer => Msg::Answer,
        Service::Decline => Msg::Decline,
        Service::Hold => Msg::Hold,
        Service::Retrieve => Msg::Retrieve,
        Service::HangUp => Msg::HangUp,
        Service::Dial => Msg::Dial,
        Service::AgentState => Msg::ChangeStatus,
    };
    let why = match error {
        CommandError::NoSuchCall => Msg::ErrorNoSuchCall,
        CommandError::WrongState => Msg::ErrorWrongState,
        CommandError::NotSupported => Msg::ErrorNotSupported,
        CommandError::PbxDown => Msg::ErrorPbxDown,
        CommandError::Refused => Msg::ErrorRefused,
        CommandError::TimedOut => Msg::ErrorTimedOut,
        CommandError::PhoneUnregistered => Msg::ErrorPhoneUnregistered,
        CommandError::BadNumber => Msg::ErrorBadNumber,
        CommandError::Conflict => Msg::ErrorConflict,
        CommandError::RateLimited => Msg::ErrorRateLimited,
        CommandError::BadRequest | CommandError::Unknown => Msg::ErrorOther,
    };
    Some(say::failed(l, what, why))
}

fn log_view(log: &Log, l: Language) -> Option<LogView> {
    let message = match log {
        Log::Open => return None,
        Log::Due { .. } | Log::Saving { .. } => Msg::LogSaving,
        Log::Saved { .. } => Msg::LogSaved,
        Log::NotLogged => Msg::LogNotLogged,
        Log::Elsewhere => Msg::LogElsewhere,
        Log::Unknown { again_at: Some(_), .. } => Msg::LogReconciled,
        Log::Unknown { .. } => Msg::LogUnknown,
        Log::Waiting { detail, tries, .. } => {
            let text = say::log_waiting(l, detail, *tries);
            return Some(LogView { text, gravity: Gravity::Warning, can_save_again: true });
        }
        Log::Failed { detail } => {
            return Some(LogView { text: say::log_failed(l, detail), gravity: Gravity::Error, can_save_again: true });
        }
    };
    let unknown = matches!(log, Log::Unknown { .. });
    let gravity = if unknown { Gravity::Warning } else { Gravity::Info };
    Some(LogView { text: message.t(l).to_owned(), gravity, can_save_again: unknown })
}
