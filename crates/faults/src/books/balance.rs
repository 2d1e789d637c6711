//! The balance, once everything has come to rest.

use super::Part;
use crate::{
    report::{Balance, Figures, Kind, Report},
    world::World,
};
use denwa_protocol::{Direction, Number};
use std::collections::BTreeMap;

impl World {
    /// Balances the books.
    pub fn balance(self) -> Report {
        let mut balance = Balance::default();
        self.balance_logs(&mut balance);
        self.balance_pages(&mut balance);
        self.balance_dials(&mut balance);
        self.balance_rest(&mut balance);
        let figures = Figures {
            calls: u64::from(self.plan.calls),
            parts: self.books.parts.len() as u64,
            unseen_parts: self.books.parts.values().filter(|part| part.kept.is_none()).count() as u64,
            tasks: self.org.tasks.len() as u64,
            log_requests: self.org.asked,
            pages: self.books.pages.values().map(|opened| opened.len() as u64).sum(),
            excused_pages: balance.excused_pages,
            starts: u64::from(self.server.boot),
            connections: self.net.connections.len() as u64,
            happened: self.happened,
        };
        let faults =
            self.injection.faults.iter().map(|(name, count)| ((*name).to_owned(), u64::from(*count))).collect();
        Report { seed: self.plan.seed, figures, faults, findings: balance.findings }
    }

    /// Each number that was dialled once in a panel is dialled once at most.
    fn balance_dials(&self, balance: &mut Balance) {
        // A call that was dialled once may have several parts, after a transfer or a pick-up, and its other side may join another call:
        // only the first part of each whole call tells what was dialled.
        let mut first_parts: BTreeMap<&str, &Part> = BTreeMap::new();
        for part in self.books.parts.values() {
            let known = first_parts.entry(&part.first.request_id).or_insert(part);
            if part.began < known.began {
                *known = part;
            }
        }
        let mut dialled: BTreeMap<&str, usize> = BTreeMap::new();
        for first in first_parts.values().map(|part| &part.first).filter(|first| first.direction == Direction::Outbound)
        {
            if let Number::Known { digits } = &first.remote.number {
                *dialled.entry(digits).or_default() += 1;
            }
        }
        for number in &self.books.dials {
            let count = dialled.get(number.as_str()).copied().unwrap_or_default();
            if count > 1 {
                let words = format!("{number} was dialled once in a panel, and {count} times at the PBX");
                balance.find(Kind::Doubled, "", words);
            }
        }
    }
}
