//! Requests to the PBX and its answers. A command that connects the agent with another call holds first what she is in:
//! then its own request follows when the holds are done.

use super::failed;
use crate::{
    clock::Steady,
    hub::{Effect, Hub, REQUEST_MS, Timer, agent::DialNote},
    pbx::{Done, PbxRequest},
    store::change::Origin,
};
use denwa_protocol::{ChosenMode, Command, CommandError, CommandOutcome};

/// A request the PBX has not answered yet.
#[derive(Debug)]
pub struct Ticket {
    pub(in crate::hub) agent: usize,
    /// The command that caused the request and its ID; `None` for the hub's own requests.
    pub(in crate::hub) command: Option<(String, Command)>,
    purpose: Purpose,
    deadline: Steady,
}

/// What a request is for.
#[derive(Debug)]
pub enum Purpose {
    /// It does the command.
    Command,
    /// It puts an agent state into force.
    State(ChosenMode),
    /// It holds a call; then more are held, and then the command is done.
    HoldFirst {
        /// The call.
        held: String,
        /// The calls to hold after it.
        more: Vec<String>,
    },
}

impl Hub {
    /// Begins a command that the PBX has to do.
    pub(super) fn begin(
        &mut self,
        agent: usize,
        id: String,
        command: Command,
        holds: Vec<String>,
        request: PbxRequest,
    ) {
        self.keep_command(agent, &id, Some(&command));
        if holds.is_empty() {
            self.request_for(agent, id, command, request);
        } else {
            self.hold_next(agent, id, command, holds);
        }
    }

    /// Holds the next call before a command, or does the command.
    fn hold_next(&mut self, agent: usize, id: String, command: Command, mut calls: Vec<String>) {
        calls.retain(|call| self.is_still_talking(agent, call));
        if let Some(held) = calls.pop() {
            let request = PbxRequest::Hold { call: held.clone() };
            self.send_request(agent, Some((id, command)), Purpose::HoldFirst { held, more: calls }, request);
            return;
        }
        // Meanwhile the command's call may have ended.
        match self.check_control(agent, &command) {
            Ok(Some(request)) => self.request_for(agent, id, command, request),
            Ok(None) => self.finish(agent, id, CommandOutcome::Done),
            Err(error) => self.finish(agent, id, failed(error)),
        }
    }

    /// Sends the request for a command, and remembers what belongs to the call that is dialled.
    fn request_for(&mut self, agent: usize, id: String, command: Command, request: PbxRequest) {
        let purpose = match &request {
            PbxRequest::SetAgentState { mode, reason, other_work: _ } => {
                Purpose::State(ChosenMode { mode: *mode, reason: reason.clone() })
            }
            _ => Purpose::Command,
        };
        let dialled = DialNote::of(&command);
        let ticket = self.send_request(agent, Some((id, command)), purpose, request);
        if let Some((number, note)) = dialled {
            self.agents[agent].dialled.push((ticket, number, note));
        }
    }

    /// Sends a request to the PBX and returns its ticket.
    pub(in crate::hub) fn send_request(
        &mut self,
        agent: usize,
        command: Option<(String, Command)>,
        purpose: Purpose,
        request: PbxRequest,
    ) -> u64 {
        self.next_ticket += 1;
        let (ticket, deadline) = (self.next_ticket, self.now.steady + REQUEST_MS);
        self.tickets.insert(ticket, Ticket { agent, command, purpose, deadline });
        self.timers.insert((deadline, Timer::Request(ticket)));
        let extension = self.agents[agent].extension.clone();
        self.effects.push(Effect::Request { ticket, extension, request });
        ticket
    }

    /// Takes the PBX's answer to a request.
    pub(in crate::hub) fn reply(&mut self, number: u64, result: Result<Done, CommandError>) {
        let Some(ticket) = self.tickets.remove(&number) else { return };
        self.timers.remove(&(ticket.deadline, Timer::Request(number)));
        let agent = ticket.agent;
        let index = self.agents[agent].dialled.iter().position(|(ticket, ..)| *ticket == number);
        let dialled = index.map(|index| self.agents[agent].dialled.swap_remove(index));
        if let (Ok(Done { call: Some(call) }), Some((_, _, note))) = (&result, dialled) {
            self.attach(agent, call, note);
        }
        let Some((id, command)) = ticket.command else {
            if let Err(error) = result {
                let extension = &self.agents[agent].extension;
                tracing::warn!(extension, ?error, "the PBX did not do what the hub asked for by itself");
            }
            return;
        };
        let outcome = match (result, ticket.purpose) {
            // A call that could not be held because it is over, or held by the phone, is in nobody's way.
            (Err(error), Purpose::HoldFirst { held, .. }) if self.is_still_talking(agent, &held) => failed(error),
            (_, Purpose::HoldFirst { held, mut more }) => {
                // The PBX may answer before it reports that the call is held.
                more.retain(|call| *call != held);
                return self.hold_next(agent, id, command, more);
            }
            // If the PBX went down meanwhile, the state still changes, and is pushed to the PBX when it is back.
            (Ok(_) | Err(CommandError::PbxDown), Purpose::State(to)) => {
                self.change_mode(agent, to.into(), self.now.wall);
                CommandOutcome::Done
            }
            (Ok(_), Purpose::Command) => CommandOutcome::Done,
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
        if entry.call.record.is_none() && note.record.is_some() {
            entry.origins.record = Origin::Agent;
        }
        let callback = note.callback.clone();
        let is_live = entry.call.ended.is_none();
        if note.attach_to(&mut entry.call) {
            self.publish_call(agent, call, self.now.wall);
        }
        if let Some(callback) = callback.filter(|_| is_live) {
            self.begin_attempt(agent, &callback, call);
        }
    }
}
