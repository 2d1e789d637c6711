//! The panels' commands. The hub checks every command, whatever the panel has checked. What concerns the server alone
//! is done at once; work for the PBX goes out as a request with a ticket.

mod agent_state;
mod call_control;
mod choices;
mod notes;
mod requests;
mod size;
mod supervise;
mod valid;

pub use requests::{Purpose, Ticket};

use super::{Effect, Hub, SessionId, memory::Recall};
use crate::pbx::PbxRequest;
use denwa_protocol::{ChosenMode, Command, CommandError, CommandOutcome, ServerMessage};

/// Longest command ID, in bytes.
pub(super) const MAX_ID_BYTES: usize = 64;

/// The result of checking a command.
enum Checked {
    /// The command has been done or refused without the PBX.
    Finished(Result<(), CommandError>),
    /// The PBX has to do the command, after it has held other calls.
    Request {
        /// The calls to hold first, by [`denwa_protocol::Call::id`].
        holds: Vec<String>,
        /// The request.
        request: PbxRequest,
    },
}

impl From<PbxRequest> for Checked {
    fn from(request: PbxRequest) -> Self {
        Self::Request { holds: Vec::new(), request }
    }
}

impl From<Result<PbxRequest, CommandError>> for Checked {
    fn from(checked: Result<PbxRequest, CommandError>) -> Self {
        checked.map_or_else(|error| Self::Finished(Err(error)), Self::from)
    }
}

impl Hub {
    pub(super) fn command(&mut self, session: SessionId, id: String, command: Command) {
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        if id.is_empty() || id.len() > MAX_ID_BYTES {
            return self.answer(vec![session], id, failed(CommandError::BadRequest));
        }
        if let Err(error) = size::check(&command, self.config.limits.note_bytes as usize) {
            return self.answer(vec![session], id, failed(error));
        }
        match self.agents[agent].memory.begin(&id, &command, session, self.now) {
            Recall::New => {}
            Recall::Running => return,
            Recall::Answered(outcome) => return self.answer(vec![session], id, outcome),
            Recall::Mismatch => return self.answer(vec![session], id, failed(CommandError::BadRequest)),
            Recall::Full => return self.answer(vec![session], id, failed(CommandError::RateLimited)),
        }
        match self.check(session, agent, command.clone()) {
            Checked::Finished(Ok(())) => self.finish(agent, id, CommandOutcome::Done),
            Checked::Finished(Err(error)) => self.finish(agent, id, failed(error)),
            Checked::Request { holds, request } => self.begin(agent, id, command, holds, request),
        }
    }

    /// Checks a command, and does it if it needs no PBX.
    fn check(&mut self, session: SessionId, agent: usize, command: Command) -> Checked {
        Checked::Finished(match command {
            Command::SetAgentState { mode, reason } => {
                return self.check_agent_state(agent, ChosenMode { mode, reason });
            }
            Command::SetNextMode { next } => return self.check_next_mode(agent, next),
            Command::ExtendWork { by } => self.extend_work(agent, by),
            Command::SetWorkRules(rules) => self.set_work_rules(agent, rules),
            Command::SetOtherWork { busy } => {
                self.set_other_work(agent, busy);
                Ok(())
            }
            Command::ClaimCallback { callback } => self.claim_callback(agent, &callback),
            Command::ReleaseCallback { callback } => self.release_callback(agent, &callback),
            Command::PutAwayCallback { callback } => self.put_away_callback(agent, &callback),
            Command::RaiseHand { call, kind } => self.raise_hand(agent, &call, kind),
            Command::LowerHand { call, outcome } => self.check_lower_hand(agent, &call, outcome),
            Command::Monitor { agent: extension, call, mode, shown } => {
                return self.check_monitor(agent, extension, call, mode, shown).into();
            }
            Command::StopMonitoring => return self.check_stop_monitoring(agent),
            Command::SetModeOf { agent: extension, mode, why } => self.check_mode_of(agent, &extension, mode, &why),
            Command::LowerHandOf { agent: extension, call } => self.lower_hand_of(agent, &extension, &call),
            Command::SetNote { call, text, base } => self.set_note(agent, &call, text, base),
            Command::SetRecord { call, record } => self.set_record(agent, &call, record),
            Command::SetRelated { call, related } => self.set_related(agent, &call, related),
            Command::SetFollowUp { call, follow_up } => self.set_follow_up(agent, &call, follow_up),
            Command::SetNotLogged { call, reason } => self.set_not_logged(agent, &call, reason),
            Command::SetResult { call, result } => self.set_result(agent, &call, result),
            Command::ReportRecord { call, record } => self.report_record(agent, &call, record),
            Command::ReportLog { call, record_id, revision } => self.report_log(agent, &call, record_id, revision),
            Command::SendMessage { to, text, call } => self.send_message(agent, &to, text, call.as_deref()),
            Command::DismissMessage { message } => {
                self.dismiss_message(agent, &message);
                Ok(())
            }
            Command::SeeMissed => {
                self.see_missed(agent);
                Ok(())
            }
            Command::SettingsChanged { users } => {
                self.settings_changed(session, &users);
                Ok(())
            }
            control => match self.check_control(agent, &control) {
                Ok(Some(request)) => {
                    if let Command::Dial { callback: Some(callback), .. } = &control
                        && let Err(error) = self.claim_callback(agent, callback)
                    {
                        return Checked::Finished(Err(error));
                    }
                    return Checked::Request { holds: self.holds_before(agent, &control), request };
                }
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            },
        })
    }

    pub(super) fn finish(&mut self, agent: usize, id: String, outcome: CommandOutcome) {
        let waiting = self.agents[agent].memory.finish(&id, outcome.clone());
        self.keep_command(agent, &id, None);
        let waiting = waiting.into_iter().filter(|session| self.sessions.contains_key(session)).collect();
        self.answer(waiting, id, outcome);
    }

    fn answer(&mut self, to: Vec<SessionId>, id: String, outcome: CommandOutcome) {
        if !to.is_empty() {
            self.effects.push(Effect::Send { to, message: Box::new(ServerMessage::Answer { id, outcome }) });
        }
    }
}

pub(super) fn failed(error: CommandError) -> CommandOutcome {
    CommandOutcome::Failed { error, detail: None }
}
