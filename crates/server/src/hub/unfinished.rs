//! Commands that were under way when the server was killed. They are never done again. Once the PBX has reported
//! everything, or has not come up in time, each is answered with what is known.

use super::{Hub, REQUEST_MS, Timer, agent::DialNote, commands::failed};
use crate::{
    clock::Now,
    store::change::{AgentKey, CommandState, Restored},
};
use denwa_protocol::{
    Call, Cause, ChosenMode, Command, CommandError, CommandOutcome, ConnectionState, Direction, Event, Number,
    Recording, Timestamp,
};
use std::collections::{HashMap, HashSet};

/// How much earlier than its command a call may seem to have begun, in milliseconds: the PBX's clock may differ.
const STAMP_TOLERANCE_MS: u64 = 2_000;

/// A command that was under way.
#[derive(Clone, Debug)]
pub struct Unfinished {
    pub(super) agent: usize,
    /// The command's ID.
    pub(super) id: String,
    pub(super) command: Command,
    /// When it came, in wall time.
    pub(super) at: Timestamp,
}

impl Unfinished {
    /// Finds the commands that were under way.
    pub fn find(restored: &Restored, agents: &HashMap<AgentKey, usize>) -> Vec<Self> {
        let mut found = Vec::new();
        for (key, agent) in &restored.agents {
            let Some(number) = agents.get(key) else { continue };
            for (id, kept) in &agent.commands {
                if let CommandState::Begun(command) = &kept.state {
                    found.push(Self { agent: *number, id: id.clone(), command: command.clone(), at: kept.at });
                }
            }
        }
        found.sort_by(|a, b| (a.agent, &a.id).cmp(&(b.agent, &b.id)));
        found
    }
}

impl Hub {
    /// Goes on with the commands that were under way when the server was killed. A mode is put into force at once, as if
    /// the PBX had gone down meanwhile: the hub owns it, and has the PBX take it over. The others wait for the PBX.
    pub(super) fn take_up_unfinished(&mut self, unfinished: Vec<Unfinished>, now: Now) {
        for Unfinished { agent, id, command, at } in unfinished {
            match command {
                Command::SetAgentState { mode, reason } if self.is_newer_than_mode(agent, at) => {
                    self.change_mode(agent, ChosenMode { mode, reason }.into(), now.wall);
                    self.finish(agent, id, CommandOutcome::Done);
                    continue;
                }
                // If the PBX did dial, it reports the call, which gets the record and the extension.
                ref command => {
                    let dialled = DialNote::of(command).map(|(number, note)| (0, number, note));
                    self.agents[agent].dialled.extend(dialled);
                }
            }
            self.unfinished.push(Unfinished { agent, id, command, at });
        }
        if !self.unfinished.is_empty() {
            self.timers.insert((now.steady + REQUEST_MS, Timer::Unfinished));
        }
    }

    /// Answers the commands that were under way.
    pub(super) fn settle_unfinished(&mut self) {
        for Unfinished { agent, id, command, at } in std::mem::take(&mut self.unfinished) {
            self.agents[agent].dialled.retain(|(ticket, ..)| *ticket != 0);
            let outcome = if self.has_happened(agent, &command, at) {
                CommandOutcome::Done
            } else {
                failed(CommandError::OutcomeUnknown)
            };
            self.finish(agent, id, outcome);
        }
    }

    /// Whether a command came after the agent's mode last changed, or the mode was never set.
    fn is_newer_than_mode(&self, agent: usize, at: Timestamp) -> bool {
        let desk = &self.agents[agent];
        !desk.is_state_known || desk.state.since < at
    }

    /// Whether the agent's calls, or the agent's mode, show that a command was done.
    fn has_happened(&self, agent: usize, command: &Command, at: Timestamp) -> bool {
        let desk = &self.agents[agent];
        let call = |id: &str| desk.calls.get(id).map(|entry| &entry.call);
        let is_in = |id: &str, state| call(id).is_some_and(|call| call.state == state);
        let is_over = |id: &str, cause| call(id).and_then(|call| call.ended).is_some_and(|ended| ended.cause == cause);
        let has_ended = |id: &str| call(id).is_none_or(|call| call.ended.is_some());
        match command {
            Command::Dial { number, .. } => desk.calls.all().any(|entry| is_dialled(&entry.call, number, at)),
            Command::Consult { call, number, .. } => {
                let consults = |made: &Call| made.consults.as_ref() == Some(call);
                desk.calls.all().any(|entry| is_dialled(&entry.call, number, at) && consults(&entry.call))
            }
            Command::HangUp { call } | Command::Decline { call } => has_ended(call),
            Command::Answer { call: id } => call(id).is_some_and(|call| call.answered_at.is_some()),
            Command::Hold { call } => is_in(call, ConnectionState::Held),
            Command::Retrieve { call } => is_in(call, ConnectionState::Connected),
            Command::Deflect { call, .. } => is_over(call, Cause::Deflected),
            Command::SingleStepTransfer { call: id, .. } => call(id).is_some_and(|call| call.transfer.is_some()),
            Command::Alternate(pair) => {
                is_in(&pair.held, ConnectionState::Connected) && is_in(&pair.active, ConnectionState::Held)
            }
            Command::Reconnect(pair) => is_in(&pair.held, ConnectionState::Connected) && has_ended(&pair.active),
            Command::Transfer(pair) => is_over(&pair.held, Cause::Transferred),
            Command::Conference(pair) => is_over(&pair.active, Cause::Merged),
            Command::DropParty { call: id, party } => {
                call(id).is_none_or(|call| call.parties.iter().all(|known| known.id != *party))
            }
            Command::Park { call } => is_over(call, Cause::Parked),
            Command::PickUp { slot } => self.has_picked_up(agent, slot, at),
            Command::SetMute { call: id, muted } => call(id).is_some_and(|call| call.muted == *muted),
            Command::SetRecording { call: id, recording } => {
                call(id).is_some_and(|call| call.recording.unwrap_or(Recording::Off) == *recording)
            }
            Command::Monitor { agent: extension, call, mode, .. } => self
                .monitoring(agent)
                .is_some_and(|part| part.agent.extension == *extension && part.call == *call && part.mode == *mode),
            Command::StopMonitoring => !self.has_part(agent),
            Command::SetAgentState { mode, reason } => (desk.state.mode, &desk.state.reason) == (*mode, reason),
            _ => false,
        }
    }

    /// Whether the agent has got a call since then that a colleague had parked there.
    fn has_picked_up(&self, agent: usize, slot: &str, at: Timestamp) -> bool {
        let all = self.agents.iter().flat_map(|desk| desk.calls.all()).map(|entry| &entry.call);
        let parked: HashSet<_> =
            all.filter(|call| call.parked_at.as_deref() == Some(slot)).map(|call| &call.request_id).collect();
        let own = self.agents[agent].calls.all().map(|entry| &entry.call);
        own.filter(|call| is_since(call, at)).any(|call| parked.contains(&call.request_id))
    }

    /// Publishes the states that a new start of the server does not know, for a panel that goes on with its stream.
    pub(super) fn publish_unknown_states(&mut self, agent: usize) {
        let (pbx, phone) = (self.link.state, self.agents[agent].phone);
        self.publish(agent, self.now.wall, Event::Pbx { pbx });
        self.publish(agent, self.now.wall, Event::Phone { phone });
        let parked = self.parked_for(agent);
        self.publish(agent, self.now.wall, Event::Parked { parked });
        let supervises = self.is_supervisor(agent);
        self.publish(agent, self.now.wall, Event::Supervises { supervises });
        if supervises {
            let (hands, monitoring) = (self.hands_for(agent), self.monitoring(agent));
            self.publish(agent, self.now.wall, Event::Hands { hands });
            self.publish(agent, self.now.wall, Event::Monitoring { monitoring });
        }
        if !self.agents[agent].is_state_known {
            let agent_state = self.agents[agent].state.clone();
            self.publish(agent, self.now.wall, Event::Agent { agent: agent_state });
        }
    }
}

fn is_dialled(call: &Call, number: &str, at: Timestamp) -> bool {
    let Number::Known { digits } = &call.remote.number else { return false };
    call.direction == Direction::Outbound
        && is_since(call, at)
        && digits.trim_start_matches('+') == number.trim_start_matches('+')
}

fn is_since(call: &Call, at: Timestamp) -> bool {
    call.began_at + STAMP_TOLERANCE_MS >= at
}
