//! What travels with a call from agent to agent, whatever the PBX can do (画面転送): record, related record, data, and what
//! colleagues did with it before, with their notes and results.
//!
//! A part of a call gets this from the earlier parts of the same whole call, and from those of the call that it is a
//! consultation about. It follows later changes while it is live.

use super::{Hub, calls::Entry, clean::fit};
use crate::store::change::{Origin, Origins};
use denwa_protocol::{AttachedRecord, Call, CallData, Colleague, Direction, EarlierPart, Number, Timestamp};
use std::collections::HashSet;

/// Longest note of a colleague that travels, in characters, at first; shorter if there are many.
const NOTE_CHARS: [usize; 4] = [2_000, 800, 300, 100];

/// Most bytes of what colleagues did, as JSON, so that an event with the call always fits into a message.
const MAX_EARLIER_BYTES: usize = 8 * 1024;

/// What comes to a part of a call from earlier parts.
struct Baggage {
    earlier: Vec<EarlierPart>,
    record: Attached,
    related: Attached,
    data: Vec<CallData>,
    /// The colleague who had the call last.
    from: Option<Colleague>,
}

/// A record that comes from an earlier part.
struct Attached {
    record: Option<AttachedRecord>,
    /// Whether the colleague still has the call: then changes are followed.
    is_live: bool,
}

impl Hub {
    /// Returns the agent as colleagues see her.
    pub(super) fn colleague(&self, agent: usize) -> Colleague {
        let desk = &self.agents[agent];
        Colleague { extension: desk.extension.clone(), name: desk.name.clone() }
    }

    /// Fills in what the hub knows of the colleague from whom a call came.
    pub(super) fn name_colleague(&self, agent: usize, call: &mut Call) {
        if let Some(from) = &mut call.came_from
            && let Some(other) = self.by_extension.get(&from.extension).copied()
            && self.are_colleagues(agent, other)
        {
            *from = self.colleague(other);
        }
    }

    /// Removes a record that the PBX names only because it belongs to the whole call, if a colleague has chosen another
    /// since.
    pub(super) fn drop_outdated_record(&self, agent: usize, call: &mut Call) {
        let Some(named) = call.record.as_ref().map(|record| record.record_id.as_str()) else { return };
        let is_outdated = |(_, entry): &(usize, &Entry)| {
            entry.origins.named.as_deref() == Some(named) && entry.origins.record == Origin::Agent
        };
        if self.sources(agent, call).iter().any(is_outdated) {
            call.record = None;
        }
    }

    /// Gives a call what comes from earlier parts. Returns whether that has changed it.
    pub(super) fn travel_to(&mut self, agent: usize, id: &str) -> bool {
        let Some(entry) = self.agents[agent].calls.get(id) else { return false };
        if entry.call.ended.is_some() || !self.parts.is_shared(&entry.call.request_id) {
            return false;
        }
        let sources = self.sources(agent, &entry.call);
        if sources.is_empty() {
            return false;
        }
        let baggage = self.pack(agent, &sources);
        let Some(Entry { call, origins, .. }) = self.agents[agent].calls.get_mut(id) else { return false };
        let before = call.clone();
        call.earlier = baggage.earlier;
        let Origins { record, related, .. } = origins;
        attach(&mut call.record, record, baggage.record);
        attach(&mut call.related, related, baggage.related);
        if call.data.is_empty() {
            call.data = baggage.data;
        }
        if call.came_from.is_none() {
            call.came_from = baggage.from;
        }
        *call != before
    }

    /// Passes a change of a call on to the parts that come after it.
    pub(super) fn pass_on(&mut self, agent: usize, id: &str, at: Timestamp) {
        let Some(call) = self.agents[agent].calls.get(id).map(|entry| &entry.call) else { return };
        if !self.parts.is_shared(&call.request_id) {
            return;
        }
        let requests = self.parts.descendants(&call.request_id);
        let later: Vec<_> = requests.iter().flat_map(|request| self.parts.of(request)).cloned().collect();
        for (other, part) in later {
            if (other, &*part) != (agent, id) && self.travel_to(other, &part) {
                self.publish_call(other, &part, at);
            }
        }
    }

    /// Returns the whole calls of which ended parts are still needed, because a live call comes from them.
    pub(super) fn needed_requests(&self) -> HashSet<String> {
        let live = self.agents.iter().flat_map(|desk| desk.calls.live());
        let shared = live.filter(|call| self.parts.is_shared(&call.request_id));
        shared.flat_map(|call| self.parts.lineage(&call.request_id, None)).collect()
    }

    /// Notes which whole call a part belongs to, and what it is a consultation about. `was_in` is the whole call that it
    /// belonged to before.
    pub(super) fn index_part(&mut self, agent: usize, id: &str, was_in: Option<&str>) {
        let desk = &self.agents[agent];
        let Some(entry) = desk.calls.get(id) else { return };
        let request = &entry.call.request_id;
        if let Some(before) = was_in.filter(|before| before != request) {
            self.parts.remove(before, agent, id);
        }
        if was_in != Some(request) {
            self.parts.add(request, agent, entry.id.clone());
        }
        let about = entry.call.consults.as_ref().and_then(|consults| desk.calls.get(consults));
        if let Some(about) = about {
            self.parts.link(request, agent, &about.call.request_id);
        }
    }

    /// Returns the parts that a call comes from, the earliest first.
    fn sources(&self, agent: usize, call: &Call) -> Vec<(usize, &Entry)> {
        let requests = self.parts.lineage(&call.request_id, Some(agent));
        let parts = requests.iter().flat_map(|request| self.parts.of(request));
        let entries = parts.filter_map(|(other, id)| Some((*other, self.agents[*other].calls.get(id)?)));
        let mut sources: Vec<_> = entries
            .filter(|(other, entry)| self.are_colleagues(agent, *other) && entry.call.id != call.id)
            .filter(|(_, entry)| is_earlier(&entry.call, call))
            .filter(|(other, entry)| {
                let extensions = [*other, agent].map(|agent| self.agents[agent].extension.as_str());
                !is_same_conversation(&entry.call, call, extensions)
            })
            .collect();
        sources.sort_by_key(|(_, entry)| (entry.call.began_at, entry.id.clone()));
        sources
    }

    /// Whether two agents belong to the same organisation: only then anything of a call travels.
    pub(super) fn are_colleagues(&self, agent: usize, other: usize) -> bool {
        self.agents[agent].organisation == self.agents[other].organisation
    }

    fn pack(&self, agent: usize, sources: &[(usize, &Entry)]) -> Baggage {
        let attached = |of: fn(&Entry) -> Option<&AttachedRecord>| {
            let with = sources.iter().rev().find(|(_, entry)| of(entry).is_some());
            let last = with.or(sources.last());
            Attached {
                record: last.and_then(|(_, entry)| of(entry).cloned()),
                is_live: last.is_some_and(|(_, entry)| entry.call.ended.is_none()),
            }
        };
        let data = sources.iter().rev().find(|(_, entry)| !entry.call.data.is_empty());
        let last_other = sources.iter().rev().find(|(other, _)| *other != agent);
        Baggage {
            earlier: self.earlier(sources),
            // The colleague's panel searches by itself, and knows more of what it finds.
            record: attached(|entry| entry.call.record.as_ref().filter(|_| entry.origins.record != Origin::Found)),
            related: attached(|entry| entry.call.related.as_ref()),
            data: data.map(|(_, entry)| entry.call.data.clone()).unwrap_or_default(),
            from: last_other.map(|(other, _)| self.colleague(*other)),
        }
    }

    /// Returns what agents did with the call in these parts. Parts that only rang say nothing. If it is too much, notes
    /// are shortened first, then the earliest parts are left out.
    fn earlier(&self, sources: &[(usize, &Entry)]) -> Vec<EarlierPart> {
        let said = |call: &&Call| call.answered_at.is_some() || call.note.is_some() || call.result.is_some();
        let parts: Vec<_> =
            sources.iter().map(|(other, entry)| (*other, &entry.call)).filter(|(_, call)| said(call)).collect();
        let with_notes_of = |chars: usize| -> Vec<EarlierPart> {
            let part = |(other, call): &(usize, &Call)| EarlierPart {
                by: self.colleague(*other),
                answered_at: call.answered_at,
                ended_at: call.ended.map(|ended| ended.at),
                note: call.note.as_ref().filter(|note| !note.text.is_empty()).map(|note| shorten(&note.text, chars)),
                result: call.result.clone(),
            };
            parts.iter().map(part).collect()
        };
        let size = |parts: &Vec<EarlierPart>| serde_json::to_string(parts).map_or(usize::MAX, |text| text.len());
        let fitting = NOTE_CHARS.into_iter().map(with_notes_of).find(|parts| size(parts) <= MAX_EARLIER_BYTES);
        fitting.unwrap_or_else(|| {
            let mut parts = with_notes_of(NOTE_CHARS[NOTE_CHARS.len() - 1]);
            parts.reverse();
            fit(&mut parts, MAX_EARLIER_BYTES);
            parts.reverse();
            parts
        })
    }
}

/// Attaches a colleague's record, unless the agent or the PBX has said more. What came from a colleague follows her
/// choice while she still has the call.
fn attach(known: &mut Option<AttachedRecord>, origin: &mut Origin, news: Attached) {
    let may_change = match origin {
        Origin::Nobody => known.is_none(),
        Origin::Colleague => news.is_live || known.is_none(),
        Origin::Pbx | Origin::Agent | Origin::Found => false,
    };
    if may_change && (news.record.is_some() || *origin == Origin::Colleague) {
        (*known, *origin) = (news.record, Origin::Colleague);
    }
}

/// Whether a part was there before another. Parts of the same moment count if something has happened in them.
fn is_earlier(part: &Call, than: &Call) -> bool {
    let has_happened = part.answered_at.is_some() || part.ended.is_some();
    part.began_at < than.began_at || (part.began_at == than.began_at && has_happened && than.answered_at.is_none())
}

/// Whether a part is the other end of the conversation that a call is in, and so not an earlier one: a consultation, or a
/// call between the two agents with these extensions.
fn is_same_conversation(part: &Call, call: &Call, [by, to]: [&str; 2]) -> bool {
    let is_known = |number: &Number, extension| matches!(number, Number::Known { digits } if digits == extension);
    let is_between =
        is_known(&part.remote.number, to) || (is_known(&call.remote.number, by) && part.request_id == call.request_id);
    part.direction == Direction::Outbound && (part.consults.is_some() || is_between)
}

fn shorten(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
