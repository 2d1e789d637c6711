//! Checks the commands of supervisors, and those about hands.

use super::{
    Checked,
    call_control::{has_talked, is_talking},
    valid,
};
use crate::{hub::Hub, pbx::PbxRequest};
use denwa_protocol::{ChosenMode, CommandError, MonitorMode, Service};

impl Hub {
    /// Checks that a supervisor may take part in an agent's call, and that she does not talk herself.
    pub(super) fn check_monitor(
        &mut self,
        supervisor: usize,
        extension: String,
        call: String,
        mode: MonitorMode,
        shown: bool,
    ) -> Result<PbxRequest, CommandError> {
        let agent = self.supervised(supervisor, &extension)?;
        self.check_service(supervisor, Service::Monitor)?;
        if mode == MonitorMode::Unknown {
            return Err(CommandError::BadRequest);
        }
        let call = self.own(agent, call, has_talked)?;
        if self.agents[supervisor].calls.live().any(is_talking) {
            return Err(CommandError::WrongState);
        }
        self.check_phone(supervisor)?;
        self.ask_for_part(supervisor, agent, &call, shown);
        Ok(PbxRequest::Monitor { agent: extension, call, mode })
    }

    /// Ends a supervisor's part. She may end it also when she is a supervisor no longer.
    pub(super) fn check_stop_monitoring(&mut self, supervisor: usize) -> Checked {
        if !self.has_part(supervisor) {
            return Checked::Finished(Ok(()));
        }
        match self.check_service(supervisor, Service::Monitor) {
            Ok(()) => PbxRequest::StopMonitoring.into(),
            Err(error) => Checked::Finished(Err(error)),
        }
    }

    pub(super) fn check_mode_of(
        &mut self,
        supervisor: usize,
        extension: &str,
        to: ChosenMode,
        why: &str,
    ) -> Result<(), CommandError> {
        if !valid::is_mode(&to) || !valid::is_label(why.trim()) {
            return Err(CommandError::BadRequest);
        }
        self.set_mode_of(supervisor, extension, to, why.trim().to_owned())
    }

    pub(super) fn check_lower_hand(
        &mut self,
        agent: usize,
        call: &str,
        outcome: Option<String>,
    ) -> Result<(), CommandError> {
        if !outcome.as_deref().is_none_or(valid::is_label) {
            return Err(CommandError::BadRequest);
        }
        self.lower_hand(agent, agent, call, outcome)
    }

    pub(super) fn lower_hand_of(&mut self, supervisor: usize, extension: &str, call: &str) -> Result<(), CommandError> {
        let agent = self.supervised(supervisor, extension)?;
        let entry = self.agents[agent].calls.get(call).ok_or(CommandError::NoSuchCall)?;
        // How it ended is the agent's to say.
        let outcome = entry.call.hand.as_ref().and_then(|hand| hand.outcome.clone());
        self.lower_hand(supervisor, agent, call, outcome)
    }
}
