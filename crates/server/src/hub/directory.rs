//! The directory: colleagues with their presence, queues and speed dials, looked up by name or number. A panel that
//! watches is told of changes, at most once a second; of modes at once.

use super::{Hub, SessionId, Timer, agent::AgentDesk, bring_forward};
use crate::{
    clock::Steady,
    store::history::{Needle, normalise},
};
use denwa_protocol::{
    CallActivity, ConnectionState, DIRECTORY_ENTRIES, Direction, DirectoryEntry, DirectoryKind, MAX_FIND_CHARS,
    MAX_MESSAGE_BYTES, Presence, ServerMessage,
};
use std::collections::BTreeMap;

/// The shortest time between two messages to a panel that watches, in milliseconds.
pub const DIRECTORY_MS: u64 = 1_000;

/// The same after a change of somebody's mode, in milliseconds: colleagues see it within a fifth of a second.
pub const MODE_MS: u64 = 100;

/// The bytes of entries in a message.
const PAGE_BYTES: usize = MAX_MESSAGE_BYTES - 2_048;

/// The bytes of a presence and of what is around an entry, at most. A reason of the PBX is cut.
const PRESENCE_BYTES: usize = 512;

/// Longest reason that is shown, in characters.
const MAX_REASON_CHARS: usize = 64;

/// The panels that watch.
#[derive(Debug, Default)]
pub struct Watchers {
    watches: BTreeMap<SessionId, Watch>,
    /// When they are looked at next, if something has changed.
    due: Option<Steady>,
    /// Whether a mode has changed.
    is_urgent: bool,
}

impl Watchers {
    /// Returns the shortest time between two messages to a panel, in milliseconds.
    fn pause(&self) -> u64 {
        if self.is_urgent { MODE_MS } else { DIRECTORY_MS }
    }
}

/// What a panel watches.
#[derive(Debug)]
struct Watch {
    find: String,
    /// What was found, by the place in the list. The list is the configuration's: only presences change.
    found: Vec<usize>,
    has_more: bool,
    told: Vec<DirectoryEntry>,
    told_at: Steady,
}

/// An entry that the configuration names, with the text in which it is looked for.
#[derive(Debug)]
pub struct Listed {
    /// The agent, for a colleague.
    agent: Option<usize>,
    /// The organisation that sees it; `None` for all.
    organisation: Option<String>,
    entry: DirectoryEntry,
    find: String,
}

/// Returns the entries of the configuration: colleagues, then queues, then speed dials, each by name.
pub fn list(config: &crate::config::Config, agents: &[AgentDesk]) -> Vec<Listed> {
    let new = |kind, name: &str, number: &str, agent, organisation| {
        let entry = DirectoryEntry { kind, name: name.to_owned(), number: number.to_owned(), presence: None };
        Listed { agent, organisation, find: normalise(&format!("{name}\n{number}")), entry }
    };
    let mut all = Vec::new();
    for (agent, desk) in agents.iter().enumerate() {
        let name = desk.name.as_deref().unwrap_or(&desk.login);
        all.push(new(DirectoryKind::Colleague, name, &desk.extension, Some(agent), desk.organisation.clone()));
    }
    for (kind, entries) in [(DirectoryKind::Queue, &config.queues), (DirectoryKind::SpeedDial, &config.speed_dials)] {
        all.extend(entries.iter().map(|e| new(kind, &e.name, &e.number, None, e.organisation.clone())));
    }
    let place = |listed: &Listed| match listed.entry.kind {
        DirectoryKind::Colleague => 0,
        DirectoryKind::Queue => 1,
        DirectoryKind::SpeedDial | DirectoryKind::Unknown => 2,
    };
    all.sort_by(|a, b| (place(a), &a.entry.name, &a.entry.number).cmp(&(place(b), &b.entry.name, &b.entry.number)));
    all
}

impl Hub {
    /// A panel looks somebody up, or stops.
    pub(super) fn watch_directory(&mut self, session: SessionId, find: Option<String>) {
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        let Some(find) = find else { return self.stop_watching(session) };
        let find: String = find.chars().take(MAX_FIND_CHARS).collect();
        let (found, has_more) = self.look_up(agent, Needle::new(&find).as_ref());
        let told = self.entries(&found);
        let watch = Watch { find, found, has_more, told, told_at: self.now.steady };
        self.tell_directory(session, &watch);
        self.watchers.watches.insert(session, watch);
    }

    pub(super) fn stop_watching(&mut self, session: SessionId) {
        self.watchers.watches.remove(&session);
    }

    /// Something has changed that the directory shows, perhaps somebody's mode.
    pub(super) fn touch_directory(&mut self, is_mode: bool) {
        if self.watchers.watches.is_empty() {
            return;
        }
        self.watchers.is_urgent |= is_mode;
        let pause = self.watchers.pause();
        let next = self.watchers.watches.values().map(|watch| watch.told_at + pause).min();
        self.look_at_watches(next.unwrap_or(self.now.steady).max(self.now.steady));
    }

    /// Has the panels that watch be looked at, unless they will be before.
    fn look_at_watches(&mut self, due: Steady) {
        bring_forward(&mut self.timers, &mut self.watchers.due, due, Timer::Directory);
    }

    /// Tells the panels that watch what has changed. Panels that were told just before follow later.
    pub(super) fn publish_directory(&mut self) {
        self.watchers.due = None;
        let (now, pause) = (self.now.steady, self.watchers.pause());
        let mut watches = std::mem::take(&mut self.watchers.watches);
        let mut is_late = false;
        for (session, watch) in &mut watches {
            if watch.told_at + pause > now {
                is_late = true;
                continue;
            }
            let entries = self.entries(&watch.found);
            if entries != watch.told {
                (watch.told, watch.told_at) = (entries, now);
                self.tell_directory(*session, watch);
            }
        }
        self.watchers.watches = watches;
        self.watchers.is_urgent &= is_late;
        if is_late {
            let waiting = self.watchers.watches.values().map(|watch| watch.told_at + pause);
            self.look_at_watches(waiting.filter(|at| *at > now).min().unwrap_or(now + pause));
        }
    }

    fn tell_directory(&mut self, session: SessionId, watch: &Watch) {
        let (find, entries, more) = (watch.find.clone(), watch.told.clone(), watch.has_more);
        self.send(session, ServerMessage::Directory { find, entries, more });
    }

    /// Returns the places in the list of what an agent finds, as far as it fits into a message, and whether there is more.
    fn look_up(&self, agent: usize, needle: Option<&Needle>) -> (Vec<usize>, bool) {
        let own = &self.agents[agent].organisation;
        let is_seen = |listed: &Listed| {
            listed.agent != Some(agent)
                && (listed.organisation.is_none() || listed.organisation == *own)
                && needle.is_none_or(|needle| needle.is_in(&listed.find))
        };
        let all = self.directory.iter().enumerate().filter(|(_, listed)| is_seen(listed));
        let mut found: Vec<usize> = all.map(|(place, _)| place).take(DIRECTORY_ENTRIES + 1).collect();
        let (mut room, count) = (PAGE_BYTES, found.len());
        let fits = |place: &&usize| {
            let size = serde_json::to_string(&self.directory[**place].entry).map_or(usize::MAX, |json| json.len());
            room.checked_sub(size + PRESENCE_BYTES).inspect(|rest| room = *rest).is_some()
        };
        let fitting = found.iter().take(DIRECTORY_ENTRIES).take_while(fits).count();
        found.truncate(fitting);
        (found, fitting < count)
    }

    /// Returns entries of the list with their presences now.
    fn entries(&self, found: &[usize]) -> Vec<DirectoryEntry> {
        let entry = |place: &usize| {
            let listed = &self.directory[*place];
            DirectoryEntry { presence: listed.agent.map(|agent| self.presence(agent)), ..listed.entry.clone() }
        };
        found.iter().map(entry).collect()
    }

    fn presence(&self, agent: usize) -> Presence {
        let desk = &self.agents[agent];
        let activity = self.activity(agent);
        let mode = desk.state.mode;
        let reason = desk.state.reason.as_ref().map(|reason| reason.chars().take(MAX_REASON_CHARS).collect());
        let since = match activity {
            CallActivity::Idle => Some(desk.state.since),
            _ => desk.calls.live().map(|call| call.began_at).min(),
        };
        Presence { mode, reason, phone: desk.phone, activity, other_work: desk.state.other_work, since }
    }

    /// Returns what an agent's calls are doing.
    pub(super) fn activity(&self, agent: usize) -> CallActivity {
        let desk = &self.agents[agent];
        let (mut activity, mut is_talking) = (CallActivity::Idle, false);
        for call in desk.calls.live() {
            activity = CallActivity::Ringing;
            is_talking |= call.state != ConnectionState::Alerting || call.direction == Direction::Outbound;
        }
        if is_talking {
            activity = CallActivity::Talking;
        }
        activity
    }
}
