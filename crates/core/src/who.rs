//! Who it is: searching for a call's other side, and opening its record.
//!
//! `Due` (waits for its moment) → `Searching` → `Known` or `Failed`; `NotSearched` where the rules forbid a search. `Failed` becomes
//! `Known` when the answer comes late after all: then it is shown, and nothing opens by itself.

use crate::Now;
use crate::command::{Out, POP_MS};
use crate::host::{CallType, Found, FoundRecord, HostError, HostReply, HostRequest, LayoutPop, Pop, RequestId};

/// How long a search may take before the panel says so and goes on, in milliseconds (連携タイムアウト時間, search).
const SEARCH_MS: u64 = 5_000;
/// How long an answer that comes too late is still taken, in milliseconds.
const LATE_MS: u32 = 30_000;

/// What is known of the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Never searched for.
    NotSearched(NotSearched),
    /// Searched for when the call is answered.
    Due,
    /// The host searches.
    Searching(Search),
    /// The search is over.
    Known(Known),
    /// The host did not find out.
    Failed {
        /// Why.
        error: HostError,
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
}

/// A search under way: one request for each way of writing the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    requests: Vec<(RequestId, Option<Found>)>,
    until: Now,
    may_pop: bool,
}

/// A record that matches. A contact and its own account are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Record ID: the one that opens.
    pub id: String,
    /// API name of its object.
    pub object: String,
    /// Its name; the ID where the layout shows none.
    pub name: String,
    /// What else the layout shows of it.
    pub fields: Vec<String>,
    /// For a person account the contact's ID, which a log names.
    pub person_contact: Option<String>,
}

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What matches.
    pub matches: Vec<Match>,
    /// Which one it is: the only one, or the one the agent chose.
    pub chosen: Option<usize>,
    /// What the softphone layout wants opened, if the one search it came from found all matches.
    pub layout_pop: Option<LayoutPop>,
    /// The last page asked for.
    pub pop: PopState,
}

/// How opening a page went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PopState {
    /// Nothing asked.
    #[default]
    Nothing,
    /// Asked.
    Asked(RequestId),
    /// Opened.
    Done,
    /// Not opened.
    Failed(HostError),
}

impl Who {
    /// Search by a number, in each way it may be stored. `may_pop`: open the record if it is the only one.
    pub(crate) fn search(number: &str, call_type: CallType, may_pop: bool, out: &mut Out) -> Self {
        let forms = crate::number::search_forms(number);
        if forms.is_empty() {
            return Self::NotSearched(NotSearched::NoNumber);
        }
        let requests = forms
            .into_iter()
            .map(|number| (out.host(HostRequest::Search { number, call_type }, LATE_MS), None))
            .collect();
        Self::Searching(Search { requests, until: out.now + SEARCH_MS, may_pop })
    }

    /// It is a record the call carries. `may_pop`: open it.
    pub(crate) fn attached(record: &denwa_protocol::AttachedRecord, may_pop: bool, out: &mut Out) -> Self {
        let found = FoundRecord {
            id: record.record_id.clone(),
            name: record.name.clone().unwrap_or_default(),
            ..FoundRecord::default()
        };
        let mut known = Known::new(vec![Match::from(found)], None);
        if may_pop {
            known.open_chosen(out);
        }
        Self::Known(known)
    }

    /// Nothing more is expected to come of this.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Searching(_))
    }

    /// The record it is, if that is known.
    #[must_use]
    pub fn record(&self) -> Option<&Match> {
        match self {
            Self::Known(known) => known.chosen.and_then(|index| known.matches.get(index)),
            _ => None,
        }
    }

    /// When to call [`Who::tick`].
    pub(crate) fn wake_at(&self) -> Option<Now> {
        match self {
            Self::Searching(search) => Some(search.until),
            _ => None,
        }
    }

    /// Stop waiting if it is time.
    pub(crate) fn tick(&mut self, out: &mut Out) {
        if let Self::Searching(search) = self
            && search.until <= out.now
        {
            let search = search.clone();
            *self = search.conclude(Some(HostError::TimedOut), out);
        }
    }

    /// The answer of the host, if it is for this.
    pub(crate) fn on_host(&mut self, id: RequestId, result: &Result<HostReply, HostError>, out: &mut Out) -> bool {
        match self {
            Self::Searching(search) => {
                let Some(error) = search.take(id, result) else { return false };
                if search.is_complete() {
                    let search = search.clone();
                    *self = search.conclude(error, out);
                }
                true
            }
            Self::Failed { search, .. } => {
                if search.take(id, result).is_none() {
                    return false;
                }
                if result.is_ok() && !search.matches().is_empty() {
                    search.may_pop = false;
                    let search = search.clone();
                    *self = search.conclude(None, out);
                }
                true
            }
            Self::Known(known) => known.on_host(id, result),
            Self::NotSearched(_) | Self::Due => false,
        }
    }

    /// The agent says which one it is; its record opens.
    pub(crate) fn choose(&mut self, record: &str, out: &mut Out) {
        if let Self::Known(known) = self
            && let Some(index) = known.matches.iter().position(|m| m.id == record)
        {
            known.chosen = Some(index);
            known.open_chosen(out);
        }
    }
}

impl Search {
    /// Keep an answer. `None`: it is not for this search; `Some(error)`: it is, and it was that error.
    #[expect(clippy::option_option, reason = "not ours, an answer, an error: three cases")]
    fn take(&mut self, id: RequestId, result: &Result<HostReply, HostError>) -> Option<Option<HostError>> {
        let slot = self.requests.iter_mut().find(|(request, found)| *request == id && found.is_none())?;
        Some(match result {
            Ok(HostReply::Found(found)) => {
                slot.1 = Some(found.clone());
                None
            }
            Ok(_) => {
                slot.1 = Some(Found::default());
                Some(HostError::BadAnswer)
            }
            // A late answer may still follow where the shell gave up; an error is final.
            Err(error) => {
                slot.1 = Some(Found::default());
                Some(error.clone())
            }
        })
    }

    fn is_complete(&self) -> bool {
        self.requests.iter().all(|(_, found)| found.is_some())
    }

    fn matches(&self) -> Vec<Match> {
        unite(self.requests.iter().filter_map(|(_, found)| found.as_ref()).flat_map(|found| &found.records))
    }

    fn conclude(self, error: Option<HostError>, out: &mut Out) -> Who {
        let matches = self.matches();
        if matches.is_empty()
            && let Some(error) = error
        {
            return Who::Failed { error, search: self };
        }
        let layout_pop = self.layout_pop(&matches);
        let mut known = Known::new(matches, layout_pop);
        if self.may_pop {
            known.open_by_itself(out);
        }
        Who::Known(known)
    }

    /// What the layout wants opened: only if the one search it came from found all there is, and saw as many matches in it as the agent
    /// does. A contact with its own account are two to the layout, which would open a list of them.
    fn layout_pop(&self, matches: &[Match]) -> Option<LayoutPop> {
        self.requests.iter().filter_map(|(_, found)| found.as_ref()).find_map(|found| {
            let has = |one: &Match| found.records.iter().any(|record| record.id == one.id);
            let all = found.records.len() == matches.len() && matches.iter().all(has);
            found.layout_pop.clone().filter(|_| all)
        })
    }
}

impl Known {
    fn new(matches: Vec<Match>, layout_pop: Option<LayoutPop>) -> Self {
        let chosen = (matches.len() == 1).then_some(0);
        Self { matches, chosen, layout_pop, pop: PopState::Nothing }
    }

    /// One match opens; several are for the agent to choose from; with none only what the layout says opens.
    fn open_by_itself(&mut self, out: &mut Out) {
        match (self.matches.len(), &self.layout_pop) {
            // A new record is offered, not forced: the agent decides after the answer.
            (0 | 1, Some(pop)) if !pop.covers_panel => {
                let pop = pop.clone();
                self.open(Pop::Layout(pop), out);
            }
            (1, _) => self.open_chosen(out),
            _ => {}
        }
    }

    fn open_chosen(&mut self, out: &mut Out) {
        if let Some(id) = self.chosen.and_then(|index| self.matches.get(index)).map(|m| m.id.clone()) {
            self.open(Pop::Record { id }, out);
        }
    }

    pub(crate) fn open(&mut self, pop: Pop, out: &mut Out) {
        self.pop = PopState::Asked(out.host(HostRequest::Pop(pop), POP_MS));
    }

    fn on_host(&mut self, id: RequestId, result: &Result<HostReply, HostError>) -> bool {
        if self.pop != PopState::Asked(id) {
            return false;
        }
        self.pop = match result {
            Ok(_) => PopState::Done,
            Err(error) => PopState::Failed(error.clone()),
        };
        true
    }
}

impl From<FoundRecord> for Match {
    fn from(found: FoundRecord) -> Self {
        let name = if found.name.is_empty() { found.id.clone() } else { found.name };
        Self { name, id: found.id, object: found.object, fields: found.fields, person_contact: found.person_contact }
    }
}

/// Record IDs of 15 and 18 characters name the same record by their first 15.
fn same_id(a: &str, b: &str) -> bool {
    !a.is_empty() && a.get(..15).unwrap_or(a) == b.get(..15).unwrap_or(b)
}

/// One match for each record: IDs once; a contact takes in its own account, a person account its own contact.
fn unite<'a>(found: impl Iterator<Item = &'a FoundRecord>) -> Vec<Match> {
    let mut records: Vec<FoundRecord> = Vec::new();
    for record in found {
        if !records.iter().any(|known| same_id(&known.id, &record.id)) {
            records.push(record.clone());
        }
    }
    let owned_by_contact = |account: &FoundRecord| {
        account.object == "Account"
            && records.iter().any(|contact| {
                contact.object == "Contact"
                    && contact
                        .account
                        .as_deref()
                        .is_some_and(|of| same_id(of, &account.id) || (!account.name.is_empty() && of == account.name))
            })
    };
    let is_persons_contact = |contact: &FoundRecord| {
        contact.object == "Contact"
            && records.iter().any(|p| p.person_contact.as_deref().is_some_and(|id| same_id(id, &contact.id)))
    };
    // Of a person account's two records the account stays: it is the page people know, and it knows its contact.
    records
        .iter()
        .filter(|record| record.person_contact.is_some() || (!owned_by_contact(record) && !is_persons_contact(record)))
        .cloned()
        .map(Match::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, object: &str, name: &str) -> FoundRecord {
        FoundRecord { id: id.to_owned(), object: object.to_owned(), name: name.to_owned(), ..FoundRecord::default() }
    }

    #[test]
    fn a_contact_takes_in_its_own_account() {
        let account = record("001000000000001AAA", "Account", "青空商事株式会社");
        let other = record("001000000000002AAA", "Account", "みどり電機");
        let mut contact = record("003000000000001AAA", "Contact", "山田 花子");
        contact.account = Some("001000000000001".to_owned());
        let names = |records: &[FoundRecord]| unite(records.iter()).into_iter().map(|m| m.name).collect::<Vec<_>>();
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
            let matches = unite(records.iter());
            assert_eq!(matches.len(), 1);
            assert_eq!(matches[0].person_contact.as_deref(), Some("003000000000009AAA"));
        }
    }

    #[test]
    fn one_record_found_twice_is_one_match() {
        let records = [record("003000000000001", "Contact", "a"), record("003000000000001AAA", "Contact", "a")];
        assert_eq!(unite(records.iter()).len(), 1);
    }
}
