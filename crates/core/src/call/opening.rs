//! The page that opens for a call.

use super::{CallContext, Card, Phase, Who};
use crate::destination::{Destination, phone_field};
use crate::effects::Effects;
use crate::host::{FoundRecord, Pop};
use crate::number;
use crate::settings::SeveralMatches;
use denwa_protocol::Direction;

/// The object of a new record where neither the layout nor the settings name an object.
const NEW_RECORD: &str = "Contact";

impl Card {
    /// Open the page that a search, or a record the call carries, asks for. For incoming calls a softphone layout that is followed
    /// decides, except that several matches are listed where 複数該当時の動作 says so.
    pub(super) fn open_by_itself(&mut self, context: &CallContext, effects: &mut Effects) {
        let by_layout = self.call.direction == Direction::Inbound;
        let several = context.settings().several_matches();
        let remembered = context.remembered_record(self.number(), effects.now).map(str::to_owned);
        let Some(known) = self.who.take_fresh() else { return };
        let layout = known.layout_pop.clone().filter(|_| by_layout).map(Pop::Layout);
        let pop = match (known.matches.len(), several) {
            (0, _) => layout.or_else(|| self.no_match_page(context)),
            (1, _) => layout.or_else(|| known.chosen_page()),
            (_, SeveralMatches::Choose) => match remembered {
                Some(record) if known.has(&record) => {
                    self.who_before = Some(Who::Known(known.clone()));
                    known.choose_remembered(&record);
                    let page = known.chosen_page();
                    self.send_record(context, effects);
                    page
                }
                _ => None,
            },
            _ if layout.is_some() => layout,
            (_, SeveralMatches::First) => {
                known.chosen = Some(0);
                known.chosen_page()
            }
            (_, SeveralMatches::Search) => Some(Pop::Search(self.plain_number(context))),
            (_, SeveralMatches::Nothing) => None,
        };
        // A form for a caller who has given up meanwhile would cover the panel for nothing.
        let is_given_up = self.call.ended.is_some() && self.call.answered_at.is_none();
        if let Some(pop) = pop.filter(|pop| !(is_given_up && pop.covers_panel())) {
            self.open(pop, context, effects);
        }
    }

    pub(super) fn open(&mut self, pop: Pop, context: &CallContext, effects: &mut Effects) {
        if let Who::Known(known) = &mut self.who {
            known.pop.open(pop, self.key, context.settings().timeout_pop_ms(), effects);
        }
    }

    /// The matches that the agent chooses from: none where there is one at most, or where nothing is done about several.
    #[must_use]
    pub fn matches_to_choose(&self, context: &CallContext) -> &[FoundRecord] {
        match &self.who {
            Who::Known(known)
                if known.matches.len() > 1 && context.settings().several_matches() != SeveralMatches::Nothing =>
            {
                &known.matches
            }
            _ => &[],
        }
    }

    /// 検索結果がない時の転送先.
    fn no_match_page(&self, context: &CallContext) -> Option<Pop> {
        let destination = Destination::parse(context.settings().no_match_page())?;
        Some(destination.pop(&self.placeholder_values(context), |object| self.new_fields(object, context)))
    }

    /// The fields of a new record: the number, in the telephone field of its object.
    fn new_fields(&self, object: &str, context: &CallContext) -> Vec<(String, String)> {
        let mut targets = context.settings().targets(Some(self.own_number(context)));
        let target = targets.find(|target| target.object.eq_ignore_ascii_case(object));
        let chosen = target.and_then(|target| target.phone.first()).map(String::as_str);
        let field = chosen.or_else(|| phone_field(object)).or_else(|| context.phone_fields.field_of(object));
        let number = self.plain_number(context);
        match field {
            Some(field) if !number.is_empty() => vec![(field.to_owned(), number)],
            _ => Vec::new(),
        }
    }

    /// Whether a new record makes sense: nobody matches, and the call does not ring any more, for its form covers the panel.
    #[must_use]
    pub fn offers_new_record(&self) -> bool {
        matches!(&self.who, Who::Known(known) if known.matches.is_empty()) && self.phase() != Phase::Ringing
    }

    /// Make a record of an unknown caller.
    pub(crate) fn new_record(&mut self, context: &CallContext, effects: &mut Effects) {
        let Who::Known(known) = &self.who else { return };
        if !self.offers_new_record() {
            return;
        }
        let layout = known.layout_pop.clone().map(Pop::Layout).filter(Pop::covers_panel);
        let pop = layout.or_else(|| self.no_match_page(context).filter(Pop::covers_panel));
        let pop = pop.unwrap_or_else(|| Pop::NewRecord {
            object: NEW_RECORD.to_owned(),
            fields: self.new_fields(NEW_RECORD, context),
        });
        self.open(pop, context, effects);
    }

    /// No call rings: a page that waited for that opens, once this call has been answered.
    pub(crate) fn release(&mut self, context: &CallContext, effects: &mut Effects) {
        let is_answered = self.call.answered_at.is_some() || self.call.ended.is_some();
        if let Who::Known(known) = &mut self.who
            && is_answered
        {
            known.pop.release(self.key, context.settings().timeout_pop_ms(), effects);
        }
    }

    /// The call ended before anybody answered it: a page that waited for the answer does not open.
    pub(super) fn drop_waiting_page(&mut self) {
        if let Who::Known(known) = &mut self.who
            && self.call.answered_at.is_none()
        {
            known.pop.drop_waiting();
        }
    }

    /// The number as records have it: without the prefixes of the PBX, in its national form.
    pub(super) fn plain_number(&self, context: &CallContext) -> String {
        let number = self.number();
        let forms = number::search_forms_with(number, context.settings().dial_prefixes());
        forms.into_iter().next().unwrap_or_else(|| number.to_owned())
    }
}
