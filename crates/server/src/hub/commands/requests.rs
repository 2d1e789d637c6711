//! Requests to the PBX and its answers. A command that connects the agent with another call holds first what she is in:
//! then its own request follows when the holds are done. If that fails, she gets back the call that was held for it.

use super::{call_control::is_active, failed};
use crate::{
    clock::Steady,
    hub::{Effect, Hub, REQUEST_MS, Timer, agent::DialNote},
    pbx::{Done, PbxRequest},
    store::change::Origin,
};
use denwa_protocol::{ChosenMode, Command, CommandError, CommandOutcome, PbxState};

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
    Command {
        /// The calls that were held for it.
        held: Vec<String>,
    },
    /// It puts an agent state into force.
    State(ChosenMode),
    /// It holds a call; then more are held, and then the command is done.
    HoldFirst {
        /// The call.
        call: String,
        /// The calls to hold after it.
        more: Vec<String>,
        /// The calls that were held before it.
        held: Vec<String>,
    },
}

impl Purpose {
    /// A command for which no call was held.
    pub const NOTHING_HELD: Self = Self::Command { held: Vec::new() };
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
            self.request_for(agent, id, command, request, Vec::new());
        } else {
            self.hold_next(agent, id, command, holds, Vec::new());
        }
    }

    /// Holds the next call before a command, or does the command.
    fn hold_next(&mut self, agent: usize, id: String, command: Command, mut calls: Vec<String>, held: Vec<String>) {
        calls.retain(|call| self.is_still_talking(agent, call));
        if let Some(call) = calls.pop() {
            let request = PbxRequest::Hold { call: call.clone() };
            self.send_request(agent, Some((id, command)), Purpose::HoldFirst { call, more: calls, held }, request);
            return;
        }
        // Meanwhile the command's call may have ended.
        match self.check_control(agent, &command) {
            Ok(Some(request)) => self.request_for(agent, id, command, request, held),
            Ok(None) => self.finish(agent, id, CommandOutcome::Done),
            Err(error) => {
                self.finish(agent, id, failed(error));
                self.retrieve_again(agent, &held);
            }
        }
    }

    /// Sends the request for a command for which calls were held, and remembers what belongs to the call that is dialled.
    fn request_for(&mut self, agent: usize, id: String, command: Command, request: PbxRequest, held: Vec<String>) {
        let purpose = match &request {
            PbxRequest::SetAgentState { mode, reason, other_work: _ } => {
                Purpose::State(ChosenMode { mode: *mode, reason: reason.clone() })
            }
            _ => Purpose::Command { held },
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
        let (outcome, held) = match (result, ticket.purpose) {
            // A call that could not be held because it is over, or held by the phone, is in nobody's way.
            (Err(error), Purpose::HoldFirst { call, held, .. }) if self.is_still_talking(agent, &call) => {
                (failed(error), held)
            }
            (result, Purpose::HoldFirst { call, mut more, mut held }) => {
                // The PBX may answer before it reports that the call is held.
                more.retain(|other| *other != call);
                held.extend(result.is_ok().then_some(call));
                return self.hold_next(agent, id, command, more, held);
            }
            // If the PBX went down meanwhile, the state still changes, and is pushed to the PBX when it is back.
            (Ok(_) | Err(CommandError::PbxDown), Purpose::State(to)) => {
                self.change_mode(agent, to.into(), self.now.wall);
                (CommandOutcome::Done, Vec::new())
            }
            (Err(error), Purpose::State(..)) => (failed(error), Vec::new()),
            (Ok(_), Purpose::Command { .. }) => (CommandOutcome::Done, Vec::new()),
            (Err(error), Purpose::Command { held }) => (failed(error), held),
        };
        self.finish(agent, id, outcome);
        self.retrieve_again(agent, &held);
    }

    /// Gives the agent back the call that was held for a command that failed, unless she is in another call by now.
    fn retrieve_again(&mut self, agent: usize, held: &[String]) {
        let live = || self.agents[agent].calls.live();
        let is_elsewhere = live().any(|call| is_active(call) && !held.contains(&call.id));
        let last = held.iter().rev().find(|held| live().any(|call| call.id == **held)).cloned();
        if let Some(call) = last.filter(|_| !is_elsewhere && self.link.state == PbxState::Up) {
            self.send_request(agent, None, Purpose::NOTHING_HELD, PbxRequest::Retrieve { call });
        }
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
            entry.outdate_log();
            self.publish_call(agent, call, self.now.wall);
        }
        if let Some(callback) = callback.filter(|_| is_live) {
            self.begin_attempt(agent, &callback, call);
        }
    }
}
