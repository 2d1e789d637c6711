//! Drafts of call logs in the browser: kept while a call may still be logged, and taken up again by the next page.

use super::Panel;
use crate::call::{Card, draft::key_of};
use crate::effect::Effect;
use crate::effects::Effects;
use crate::kept_call::KeptCall;
use denwa_protocol::{Call, CallNote};

impl Panel {
    /// The beginning of the keys: an adapter hosted elsewhere shares its storage with all organisations open in the browser.
    fn draft_prefix(&self) -> String {
        format!("denwa:call:{}:{}:", self.boot.organisation.id, self.boot.user.id)
    }

    /// Has the browser read the drafts of an earlier page.
    pub(super) fn load_drafts(&self, effects: &mut Effects) {
        effects.push(Effect::LoadCalls { prefix: self.draft_prefix() });
    }

    /// The drafts are there.
    pub(super) fn on_drafts(&mut self, prefix: &str, drafts: Vec<KeptCall>, effects: &mut Effects) {
        if prefix != self.draft_prefix() {
            return;
        }
        self.drafts = drafts;
        if self.session.is_live() {
            self.take_drafts(effects);
        }
    }

    /// The event server has said which calls it knows: the others of the drafts are over.
    pub(super) fn take_drafts(&mut self, effects: &mut Effects) {
        for kept in std::mem::take(&mut self.drafts) {
            self.count_settling();
            if let Some((card, context)) = self.card_of(&kept.call.id) {
                card.take_draft(kept, context, effects);
            } else if !self.dismissed.contains(&kept.call.id) {
                let card = Card::recovered(kept, &self.context, effects);
                self.cards.push(card);
            }
        }
        for card in &mut self.cards {
            card.ask_for_past_call(effects);
        }
        self.sort_cards();
    }

    /// Past calls came. For a draft they tell whether the call's log is settled; the others are for the list.
    pub(super) fn on_past_calls(&mut self, id: &str, calls: Vec<Call>, more: bool, effects: &mut Effects) {
        let Some(place) = self.cards.iter().position(|card| card.question.as_deref() == Some(id)) else {
            return self.history.on_page(id, calls, more);
        };
        let card = &mut self.cards[place];
        card.question = None;
        let Some(call) = calls.into_iter().find(|call| call.id == card.call.id) else { return };
        let Some(kept) = card.take_unwritten_draft() else { return self.on_call(call, effects) };
        self.cards.remove(place);
        let note = whole_note(call.note.clone(), kept.note.as_ref());
        self.on_call(Call { note, ..call }, effects);
        if let Some((card, context)) = self.card_of(&kept.call.id) {
            card.take_draft(kept, context, effects);
        }
    }

    /// Has the browser keep what has changed.
    pub(super) fn keep_drafts(&mut self, effects: &mut Effects) {
        if !self.boot.names_user() {
            return;
        }
        let prefix = self.draft_prefix();
        for card in &mut self.cards {
            card.keep(&prefix, &self.context, effects);
        }
    }

    /// The agent gives the log of a call up.
    pub(super) fn forget_draft(&self, call: &str, effects: &mut Effects) {
        effects.push(Effect::KeepCall { key: key_of(&self.draft_prefix(), call), draft: None });
    }
}

/// The notes of a past call, of which the event server may tell the beginning only: then those of the draft, if they begin like that.
fn whole_note(past: Option<CallNote>, kept: Option<&CallNote>) -> Option<CallNote> {
    let past = past?;
    let is_beginning = |kept: &&CallNote| past.text.strip_suffix('…').is_some_and(|text| kept.text.starts_with(text));
    let text = kept.filter(is_beginning).map(|kept| kept.text.clone());
    Some(CallNote { text: text.unwrap_or(past.text), revision: past.revision })
}
