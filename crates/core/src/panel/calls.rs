//! The cards: which there are, and in which order.

use super::Panel;
use crate::call::rehearsal::{self, is_test};
use crate::call::{CallContext, Card, Phase};
use crate::desk::{DeskTab, LookupPlace};
use crate::effects::Effects;
use denwa_protocol::Call;
use std::cmp::Reverse;

/// How many ended calls stay in view once their logs are settled.
const ENDED_KEPT: usize = 3;

impl Panel {
    /// The card of a call, and what it needs to know of the rest.
    pub(super) fn card_of(&mut self, call: &str) -> Option<(&mut Card, &CallContext)> {
        let card = self.cards.iter_mut().find(|card| card.call.id == call)?;
        Some((card, &self.context))
    }

    /// The event server reports a call.
    pub(super) fn on_call(&mut self, call: Call, effects: &mut Effects) {
        // A log that is written is corrected even if the agent has put the card away.
        let is_dismissed = self.dismissed.contains(&call.id);
        let is_stale = call.ended.is_some() && call.has_stale_log();
        if is_dismissed && !is_stale && self.card_of(&call.id).is_none() {
            return;
        }
        if let Some(ended) = call.ended.filter(|_| !is_test(&call)) {
            self.last_call_end = self.last_call_end.max(Some(ended.at));
        }
        self.count_settling();
        self.history.on_call(&call);
        if let Some((card, context)) = self.card_of(&call.id) {
            card.on_call(call, context, effects);
        } else {
            self.add_card(call, is_dismissed, effects);
        }
        self.sort_cards();
    }

    /// Adds a card, out of sight if the agent has put the call away before.
    fn add_card(&mut self, call: Call, is_dismissed: bool, effects: &mut Effects) {
        if call.ended.is_none() {
            self.remove_test_call();
            self.make_room();
        }
        let mut card = Card::new(call, &self.context, effects);
        card.is_leaving = is_dismissed;
        // A call that begins is in sight, whatever list was shown or open.
        if card.call.ended.is_none() {
            self.show_tab(DeskTab::Calls, effects);
            self.directory.stop(&LookupPlace::Dial, self.session.is_live(), effects);
        }
        if self.context.server.primary && card.phase() == Phase::Ringing {
            self.window.open_for(&card.call.id, self.context.settings(), effects);
        }
        self.cards.push(card);
    }

    /// Counts the ended calls that the host is busy with.
    pub(super) fn count_settling(&mut self) {
        self.context.settling = self.cards.iter().filter(|card| card.is_settling()).count();
    }

    /// A call the server no longer knows is over, whatever its end was.
    pub(super) fn lose_calls(&mut self, known: &[String], effects: &mut Effects) {
        let at = self.context.server.now;
        for card in &mut self.cards {
            let call = &card.call;
            if call.ended.is_none() && !is_test(call) && !known.contains(&call.id) {
                card.lose(at, &self.context, effects);
                self.last_call_end = self.last_call_end.max(Some(at));
            }
        }
        self.sort_cards();
    }

    /// Calls that ring first, then the one that goes on, then held ones, each in the order they began; then ended ones, the last one first.
    pub(super) fn sort_cards(&mut self) {
        self.cards.sort_by_key(|card| {
            let rank = match card.phase() {
                Phase::Ringing => 0,
                Phase::Prompting | Phase::Dialling | Phase::Talking => 1,
                Phase::Held => 2,
                Phase::Ended(_) => 3,
            };
            let is_ended = card.call.ended.is_some();
            let began = card.call.began_at;
            (rank, (!is_ended).then_some(began), Reverse(began))
        });
    }

    /// Ended calls make room for a new call, but never a call whose log is not settled.
    fn make_room(&mut self) {
        let settings = self.context.settings();
        let mut kept = 1;
        self.cards.retain(|card| {
            let may_go = card.makes_room(settings);
            kept += usize::from(may_go);
            !may_go || kept <= ENDED_KEPT
        });
    }

    /// Whether a test call is there.
    #[must_use]
    pub fn is_testing(&self) -> bool {
        self.cards.iter().any(|card| is_test(&card.call))
    }

    /// Let a test call come in, unless a call goes on.
    pub(super) fn begin_test_call(&mut self, effects: &mut Effects) {
        if self.cards.iter().all(|card| card.call.ended.is_some()) {
            let line = self.context.server.lines.first().map(|line| line.number.clone());
            let at = self.context.server_time(effects.now);
            self.on_call(rehearsal::call(at, line, self.context.language), effects);
        }
    }

    /// Put the test call away.
    pub(super) fn remove_test_call(&mut self) {
        self.cards.retain(|card| !is_test(&card.call));
    }
}
