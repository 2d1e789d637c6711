//! Messages of colleagues (メッセージ): sending one, and putting received ones away.
//!
//! `Nothing` → `Sent` (the agent sends a message) → `Delivered` or `Failed`; both are left when she writes the next one. A message that
//! cannot be sent → `Refused` → `Sent`, once it is mended.

use crate::Now;
use crate::desk::Target;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{ClientMessage, Command, CommandError, CommandOutcome, MAX_AGENT_MESSAGE_CHARS};

/// How long the server may take, in milliseconds.
const SEND_MS: u64 = 6_000;

/// Messages of colleagues: what is on its way.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    /// Whether the form for a new message is open.
    pub is_writing: bool,
    /// The call that the new message is about, by its ID.
    pub about: Option<String>,
    /// How the last message fares.
    pub sending: Sending,
    /// Messages that are being put away: the command's ID, and the message's.
    dismissing: Vec<(String, String)>,
}

/// How the last message that was written fares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sending {
    /// Nothing was sent.
    #[default]
    Nothing,
    /// It is on its way.
    Sent {
        /// The command's ID.
        id: String,
        /// The command, to be repeated on a new connection under the same ID.
        command: Command,
        /// The colleague's name or extension.
        to: String,
        /// When to give up.
        until: Now,
    },
    /// The server has it.
    Delivered {
        /// The colleague's name or extension.
        to: String,
    },
    /// It was not sent.
    Failed(CommandError),
    /// It cannot be sent as it is.
    Refused(MessageFault),
}

/// Why a message cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageFault {
    /// Its receiver is neither chosen nor an extension.
    NoReceiver,
    /// It has no text.
    Empty,
    /// Its text has this many characters.
    TooLong(usize),
}

impl Messages {
    /// Open the form for a new message, or close it.
    pub(crate) fn write(&mut self, is_writing: bool, about: Option<String>) {
        self.is_writing = is_writing;
        self.about = about;
        if !matches!(self.sending, Sending::Sent { .. }) {
            self.sending = Sending::Nothing;
        }
    }

    /// Send a message to somebody who was chosen, or to the extension that was typed. A second press does nothing while the first is on
    /// its way.
    pub(crate) fn send(&mut self, to: &Target, text: &str, is_live: bool, effects: &mut Effects) {
        if matches!(self.sending, Sending::Sent { .. }) {
            return;
        }
        let text = text.trim();
        if let Some(fault) = fault(&to.number, text) {
            self.sending = Sending::Refused(fault);
            return;
        }
        if !is_live {
            self.sending = Sending::Failed(CommandError::PbxDown);
            return;
        }
        let command = Command::SendMessage { to: to.number.clone(), text: text.to_owned(), call: self.about.clone() };
        let to = if to.name.is_empty() { to.number.clone() } else { to.name.clone() };
        let id = effects.command(command.clone());
        self.sending = Sending::Sent { id, command, to, until: effects.now + SEND_MS };
    }

    /// Put a message away: it goes from the screen at once.
    pub(crate) fn dismiss(&mut self, message: String, effects: &mut Effects) {
        let id = effects.command(Command::DismissMessage { message: message.clone() });
        self.dismissing.push((id, message));
    }

    /// Whether the message is being put away.
    #[must_use]
    pub fn is_dismissing(&self, message: &str) -> bool {
        self.dismissing.iter().any(|(_, dismissed)| dismissed == message)
    }

    /// The server's list has changed: a message that it no longer has is put away for good.
    pub(crate) fn on_list(&mut self, known: impl Fn(&str) -> bool) {
        self.dismissing.retain(|(_, message)| known(message));
    }

    /// An answer came. Returns whether it is for a command of this machine.
    pub(crate) fn on_answer(&mut self, answered: &str, outcome: &CommandOutcome) -> bool {
        if let Some(place) = self.dismissing.iter().position(|(id, _)| id == answered) {
            // One that could not be put away is shown again.
            if *outcome != CommandOutcome::Done {
                self.dismissing.remove(place);
            }
            return true;
        }
        let Sending::Sent { id, to, .. } = &self.sending else { return false };
        if id != answered {
            return false;
        }
        self.sending = match outcome {
            CommandOutcome::Done => {
                self.is_writing = false;
                self.about = None;
                Sending::Delivered { to: to.clone() }
            }
            CommandOutcome::Failed { error, .. } => Sending::Failed(*error),
            CommandOutcome::Unknown => Sending::Failed(CommandError::Unknown),
        };
        true
    }

    /// A new connection is live: ask again under the same IDs.
    pub(crate) fn repeat(&self, effects: &mut Effects) {
        if let Sending::Sent { id, command, .. } = &self.sending {
            effects.send(ClientMessage::Command { id: id.clone(), command: command.clone() });
        }
        for (id, message) in &self.dismissing {
            let command = Command::DismissMessage { message: message.clone() };
            effects.send(ClientMessage::Command { id: id.clone(), command });
        }
    }

    /// When to call [`Messages::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        if let Sending::Sent { until, .. } = &self.sending { *until } else { NEVER }
    }

    pub(crate) fn tick(&mut self, now: Now) {
        if self.wake_at() <= now {
            self.sending = Sending::Failed(CommandError::TimedOut);
        }
    }
}

fn fault(extension: &str, text: &str) -> Option<MessageFault> {
    let characters = text.chars().count();
    let is_extension = !extension.is_empty() && extension.chars().all(|character| character.is_ascii_digit());
    match characters {
        _ if !is_extension => Some(MessageFault::NoReceiver),
        0 => Some(MessageFault::Empty),
        _ if characters > MAX_AGENT_MESSAGE_CHARS => Some(MessageFault::TooLong(characters)),
        _ => None,
    }
}
