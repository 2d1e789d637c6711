//! The agent's choices of records for numbers that several records have: kept in the browser, and used when the number calls again.

use super::Panel;
use crate::call::rehearsal::is_test;
use crate::effect::Effect;
use crate::effects::Effects;
use crate::remembered::Remembered;

impl Panel {
    fn choices_key(&self) -> Option<String> {
        self.boot.storage_key("choices")
    }

    /// Has the browser read the choices.
    pub(super) fn load_choices(&self, effects: &mut Effects) {
        if let Some(key) = self.choices_key() {
            effects.push(Effect::LoadChoices { key });
        }
    }

    /// The choices are there.
    pub(super) fn on_choices(&mut self, key: &str, choices: Remembered) {
        if self.choices_key().as_deref() == Some(key) {
            self.context.remembered = choices;
        }
    }

    fn keep_choices(&self, effects: &mut Effects) {
        if let Some(key) = self.choices_key() {
            effects.push(Effect::KeepChoices { key, choices: self.context.remembered.clone() });
        }
    }

    /// The agent chooses a match. Where several were offered it is remembered for the number.
    pub(super) fn choose(&mut self, call: &str, record: &str, effects: &mut Effects) {
        let Some((card, context)) = self.card_of(call) else { return };
        card.choose(record, context, effects);
        let offered = card.matches_to_choose(context);
        let is_offered = offered.iter().any(|found| found.id == record);
        if is_offered && !card.number().is_empty() && !is_test(&card.call) {
            let number = card.number().to_owned();
            let at = context.server_time(effects.now);
            self.context.remembered.remember(&number, record, at);
            self.keep_choices(effects);
        }
    }

    /// The other side is the record whose page the agent is on.
    pub(super) fn choose_viewed(&mut self, call: &str, effects: &mut Effects) {
        let Some((card, context)) = self.card_of(call) else { return };
        if let Some(found) = card.person_offer(context) {
            card.choose_other(found, context, effects);
        }
    }

    /// The agent takes her choice back: it is not remembered either.
    pub(super) fn undo_choice(&mut self, call: &str, effects: &mut Effects) {
        let Some((card, context)) = self.card_of(call) else { return };
        card.undo_choice(context, effects);
        let number = card.number().to_owned();
        if self.context.remembered.forget(&number) {
            self.keep_choices(effects);
        }
    }
}
