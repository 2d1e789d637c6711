//! Who it is: searching for a call's other side, and opening its record.
//!
//! `Due` (waits for its moment) → `Searching` → `Known` or `Failed`; `NotSearched` where the rules forbid a search. `Failed` becomes
//! `Known` when the answer comes late after all: then it is shown, and nothing opens by itself.

use crate::Now;
use crate::command::{NEVER, Out};
use crate::host::{Answer, Found, FoundRecord, HostError, HostReply, HostRequest, LayoutPop, Pop, RequestId};

/// How long an answer that comes too late is still taken, in milliseconds.
pub(crate) const LATE_MS: u32 = 30_000;

/// What is known of the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Never searched for.
    NotSearched(NotSearched),
    /// Searched for when its moment comes, or by hand.
    Due,
    /// The host searches.
    Searching(Search),
    /// The search is over.
    Known(Known),
    /// The host did not find out.
    Failed {
        /// It took too long; else something was wrong.
        late: bool,
        /// The search, whose answers may still come.
        search: Search,
    },
}

/// Why there is no search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSearched {
    /// Internal calls are not linked (内線着信時はCTI連携しない).
    Internal,
    /// The number is withheld, which is not "no match".
    Withheld,
    /// There is no number that could be searched for.
    NoNumber,
    /// Another panel of this agent does it.
    OtherPanel,
    /// Calls on this number are not linked (連携対象電話番号).
    Line,
    /// The monitoring number calls (監視用システム番号).
    Monitoring,
    /// Calls are linked to nothing (連携しない).
    Off,
    /// Calls are linked to other sites instead (カスタム連携).
    Custom,
    /// It is a test call, which touches nothing.
    Test,
    /// Calls like this one are not searched for (検索しない), or nothing is there to search in.
    Never,
}

/// A search under way: one request for each way of writing the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    requests: Vec<(RequestId, Option<Found>)>,
    until: Now,
    may_open: bool,
}

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What matches: of a contact and its own account one. Each has a name, its ID where the layout shows none.
    pub matches: Vec<FoundRecord>,
    /// Which one it is: the only one, or the one the agent chose.
    pub chosen: Option<usize>,
    /// What the softphone layout wants opened, if the one search it came from found all matches.
    pub layout_pop: Option<LayoutPop>,
    /// The last page asked for.
    pub pop: PopState,
    /// It has just been found out, and nothing has opened yet.
    fresh: bool,
}

/// How opening a page went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PopState {
    /// Nothing asked.
    #[default]
    Nothing,
    /// It would cover the panel, and waits until no call rings.
    Waiting(Pop),
    /// Asked.
    Asked(RequestId),
    /// Opened.
    Done,
    /// Not opened.
    Failed,
}

impl Who {
    /// The host is asked that; what it finds will stand beside. After `timeout` milliseconds the panel says that it takes long, and goes on.
    pub(crate) fn searching(
        requests: Vec<(RequestId, Option<Found>)>,
        timeout: u64,
        may_open: bool,
        out: &Out,
    ) -> Self {
        Self::Searching(Search { requests, until: out.now + timeout, may_open })
    }

    /// It is a record the call carries. `may_open`: by itself.
    pub(crate) fn attached(record: &denwa_protocol::AttachedRecord, may_open: bool) -> Self {
        let found = FoundRecord {
            id: record.record_id.clone(),
            name: record.name.as_ref().filter(|name| !name.is_empty()).unwrap_or(&record.record_id).clone(),
            ..FoundRecord::default()
        };
        Self::Known(Known::new(vec![found], None, may_open))
    }

    /// What has just been found out, once: then it is time to open something.
    pub(crate) fn take_fresh(&mut self) -> Option<&mut Known> {
        match self {
            Self::Known(known) if known.fresh => {
                known.fresh = false;
                Some(known)
            }
            _ => None,
        }
    }

    /// Nothing more is expected to come of this.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Searching(_))
    }

    /// The record it is, if that is known.
    #[must_use]
    pub fn record(&self) -> Option<&FoundRecord> {
        match self {
            Self::Known(known) => known.chosen.and_then(|index| known.matches.get(index)),
            _ => None,
        }
    }

    /// When to call [`Who::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        match self {
            Self::Searching(search) => search.until,
            _ => NEVER,
        }
    }

    /// Stop waiting if it is time.
    pub(crate) fn tick(&mut self, now: Now) {
        if self.wake_at() <= now {
            self.conclude(Some(&HostError::TimedOut));
        }
    }

    /// The answer of the host, if it is for this.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &mut Answer) -> bool {
        match self {
            Self::Searching(search) => {
                if !search.take(id, answer) {
                    return false;
                }
                if search.is_complete() {
                    self.conclude(match answer {
                        Ok(HostReply::Found(_)) => None,
                        Ok(_) => Some(&HostError::BadAnswer),
                        Err(error) => Some(error),
                    });
                }
                true
            }
            Self::Failed { search, .. } => {
                if !search.take(id, answer) {
                    return false;
                }
                if answer.is_ok() && !search.matches().is_empty() {
                    search.may_open = false;
                    self.conclude(None);
                }
                true
            }
            Self::Known(known) => known.on_host(id, answer),
            Self::NotSearched(_) | Self::Due => false,
        }
    }

    /// The search is over, or has had its time.
    fn conclude(&mut self, error: Option<&HostError>) {
        let (Self::Searching(search) | Self::Failed { search, .. }) = core::mem::replace(self, Self::Due) else {
            return;
        };
        let matches = search.matches();
        *self = match error {
            Some(error) if matches.is_empty() => Self::Failed { late: matches!(error, HostError::TimedOut), search },
            _ => {
                let layout_pop = search.layout_pop(&matches);
                Self::Known(Known::new(matches, layout_pop, search.may_open))
            }
        };
    }

    /// The agent says which one it is.
    pub(crate) fn choose(&mut self, record: &str) -> Option<&mut Known> {
        let Self::Known(known) = self else { return None };
        let index = known.matches.iter().position(|m| m.id == record)?;
        known.chosen = Some(index);
        Some(known)
    }
}

impl Search {
    /// Keep what an answer found, if it is for this search. An error is final: it found nothing.
    fn take(&mut self, id: RequestId, answer: &mut Answer) -> bool {
        for (request, slot) in &mut self.requests {
            if *request == id && slot.is_none() {
                *slot = Some(match answer {
                    Ok(HostReply::Found(found)) => core::mem::take(found),
                    _ => Found::default(),
                });
                return true;
            }
        }
        false
    }

    fn is_complete(&self) -> bool {
        self.requests.iter().all(|(_, found)| found.is_some())
    }

    /// One match for each record: IDs once; a contact takes in its own account, a person account its own contact.
    fn matches(&self) -> Vec<FoundRecord> {
        let mut records: Vec<&FoundRecord> = Vec::new();
        for (_, found) in &self.requests {
            for record in found.as_ref().map_or(&[][..], |found| &found.records) {
                if !records.iter().any(|known| same_id(&known.id, &record.id)) {
                    records.push(record);
                }
            }
        }
        let mut matches = Vec::new();
        for record in &records {
            // Of a person account's two records the account stays: it is the page people know, and it knows its contact.
            if record.person_contact.is_some() || !records.iter().any(|other| takes_in(other, record)) {
                let mut record = (*record).clone();
                if record.name.is_empty() {
                    record.name.clone_from(&record.id);
                }
                matches.push(record);
            }
        }
        matches
    }

    /// What the layout wants opened: only if the one search it came from found all there is, and saw as many matches in it as the agent
    /// does. A contact with its own account are two to the layout, which would open a list of them.
    fn layout_pop(&self, matches: &[FoundRecord]) -> Option<LayoutPop> {
        for (_, found) in &self.requests {
            let Some(Found { records, layout_pop: Some(pop), .. }) = found else { continue };
            let has = |one: &FoundRecord| records.iter().any(|record| record.id == one.id);
            if records.len() == matches.len() && matches.iter().all(has) {
                return Some(pop.clone());
            }
        }
        None
    }
}

impl Known {
    fn new(matches: Vec<FoundRecord>, layout_pop: Option<LayoutPop>, fresh: bool) -> Self {
        let chosen = (matches.len() == 1).then_some(0);
        Self { matches, chosen, layout_pop, pop: PopState::Nothing, fresh }
    }

    /// The page of the one it is.
    pub(crate) fn chosen_page(&self) -> Option<Pop> {
        let id = self.chosen.and_then(|index| self.matches.get(index))?.id.clone();
        Some(Pop::Record { id })
    }

    /// Open a page; one that would cover the panel as soon as [`Known::release`] says that it may.
    pub(crate) fn open(&mut self, pop: Pop, deadline: u32, out: &mut Out) {
        let waits = pop.covers_panel();
        self.pop = PopState::Waiting(pop);
        if !waits {
            self.release(deadline, out);
        }
    }

    /// Nothing is in the way of a page that waits.
    pub(crate) fn release(&mut self, deadline: u32, out: &mut Out) {
        match core::mem::take(&mut self.pop) {
            PopState::Waiting(pop) => self.pop = PopState::Asked(out.host(HostRequest::Pop(pop), deadline)),
            other => self.pop = other,
        }
    }

    fn on_host(&mut self, id: RequestId, answer: &Answer) -> bool {
        if !matches!(self.pop, PopState::Asked(asked) if asked == id) {
            return false;
        }
        self.pop = match answer {
            Ok(_) => PopState::Done,
            Err(_) => PopState::Failed,
        };
        true
    }
}

/// IDs of 15 and 18 characters name the same thing by their first 15.
pub(crate) fn same_id(a: &str, b: &str) -> bool {
    !a.is_empty() && a.get(..15).unwrap_or(a) == b.get(..15).unwrap_or(b)
}

/// Whether a contact takes in its own account, or a person account its own contact.
fn takes_in(one: &FoundRecord, other: &FoundRecord) -> bool {
    match other.object.as_str() {
        "Account" if one.object == "Contact" => {
            let account = one.account.as_deref().unwrap_or_default();
            same_id(account, &other.id) || (!other.name.is_empty() && account == other.name)
        }
        "Contact" => one.person_contact.as_deref().is_some_and(|contact| same_id(contact, &other.id)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unite(records: &[FoundRecord]) -> Vec<FoundRecord> {
        let found = Found { records: records.to_vec(), ..Found::default() };
        Search { requests: vec![(RequestId(1), Some(found))], until: 0, may_open: true }.matches()
    }

    fn record(id: &str, object: &str, name: &str) -> FoundRecord {
        FoundRecord { id: id.to_owned(), object: object.to_owned(), name: name.to_owned(), ..FoundRecord::default() }
    }

    #[test]
    fn a_contact_takes_in_its_own_account() {
        let account = record("001000000000001AAA", "Account", "青空商事株式会社");
        let other = record("001000000000002AAA", "Account", "みどり電機");
        let mut contact = record("003000000000001AAA", "Contact", "山田 花子");
        contact.account = Some("001000000000001".to_owned());
        let names = |records: &[FoundRecord]| unite(records).into_iter().map(|m| m.name).collect::<Vec<_>>();
        assert_eq!(names(&[account.clone(), contact.clone()]), ["山田 花子"]);
        assert_eq!(names(&[other.clone(), contact.clone()]), ["みどり電機", "山田 花子"]);
        contact.account = Some("青空商事株式会社".to_owned());
        assert_eq!(names(&[contact, account, other]), ["山田 花子", "みどり電機"]);
    }

    #[test]
    fn the_two_ids_of_a_person_account_are_one_match() {
        let mut person = record("001000000000009AAA", "Account", "個人 太郎");
        person.person_contact = Some("003000000000009AAA".to_owned());
        let mut contact = record("003000000000009", "Contact", "個人 太郎");
        contact.account = Some("001000000000009".to_owned());
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
