//! The panels' commands. The hub checks every command, whatever the panel has checked; work for the PBX goes out as a
//! request with a ticket.

use super::{Effect, Hub, REQUEST_MS, SessionId, Timer, agent::DialNote, memory::Recall};
use crate::{
    clock::Steady,
    pbx::{Done, PbxRequest},
};
use denwa_protocol::{
    AgentMode, AttachedRecord, Call, CallLog, CallNote, Capability, Command, CommandError, CommandOutcome,
    ConnectionState, Event, MAX_CHANGED_USERS, PbxState, PhoneState, ServerMessage, Service,
};

/// Longest command ID, in bytes.
const MAX_ID_BYTES: usize = 64;

/// Longest ID of a call, in bytes. The PBX's IDs are shorter.
const MAX_CALL_BYTES: usize = 256;

/// Longest number that can be dialled, in characters.
const MAX_NUMBER_CHARS: usize = 32;

/// Most tones of a command: longer than any extension, and sent well within the time of a request.
const MAX_TONES: usize = 16;

/// Longest name of an attached record, and longest result, in characters.
const MAX_NAME_CHARS: usize = 255;

/// A request the PBX has not answered yet.
#[derive(Debug)]
pub struct Ticket {
    pub(super) agent: usize,
    /// The command that caused the request and its ID; `None` for the hub's own requests.
    pub(super) command: Option<(String, Command)>,
    /// The agent state that a successful answer puts into force.
    state: Option<(AgentMode, Option<String>)>,
    deadline: Steady,
}

/// The result of checking a command.
enum Checked {
    /// The command has been done or refused without the PBX.
    Finished(Result<(), CommandError>),
    /// The PBX has to do the command.
    Request(PbxRequest),
}

impl Hub {
    pub(super) fn command(&mut self, session: SessionId, id: String, command: Command) {
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        if id.is_empty() || id.len() > MAX_ID_BYTES || !self.has_good_size(&command) {
            return self.answer(vec![session], id, failed(CommandError::BadRequest));
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
            Checked::Request(request) => self.request_for(agent, id, command, request),
        }
    }

    /// Checks the sizes of a command's texts, before anything of it is kept.
    fn has_good_size(&self, command: &Command) -> bool {
        if command.call().is_some_and(|call| call.len() > MAX_CALL_BYTES) {
            return false;
        }
        let is_short = |text: Option<&String>| text.is_none_or(|text| text.len() <= MAX_NAME_CHARS * 4);
        match command {
            // The size as JSON, so that an event with the call always fits into a message.
            Command::SetNote { text, .. } => {
                let size = serde_json::to_string(text).map_or(usize::MAX, |json| json.len());
                size <= self.config.limits.note_bytes as usize
            }
            Command::Dial { number, record, extension, presented }
            | Command::Consult { number, record, extension, presented, .. } => {
                let record = record.as_ref();
                is_short(Some(number))
                    && is_short(extension.as_ref())
                    && is_short(presented.as_ref())
                    && is_short(record.map(|record| &record.record_id))
                    && is_short(record.and_then(|record| record.name.as_ref()))
            }
            Command::SetAgentState { reason, .. } => is_short(reason.as_ref()),
            Command::SendTones { tones, .. } => is_short(Some(tones)),
            Command::ReportLog { record_id, .. } => is_short(record_id.as_ref()),
            Command::SetRecord { record, .. } | Command::SetRelated { related: record, .. } => {
                let record = record.as_ref();
                is_short(record.map(|record| &record.record_id))
                    && is_short(record.and_then(|record| record.name.as_ref()))
            }
            Command::Deflect { to, .. } | Command::SingleStepTransfer { to, .. } => is_short(Some(to)),
            Command::Alternate(pair)
            | Command::Reconnect(pair)
            | Command::Transfer(pair)
            | Command::Conference(pair) => pair.active.len() <= MAX_CALL_BYTES,
            Command::DropParty { party: id, .. } | Command::PickUp { slot: id } => is_short(Some(id)),
            Command::SetFollowUp { follow_up, .. } => {
                let follow_up = follow_up.as_ref();
                is_short(follow_up.map(|task| &task.subject)) && is_short(follow_up.and_then(|task| task.due.as_ref()))
            }
            Command::SetNotLogged { reason, .. } => is_short(reason.as_ref()),
            Command::SendMessage { to, text, .. } => is_short(Some(to)) && is_short(Some(text)),
            Command::DismissMessage { message } => is_short(Some(message)),
            Command::SetResult { result, .. } => is_short(result.as_ref()),
            Command::SettingsChanged { users } => {
                users.len() <= MAX_CHANGED_USERS && users.iter().all(|user| is_record_id(user))
            }
            Command::Answer { .. }
            | Command::Decline { .. }
            | Command::Hold { .. }
            | Command::Retrieve { .. }
            | Command::HangUp { .. }
            | Command::Park { .. }
            | Command::SetMute { .. }
            | Command::SetRecording { .. }
            | Command::SeeMissed
            | Command::Unknown => true,
        }
    }

    /// Checks a command, and does it if it needs no PBX.
    fn check(&mut self, session: SessionId, agent: usize, command: Command) -> Checked {
        if let Some(service) = command.service()
            && let Err(error) = self.check_service(agent, service)
        {
            return Checked::Finished(Err(error));
        }
        match command {
            Command::Answer { call } => self.check_call(agent, call, can_answer, |call| PbxRequest::Answer { call }),
            Command::Decline { call } => self.check_call(agent, call, can_answer, |call| PbxRequest::Decline { call }),
            Command::Hold { call } => self.check_call(agent, call, is_talking, |call| PbxRequest::Hold { call }),
            Command::Retrieve { call } => {
                self.check_call(agent, call, can_retrieve, |call| PbxRequest::Retrieve { call })
            }
            Command::HangUp { call } => self.check_call(agent, call, |_| true, |call| PbxRequest::HangUp { call }),
            Command::Dial { number, record, extension, presented } => {
                match self.check_dial(agent, &number, record.as_ref(), extension.as_deref()) {
                    Ok(()) => Checked::Request(PbxRequest::Dial { number, presented }),
                    Err(error) => Checked::Finished(Err(error)),
                }
            }
            Command::SendTones { tones, .. } if !is_tones(&tones) => Checked::Finished(Err(CommandError::BadNumber)),
            Command::SendTones { call, tones } => {
                self.check_call(agent, call, is_talking, |call| PbxRequest::SendTones { call, tones })
            }
            Command::SetAgentState { mode, reason } => self.check_agent_state(agent, mode, reason),
            Command::SetNote { call, text, base } => Checked::Finished(self.set_note(agent, &call, text, base)),
            Command::SetRecord { call, record } => Checked::Finished(self.set_record(agent, &call, record)),
            Command::SetResult { call, result } => Checked::Finished(self.set_result(agent, &call, result)),
            Command::ReportLog { call, record_id } => Checked::Finished(self.report_log(agent, &call, record_id)),
            Command::SettingsChanged { users } => {
                self.settings_changed(session, &users);
                Checked::Finished(Ok(()))
            }
            Command::Deflect { .. }
            | Command::SingleStepTransfer { .. }
            | Command::Consult { .. }
            | Command::Alternate(_)
            | Command::Reconnect(_)
            | Command::Transfer(_)
            | Command::Conference(_)
            | Command::DropParty { .. }
            | Command::Park { .. }
            | Command::PickUp { .. }
            | Command::SetMute { .. }
            | Command::SetRecording { .. }
            | Command::SetRelated { .. }
            | Command::SetFollowUp { .. }
            | Command::SetNotLogged { .. }
            | Command::SendMessage { .. }
            | Command::DismissMessage { .. }
            | Command::SeeMissed
            | Command::Unknown => Checked::Finished(Err(CommandError::NotSupported)),
        }
    }

    fn check_service(&self, agent: usize, service: Service) -> Result<(), CommandError> {
        let capabilities = &self.agents[agent].capabilities;
        let capability = match service {
            Service::Answer => capabilities.answer,
            Service::Decline => capabilities.decline,
            Service::Hold | Service::Retrieve => capabilities.hold,
            Service::HangUp => capabilities.hang_up,
            Service::Dial => capabilities.dial,
            Service::SendTones => capabilities.send_tones,
            Service::Deflect => capabilities.deflect,
            Service::SingleStepTransfer => capabilities.single_step_transfer,
            Service::Consult | Service::Alternate | Service::Reconnect | Service::Transfer => capabilities.consult,
            Service::Conference | Service::DropParty => capabilities.conference,
            Service::Park => capabilities.park,
            Service::PickUp => capabilities.pick_up,
            Service::Mute => capabilities.mute,
            Service::Record => capabilities.record,
            // The hub owns the agent's state: it can be set while the PBX is down, or if the PBX has no agent states.
            Service::AgentState => return Ok(()),
        };
        if capability != Capability::Available {
            return Err(CommandError::NotSupported);
        }
        if self.link.state == PbxState::Up { Ok(()) } else { Err(CommandError::PbxDown) }
    }

    fn check_call(
        &self,
        agent: usize,
        id: String,
        is_allowed: fn(&Call) -> bool,
        request: impl FnOnce(String) -> PbxRequest,
    ) -> Checked {
        match self.agents[agent].calls.get(&id) {
            None => Checked::Finished(Err(CommandError::NoSuchCall)),
            Some(entry) if entry.call.ended.is_some() || !is_allowed(&entry.call) => {
                Checked::Finished(Err(CommandError::WrongState))
            }
            Some(_) => Checked::Request(request(id)),
        }
    }

    fn check_dial(
        &self,
        agent: usize,
        number: &str,
        record: Option<&AttachedRecord>,
        extension: Option<&str>,
    ) -> Result<(), CommandError> {
        let digits = number.strip_prefix('+').unwrap_or(number);
        let has_good_length = (1..=MAX_NUMBER_CHARS).contains(&digits.len());
        if !has_good_length || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#')) {
            return Err(CommandError::BadNumber);
        }
        let is_extension = |digits: &str| is_tones(digits) && digits.bytes().all(|b| b.is_ascii_digit());
        if !record.is_none_or(is_valid_record) || !extension.is_none_or(is_extension) {
            return Err(CommandError::BadRequest);
        }
        match self.agents[agent].phone {
            PhoneState::Unregistered => Err(CommandError::PhoneUnregistered),
            PhoneState::Registered | PhoneState::Unknown => Ok(()),
        }
    }

    fn check_agent_state(&mut self, agent: usize, mode: AgentMode, reason: Option<String>) -> Checked {
        let reasons = &self.config.reasons;
        let is_valid = match (mode, &reason) {
            (AgentMode::Unknown, _) => false,
            (AgentMode::NotReady, Some(code)) => reasons.iter().any(|reason| reason.code == *code),
            (_, None) => true,
            (_, Some(_)) => false,
        };
        if !is_valid {
            return Checked::Finished(Err(CommandError::BadRequest));
        }
        let is_mirrored = self.agents[agent].capabilities.agent_state == Capability::Available;
        if is_mirrored && self.link.state == PbxState::Up {
            return Checked::Request(PbxRequest::SetAgentState { mode, reason });
        }
        self.apply_agent_state(agent, mode, reason, self.now.wall);
        Checked::Finished(Ok(()))
    }

    fn set_note(&mut self, agent: usize, call: &str, text: String, base: u32) -> Result<(), CommandError> {
        let entry = self.agents[agent].calls.get_mut(call).ok_or(CommandError::NoSuchCall)?;
        let revision = entry.call.note.as_ref().map_or(0, |note| note.revision);
        if base != revision {
            return Err(CommandError::Conflict);
        }
        let revision = revision.checked_add(1).ok_or(CommandError::Conflict)?;
        entry.call.note = Some(CallNote { text, revision });
        let call = entry.call.clone();
        self.publish(agent, self.now.wall, Event::Call { call });
        Ok(())
    }

    fn set_record(&mut self, agent: usize, call: &str, record: Option<AttachedRecord>) -> Result<(), CommandError> {
        if !record.as_ref().is_none_or(is_valid_record) {
            return Err(CommandError::BadRequest);
        }
        self.change_call(agent, call, |call| call.record = record)
    }

    fn set_result(&mut self, agent: usize, call: &str, result: Option<String>) -> Result<(), CommandError> {
        let is_valid = |result: &String| !result.is_empty() && result.chars().count() <= MAX_NAME_CHARS;
        if !result.as_ref().is_none_or(is_valid) {
            return Err(CommandError::BadRequest);
        }
        self.change_call(agent, call, |call| call.result = result)
    }

    /// Changes a call, and publishes it if that makes a difference.
    fn change_call(&mut self, agent: usize, id: &str, change: impl FnOnce(&mut Call)) -> Result<(), CommandError> {
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        let before = entry.call.clone();
        change(&mut entry.call);
        let call = entry.call.clone();
        if call != before {
            self.publish(agent, self.now.wall, Event::Call { call });
        }
        Ok(())
    }

    fn report_log(&mut self, agent: usize, call: &str, record: Option<String>) -> Result<(), CommandError> {
        if !record.as_deref().is_none_or(is_record_id) {
            return Err(CommandError::BadRequest);
        }
        let entry = self.agents[agent].calls.get_mut(call).ok_or(CommandError::NoSuchCall)?;
        let known = entry.call.log.as_ref().map(|log| log.record_id.as_str());
        if known.is_some() && record.is_some() && known != record.as_deref() {
            // Another panel has already written a log: the first log counts.
            return Err(CommandError::Conflict);
        }
        let is_new = known.is_none() && record.is_some();
        if let Some(record_id) = record {
            entry.call.log = Some(CallLog { record_id });
        }
        // A log written during the call is not final: the call stays in snapshots until a log is reported after its
        // end.
        entry.is_log_settled |= entry.call.ended.is_some();
        let call = entry.call.clone();
        if is_new {
            self.publish(agent, self.now.wall, Event::Call { call });
        } else {
            self.keep_call(agent, &call.id);
        }
        Ok(())
    }

    /// Sends the request for a command, and remembers what belongs to the call that is dialled.
    fn request_for(&mut self, agent: usize, id: String, command: Command, request: PbxRequest) {
        let state = match &request {
            PbxRequest::SetAgentState { mode, reason } => Some((*mode, reason.clone())),
            _ => None,
        };
        self.keep_command(agent, &id, Some(&command));
        let ticket = self.send_request(agent, Some((id, command.clone())), state, request);
        if let Command::Dial { number, record, extension, .. } = command
            && (record.is_some() || extension.is_some())
        {
            self.agents[agent].dialled.push((ticket, number, DialNote { record, extension }));
        }
    }

    /// Sends a request to the PBX and returns its ticket.
    pub(super) fn send_request(
        &mut self,
        agent: usize,
        command: Option<(String, Command)>,
        state: Option<(AgentMode, Option<String>)>,
        request: PbxRequest,
    ) -> u64 {
        self.next_ticket += 1;
        let (ticket, deadline) = (self.next_ticket, self.now.steady + REQUEST_MS);
        self.tickets.insert(ticket, Ticket { agent, command, state, deadline });
        self.timers.insert((deadline, Timer::Request(ticket)));
        let extension = self.agents[agent].extension.clone();
        self.effects.push(Effect::Request { ticket, extension, request });
        ticket
    }

    /// Takes the PBX's answer to a request.
    pub(super) fn reply(&mut self, number: u64, result: Result<Done, CommandError>) {
        let Some(ticket) = self.tickets.remove(&number) else { return };
        self.timers.remove(&(ticket.deadline, Timer::Request(number)));
        let agent = ticket.agent;
        let index = self.agents[agent].dialled.iter().position(|(ticket, ..)| *ticket == number);
        let dialled = index.map(|index| self.agents[agent].dialled.swap_remove(index));
        if let (Ok(Done { call: Some(call) }), Some((_, _, note))) = (&result, dialled) {
            self.attach(agent, call, note);
        }
        let Some((id, _)) = ticket.command else { return };
        let outcome = match (result, ticket.state) {
            // If the PBX went down meanwhile, the state still changes, and is pushed to the PBX when it is back.
            (Ok(_) | Err(CommandError::PbxDown), Some((mode, reason))) => {
                self.apply_agent_state(agent, mode, reason, self.now.wall);
                CommandOutcome::Done
            }
            (Ok(_), None) => CommandOutcome::Done,
            (Err(error), _) => failed(error),
        };
        self.finish(agent, id, outcome);
    }

    /// Attaches what the panel said of a number to its call. If the PBX has not reported the call yet, the note waits.
    fn attach(&mut self, agent: usize, call: &str, note: DialNote) {
        let desk = &mut self.agents[agent];
        let Some(entry) = desk.calls.get_mut(call) else {
            desk.expected.insert(call.to_owned(), (note, self.now.steady + REQUEST_MS));
            return;
        };
        if note.attach_to(&mut entry.call) {
            let call = entry.call.clone();
            self.publish(agent, self.now.wall, Event::Call { call });
        }
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

fn can_answer(call: &Call) -> bool {
    call.state == ConnectionState::Alerting
}

/// A call can be held, and tones be sent, once both sides have been connected.
fn is_talking(call: &Call) -> bool {
    call.state == ConnectionState::Connected && call.answered_at.is_some()
}

fn can_retrieve(call: &Call) -> bool {
    call.state == ConnectionState::Held
}

fn is_valid_record(record: &AttachedRecord) -> bool {
    is_record_id(&record.record_id) && record.name.as_ref().is_none_or(|name| name.chars().count() <= MAX_NAME_CHARS)
}

fn is_tones(tones: &str) -> bool {
    (1..=MAX_TONES).contains(&tones.len()) && tones.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
}

/// Salesforce record IDs have 15 or 18 letters and digits.
fn is_record_id(id: &str) -> bool {
    matches!(id.len(), 15 | 18) && id.bytes().all(|b| b.is_ascii_alphanumeric())
}
