//! The hand that the agent raises about a call (挙手・カスハラ): its buttons, the script, and how it ended.

use super::commands::errand_error;
use super::control::{Tile, TilePress, TileView};
use super::results::ResultView;
use crate::Now;
use crate::call::Card;
use crate::input::UserAction;
use crate::panel::Panel;
use crate::text::Msg;
use denwa_protocol::{Command, HandKind};

/// What the agent says where the organisation has set no script.
const SCRIPT: [Msg; 3] = [Msg::ScriptRefuse, Msg::ScriptWarn, Msg::ScriptHandOver];
/// How a call with harassment can end where the organisation has set no list.
const OUTCOMES: [Msg; 4] = [Msg::OutcomeCalm, Msg::OutcomeHandedOver, Msg::OutcomeEnded, Msg::OutcomeLaw];

/// The hand that was raised about a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandView {
    /// What was reported, in words.
    pub title: &'static str,
    /// Since when it is up; none once it is down.
    pub since: Option<Now>,
    /// It is about harassment.
    pub is_harassment: bool,
    /// What to say to somebody who harasses, line by line.
    pub script: Vec<String>,
    /// How a call with harassment can end.
    pub outcomes: Vec<ResultView>,
    /// It can be taken down.
    pub can_lower: bool,
    /// What was asked is on its way.
    pub is_busy: bool,
}

impl Panel {
    pub(super) fn hand_view(&self, card: &Card) -> Option<HandView> {
        let hand = card.call.hand.as_ref()?;
        let language = self.context.language;
        let is_up = card.hand_up().is_some();
        let is_harassment = card.is_harassment();
        let title = match (is_harassment, is_up) {
            (true, true) => Msg::HarassmentReported,
            (true, false) => Msg::HarassmentWasReported,
            (false, true) => Msg::HandIsUp,
            (false, false) => return None,
        };
        let has_script = is_harassment && card.call.ended.is_none();
        let outcome = |label: String| ResultView { is_chosen: hand.outcome.as_ref() == Some(&label), label };
        let outcomes = or_own(self.settings().harassment_outcomes(), &OUTCOMES, self);
        Some(HandView {
            title: title.t(language),
            since: is_up.then(|| self.context.local(hand.at)),
            is_harassment,
            script: if has_script { or_own(self.settings().harassment_script(), &SCRIPT, self) } else { Vec::new() },
            outcomes: if is_harassment { outcomes.into_iter().map(outcome).collect() } else { Vec::new() },
            can_lower: is_up && self.session.is_live(),
            is_busy: card.hand.command().is_some(),
        })
    }

    /// Why the hand was not raised or taken down.
    pub(super) fn hand_error(&self, card: &Card) -> Option<String> {
        errand_error(&card.hand, errand_word, self.context.language)
    }

    /// The two buttons that raise a hand, while the call goes on.
    pub(super) fn hand_tiles(&self, card: &Card) -> [Option<TileView>; 2] {
        let tile = |tile, word, kind| Some(self.hand_tile(card, tile, word, kind));
        [
            tile(Tile::Hand, Msg::RaiseHand, HandKind::Help),
            tile(Tile::Harassment, Msg::Harassment, HandKind::Harassment),
        ]
    }

    fn hand_tile(&self, card: &Card, tile: Tile, word: Msg, kind: HandKind) -> TileView {
        let language = self.context.language;
        let call = card.call.id.clone();
        let is_up = card.hand_up().is_some_and(|hand| hand.kind == kind);
        let press =
            if is_up { UserAction::LowerHand { call, outcome: None } } else { UserAction::RaiseHand { call, kind } };
        let why = if self.session.is_live() { Msg::UnavailableNow } else { Msg::UnavailableOffline };
        let is_possible = card.can_raise_hand() && self.session.is_live();
        let is_busy = matches!(card.hand.command(), Some(Command::RaiseHand { kind: asked, .. }) if *asked == kind);
        TileView {
            tile,
            word: word.t(language),
            unavailable: (!is_possible).then(|| why.t(language)),
            is_busy,
            is_on: Some(is_up),
            press: TilePress::Send(press),
        }
    }
}

fn errand_word(command: &Command) -> Msg {
    match command {
        Command::RaiseHand { kind: HandKind::Harassment, .. } => Msg::Harassment,
        Command::RaiseHand { .. } => Msg::RaiseHand,
        _ => Msg::LowerHand,
    }
}

/// The organisation's lines, or the panel's own.
fn or_own(lines: &[String], own: &[Msg], panel: &Panel) -> Vec<String> {
    if lines.is_empty() {
        own.iter().map(|message| message.t(panel.context.language).to_owned()).collect()
    } else {
        lines.to_vec()
    }
}
