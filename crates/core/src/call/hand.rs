//! The hand that an agent raises about a call (挙手・カスハラ): supervisors see it at once, and the log says it.
//!
//! The event server keeps the hand ([`denwa_protocol::RaisedHand`]); this is what the agent asks of it, and what the log says.

use super::rehearsal::is_test;
use super::{Card, Phase};
use crate::effects::Effects;
use crate::text::{Language, Msg, say};
use denwa_protocol::{Command, HandKind, RaisedHand};

impl Card {
    /// Whether the agent can raise her hand about the call now.
    #[must_use]
    pub fn can_raise_hand(&self) -> bool {
        matches!(self.phase(), Phase::Talking | Phase::Held) && !is_test(&self.call)
    }

    /// The hand that is up.
    #[must_use]
    pub fn hand_up(&self) -> Option<&RaisedHand> {
        self.call.hand.as_ref().filter(|hand| hand.is_up())
    }

    /// Whether the call is one with harassment, and how it ended is to be said.
    #[must_use]
    pub fn is_harassment(&self) -> bool {
        self.call.hand.as_ref().is_some_and(|hand| hand.kind == HandKind::Harassment)
    }

    /// Raise the hand, or raise it for another reason.
    pub(crate) fn raise_hand(&mut self, kind: HandKind, effects: &mut Effects) {
        let is_up = self.hand_up().is_some_and(|hand| hand.kind == kind);
        if self.can_raise_hand() && !is_up {
            self.hand.ask(Command::RaiseHand { call: self.call.id.clone(), kind }, effects);
        }
    }

    /// Take the hand down, or say how it ended, also after the call.
    pub(crate) fn lower_hand(&mut self, outcome: Option<String>, effects: &mut Effects) {
        if self.call.hand.is_some() {
            self.hand.ask(Command::LowerHand { call: self.call.id.clone(), outcome }, effects);
        }
    }

    /// The event server has reported the call: what was asked about the hand may have happened.
    pub(super) fn settle_hand(&mut self) {
        let hand = self.call.hand.as_ref();
        let has_happened = match self.hand.command() {
            Some(Command::RaiseHand { kind, .. }) => self.hand_up().is_some_and(|hand| hand.kind == *kind),
            Some(Command::LowerHand { outcome, .. }) => {
                hand.is_some_and(|hand| !hand.is_up() && hand.outcome == *outcome)
            }
            _ => self.call.ended.is_some(),
        };
        if has_happened {
            self.hand.settle();
        }
    }

    /// What the log says of the hand; empty if none was raised.
    #[must_use]
    pub fn hand_words(&self, language: Language) -> String {
        let Some(hand) = &self.call.hand else { return String::new() };
        say::hand(language, kind_word(hand.kind), hand.outcome.as_deref())
    }
}

/// Why a hand is up, in a word.
pub(crate) fn kind_word(kind: HandKind) -> Msg {
    match kind {
        HandKind::Harassment => Msg::Harassment,
        HandKind::Help | HandKind::Unknown => Msg::HandHelp,
    }
}
