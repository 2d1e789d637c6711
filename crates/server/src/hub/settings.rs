//! Tells panels that settings were changed, so that they read them again.
//!
//! A change of users' own settings goes to those users' panels only. Anybody may tell everybody, because the server does
//! not know who is an administrator; so an agent who does it often is made to wait, and notices that wait are merged into
//! one.

use super::{Hub, SessionId, Timer};
use crate::{bucket::Bucket, clock::Steady};
use denwa_protocol::Event;
use std::collections::BTreeSet;

/// The shortest time between two `settingsChanged` events in an organisation, in milliseconds.
pub const SETTINGS_MS: u64 = 1_000;

/// How often an agent may tell others at once.
const BURST: u32 = 5;

/// How often an agent may tell others in the long run, per minute.
const PER_MINUTE: u32 = 2;

/// How many agents are remembered for a user, whose login may have been changed.
const MAX_AGENTS_PER_USER: usize = 4;

/// An agent's allowance for telling others.
pub fn allowance(now: Steady) -> Bucket {
    Bucket::per_minute(BURST, PER_MINUTE, now)
}

/// The `settingsChanged` events that wait to be sent in an organisation.
#[derive(Debug, Default)]
pub struct SettingsNotices {
    /// When others were last told.
    told_at: Option<Steady>,
    pending: Pending,
    /// When `pending` is due.
    due: Option<Steady>,
}

/// Who is to be told.
#[derive(Debug)]
enum Pending {
    Everybody,
    Agents(BTreeSet<usize>),
}

impl Default for Pending {
    fn default() -> Self {
        Self::Agents(BTreeSet::new())
    }
}

impl Hub {
    /// Remembers as whom a user signs in.
    pub(super) fn note_user(&mut self, organisation: &str, user: &str, agent: usize) {
        let agents = self.by_user.entry((organisation.to_owned(), user.to_owned())).or_default();
        agents.retain(|known| *known != agent);
        agents.insert(0, agent);
        agents.truncate(MAX_AGENTS_PER_USER);
    }

    /// Handles the command. `users` are those whose own settings were changed; empty for everybody's.
    pub(super) fn settings_changed(&mut self, session: SessionId, users: &[String]) {
        let Some(entry) = self.sessions.get(&session) else { return };
        let (agent, organisation) = (entry.agent, entry.organisation.clone());
        let agents: BTreeSet<usize> = users
            .iter()
            .filter_map(|user| self.by_user.get(&(organisation.clone(), user.clone())))
            .flatten()
            .copied()
            .collect();
        if matches!(users, [user] if *user == entry.user) {
            // This bothers nobody else.
            for agent in agents {
                self.publish(agent, self.now.wall, Event::SettingsChanged);
            }
            return;
        }
        let now = self.now.steady;
        let wait = self.agents[agent].settings_notices.take_one(now);
        let notices = self.settings_notices.entry(organisation.clone()).or_default();
        match &mut notices.pending {
            Pending::Everybody => {}
            pending if users.is_empty() => *pending = Pending::Everybody,
            Pending::Agents(waiting) => waiting.extend(agents),
        }
        let due = notices.told_at.map_or(now, |told| now.max(told + SETTINGS_MS)).max(now + wait);
        if notices.due.is_none_or(|earlier| due < earlier) {
            let earlier = notices.due.replace(due);
            if let Some(earlier) = earlier {
                self.timers.remove(&(earlier, Timer::Settings(organisation.clone())));
            }
            if due <= now {
                self.publish_settings_changed(&organisation);
            } else {
                self.timers.insert((due, Timer::Settings(organisation)));
            }
        }
    }

    pub(super) fn publish_settings_changed(&mut self, organisation: &str) {
        let now = self.now.steady;
        let Some(notices) = self.settings_notices.get_mut(organisation) else { return };
        (notices.told_at, notices.due) = (Some(now), None);
        let agents = match std::mem::take(&mut notices.pending) {
            Pending::Agents(agents) => agents,
            Pending::Everybody => {
                self.by_login.iter().filter(|((own, _), _)| own == organisation).map(|(_, agent)| *agent).collect()
            }
        };
        for agent in agents {
            self.publish(agent, self.now.wall, Event::SettingsChanged);
        }
    }
}
