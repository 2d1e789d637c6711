//! Tones (DTMF) for the other side of a call: keys that the agent presses, types or pastes, and the extension behind the dialled number.
//!
//! One piece is on its way at a time: what comes meanwhile waits behind it, and goes in pieces that the server takes. If a piece fails,
//! what waits behind it is dropped, because the other side would take it for something else.

use crate::Now;
use crate::effects::Effects;
use crate::pending::Pending;
use denwa_protocol::{Command, CommandOutcome};

/// How many tones the server takes at once.
const PIECE: usize = 16;
/// How many tones may wait: more is no number and no menu, but a slip of the clipboard.
const MOST_WAITING: usize = 128;
/// How many of the tones that were sent are shown.
const SHOWN: usize = 20;

/// Tones for the other side of a call. All texts are digits, `*` and `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tones {
    /// The piece on its way, or why the last one failed.
    pub pending: Pending,
    /// The end of what was sent.
    pub sent: String,
    /// Why the last text was not sent.
    pub refused: Option<TonesFault>,
    /// Whether the extension behind the dialled number was sent.
    pub has_sent_extension: bool,
    /// The piece on its way.
    piece: String,
    /// What waits behind it.
    waiting: String,
    /// Whether the extension is on its way.
    has_extension: bool,
}

/// Why a text is not sent as tones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TonesFault {
    /// It has letters or other signs that no key has.
    NotKeys,
    /// It is longer than anything one would send.
    TooLong,
}

impl Tones {
    /// Send a text that was typed or pasted, in full-width characters too. Spaces and what people put between digits are left out.
    pub(crate) fn send(&mut self, call: &str, text: &str, effects: &mut Effects) {
        self.refused = None;
        self.pending.forgive();
        match keys(text) {
            Err(fault) => self.refused = Some(fault),
            Ok(keys) if self.waiting.len() + keys.len() > MOST_WAITING => self.refused = Some(TonesFault::TooLong),
            Ok(keys) => {
                self.waiting.push_str(&keys);
                self.go_on(call, effects);
            }
        }
    }

    /// Send the extension behind the dialled number, unless it is on its way.
    pub(crate) fn send_extension(&mut self, call: &str, digits: &str, effects: &mut Effects) {
        if !self.has_extension {
            self.send(call, digits, effects);
            self.has_extension = self.is_busy();
        }
    }

    /// Whether tones are on their way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.pending.service().is_some()
    }

    /// Send the next piece, if none is on its way.
    fn go_on(&mut self, call: &str, effects: &mut Effects) {
        if self.is_busy() || self.waiting.is_empty() {
            return;
        }
        let rest = self.waiting.split_off(self.waiting.len().min(PIECE));
        self.piece = std::mem::replace(&mut self.waiting, rest);
        let command = Command::SendTones { call: call.to_owned(), tones: self.piece.clone() };
        self.pending.ask(command, effects);
    }

    /// The answer to a command came. Returns whether it is for these tones.
    pub(crate) fn on_answer(&mut self, id: &str, outcome: &CommandOutcome, call: &str, effects: &mut Effects) -> bool {
        if !self.pending.on_answer(id, outcome) {
            return false;
        }
        if *outcome == CommandOutcome::Done {
            self.sent.push_str(&self.piece);
            self.sent = self.sent.split_off(self.sent.len().saturating_sub(SHOWN));
            self.go_on(call, effects);
            if !self.is_busy() {
                self.has_sent_extension |= std::mem::take(&mut self.has_extension);
            }
        } else {
            self.drop_waiting();
        }
        true
    }

    /// A new connection is live.
    pub(crate) fn repeat(&self, effects: &mut Effects) {
        self.pending.repeat(effects);
    }

    /// The call is over: nobody hears tones any more.
    pub(crate) fn end(&mut self) {
        *self = Self { has_sent_extension: self.has_sent_extension, ..Self::default() };
    }

    /// When to call [`Tones::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        self.pending.wake_at()
    }

    /// Give up if it is time.
    pub(crate) fn tick(&mut self, now: Now) {
        let was_busy = self.is_busy();
        self.pending.tick(now);
        if was_busy && !self.is_busy() {
            self.drop_waiting();
        }
    }

    fn drop_waiting(&mut self) {
        self.waiting.clear();
        self.has_extension = false;
    }
}

/// The keys of a text.
fn keys(text: &str) -> Result<String, TonesFault> {
    let mut keys = String::new();
    for character in text.chars() {
        // Full-width forms stand as far from ASCII as the first of them.
        let narrow = match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            other => other,
        };
        match narrow {
            '0'..='9' | '*' | '#' => keys.push(narrow),
            '-' | '(' | ')' | '.' | ',' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' => {}
            space if space.is_whitespace() => {}
            _ => return Err(TonesFault::NotKeys),
        }
        if keys.len() > MOST_WAITING {
            return Err(TonesFault::TooLong);
        }
    }
    if keys.is_empty() { Err(TonesFault::NotKeys) } else { Ok(keys) }
}

#[cfg(test)]
mod tests {
    use super::{TonesFault, keys};

    #[test]
    fn keys_are_read_from_what_people_paste() {
        assert_eq!(keys("１２３－4567 #").as_deref(), Ok("1234567#"));
        assert_eq!(keys("＊86＃").as_deref(), Ok("*86#"));
        for garbage in ["", " - ", "abc", "12a", "\u{1f600}", "'; drop"] {
            assert_eq!(keys(garbage), Err(TonesFault::NotKeys), "{garbage:?}");
        }
        assert_eq!(keys(&"1".repeat(100_000)), Err(TonesFault::TooLong));
    }
}
