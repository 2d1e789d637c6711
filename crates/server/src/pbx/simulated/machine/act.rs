//! Actions on calls: requests of the hub, and actions from the HTTP interface.

use super::Machine;
use crate::pbx::{
    Done, PbxEvent, PbxRequest,
    simulated::{
        call::Remote,
        model::{Action, ControlError},
    },
};
use denwa_protocol::{AgentMode, Call as View, Cause, CommandError, ConnectionState as State, Direction};

impl Machine {
    /// Does a request of the hub.
    ///
    /// # Errors
    /// Says why the request is not done.
    pub fn request(&mut self, extension: &str, request: PbxRequest, now: u64) -> Result<Done, CommandError> {
        if !self.is_up {
            return Err(CommandError::PbxDown);
        }
        let (call, action) = match request {
            PbxRequest::Answer { call } => (call, Action::Answer),
            PbxRequest::Decline { call } => (call, Action::Reject),
            PbxRequest::Hold { call } => (call, Action::Hold),
            PbxRequest::Retrieve { call } => (call, Action::Retrieve),
            PbxRequest::HangUp { call } => (call, Action::AgentHangup),
            PbxRequest::SendTones { call, tones } => return self.send_tones(extension, &call, &tones),
            PbxRequest::Dial { number } => return self.dial(extension, &number, now),
            PbxRequest::SetAgentState { mode, reason } => return self.set_agent_state(extension, mode, reason, now),
        };
        self.act(&call, action, Some(extension), now).map(|()| Done::default()).map_err(|error| match error {
            ControlError::NoSuchCall | ControlError::Invalid(_) => CommandError::NoSuchCall,
            ControlError::WrongState => CommandError::WrongState,
            ControlError::Unregistered(_) => CommandError::PhoneUnregistered,
            ControlError::Down => CommandError::PbxDown,
        })
    }

    /// Does an action on a call. `id` is the ID of the whole call or of a leg; `extension` chooses among the legs.
    ///
    /// # Errors
    /// Says why the action is not done.
    pub fn act(&mut self, id: &str, action: Action, extension: Option<&str>, now: u64) -> Result<(), ControlError> {
        if !self.is_up {
            return Err(ControlError::Down);
        }
        let (whole_id, has_leg) = match id.split_once('.') {
            Some((whole_id, _)) => (whole_id, true),
            None => (id, false),
        };
        let number = whole_id.strip_prefix(&self.id_prefix()).and_then(|number| number.parse().ok());
        let number: u64 = number.ok_or(ControlError::NoSuchCall)?;
        let call = self.calls.get_mut(&number).ok_or(ControlError::NoSuchCall)?;
        if has_leg && !call.legs.iter().any(|leg| leg.view.id == id && leg.is_live()) {
            return Err(ControlError::NoSuchCall);
        }
        if matches!(call.remote, Remote::Agent(_)) && is_remote_action(action) {
            return Err(ControlError::Invalid(
                "the other side is an agent's phone: use answer, reject or agent-hangup with its extension".to_owned(),
            ));
        }
        // Needs no live leg: the caller of a waiting queue call can hang up although no agent rings.
        if action == Action::RemoteHangup {
            call.remote_hangs_up(now);
            self.settle(number, now);
            return Ok(());
        }
        let is_meant = |view: &View| (!has_leg || view.id == id) && is_allowed(action, view);
        let leg = call.find_leg(extension, is_meant).ok_or(ControlError::WrongState)?;
        match action {
            Action::Answer => call.answer(leg, now),
            Action::Reject if call.legs[leg].view.direction == Direction::Outbound => call.fail(Cause::Declined, now),
            Action::Reject => call.decline(leg, now),
            Action::Hold => call.set_held(leg, true, now),
            Action::Retrieve => call.set_held(leg, false, now),
            Action::AgentHangup => call.hang_up(leg, now),
            Action::Ring => call.remote_rings(leg),
            Action::RemoteAnswer => call.remote_answers(leg, now),
            Action::RemoteBusy => call.fail(Cause::Busy, now),
            Action::RemoteReject => call.fail(Cause::Refused, now),
            Action::RemoteHangup => call.remote_hangs_up(now),
        }
        self.settle(number, now);
        Ok(())
    }

    fn set_agent_state(
        &mut self,
        extension: &str,
        mode: AgentMode,
        reason: Option<String>,
        now: u64,
    ) -> Result<Done, CommandError> {
        let phone = self.phones.get_mut(extension).ok_or(CommandError::NotSupported)?;
        (phone.mode, phone.reason) = (mode, reason.clone());
        self.emit(PbxEvent::Agent { extension: extension.to_owned(), mode, reason });
        self.offer_waiting_calls(now);
        Ok(Done::default())
    }
}

/// Returns whether the other side does this action, not an agent's phone.
fn is_remote_action(action: Action) -> bool {
    matches!(
        action,
        Action::Ring | Action::RemoteAnswer | Action::RemoteBusy | Action::RemoteReject | Action::RemoteHangup
    )
}

/// Returns whether a leg's state allows this action.
fn is_allowed(action: Action, view: &View) -> bool {
    let is_outbound = view.direction == Direction::Outbound;
    match action {
        Action::Answer | Action::Reject => view.state == State::Alerting,
        Action::Hold => view.state == State::Connected && view.answered_at.is_some(),
        Action::Retrieve => view.state == State::Held,
        Action::AgentHangup | Action::RemoteHangup => true,
        Action::Ring => is_outbound && view.state == State::Initiated,
        Action::RemoteAnswer | Action::RemoteBusy | Action::RemoteReject => {
            is_outbound && view.answered_at.is_none() && matches!(view.state, State::Initiated | State::Connected)
        }
    }
}
