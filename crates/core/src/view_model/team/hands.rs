//! Hands that agents have raised.

use crate::Now;
use crate::call::kind_word;
use crate::panel::Panel;
use crate::text::say;
use denwa_protocol::{Command, HandKind, TeamHand};

/// A hand that is up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandRow {
    /// The agent's extension.
    pub agent: String,
    /// Her call.
    pub call: String,
    /// Why, in a word.
    pub kind: &'static str,
    /// It is about harassment.
    pub is_harassment: bool,
    /// Who raised it.
    pub name: String,
    /// The other side of her call.
    pub who: String,
    /// Since when, by the panel's clock.
    pub since: Now,
    /// What the button that takes it down says to a screen reader.
    pub label: String,
    /// It is being taken down.
    pub is_busy: bool,
}

/// The hand that was raised last, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandNewsView {
    /// Who raised it, and why.
    pub words: String,
    /// It is about harassment.
    pub is_harassment: bool,
}

impl Panel {
    pub(super) fn hand_rows(&self) -> Vec<HandRow> {
        self.context.server.hands.iter().map(|hand| self.hand_row(hand)).collect()
    }

    fn hand_row(&self, hand: &TeamHand) -> HandRow {
        let language = self.context.language;
        let name = hand.agent.label();
        let is_asked = |command: &Command| matches!(command, Command::LowerHandOf { agent, call } if *agent == hand.agent.extension && *call == hand.call);
        HandRow {
            agent: hand.agent.extension.clone(),
            call: hand.call.clone(),
            kind: kind_word(hand.hand.kind).t(language),
            is_harassment: hand.hand.kind == HandKind::Harassment,
            name: name.to_owned(),
            who: self.name_or_number(&hand.remote, None),
            since: self.context.local(hand.hand.at),
            label: say::lower_hand_of(language, name),
            is_busy: self.team.errand.command().is_some_and(is_asked),
        }
    }

    /// The hand that was raised last, while the team is not shown.
    pub(in crate::view_model) fn hand_news(&self) -> Option<HandNewsView> {
        let last = self.context.server.hands.last().filter(|_| self.context.server.supervises)?;
        let who = self.name_or_number(&last.remote, None);
        Some(HandNewsView {
            words: say::hand_up(self.context.language, last.hand.kind, last.agent.label(), &who),
            is_harassment: last.hand.kind == HandKind::Harassment,
        })
    }
}
