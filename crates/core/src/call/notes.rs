//! The notes of a call, from the first ring on. The event server keeps them, with a revision; the browser's draft and the log take them too.
//!
//! An edit is sent after a pause in typing, and at once when the agent leaves the field ([`Notes::flush`]). It names the revision that it was
//! made from. If another panel has changed the notes meanwhile, neither text is lost: [`Notes::theirs`] waits beside the agent's own until
//! she decides. Nothing that the server says changes a text that the agent is working on.

use crate::Now;
use crate::effects::{Effects, NEVER};
use denwa_protocol::{CallNote, Command, CommandError, CommandOutcome};

/// The pause in typing after which notes are sent, in milliseconds.
const PAUSE_MS: u64 = 1_000;
/// Notes are sent at the latest so long after the first edit that was not, in milliseconds.
const LATEST_MS: u64 = 10_000;
/// The pause after which a log that is written already takes the notes, in milliseconds.
const REST_MS: u64 = 5_000;
/// How long to wait for the server's answer, and after an error that may pass, in milliseconds.
const AGAIN_MS: u64 = 10_000;
/// The longest notes that are sent, in bytes of JSON: the message must not be larger than a server accepts. The server's own limit is lower
/// and part of its configuration.
const MOST_BYTES: usize = denwa_protocol::MAX_MESSAGE_BYTES / 2;

/// The notes of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// As the agent sees them.
    text: String,
    /// As the server last had them, and the agent's text began from.
    base: (String, u32),
    sending: Sending,
    /// A text that was sent and not answered, and is not the agent's any more: the server may still take it.
    unanswered: Option<String>,
    /// When to send an edit.
    send_at: Option<Now>,
    /// The time of the first edit that was not sent.
    edited_at: Option<Now>,
    /// Until when the agent may still be typing.
    rest_at: Option<Now>,
    theirs: Option<CallNote>,
    /// The server does not take this text.
    refused: Option<NoteFault>,
}

/// Why the server does not keep the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteFault {
    /// They are too long.
    TooLong,
    /// It does not know the call any more.
    NoSuchCall,
}

/// What the agent decides about notes that two panels have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteDecision {
    /// Keep her own.
    Mine,
    /// Use the other panel's.
    Theirs,
    /// Keep both, the other panel's below.
    Both,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Sending {
    #[default]
    Nothing,
    Sent {
        id: String,
        text: String,
        /// The revision that it was made from.
        base: u32,
        until: Now,
    },
}

impl Notes {
    /// As the event server has them.
    pub(super) fn of(note: Option<&CallNote>) -> Self {
        let (text, revision) = note.map_or_else(Default::default, |note| (note.text.clone(), note.revision));
        Self { text: text.clone(), base: (text, revision), ..Self::default() }
    }

    /// Notes that the browser kept of a call that the event server has not named: they are sent once it does.
    pub(super) fn recovered(kept: &CallNote) -> Self {
        Self { text: kept.text.clone(), base: (String::new(), kept.revision), ..Self::default() }
    }

    /// The text as the agent sees it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The revision that the text began from.
    pub(super) fn revision(&self) -> u32 {
        self.base.1
    }

    /// Another panel's text, while the agent has not decided which counts.
    #[must_use]
    pub fn theirs(&self) -> Option<&str> {
        self.theirs.as_ref().map(|theirs| theirs.text.as_str())
    }

    /// Why the server does not keep the text.
    #[must_use]
    pub fn refused(&self) -> Option<NoteFault> {
        self.refused
    }

    /// Whether the server has the text.
    #[must_use]
    pub fn are_kept(&self) -> bool {
        self.text == self.base.0 && self.sending == Sending::Nothing && self.unanswered.is_none()
    }

    /// Whether the server has not answered yet.
    pub(super) fn are_on_their_way(&self) -> bool {
        self.sending != Sending::Nothing
    }

    /// Whether the agent is not typing just now.
    pub(super) fn are_at_rest(&self) -> bool {
        self.rest_at.is_none()
    }

    /// The text for the log: both texts while the agent has not decided.
    pub(super) fn for_log(&self) -> String {
        match self.theirs() {
            Some(theirs) => joined(&self.text, theirs),
            None => self.text.clone(),
        }
    }

    /// The agent types.
    pub(super) fn edit(&mut self, text: String, now: Now) {
        if text == self.text {
            return;
        }
        self.text = text;
        self.refused = None;
        let first = *self.edited_at.get_or_insert(now);
        self.send_at = Some((now + PAUSE_MS).min(first + LATEST_MS));
        self.rest_at = Some(now + REST_MS);
    }

    /// Notes that the browser kept of an earlier page. Without changes since, they are an edit of the revision they began from.
    pub(super) fn take_draft(&mut self, kept: &CallNote, now: Now) {
        if kept.text == self.text || kept.text.is_empty() {
            return;
        }
        if kept.revision == self.base.1 || self.text.is_empty() {
            self.edit(kept.text.clone(), now);
        } else {
            // The server has a later text: the agent decides.
            let server = CallNote { text: self.base.0.clone(), revision: self.base.1 };
            self.text.clone_from(&kept.text);
            self.theirs = Some(server);
        }
    }

    /// The agent leaves the field, the page is hidden, or the call ends: nothing waits for a pause any more.
    pub(super) fn flush(&mut self, call: &str, effects: &mut Effects) {
        self.rest_at = None;
        if self.send_at.is_some() {
            self.send_at = Some(effects.now);
            self.maybe_send(call, effects);
        }
    }

    /// The agent decides which text counts.
    pub(super) fn decide(&mut self, decision: NoteDecision, call: &str, effects: &mut Effects) {
        let Some(theirs) = self.theirs.take() else { return };
        match decision {
            NoteDecision::Mine => {}
            NoteDecision::Theirs => self.text.clone_from(&theirs.text),
            NoteDecision::Both => self.text = joined(&self.text, &theirs.text),
        }
        self.base = (theirs.text, theirs.revision);
        self.refused = None;
        self.send_at = Some(effects.now);
        self.flush(call, effects);
    }

    /// The event server reports the notes.
    pub(super) fn on_report(&mut self, note: Option<&CallNote>, now: Now) {
        if self.refused.take_if(|fault| *fault == NoteFault::NoSuchCall).is_some() {
            self.send_at = Some(now);
        }
        let Some(note) = note else {
            // A server that lost its calls knows no revision of them.
            if self.base.1 > 0 {
                self.base = (String::new(), 0);
                self.sending = Sending::Nothing;
            }
            if self.text != self.base.0 && self.sending == Sending::Nothing {
                self.send_at.get_or_insert(now);
            }
            return;
        };
        if note.revision <= self.base.1 {
            if self.text != self.base.0 {
                self.send_at.get_or_insert(now);
            }
            return;
        }
        let is_mine = matches!(&self.sending, Sending::Sent { text, .. } if *text == note.text);
        let was_mine = self.unanswered.as_ref() == Some(&note.text);
        if is_mine {
            self.sending = Sending::Nothing;
        } else if was_mine {
            // The agent has typed another text since, which follows.
        } else if self.are_kept() && self.theirs.is_none() {
            // Not while the agent has to decide: the text may be hers by choice, even if it is the one that she began from.
            self.text.clone_from(&note.text);
        } else if self.text != note.text && !note.text.is_empty() {
            self.theirs = Some(note.clone());
            return;
        }
        self.theirs = None;
        self.unanswered = None;
        self.base = (note.text.clone(), note.revision);
        if self.text != self.base.0 && !is_mine {
            self.send_at = Some(now);
        }
    }

    /// An answer to a command came; `reported` is what the server has last said of the notes. Returns whether the answer is for them.
    pub(super) fn on_answer(
        &mut self,
        answered: &str,
        outcome: &CommandOutcome,
        reported: Option<&CallNote>,
        now: Now,
    ) -> bool {
        let Sending::Sent { id, text, base, .. } = &self.sending else { return false };
        if id != answered {
            return false;
        }
        let (sent, base) = (text.clone(), *base);
        self.sending = Sending::Nothing;
        match outcome {
            CommandOutcome::Done => {
                self.base = (sent, base + 1);
                self.unanswered = None;
            }
            CommandOutcome::Failed { error: CommandError::Conflict, .. } => {
                self.on_report(reported, now);
                let is_known = self.base.1 > base;
                self.send_at = Some(if is_known { now } else { now + AGAIN_MS });
            }
            CommandOutcome::Failed { error: CommandError::TooLong | CommandError::BadRequest, .. } => {
                self.refused = Some(NoteFault::TooLong);
            }
            CommandOutcome::Failed { error: CommandError::NoSuchCall, .. } => {
                self.refused = Some(NoteFault::NoSuchCall);
            }
            CommandOutcome::Failed { .. } | CommandOutcome::Unknown => self.send_at = Some(now + AGAIN_MS),
        }
        true
    }

    /// A new connection is live: an edit on its way may be lost.
    pub(super) fn repeat(&mut self, call: &str, effects: &mut Effects) {
        if self.sending != Sending::Nothing {
            self.stop_waiting(effects.now);
        }
        self.maybe_send(call, effects);
    }

    pub(super) fn wake_at(&self) -> Now {
        let send_at = if self.can_send() { self.send_at } else { None };
        let until = match self.sending {
            Sending::Sent { until, .. } => Some(until),
            Sending::Nothing => None,
        };
        [send_at, until, self.rest_at].into_iter().flatten().min().unwrap_or(NEVER)
    }

    /// It may be time to send. Returns whether the agent has just come to rest.
    pub(super) fn tick(&mut self, call: &str, effects: &mut Effects) -> bool {
        if matches!(self.sending, Sending::Sent { until, .. } if until <= effects.now) {
            self.stop_waiting(effects.now);
        }
        self.maybe_send(call, effects);
        self.rest_at.take_if(|at| *at <= effects.now).is_some()
    }

    /// No answer comes: the text is sent again, or what the agent has typed since.
    fn stop_waiting(&mut self, now: Now) {
        if let Sending::Sent { text, .. } = std::mem::take(&mut self.sending)
            && text != self.text
        {
            self.unanswered = Some(text);
        }
        self.send_at = Some(now);
    }

    fn can_send(&self) -> bool {
        self.theirs.is_none() && self.sending == Sending::Nothing && self.refused.is_none()
    }

    fn maybe_send(&mut self, call: &str, effects: &mut Effects) {
        if !self.can_send() || self.send_at.is_none_or(|at| at > effects.now) {
            return;
        }
        (self.send_at, self.edited_at) = (None, None);
        if self.text == self.base.0 && self.unanswered.is_none() {
            return;
        }
        if json_bytes(&self.text) > MOST_BYTES {
            self.refused = Some(NoteFault::TooLong);
            return;
        }
        let (text, base) = (self.text.clone(), self.base.1);
        let id = effects.command(Command::SetNote { call: call.to_owned(), text: text.clone(), base });
        self.sending = Sending::Sent { id, text, base, until: effects.now + AGAIN_MS };
    }
}

/// Two texts, one below the other. Of equal ones, or where one has the other, only one.
fn joined(mine: &str, theirs: &str) -> String {
    if mine.contains(theirs) {
        mine.to_owned()
    } else if theirs.contains(mine) {
        theirs.to_owned()
    } else {
        format!("{mine}\n{theirs}")
    }
}

/// The size of a text in JSON, in bytes.
fn json_bytes(text: &str) -> usize {
    let size = |character: char| match character {
        '"' | '\\' | '\n' | '\r' | '\t' => 2,
        control if control < ' ' => 6,
        other => other.len_utf8(),
    };
    text.chars().map(size).sum()
}
