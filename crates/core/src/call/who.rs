//! Who the other side is.
//!
//! `Due` (waits for its moment) → `Searching` (the host is asked) → `Known` or `Failed`; `NotSearched` where the rules forbid a search.
//! `Failed` becomes `Known` when the answer comes late after all: then the record is shown, and nothing opens by itself. `Failed` and
//! `Due` are left by the agent's own search too, and every state by a record that the call carries.

use super::{PopState, Search};
use crate::Now;
use crate::effects::NEVER;
use crate::host::{Answer, Found, FoundRecord, HostError, HostReply, LayoutPop, Pop, RequestId};
use denwa_protocol::AttachedRecord;

/// Who the other side is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Never searched for.
    NotSearched(NotSearched),
    /// Searched for when the moment comes, or by hand.
    Due,
    /// The host searches.
    Searching(Search),
    /// The search is over.
    Known(Known),
    /// The host did not find out.
    Failed {
        /// Whether the search took too long; else something was wrong.
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
    /// Another panel of this agent searches.
    OtherPanel,
    /// Calls on this number are not linked (連携対象電話番号).
    Line,
    /// The monitoring number calls (監視用システム番号).
    Monitoring,
    /// Calls are linked to nothing (連携しない).
    Off,
    /// Calls are linked to other sites instead (カスタム連携).
    Custom,
    /// A test call touches nothing.
    Test,
    /// Calls like this one are not searched for (検索しない), or there is no object to search.
    Never,
}

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The matches: of a contact and its own account only the contact. Each has a name, its ID where the layout shows none.
    pub matches: Vec<FoundRecord>,
    /// The place of the right match: of the only one, or of the agent's choice.
    pub chosen: Option<usize>,
    /// The page that the softphone layout wants opened, if the one search it came from found all matches.
    pub layout_pop: Option<LayoutPop>,
    /// The last page asked for.
    pub pop: PopState,
    /// The search has just ended, and nothing has opened yet.
    is_fresh: bool,
    /// The agent chose this record for the same number before.
    pub is_remembered: bool,
    /// The call brought the record; nobody searched for it.
    pub came_with_call: bool,
}

impl Who {
    /// A record that the call carries. `may_open`: by itself.
    pub(super) fn attached(record: &AttachedRecord, may_open: bool) -> Self {
        let name = record.name.as_ref().filter(|name| !name.is_empty()).unwrap_or(&record.record_id);
        let found = FoundRecord { id: record.record_id.clone(), name: name.clone(), ..FoundRecord::default() };
        Self::Known(Known { came_with_call: true, ..Known::new(vec![found], None, may_open) })
    }

    /// Nothing opens by itself any more: another panel does that.
    pub(super) fn keep_closed(&mut self) {
        match self {
            Self::Searching(search) | Self::Failed { search, .. } => search.may_open = false,
            Self::Known(known) => {
                known.is_fresh = false;
                known.pop.drop_waiting();
            }
            Self::NotSearched(_) | Self::Due => {}
        }
    }

    /// The result of a search that has just ended, once: then it is time to open something.
    pub(super) fn take_fresh(&mut self) -> Option<&mut Known> {
        match self {
            Self::Known(known) if known.is_fresh => {
                known.is_fresh = false;
                Some(known)
            }
            _ => None,
        }
    }

    /// Whether nothing more is expected to come.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Searching(_))
    }

    /// Whether this panel does not know, but may find out, or another panel may know.
    pub(super) fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Due | Self::Searching(_) | Self::Failed { .. } | Self::NotSearched(NotSearched::OtherPanel)
        )
    }

    /// Whether several records match and the agent has chosen none, or has taken her choice back.
    pub(super) fn is_undecided(&self) -> bool {
        matches!(self, Self::Known(known) if known.chosen.is_none())
    }

    /// The agent says that it is this record, whatever a search found or would find.
    pub(super) fn choose_other(&mut self, found: FoundRecord) {
        let mut known = match std::mem::replace(self, Self::Due) {
            Self::Known(known) => known,
            _ => Known::new(Vec::new(), None, false),
        };
        let id = found.id.clone();
        if !known.has(&id) {
            known.matches.push(found);
        }
        known.choose(&id);
        *self = Self::Known(known);
    }

    /// The record of the other side, if it is known which.
    #[must_use]
    pub fn record(&self) -> Option<&FoundRecord> {
        match self {
            Self::Known(known) => known.chosen_record(),
            _ => None,
        }
    }

    /// When to call [`Who::tick`].
    pub(super) fn wake_at(&self) -> Now {
        match self {
            Self::Searching(search) => search.until,
            _ => NEVER,
        }
    }

    /// Stop waiting if it is time.
    pub(super) fn tick(&mut self, now: Now) {
        if self.wake_at() <= now {
            self.conclude(Some(&HostError::TimedOut));
        }
    }

    /// An answer to one of the search's requests. An error counts as nothing found.
    pub(super) fn on_search_answer(&mut self, id: RequestId, answer: Answer) {
        let (found, error) = match answer {
            Ok(HostReply::Found(found)) => (found, None),
            Ok(_) => (Found::default(), Some(HostError::BadAnswer)),
            Err(error) => (Found::default(), Some(error)),
        };
        match self {
            Self::Searching(search) => {
                if search.keep(id, found) && search.is_complete() {
                    self.conclude(error.as_ref());
                }
            }
            Self::Failed { search, .. } => {
                if search.keep(id, found) && error.is_none() && !search.matches().is_empty() {
                    search.may_open = false;
                    self.conclude(None);
                }
            }
            Self::NotSearched(_) | Self::Due | Self::Known(_) => {}
        }
    }

    /// The search is over, or has had its time. With a match, an error of one request does not matter.
    fn conclude(&mut self, error: Option<&HostError>) {
        let (Self::Searching(search) | Self::Failed { search, .. }) = self else { return };
        let matches = search.matches();
        *self = match error {
            Some(error) if matches.is_empty() => {
                Self::Failed { late: matches!(error, HostError::TimedOut), search: search.clone() }
            }
            _ => {
                let layout_pop = search.layout_pop(&matches);
                Self::Known(Known::new(matches, layout_pop, search.may_open))
            }
        };
    }
}

impl Known {
    fn new(matches: Vec<FoundRecord>, layout_pop: Option<LayoutPop>, is_fresh: bool) -> Self {
        let chosen = (matches.len() == 1).then_some(0);
        Self {
            matches,
            chosen,
            layout_pop,
            pop: PopState::Nothing,
            is_fresh,
            is_remembered: false,
            came_with_call: false,
        }
    }

    fn chosen_record(&self) -> Option<&FoundRecord> {
        self.matches.get(self.chosen?)
    }

    /// The page of the chosen record.
    pub(super) fn chosen_page(&self) -> Option<Pop> {
        Some(Pop::Record { id: self.chosen_record()?.id.clone() })
    }

    /// Whether a record is one of the matches.
    pub(super) fn has(&self, record: &str) -> bool {
        self.matches.iter().any(|found| found.id == record)
    }

    /// The agent says which match it is. Returns whether it is one of them.
    pub(super) fn choose(&mut self, record: &str) -> bool {
        let chosen = self.matches.iter().position(|found| found.id == record);
        if chosen.is_some() {
            self.chosen = chosen;
            self.is_remembered = false;
        }
        chosen.is_some()
    }

    /// The agent chose this match for the number before.
    pub(super) fn choose_remembered(&mut self, record: &str) {
        self.is_remembered = self.choose(record);
    }

    /// Another panel took the choice back.
    pub(super) fn take_back(&mut self) {
        if self.matches.len() > 1 {
            self.chosen = None;
            self.is_remembered = false;
        }
    }
}
