//! An agent's commands of the last ten minutes, so that a repeated command is answered but not done again.

use super::SessionId;
use crate::clock::Steady;
use denwa_protocol::{COMMAND_MEMORY_MS, Command, CommandOutcome};
use std::collections::HashMap;

/// How many commands are remembered for an agent. Only a misbehaving panel sends more.
const MAX_COMMANDS: usize = 4_096;

/// An agent's recent commands, by their IDs.
#[derive(Debug, Default)]
pub struct CommandMemory {
    commands: HashMap<String, Remembered>,
}

#[derive(Debug)]
struct Remembered {
    command: Command,
    at: Steady,
    state: State,
}

#[derive(Debug)]
enum State {
    /// The PBX is doing the command; these panels wait for the answer.
    Running(Vec<SessionId>),
    /// The command has been answered.
    Answered(CommandOutcome),
}

/// The result of looking up a command.
#[derive(Debug, PartialEq, Eq)]
pub enum Recall {
    /// The command is new: do it.
    New,
    /// The command was answered before, with this outcome.
    Answered(CommandOutcome),
    /// The command is running; this panel will get the answer too.
    Running,
    /// The ID was used for a different command.
    Mismatch,
    /// The memory is full.
    Full,
}

impl CommandMemory {
    /// Looks up a command; a new command is remembered as running for this panel.
    pub fn begin(&mut self, id: &str, command: &Command, session: SessionId, now: Steady) -> Recall {
        if self.commands.get(id).is_some_and(|known| is_expired(known, now)) {
            self.commands.remove(id);
        }
        if let Some(known) = self.commands.get_mut(id) {
            if known.command != *command {
                return Recall::Mismatch;
            }
            return match &mut known.state {
                State::Answered(outcome) => Recall::Answered(outcome.clone()),
                State::Running(waiting) => {
                    if !waiting.contains(&session) {
                        waiting.push(session);
                    }
                    Recall::Running
                }
            };
        }
        if self.commands.len() >= MAX_COMMANDS {
            self.sweep(now);
            if self.commands.len() >= MAX_COMMANDS {
                return Recall::Full;
            }
        }
        let remembered = Remembered { command: command.clone(), at: now, state: State::Running(vec![session]) };
        self.commands.insert(id.to_owned(), remembered);
        Recall::New
    }

    /// Remembers a command's outcome, and returns the panels that wait for it.
    pub fn finish(&mut self, id: &str, outcome: CommandOutcome) -> Vec<SessionId> {
        let Some(known) = self.commands.get_mut(id) else { return Vec::new() };
        match std::mem::replace(&mut known.state, State::Answered(outcome)) {
            State::Running(waiting) => waiting,
            State::Answered(_) => Vec::new(),
        }
    }

    /// Forgets expired commands.
    pub fn sweep(&mut self, now: Steady) {
        self.commands.retain(|_, known| !is_expired(known, now));
    }
}

/// A running command does not expire; the hub ends it after [`super::REQUEST_MS`].
fn is_expired(known: &Remembered, now: Steady) -> bool {
    matches!(known.state, State::Answered(_)) && known.at + COMMAND_MEMORY_MS <= now
}
