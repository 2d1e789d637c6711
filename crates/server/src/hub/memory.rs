//! An agent's commands of the last ten minutes, so that a repeated command is answered but not done again.

use super::SessionId;
use crate::{
    clock::{Now, Steady},
    store::change::{CommandState, KeptCommand},
};
use denwa_protocol::{COMMAND_MEMORY_MS, Command, CommandOutcome, Timestamp};
use md5::{Digest, Md5};
use std::{collections::HashMap, fmt::Write};

/// How many commands are remembered for an agent. Only a misbehaving panel sends more.
const MAX_COMMANDS: usize = 4_096;

/// An agent's recent commands, by their IDs.
#[derive(Debug, Default)]
pub struct CommandMemory {
    commands: HashMap<String, Remembered>,
}

#[derive(Debug)]
struct Remembered {
    /// Instead of the command, which may have long notes.
    digest: String,
    /// In wall time.
    at: Timestamp,
    expires_at: Steady,
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
    pub fn begin(&mut self, id: &str, command: &Command, session: SessionId, now: Now) -> Recall {
        if self.commands.get(id).is_some_and(|known| is_expired(known, now.steady)) {
            self.commands.remove(id);
        }
        let digest = digest(command);
        if let Some(known) = self.commands.get_mut(id) {
            if known.digest != digest {
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
            self.sweep(now.steady);
            if self.commands.len() >= MAX_COMMANDS {
                return Recall::Full;
            }
        }
        let expires_at = now.steady + COMMAND_MEMORY_MS;
        let remembered = Remembered { digest, at: now.wall, expires_at, state: State::Running(vec![session]) };
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

    /// Takes back a command that was kept over a restart. A command that had begun is running, with no panel waiting.
    pub fn restore(&mut self, id: String, kept: &KeptCommand, now: Now) {
        let age = now.wall.saturating_sub(kept.at);
        let state = match &kept.state {
            CommandState::Begun(_) => State::Running(Vec::new()),
            CommandState::Answered(outcome) => State::Answered(outcome.clone()),
        };
        let expires_at = now.steady + COMMAND_MEMORY_MS.saturating_sub(age);
        self.commands.insert(id, Remembered { digest: kept.digest.clone(), at: kept.at, expires_at, state });
    }

    /// Returns a command in the form in which it is kept over restarts. `begun` is the command, for one whose request is
    /// about to go to the PBX.
    pub fn kept(&self, id: &str, begun: Option<&Command>) -> Option<KeptCommand> {
        let known = self.commands.get(id)?;
        let state = match (&known.state, begun) {
            (State::Answered(outcome), _) => CommandState::Answered(outcome.clone()),
            (State::Running(_), Some(command)) => CommandState::Begun(command.clone()),
            (State::Running(_), None) => return None,
        };
        Some(KeptCommand { at: known.at, digest: known.digest.clone(), state })
    }

    /// Returns the IDs of all answered commands.
    pub fn answered(&self) -> impl Iterator<Item = &str> {
        self.commands.iter().filter(|(_, known)| matches!(known.state, State::Answered(_))).map(|(id, _)| id.as_str())
    }

    /// Forgets expired commands. Returns whether there were any.
    pub fn sweep(&mut self, now: Steady) -> bool {
        let before = self.commands.len();
        self.commands.retain(|_, known| !is_expired(known, now));
        self.commands.len() < before
    }
}

/// Returns a digest that stays the same over versions of the server.
fn digest(command: &Command) -> String {
    let text = serde_json::to_string(command).unwrap_or_default();
    Md5::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A running command does not expire; the hub ends it after [`super::REQUEST_MS`].
fn is_expired(known: &Remembered, now: Steady) -> bool {
    matches!(known.state, State::Answered(_)) && known.expires_at <= now
}
