//! Looking somebody up by name or number: colleagues, queues and speed dials on the event server, records in the CRM.
//!
//! One field looks up at a time ([`LookupPlace`]). The server is asked a moment after the agent stops typing, again if no answer comes (a
//! question beyond an agent's allowance gets none), and then reports every change;
//! the CRM is asked after a longer pause: `Off` → `Due` → `Asked` → `Found` or `Failed`, and `Due` again with the next character.

mod query;

use crate::Now;
use crate::desk::LookupPlace;
use crate::effects::{Effects, NEVER};
use crate::host::{Answer, FoundRecord, HostReply, HostRequest, Owner, RequestId};
use crate::number;
use crate::settings::Settings;
use denwa_protocol::{AttachedRecord, ClientMessage, DirectoryEntry, MAX_FIND_CHARS};

/// How long the agent pauses before the event server is asked, in milliseconds.
const SERVER_PAUSE_MS: u64 = 120;
/// How long the event server may take before it is asked again, in milliseconds.
const SERVER_MS: u64 = 3_000;
/// How long she pauses before the CRM is asked, in milliseconds: each question counts against the organisation's limits.
const CRM_PAUSE_MS: u64 = 400;
/// How long the CRM may take, in milliseconds.
const CRM_MS: u32 = 5_000;

/// What the agent looks up.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// The field she types in; none while nothing is looked up.
    pub place: Option<LookupPlace>,
    /// What she typed.
    pub text: String,
    /// The question that the server has.
    watched: Option<Watched>,
    /// When to ask the server for what she types.
    watch_at: Option<Now>,
    /// What the server found last.
    pub entries: Vec<DirectoryEntry>,
    /// Whether the server found more.
    pub has_more: bool,
    /// What the CRM found.
    pub records: Records,
}

/// A question to the event server.
#[derive(Clone, Debug)]
struct Watched {
    /// The text.
    find: String,
    /// When to ask again; none once the server has answered.
    again_at: Option<Now>,
}

/// Records of the CRM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Records {
    /// Nothing is looked for.
    #[default]
    Off,
    /// The CRM is asked at this time.
    Due(Now),
    /// The CRM is asked.
    Asked(RequestId),
    /// What was found.
    Found(Vec<FoundRecord>),
    /// The CRM did not answer, or refused.
    Failed,
}

impl Directory {
    /// The agent types in a field, or opens its list.
    pub(crate) fn look_up(&mut self, place: LookupPlace, text: String, settings: &Settings, effects: &Effects) {
        let is_other_place = self.place.as_ref() != Some(&place);
        if !is_other_place && self.text == text {
            return;
        }
        let pause = if is_other_place { 0 } else { SERVER_PAUSE_MS };
        self.watch_at = Some(effects.now + pause);
        let is_for_records = place != LookupPlace::Message && query::is_worth_asking(&text, settings);
        self.records = if is_for_records { Records::Due(effects.now + CRM_PAUSE_MS) } else { Records::Off };
        self.place = Some(place);
        self.text = text;
    }

    /// The agent left that field.
    pub(crate) fn stop(&mut self, place: &LookupPlace, is_live: bool, effects: &mut Effects) {
        if self.place.as_ref() != Some(place) {
            return;
        }
        let was_watching = self.watched.is_some();
        *self = Self::default();
        if was_watching && is_live {
            effects.send(ClientMessage::WatchDirectory { find: None });
        }
    }

    /// A new connection is live: the server has forgotten what was looked up.
    pub(crate) fn on_live(&mut self, effects: &mut Effects) {
        self.watched = None;
        if self.place.is_some() {
            self.watch(effects);
        }
    }

    fn watch(&mut self, effects: &mut Effects) {
        let find: String = self.text.trim().chars().take(MAX_FIND_CHARS).collect();
        self.watch_at = None;
        if self.watched.as_ref().is_none_or(|watched| watched.find != find) {
            self.ask_server(find, effects);
        }
    }

    fn ask_server(&mut self, find: String, effects: &mut Effects) {
        self.watched = Some(Watched { find: find.clone(), again_at: Some(effects.now + SERVER_MS) });
        effects.send(ClientMessage::WatchDirectory { find: Some(find) });
    }

    /// The server found these, or they changed.
    pub(crate) fn on_entries(&mut self, find: &str, entries: Vec<DirectoryEntry>, has_more: bool) {
        if self.place.is_some()
            && let Some(watched) = self.watched.as_mut().filter(|watched| watched.find == find)
        {
            watched.again_at = None;
            self.entries = entries;
            self.has_more = has_more;
        }
    }

    /// The CRM answered.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: Answer) {
        if self.records == Records::Asked(id) {
            self.records = match answer {
                Ok(HostReply::Found(found)) => Records::Found(found.records),
                _ => Records::Failed,
            };
        }
    }

    /// The records that were found.
    #[must_use]
    pub fn found(&self) -> &[FoundRecord] {
        if let Records::Found(records) = &self.records { records } else { &[] }
    }

    /// Whether a record that was found says that its owner must not be called (`DoNotCall`); none if the record was not found here.
    pub(crate) fn is_do_not_call(&self, record: &AttachedRecord) -> Option<bool> {
        let found = self.found().iter().find(|found| found.id == record.record_id)?;
        Some(found.is_do_not_call)
    }

    /// Whether the number is one of a record found here whose owner must not be called.
    pub(crate) fn is_do_not_call_number(&self, digits: &str) -> bool {
        let has_number = |found: &FoundRecord| found.numbers.iter().any(|one| number::same(&one.number, digits));
        self.found().iter().any(|found| found.is_do_not_call && has_number(found))
    }

    /// When to call [`Directory::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        let records = if let Records::Due(at) = self.records { at } else { NEVER };
        let again = self.watched.as_ref().and_then(|watched| watched.again_at);
        records.min(self.watch_at.unwrap_or(NEVER)).min(again.unwrap_or(NEVER))
    }

    /// Whether the agent has typed on since the server was asked, or the server has not answered yet.
    pub(crate) fn is_awaiting_entries(&self) -> bool {
        self.watch_at.is_some() || self.watched.as_ref().is_none_or(|watched| watched.again_at.is_some())
    }

    /// Ask the server and the CRM once the agent has stopped typing.
    pub(crate) fn tick(&mut self, is_live: bool, settings: &Settings, effects: &mut Effects) {
        let now = effects.now;
        let is_late = |watched: &mut Watched| watched.again_at.is_some_and(|at| at <= now);
        if self.watch_at.is_some_and(|at| at <= now) {
            if is_live {
                self.watch(effects);
            } else {
                // The server is asked as soon as the connection is back.
                self.watch_at = None;
            }
        } else if let Some(watched) = self.watched.take_if(is_late)
            && is_live
        {
            self.ask_server(watched.find, effects);
        }
        if matches!(self.records, Records::Due(at) if at <= effects.now) {
            let request = query::record_search(&self.text, settings);
            self.records = match request {
                Some(request) => {
                    Records::Asked(effects.ask(Owner::Directory, HostRequest::RecordSearch(request), CRM_MS))
                }
                None => Records::Off,
            };
        }
    }
}
