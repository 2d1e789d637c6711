//! Every part of a call against the pages that opened.

use super::Part;
use crate::{
    report::{Balance, Kind},
    site,
    world::World,
};
use denwa_protocol::{Direction, Number};
use std::collections::{BTreeMap, BTreeSet};

/// How long before a call everything must have been well, so that its page must open, in milliseconds.
const CALM_BEFORE_MS: u64 = 20_000;
/// How long a call must last so that its page must open, in milliseconds.
const LONG_ENOUGH_MS: u64 = 3_000;

/// The parts for which a page of a record may open, by agent and record.
type Entitled<'a> = BTreeMap<(usize, String), Vec<(&'a String, &'a Part)>>;

impl World {
    pub(super) fn balance_pages(&self, balance: &mut Balance) {
        let mut entitled = Entitled::new();
        for (id, part) in &self.books.parts {
            for record in records_of(part) {
                entitled.entry((part.agent, record)).or_default().push((id, part));
            }
        }
        for ((agent, record), opened) in &self.books.pages {
            let Some(own) = entitled.get(&(*agent, record.clone())) else {
                balance.find(Kind::WrongRecord, "", format!("{record} opened at {agent}, who had no call with it"));
                continue;
            };
            let chosen = own.iter().filter(|(_, part)| part.wishes.chosen.is_some()).count();
            let (first, last) = (opened[0], opened[opened.len() - 1]);
            let is_excused = self.books.had_trouble(*agent, first.saturating_sub(CALM_BEFORE_MS), last);
            if opened.len() > own.len() + chosen && is_excused {
                balance.excused_pages += 1;
            } else if opened.len() > own.len() + chosen {
                balance.find(Kind::Doubled, own[0].0, format!("its page opened {} times", opened.len()));
            }
        }
        for (id, part) in &self.books.parts {
            let Some(record) = page_due(part) else { continue };
            if self.books.pages.contains_key(&(part.agent, record.clone())) {
                continue;
            }
            if self.was_calm(part) {
                balance.find(Kind::Lost, id, format!("the page of {record} did not open"));
            } else {
                balance.excused_pages += 1;
            }
        }
    }

    /// Whether the agent's panels were connected when a part began, and nothing around them was broken then or since.
    fn was_calm(&self, part: &Part) -> bool {
        let end = part.ended.unwrap_or(self.now);
        part.is_reached && !self.books.had_trouble(part.agent, part.began.saturating_sub(CALM_BEFORE_MS), end)
    }
}

/// The record whose page must have opened for a part, if nothing was in the way.
fn page_due(part: &Part) -> Option<String> {
    let Number::Known { digits } = &part.view.remote.number else { return None };
    let is_long = part.ended? >= part.began + LONG_ENOUGH_MS;
    // Whom the call was joined with later was searched for then, if at all.
    let is_one = part.customers.len() == 1;
    let is_due = is_one && is_long && part.view.direction == Direction::Inbound && !part.view.internal;
    match site::contacts_of(site::customer_of(digits)?).as_slice() {
        [record] if is_due => Some(record.clone()),
        _ => None,
    }
}

/// The records whose pages may open for a part.
fn records_of(part: &Part) -> BTreeSet<String> {
    let attached = part.kept.as_ref().and_then(|kept| kept.record.as_ref());
    let contacts = part.customers.iter().flat_map(|customer| site::contacts_of(*customer));
    contacts.chain(attached.map(|record| record.record_id.clone())).collect()
}
