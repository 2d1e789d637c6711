//! A search under way: one request for each way of writing the number. Their results are united.

use crate::Now;
use crate::host::{Found, FoundRecord, LayoutPop, RequestId};

/// A search under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    requests: Vec<SearchRequest>,
    /// When to stop waiting.
    pub(super) until: Now,
    /// Whether a page may open by itself.
    pub(super) may_open: bool,
}

/// A request and its result, once that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SearchRequest {
    id: RequestId,
    found: Option<Found>,
}

impl Search {
    pub(super) fn new(requests: impl IntoIterator<Item = RequestId>, until: Now, may_open: bool) -> Self {
        let requests = requests.into_iter().map(|id| SearchRequest { id, found: None }).collect();
        Self { requests, until, may_open }
    }

    /// Keeps the result of a request. Returns whether the request is one of this search's that had none yet.
    pub(super) fn keep(&mut self, id: RequestId, found: Found) -> bool {
        let open = self.requests.iter_mut().find(|request| request.id == id && request.found.is_none());
        open.map(|request| request.found = Some(found)).is_some()
    }

    /// Whether every request has its result.
    pub(super) fn is_complete(&self) -> bool {
        self.requests.iter().all(|request| request.found.is_some())
    }

    fn found(&self) -> impl Iterator<Item = &Found> {
        self.requests.iter().filter_map(|request| request.found.as_ref())
    }

    /// One match for each record: IDs once; a contact takes in its own account, a person account its own contact.
    pub(super) fn matches(&self) -> Vec<FoundRecord> {
        let mut records: Vec<&FoundRecord> = Vec::new();
        for record in self.found().flat_map(|found| &found.records) {
            if !records.iter().any(|known| is_same_id(&known.id, &record.id)) {
                records.push(record);
            }
        }
        let is_match = |record: &FoundRecord| {
            // Of a person account's two records the account stays: it is the page people know, and it knows its contact.
            record.person_contact.is_some() || !records.iter().any(|other| takes_in(other, record))
        };
        records.iter().copied().filter(|record| is_match(record)).map(named).collect()
    }

    /// The page that the layout wants opened: only if the one search it came from found all there is, and saw as many matches in it
    /// as the agent does. A contact with its own account are two to the layout, which would open a list of them.
    pub(super) fn layout_pop(&self, matches: &[FoundRecord]) -> Option<LayoutPop> {
        let found_all = |found: &&Found| {
            let has = |one: &FoundRecord| found.records.iter().any(|record| record.id == one.id);
            found.records.len() == matches.len() && matches.iter().all(has)
        };
        self.found().filter(|found| found.layout_pop.is_some()).find(found_all)?.layout_pop.clone()
    }
}

/// A record with a name: its ID where the layout shows none.
fn named(record: &FoundRecord) -> FoundRecord {
    let name = if record.name.is_empty() { &record.id } else { &record.name };
    FoundRecord { name: name.clone(), ..record.clone() }
}

/// IDs of 15 and 18 characters name the same record by their first 15.
fn is_same_id(a: &str, b: &str) -> bool {
    !a.is_empty() && a.get(..15).unwrap_or(a) == b.get(..15).unwrap_or(b)
}

/// Whether `one` is a contact and `other` its own account, or `one` a person account and `other` its own contact.
fn takes_in(one: &FoundRecord, other: &FoundRecord) -> bool {
    match other.object.as_str() {
        "Account" if one.object == "Contact" => match &one.account_id {
            Some(id) => is_same_id(id, &other.id),
            None => one.account_name.as_ref().is_some_and(|name| !name.is_empty() && *name == other.name),
        },
        "Contact" => one.person_contact.as_deref().is_some_and(|contact| is_same_id(contact, &other.id)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::{CardPart, Owner};

    fn unite(records: &[FoundRecord]) -> Vec<FoundRecord> {
        let id = RequestId { owner: Owner::Card { card: 1, part: CardPart::Search }, number: 1 };
        let mut search = Search::new([id], 0, true);
        search.keep(id, Found { records: records.to_vec(), ..Found::default() });
        search.matches()
    }

    fn record(id: &str, object: &str, name: &str) -> FoundRecord {
        FoundRecord { id: id.to_owned(), object: object.to_owned(), name: name.to_owned(), ..FoundRecord::default() }
    }

    #[test]
    fn a_contact_takes_in_its_own_account() {
        let account = record("001000000000001AAA", "Account", "青空商事株式会社");
        let other = record("001000000000002AAA", "Account", "みどり電機");
        let mut contact = record("003000000000001AAA", "Contact", "山田 花子");
        contact.account_id = Some("001000000000001".to_owned());
        let names = |records: &[FoundRecord]| unite(records).into_iter().map(|m| m.name).collect::<Vec<_>>();
        assert_eq!(names(&[account.clone(), contact.clone()]), ["山田 花子"]);
        assert_eq!(names(&[other.clone(), contact.clone()]), ["みどり電機", "山田 花子"]);
        contact.account_id = None;
        contact.account_name = Some("青空商事株式会社".to_owned());
        assert_eq!(names(&[contact, account, other]), ["山田 花子", "みどり電機"]);
    }

    #[test]
    fn the_two_ids_of_a_person_account_are_one_match() {
        let mut person = record("001000000000009AAA", "Account", "個人 太郎");
        person.person_contact = Some("003000000000009AAA".to_owned());
        let mut contact = record("003000000000009", "Contact", "個人 太郎");
        contact.account_id = Some("001000000000009".to_owned());
        for records in [[person.clone(), contact.clone()], [contact.clone(), person.clone()]] {
            let matches = unite(&records);
            assert_eq!(matches.len(), 1);
            assert_eq!(matches[0].person_contact.as_deref(), Some("003000000000009AAA"));
        }
    }

    #[test]
    fn one_record_found_twice_is_one_match() {
        let records = [record("003000000000001", "Contact", "a"), record("003000000000001AAA", "Contact", "a")];
        assert_eq!(unite(&records).len(), 1);
    }
}
