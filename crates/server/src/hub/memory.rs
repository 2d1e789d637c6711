//! An agent's commands of the last ten minutes, so that a repeated one is answered and not done again.

use super::SessionId;
use denwa_protocol::{COMMAND_MEMORY_MS, Command, CommandOutcome, Timestamp};
use std::collections::HashMap;

/// How many commands are remembered for one agent. More come only from a panel that misbehaves.
const MOST: usize = 4_096;

/// The memory.
#[derive(Debug, Default)]
pub struct Memory {
    commands: HashMap<String, Remembered>,
}

#[derive(Debug)]
struct Remembered {
    command: Command,
    at: Timestamp,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Still with the PBX; these panels wait for the answer.
    Running(Vec<SessionId>),
    /// Answered.
    Answered(CommandOutcome),
}

/// What the memory says of a command that came in.
#[derive(Debug, PartialEq, Eq)]
pub enum Recall {
    /// New: do it.
    New,
    /// Done before, with this outcome.
    Answered(CommandOutcome),
    /// Being done; the answer goes to this panel too.
    Running,
    /// The ID belongs to another command.
    Mismatch,
    /// Too many to remember another.
    Full,
}

impl Memory {
    /// Looks a command up and, if it is new, remembers that it is being done for this panel.
    pub fn begin(&mut self, id: &str, command: &Command, session: SessionId, now: Timestamp) -> Recall {
        if self.commands.get(id).is_some_and(|c| forgotten(c, now)) {
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
        if self.commands.len() >= MOST {
            self.sweep(now);
            if self.commands.len() >= MOST {
                return Recall::Full;
            }
        }
        let remembered = Remembered { command: command.clone(), at: now, state: State::Running(vec![session]) };
        self.commands.insert(id.to_owned(), remembered);
        Recall::New
    }

    /// Remembers how a command went, and returns who waits for the answer.
    pub fn finish(&mut self, id: &str, outcome: CommandOutcome) -> Vec<SessionId> {
        let Some(known) = self.commands.get_mut(id) else { return Vec::new() };
        match std::mem::replace(&mut known.state, State::Answered(outcome)) {
            State::Running(waiting) => waiting,
            State::Answered(_) => Vec::new(),
        }
    }

    /// Forgets what is old.
    pub fn sweep(&mut self, now: Timestamp) {
        self.commands.retain(|_, known| !forgotten(known, now));
    }
}

/// A command that is still running is never forgotten; the hub ends it after [`super::REQUEST_MS`].
fn forgotten(known: &Remembered, now: Timestamp) -> bool {
    matches!(known.state, State::Answered(_)) && known.at + COMMAND_MEMORY_MS <= now
}
