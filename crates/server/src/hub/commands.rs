//! Commands: every one is checked here, whatever the panel thought; what the PBX has to do goes out as a request with a ticket.

use super::{Effect, Hub, REQUEST_MS, SETTINGS_MS, SessionId, Timer, memory::Recall};
use crate::pbx::{Done, PbxRequest};
use denwa_protocol::{
    AgentMode, AttachedRecord, Call, CallLog, CallNote, Capability, Command, CommandError, CommandOutcome,
    ConnectionState, Event, PbxState, PhoneState, ServerMessage, Service,
};

/// Longest command ID, in bytes.
const ID: usize = 64;

/// Longest number that can be dialled, in characters.
const NUMBER: usize = 32;

/// Longest name of an attached record, in characters.
const NAME: usize = 255;

/// A request the PBX has not answered yet.
#[derive(Debug)]
pub struct Ticket {
    agent: usize,
    /// The ID of the command it serves; none when the hub itself asked.
    command: Option<String>,
    state: Option<(AgentMode, Option<String>)>,
    deadline: u64,
}

/// What a checked command comes to.
enum Step {
    /// It is done, or not.
    Now(Result<(), CommandError>),
    /// The PBX has to do it.
    Ask(PbxRequest),
}

impl Hub {
    pub(super) fn command(&mut self, session: SessionId, id: String, command: Command) {
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        if id.is_empty() || id.len() > ID {
            return self.answer(vec![session], id, failed(CommandError::BadRequest));
        }
        match self.agents[agent].memory.begin(&id, &command, session, self.now) {
            Recall::New => {}
            Recall::Running => return,
            Recall::Answered(outcome) => return self.answer(vec![session], id, outcome),
            Recall::Mismatch => return self.answer(vec![session], id, failed(CommandError::BadRequest)),
            Recall::Full => return self.answer(vec![session], id, failed(CommandError::RateLimited)),
        }
        match self.step(session, agent, command.clone()) {
            Step::Now(Ok(())) => self.finish(agent, id, CommandOutcome::Done),
            Step::Now(Err(error)) => self.finish(agent, id, failed(error)),
            Step::Ask(request) => self.ask_for(agent, id, command, request),
        }
    }

    /// Checks a command and does what needs no PBX.
    fn step(&mut self, session: SessionId, agent: usize, command: Command) -> Step {
        if let Some(service) = command.service()
            && let Err(error) = self.service_is_there(agent, service)
        {
            return Step::Now(Err(error));
        }
        match command {
            Command::Answer { call } => self.on_call(agent, call, can_answer, |call| PbxRequest::Answer { call }),
            Command::Decline { call } => self.on_call(agent, call, can_answer, |call| PbxRequest::Decline { call }),
            Command::Hold { call } => self.on_call(agent, call, can_hold, |call| PbxRequest::Hold { call }),
            Command::Retrieve { call } => self.on_call(agent, call, can_retrieve, |call| PbxRequest::Retrieve { call }),
            Command::HangUp { call } => self.on_call(agent, call, |_| true, |call| PbxRequest::HangUp { call }),
            Command::Dial { number, record } => match self.check_dial(agent, &number, record.as_ref()) {
                Ok(()) => Step::Ask(PbxRequest::Dial { number }),
                Err(error) => Step::Now(Err(error)),
            },
            Command::SetAgentState { mode, reason } => self.set_agent_state(agent, mode, reason),
            Command::SetNote { call, text, base } => Step::Now(self.set_note(agent, &call, text, base)),
            Command::ReportLog { call, record_id } => Step::Now(self.report_log(agent, &call, record_id)),
            Command::SettingsChanged => {
                self.settings_changed(session);
                Step::Now(Ok(()))
            }
            Command::Unknown => Step::Now(Err(CommandError::NotSupported)),
        }
    }

    fn service_is_there(&self, agent: usize, service: Service) -> Result<(), CommandError> {
        let can = &self.agents[agent].capabilities;
        let capability = match service {
            Service::Answer => can.answer,
            Service::Decline => can.decline,
            Service::Hold | Service::Retrieve => can.hold,
            Service::HangUp => can.hang_up,
            Service::Dial => can.dial,
            // The agent's state is the hub's own: it is taken while the PBX is away, and even if the PBX has no such thing.
            Service::AgentState => return Ok(()),
        };
        if capability != Capability::Available {
            return Err(CommandError::NotSupported);
        }
        if self.link.state == PbxState::Up { Ok(()) } else { Err(CommandError::PbxDown) }
    }

    fn on_call(&self, agent: usize, id: String, fits: fn(&Call) -> bool, request: fn(String) -> PbxRequest) -> Step {
        match self.agents[agent].calls.get(&id) {
            None => Step::Now(Err(CommandError::NoSuchCall)),
            Some(entry) if entry.call.ended.is_some() || !fits(&entry.call) => Step::Now(Err(CommandError::WrongState)),
            Some(_) => Step::Ask(request(id)),
        }
    }

    fn check_dial(&self, agent: usize, number: &str, record: Option<&AttachedRecord>) -> Result<(), CommandError> {
        let digits = number.strip_prefix('+').unwrap_or(number);
        let fits = (1..=NUMBER).contains(&digits.len());
        if !fits || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#')) {
            return Err(CommandError::BadNumber);
        }
        let good = |record: &AttachedRecord| {
            is_record_id(&record.record_id) && record.name.as_ref().is_none_or(|name| name.chars().count() <= NAME)
        };
        if !record.is_none_or(good) {
            return Err(CommandError::BadRequest);
        }
        match self.agents[agent].phone {
            PhoneState::Unregistered => Err(CommandError::PhoneUnregistered),
            PhoneState::Registered | PhoneState::Unknown => Ok(()),
        }
    }

    fn set_agent_state(&mut self, agent: usize, mode: AgentMode, reason: Option<String>) -> Step {
        let reasons = &self.config.reasons;
        let good = match (mode, &reason) {
            (AgentMode::Unknown, _) => false,
            (AgentMode::NotReady, Some(code)) => reasons.iter().any(|reason| reason.code == *code),
            (_, None) => true,
            (_, Some(_)) => false,
        };
        if !good {
            return Step::Now(Err(CommandError::BadRequest));
        }
        let mirrored = self.agents[agent].capabilities.agent_state == Capability::Available;
        if mirrored && self.link.state == PbxState::Up {
            return Step::Ask(PbxRequest::SetAgentState { mode, reason });
        }
        self.agent_is(agent, mode, reason, self.now);
        Step::Now(Ok(()))
    }

    fn set_note(&mut self, agent: usize, call: &str, text: String, base: u32) -> Result<(), CommandError> {
        // Measured as it travels, so that an event with the call always fits into a message.
        let size = serde_json::to_string(&text).map_or(usize::MAX, |json| json.len());
        if size > self.config.limits.note_bytes as usize {
            return Err(CommandError::BadRequest);
        }
        let entry = self.agents[agent].calls.get_mut(call).ok_or(CommandError::NoSuchCall)?;
        let revision = entry.call.note.as_ref().map_or(0, |note| note.revision);
        if base != revision {
            return Err(CommandError::Conflict);
        }
        let revision = revision.checked_add(1).ok_or(CommandError::Conflict)?;
        entry.call.note = Some(CallNote { text, revision });
        let call = entry.call.clone();
        self.publish(agent, self.now, Event::Call { call });
        Ok(())
    }

    fn report_log(&mut self, agent: usize, call: &str, record: Option<String>) -> Result<(), CommandError> {
        if !record.as_deref().is_none_or(is_record_id) {
            return Err(CommandError::BadRequest);
        }
        let entry = self.agents[agent].calls.get_mut(call).ok_or(CommandError::NoSuchCall)?;
        let known = entry.call.log.as_ref().map(|log| log.record_id.as_str());
        if known.is_some() && record.is_some() && known != record.as_deref() {
            // Another panel's log is there already: the reporter has to give way.
            return Err(CommandError::Conflict);
        }
        let news = known.is_none() && record.is_some();
        if let Some(record_id) = record {
            entry.call.log = Some(CallLog { record_id });
        }
        // A log begun while the call lives is not the end of it: the call stays in snapshots until its end is reported too.
        entry.settled |= entry.call.ended.is_some();
        let call = entry.call.clone();
        if news {
            self.publish(agent, self.now, Event::Call { call });
        }
        Ok(())
    }

    fn settings_changed(&mut self, session: SessionId) {
        let organisation = self.sessions[&session].organisation.clone();
        let told = self.settings_told.get(&organisation).copied();
        let due = told.map_or(self.now, |told| told + SETTINGS_MS);
        if due <= self.now {
            self.tell_settings(&organisation);
        } else {
            // Several changes within a second are told once, after it.
            self.timers.insert((due, Timer::Settings(organisation)));
        }
    }

    pub(super) fn tell_settings(&mut self, organisation: &str) {
        self.settings_told.insert(organisation.to_owned(), self.now);
        let mut agents: Vec<_> =
            self.by_login.iter().filter(|((own, _), _)| own == organisation).map(|(_, agent)| *agent).collect();
        agents.sort_unstable();
        for agent in agents {
            self.publish(agent, self.now, Event::SettingsChanged);
        }
    }

    fn ask_for(&mut self, agent: usize, id: String, command: Command, request: PbxRequest) {
        let state = match &request {
            PbxRequest::SetAgentState { mode, reason } => Some((*mode, reason.clone())),
            _ => None,
        };
        let ticket = self.ask(agent, Some(id), state, request);
        if let Command::Dial { number, record: Some(record) } = command {
            self.agents[agent].dialled.push((ticket, number, record));
        }
    }

    /// Sends a request to the PBX.
    pub(super) fn ask(
        &mut self,
        agent: usize,
        command: Option<String>,
        state: Option<(AgentMode, Option<String>)>,
        request: PbxRequest,
    ) -> u64 {
        self.next_ticket += 1;
        let (ticket, deadline) = (self.next_ticket, self.now + REQUEST_MS);
        self.tickets.insert(ticket, Ticket { agent, command, state, deadline });
        self.timers.insert((deadline, Timer::Request(ticket)));
        let extension = self.agents[agent].extension.clone();
        self.effects.push(Effect::Request { ticket, extension, request });
        ticket
    }

    pub(super) fn reply(&mut self, number: u64, result: Result<Done, CommandError>) {
        let Some(ticket) = self.tickets.remove(&number) else { return };
        self.timers.remove(&(ticket.deadline, Timer::Request(number)));
        let agent = ticket.agent;
        let waiting = self.agents[agent].dialled.iter().position(|(ticket, ..)| *ticket == number);
        let dialled = waiting.map(|at| self.agents[agent].dialled.swap_remove(at));
        if let (Ok(Done { call: Some(call) }), Some((_, _, record))) = (&result, dialled) {
            self.attach(agent, call, record);
        }
        let Some(id) = ticket.command else { return };
        let outcome = match (result, ticket.state) {
            // The PBX went away meanwhile: the state holds all the same and is pushed when it is back.
            (Ok(_) | Err(CommandError::PbxDown), Some((mode, reason))) => {
                self.agent_is(agent, mode, reason, self.now);
                CommandOutcome::Done
            }
            (Ok(_), None) => CommandOutcome::Done,
            (Err(error), _) => failed(error),
        };
        self.finish(agent, id, outcome);
    }

    /// Attaches the record a call was dialled from, if the call is there and has none. A call that is not there yet gets it when it comes.
    fn attach(&mut self, agent: usize, call: &str, record: AttachedRecord) {
        let desk = &mut self.agents[agent];
        let Some(entry) = desk.calls.get_mut(call) else {
            desk.expected.insert(call.to_owned(), (record, self.now + REQUEST_MS));
            return;
        };
        if entry.call.record.is_none() {
            entry.call.record = Some(record);
            let call = entry.call.clone();
            self.publish(agent, self.now, Event::Call { call });
        }
    }

    fn finish(&mut self, agent: usize, id: String, outcome: CommandOutcome) {
        let waiting = self.agents[agent].memory.finish(&id, outcome.clone());
        let waiting = waiting.into_iter().filter(|session| self.sessions.contains_key(session)).collect();
        self.answer(waiting, id, outcome);
    }

    fn answer(&mut self, to: Vec<SessionId>, id: String, outcome: CommandOutcome) {
        if !to.is_empty() {
            self.effects.push(Effect::Send { to, message: Box::new(ServerMessage::Answer { id, outcome }) });
        }
    }
}

fn failed(error: CommandError) -> CommandOutcome {
    CommandOutcome::Failed { error, detail: None }
}

fn can_answer(call: &Call) -> bool {
    call.state == ConnectionState::Alerting
}

/// Hold makes sense once both sides have been connected.
fn can_hold(call: &Call) -> bool {
    call.state == ConnectionState::Connected && call.answered_at.is_some()
}

fn can_retrieve(call: &Call) -> bool {
    call.state == ConnectionState::Held
}

/// Salesforce record IDs have 15 or 18 letters and digits.
fn is_record_id(id: &str) -> bool {
    matches!(id.len(), 15 | 18) && id.bytes().all(|b| b.is_ascii_alphanumeric())
}
