//! Commands in words: what they are called, why one is not to be had, and why one failed.

use crate::errand::Errand;
use crate::panel::Panel;
use crate::pending::Pending;
use crate::text::{Language, Msg, say};
use denwa_protocol::{Capability, Command, CommandError, PbxState, Service, UnavailableReason};

/// What a service is called.
pub(super) fn service_word(service: Service) -> Msg {
    match service {
        Service::Answer => Msg::Answer,
        Service::Decline => Msg::Decline,
        Service::Hold => Msg::Hold,
        Service::Retrieve => Msg::Retrieve,
        Service::HangUp => Msg::HangUp,
        Service::Dial => Msg::Dial,
        Service::Deflect => Msg::Deflect,
        Service::SingleStepTransfer => Msg::BlindTransfer,
        Service::Consult => Msg::Consult,
        Service::Alternate => Msg::Alternate,
        Service::Reconnect => Msg::Reconnect,
        Service::Transfer => Msg::Transfer,
        Service::Conference => Msg::Conference,
        Service::DropParty => Msg::DropParty,
        Service::Park => Msg::Park,
        Service::PickUp => Msg::PickUp,
        Service::Mute => Msg::Mute,
        Service::Record => Msg::Record,
        Service::SendTones => Msg::SendTones,
        Service::AgentState => Msg::ChangeStatus,
        Service::Monitor => Msg::Monitor,
    }
}

/// Why the last command failed, if it did.
pub(super) fn command_error(pending: &Pending, language: Language) -> Option<String> {
    let Pending::Failed { service, error } = pending else { return None };
    Some(failure(service_word(*service), *error, language))
}

/// Why the last errand failed, if it did. `word` says what its command is called.
pub(super) fn errand_error(errand: &Errand, word: fn(&Command) -> Msg, language: Language) -> Option<String> {
    let (command, error) = errand.failure()?;
    Some(failure(word(command), error, language))
}

/// A command did not work, or nobody knows whether it did.
fn failure(command: Msg, error: CommandError, language: Language) -> String {
    match error_word(error) {
        Some(why) => say::failed(language, command, why),
        None => say::maybe_done(language, command),
    }
}

/// Why a command failed; none if nobody knows whether it was done.
pub(super) fn error_word(error: CommandError) -> Option<Msg> {
    Some(match error {
        CommandError::NoSuchCall => Msg::ErrorNoSuchCall,
        CommandError::WrongState => Msg::ErrorWrongState,
        CommandError::NotSupported => Msg::ErrorNotSupported,
        CommandError::PbxDown => Msg::ErrorPbxDown,
        CommandError::Refused => Msg::ErrorRefused,
        CommandError::TimedOut => Msg::ErrorTimedOut,
        CommandError::OutcomeUnknown => return None,
        CommandError::PhoneUnregistered => Msg::ErrorPhoneUnregistered,
        CommandError::BadNumber => Msg::ErrorBadNumber,
        CommandError::NoSuchNumber => Msg::ErrorNoSuchNumber,
        CommandError::ToOneself => Msg::ErrorToOneself,
        CommandError::ParkingFull => Msg::ErrorParkingFull,
        CommandError::NothingParked => Msg::ErrorNothingParked,
        CommandError::TooLong => Msg::ErrorTooLong,
        CommandError::Conflict => Msg::ErrorConflict,
        CommandError::AlreadyClaimed => Msg::ErrorAlreadyClaimed,
        CommandError::NoSuchCallback => Msg::ErrorNoSuchCallback,
        CommandError::NotSupervisor => Msg::ErrorNotSupervisor,
        CommandError::NoSuchAgent => Msg::ErrorNoSuchAgent,
        CommandError::RateLimited => Msg::ErrorRateLimited,
        CommandError::BadRequest | CommandError::Unknown => Msg::ErrorOther,
    })
}

/// Why the telephony cannot do something, if it cannot.
pub(super) fn missing_capability(capability: Capability) -> Option<Msg> {
    Some(match capability {
        Capability::Available => return None,
        Capability::Unavailable { reason: UnavailableReason::NotSupportedByPbx } => Msg::NotSupportedByPbx,
        Capability::Unavailable { reason: UnavailableReason::NotSupportedByPhone } => Msg::NotSupportedByPhone,
        Capability::Unavailable { reason: UnavailableReason::NotConfigured } => Msg::NotConfigured,
        Capability::Unavailable { reason: UnavailableReason::Unknown } | Capability::Unknown => Msg::UnavailableNow,
    })
}

impl Panel {
    /// Why a command cannot be sent now, if it cannot.
    pub(super) fn unavailable(&self, capability: Capability) -> Option<&'static str> {
        let why = if !self.session.is_live() {
            Msg::UnavailableOffline
        } else if self.context.server.pbx == PbxState::Down {
            Msg::UnavailablePbxDown
        } else {
            missing_capability(capability)?
        };
        Some(why.t(self.context.language))
    }
}
