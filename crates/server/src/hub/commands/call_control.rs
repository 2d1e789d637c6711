//! Checks the commands that the PBX does for calls: the service is available, the calls are the agent's own and in a
//! state that allows it, the numbers can be dialled.

use super::valid;
use crate::{hub::Hub, pbx::PbxRequest};
use denwa_protocol::{
    AttachedRecord, Call, CallPair, Capability, Command, CommandError, ConnectionState, PbxState, PhoneState,
    Recording, Service,
};

impl Hub {
    /// Checks a command of call control. Returns the PBX's request; `None` if there is nothing left to do.
    pub(super) fn check_control(&self, agent: usize, command: &Command) -> Result<Option<PbxRequest>, CommandError> {
        let service = command.service().ok_or(CommandError::NotSupported)?;
        self.check_service(agent, service)?;
        Ok(Some(match command.clone() {
            Command::Answer { call } => PbxRequest::Answer { call: self.own(agent, call, rings)? },
            Command::Decline { call } => PbxRequest::Decline { call: self.own(agent, call, rings)? },
            Command::Hold { call } => PbxRequest::Hold { call: self.own(agent, call, is_talking)? },
            Command::Retrieve { call } => PbxRequest::Retrieve { call: self.own(agent, call, is_held)? },
            Command::HangUp { call } => PbxRequest::HangUp { call: self.own(agent, call, |_| true)? },
            Command::Dial { number, record, extension, presented, callback } => {
                if let Some(callback) = &callback {
                    self.check_callback(agent, callback)?;
                }
                self.check_dial(agent, &number, record.as_ref(), extension.as_deref(), presented.as_deref())?;
                PbxRequest::Dial { number, presented }
            }
            Command::Consult { call, number, record, extension, presented } => {
                let call = self.own(agent, call, has_talked)?;
                self.check_target(agent, &number)?;
                self.check_dial(agent, &number, record.as_ref(), extension.as_deref(), presented.as_deref())?;
                PbxRequest::Consult { call, number, presented }
            }
            Command::Deflect { call, to } => {
                self.check_target(agent, &to)?;
                PbxRequest::Deflect { call: self.own(agent, call, rings)?, to }
            }
            Command::SingleStepTransfer { call, to } => {
                self.check_target(agent, &to)?;
                PbxRequest::SingleStepTransfer { call: self.own(agent, call, has_talked)?, to }
            }
            Command::Alternate(pair) => PbxRequest::Alternate(self.pair(agent, pair, is_talking)?),
            Command::Reconnect(pair) => PbxRequest::Reconnect(self.pair(agent, pair, is_active)?),
            Command::Transfer(pair) => PbxRequest::Transfer(self.pair(agent, pair, can_be_transferred_to)?),
            Command::Conference(pair) => PbxRequest::Conference(self.pair(agent, pair, is_talking)?),
            Command::DropParty { call, party } => {
                let call = self.own(agent, call, |call| call.parties.iter().any(|known| known.id == party))?;
                PbxRequest::DropParty { call, party }
            }
            Command::Park { call } => PbxRequest::Park { call: self.own(agent, call, has_talked)? },
            Command::PickUp { slot } => {
                let is_there = self.parked_for(agent).iter().any(|parked| parked.slot == slot);
                if !is_there {
                    return Err(CommandError::NothingParked);
                }
                self.check_phone(agent)?;
                PbxRequest::PickUp { slot }
            }
            Command::SetMute { call, muted } => {
                let call = self.own(agent, call, is_talking)?;
                if self.call(agent, &call)?.muted == muted {
                    return Ok(None);
                }
                PbxRequest::SetMute { call, muted }
            }
            Command::SetRecording { call, recording } => return self.check_recording(agent, call, recording),
            Command::SendTones { tones, .. } if !valid::is_tones(&tones) => return Err(CommandError::BadNumber),
            Command::SendTones { call, tones } => {
                PbxRequest::SendTones { call: self.own(agent, call, is_talking)?, tones }
            }
            _ => return Err(CommandError::NotSupported),
        }))
    }

    /// Returns the calls that are held before a command connects the agent with another.
    pub(super) fn holds_before(&self, agent: usize, command: &Command) -> Vec<String> {
        let desk = &self.agents[agent];
        let connects = match command {
            Command::Answer { call } | Command::Retrieve { call } | Command::Consult { call, .. } => {
                Some(call.as_str())
            }
            Command::PickUp { .. } | Command::Dial { .. } => None,
            _ => return Vec::new(),
        };
        if desk.capabilities.hold != Capability::Available {
            return Vec::new();
        }
        let others = desk.calls.live().filter(|call| is_talking(call) && connects != Some(call.id.as_str()));
        others.map(|call| call.id.clone()).collect()
    }

    /// Whether the agent still talks in a call.
    pub(super) fn is_still_talking(&self, agent: usize, id: &str) -> bool {
        self.call(agent, id).is_ok_and(is_talking)
    }

    pub(in crate::hub) fn check_service(&self, agent: usize, service: Service) -> Result<(), CommandError> {
        if self.agents[agent].capabilities.of(service) != Capability::Available {
            return Err(CommandError::NotSupported);
        }
        if self.link.state == PbxState::Up { Ok(()) } else { Err(CommandError::PbxDown) }
    }

    /// Returns a live call of the agent.
    fn call(&self, agent: usize, id: &str) -> Result<&Call, CommandError> {
        let call = &self.agents[agent].calls.get(id).ok_or(CommandError::NoSuchCall)?.call;
        if call.ended.is_none() { Ok(call) } else { Err(CommandError::WrongState) }
    }

    /// Returns the ID if it is a live call of the agent in a state that allows the command.
    pub(super) fn own(
        &self,
        agent: usize,
        id: String,
        is_allowed: impl FnOnce(&Call) -> bool,
    ) -> Result<String, CommandError> {
        if is_allowed(self.call(agent, &id)?) { Ok(id) } else { Err(CommandError::WrongState) }
    }

    /// Returns the pair if both are the agent's, one is held, and the other in a state that allows the command.
    fn pair(
        &self,
        agent: usize,
        CallPair { held, active }: CallPair,
        is_allowed: fn(&Call) -> bool,
    ) -> Result<CallPair, CommandError> {
        Ok(CallPair { held: self.own(agent, held, is_held)?, active: self.own(agent, active, is_allowed)? })
    }

    pub(in crate::hub) fn check_recording(
        &self,
        agent: usize,
        call: String,
        recording: Recording,
    ) -> Result<Option<PbxRequest>, CommandError> {
        let call = self.own(agent, call, has_talked)?;
        let known = self.call(agent, &call)?.recording.unwrap_or(Recording::Off);
        if recording == Recording::Unknown {
            return Err(CommandError::BadRequest);
        }
        if recording == known {
            return Ok(None);
        }
        if recording == Recording::Paused && known != Recording::On {
            return Err(CommandError::WrongState);
        }
        let is_pause = recording == Recording::Paused || (known == Recording::Paused && recording == Recording::On);
        if is_pause && self.agents[agent].capabilities.pause_recording != Capability::Available {
            return Err(CommandError::NotSupported);
        }
        Ok(Some(PbxRequest::SetRecording { call, recording }))
    }

    /// Checks the number that a call is sent to.
    fn check_target(&self, agent: usize, number: &str) -> Result<(), CommandError> {
        if !valid::is_number(number) {
            Err(CommandError::BadNumber)
        } else if *number == self.agents[agent].extension {
            Err(CommandError::ToOneself)
        } else {
            Ok(())
        }
    }

    fn check_dial(
        &self,
        agent: usize,
        number: &str,
        record: Option<&AttachedRecord>,
        extension: Option<&str>,
        presented: Option<&str>,
    ) -> Result<(), CommandError> {
        if !valid::is_number(number) {
            return Err(CommandError::BadNumber);
        }
        let is_presentable = |number| self.config.lines.iter().any(|line| line.presentable && line.number == number);
        let is_good = record.is_none_or(valid::is_record)
            && extension.is_none_or(valid::is_extension)
            && presented.is_none_or(is_presentable);
        if is_good { self.check_phone(agent) } else { Err(CommandError::BadRequest) }
    }

    pub(super) fn check_phone(&self, agent: usize) -> Result<(), CommandError> {
        match self.agents[agent].phone {
            PhoneState::Unregistered => Err(CommandError::PhoneUnregistered),
            PhoneState::Registered | PhoneState::Unknown => Ok(()),
        }
    }
}

fn rings(call: &Call) -> bool {
    call.state == ConnectionState::Alerting
}

/// A call can be held, and tones be sent, once both sides have been connected.
pub(super) fn is_talking(call: &Call) -> bool {
    call.state == ConnectionState::Connected && call.answered_at.is_some()
}

fn is_held(call: &Call) -> bool {
    call.state == ConnectionState::Held
}

/// A call can be passed on while the agent talks or has it on hold.
pub(super) fn has_talked(call: &Call) -> bool {
    is_talking(call) || is_held(call)
}

/// A consultation may be left to the caller while it still rings at the other side.
fn can_be_transferred_to(call: &Call) -> bool {
    let rings_there = call.consults.is_some() && call.remote_state == ConnectionState::Alerting;
    is_talking(call) || (rings_there && is_active(call))
}

/// Neither held nor a call that rings at the agent: also a consultation that nobody has answered yet.
pub(super) fn is_active(call: &Call) -> bool {
    !is_held(call) && (!rings(call) || call.direction == denwa_protocol::Direction::Outbound)
}
