//! What the page shows of the state: everything in words and plain values, under the names that the templates know. It is written
//! straight into a [`Map`]: a type for each part of the page would only be built here and taken apart by the view, which was a third of
//! the code for both.

mod card;
mod dial;
mod status;
pub mod value;
mod who;

use crate::Now;
use crate::command::Pending;
use crate::input::Page;
use crate::log::Log;
use crate::notice::{Gravity, Notices, start_words};
use crate::panel::Panel;
use crate::session::State;
use crate::start::{Start, sandbox_disagrees};
use crate::text::{Language, Msg, say};
use denwa_protocol::{Capability, CommandError, PbxState, PhoneState, Service, UnavailableReason};
use value::Map;

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
    /// Tells all that is to be seen, but what the pages show.
    pub fn show(&self, map: &mut Map) {
        let (stage, page) = (self.stage(), self.page);
        map.put("language", self.world.language.tag());
        map.put("other", if self.world.language == Language::Ja { "en" } else { "ja" });
        map.put("stage", ["starting", "ready", "offline", "failed"][stage as usize]);
        map.flag("starting", stage == Stage::Starting);
        map.flag("idle", stage == Stage::Ready && self.cards.is_empty());
        map.flag("on_page", page != Page::Calls);
        map.flag("settings", page == Page::Settings);
        map.flag("doctor", page == Page::Doctor);
        self.show_status(map);
        self.show_notices(map);
        self.show_dial(map);
        self.show_cards(map);
    }

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
    fn show_notices(&self, map: &mut Map) {
        let mut notices = Notices::new(self.world.language);
        let calls_live = self.cards.iter().any(|card| card.call.ended.is_none());
        notices.of_start(&self.start);
        notices.of_session(&self.session, calls_live);
        if matches!(self.start, Start::Done) && sandbox_disagrees(self.settings(), &self.boot) {
            notices.say(Gravity::Warning, Msg::SandboxDisagrees);
        }
        if let Some(why) = &self.upkeep.token_error {
            notices.say_why(Msg::SessionExpired, start_words(why.fault).0);
        }
        if self.session.is_live() {
            if self.world.told.pbx == PbxState::Down {
                notices.say(Gravity::Warning, Msg::PbxDown);
            } else if self.world.told.phone == PhoneState::Unregistered {
                notices.say(Gravity::Warning, Msg::PhoneUnregistered);
            }
            if !self.world.told.primary {
                notices.say(Gravity::Info, Msg::NotPrimary);
            }
        }
        map.list("notices", notices.all);
    }

    fn local(&self, at: u64) -> Now {
        self.world.local(at)
    }

    /// Why a service is not to be had; empty if it is.
    fn disabled(&self, capability: Capability) -> &'static str {
        let why = if !self.session.is_live() {
            Some(Msg::UnavailableOffline)
        } else if self.world.told.pbx == PbxState::Down {
            Some(Msg::UnavailablePbxDown)
        } else {
            unavailable(capability)
        };
        why.map_or("", |why| why.t(self.world.language))
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

/// What a service is called.
fn words_of(service: Service) -> Msg {
    match service {
        Service::Answer => Msg::Answer,
        Service::Decline => Msg::Decline,
        Service::Hold => Msg::Hold,
        Service::Retrieve => Msg::Retrieve,
        Service::HangUp => Msg::HangUp,
        Service::Dial => Msg::Dial,
        Service::AgentState => Msg::ChangeStatus,
    }
}

/// Why the last command failed; empty if it did not.
fn failed(pending: &Pending, l: Language) -> String {
    let Pending::Failed { service, error } = pending else { return String::new() };
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
    say::failed(l, words_of(*service), why)
}

/// How it stands with the log of an ended call, and whether to offer to save it again.
fn show_log(log: &Log, l: Language, map: &mut Map) {
    let (state, again, message) = match log {
        Log::Open => return,
        Log::Due { .. } | Log::Saving { .. } => ("success", false, Msg::LogSaving),
        Log::Saved { .. } => ("success", false, Msg::LogSaved),
        Log::NotLogged => ("success", false, Msg::LogNotLogged),
        Log::Elsewhere => ("success", false, Msg::LogElsewhere),
        Log::Unknown { again_at: Some(_), .. } => ("warning", true, Msg::LogReconciled),
        Log::Unknown { .. } => ("warning", true, Msg::LogUnknown),
        Log::Waiting { .. } => ("warning", true, Msg::ErrorOther),
        Log::Failed { .. } => ("error", true, Msg::ErrorOther),
    };
    let text = match log {
        Log::Waiting { detail, tries, .. } => say::log_waiting(l, detail, *tries),
        Log::Failed { detail } => say::log_failed(l, detail),
        _ => message.t(l).to_owned(),
    };
    map.text("log", text);
    map.put("log_state", state);
    map.flag("can_save_again", again);
}
