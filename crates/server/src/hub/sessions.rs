//! Panels sign in and leave.

use super::{
    Effect, Hub, Session, SessionId, SignIn, Timer, directory::Watchers, primary::Primary, primary::Standing,
    supervision::TeamWatches,
};
use denwa_protocol::{Refusal, ServerMessage, SignOutReason};

/// How long a panel should wait before trying again if its agent has too many panels, in milliseconds.
const RETRY_MS: u64 = 30_000;

/// Longest name of a panel's instance, in bytes.
const MAX_INSTANCE_BYTES: usize = 64;

impl Hub {
    pub(super) fn sign_in(&mut self, sign_in: SignIn) {
        let SignIn { session, organisation, user, login, is_supervisor, client, expires_at, resume } = sign_in;
        let instance = client.instance;
        let mut refuse = |reason, retry_after| self.effects.push(Effect::Refuse { session, reason, retry_after });
        if instance.is_empty() || instance.len() > MAX_INSTANCE_BYTES {
            return refuse(Refusal::BadRequest, None);
        }
        if expires_at <= self.now.steady {
            return refuse(Refusal::ExpiredToken, None);
        }
        let Some(&agent) = self.by_login.get(&(organisation.clone(), login)) else {
            return refuse(Refusal::UnknownAgent, None);
        };
        if self.sessions.contains_key(&session) {
            return;
        }
        let sessions = &self.agents[agent].sessions;
        let replaced = sessions.iter().copied().find(|old| self.sessions[old].instance == instance);
        if replaced.is_none() && sessions.len() >= self.config.limits.sessions_per_agent as usize {
            return refuse(Refusal::RateLimited, Some(RETRY_MS));
        }

        let active_at = replaced.map_or(self.now.steady, |old| self.sessions[&old].active_at);
        self.note_user(&organisation, &user, agent);
        let browser = client.browser.filter(|name| !name.is_empty() && name.len() <= MAX_INSTANCE_BYTES);
        let entry = Session {
            agent,
            organisation,
            user,
            instance,
            browser,
            active_at,
            heard_at: self.now.steady,
            expires_at,
            told: None,
        };
        self.sessions.insert(session, entry);
        self.panels_back(agent);
        self.note_claim(agent, is_supervisor, expires_at);
        self.touch_team(agent, false);
        self.timers.insert((expires_at, Timer::Expire(session)));
        if let Some(old) = replaced {
            // The new socket takes the old socket's place before that closes, so that no other panel becomes primary in
            // between.
            self.agents[agent].sessions.retain(|other| *other != old);
            self.primary_replaced(agent, old, session);
            self.forget(old);
            self.effects.push(Effect::Close { session: old, reason: SignOutReason::Replaced });
        }
        self.primary_at_sign_in(agent, session, client.visible, client.was_primary);

        let missed = resume.and_then(|resume| self.missed(agent, &resume));
        if let Some((missed, is_from_earlier_start)) = missed {
            self.agents[agent].sessions.push(session);
            // First, so that no page opens for a missed call whose page another panel has opened.
            self.tell_standing(agent, session);
            for message in missed {
                self.send(session, message);
            }
            if is_from_earlier_start {
                self.publish_unknown_states(agent);
            }
        } else {
            let (snapshot, rest) = self.snapshot(agent, session);
            self.note_standing(session, Standing { primary: snapshot.primary, other_browser: false });
            self.send(session, ServerMessage::Snapshot(snapshot));
            self.agents[agent].sessions.push(session);
            if let Some(after) = rest {
                self.begin_pages(session, after);
            }
        }
        self.tell_primary(agent);
        self.send(session, ServerMessage::Ready);
        self.tell_queues(agent, session);
    }

    pub(super) fn closed(&mut self, session: SessionId) {
        let Some(entry) = self.sessions.get(&session) else { return };
        let agent = entry.agent;
        self.forget(session);
        self.agents[agent].sessions.retain(|other| *other != session);
        self.primary_left(agent, session);
        if self.agents[agent].sessions.is_empty() {
            self.panels_left(agent);
            self.touch_team(agent, false);
        }
    }

    pub(super) fn sign_out(&mut self, session: SessionId, reason: SignOutReason) {
        if self.sessions.contains_key(&session) {
            self.closed(session);
            self.effects.push(Effect::Close { session, reason });
        }
    }

    pub(super) fn stop(&mut self) {
        self.pages.clear();
        self.watchers = Watchers::default();
        self.team_watches = TeamWatches::default();
        let mut all: Vec<_> = self.sessions.drain().map(|(session, _)| session).collect();
        all.sort_unstable();
        for desk in &mut self.agents {
            desk.sessions.clear();
            desk.primary = Primary::default();
        }
        self.timers.retain(|(_, timer)| !matches!(timer, Timer::Expire(_)));
        let reason = SignOutReason::Stopping;
        self.effects.extend(all.into_iter().map(|session| Effect::Close { session, reason }));
    }

    fn forget(&mut self, session: SessionId) {
        self.pages.remove(&session);
        self.stop_watching(session);
        self.stop_watching_team(session);
        if let Some(entry) = self.sessions.remove(&session) {
            self.timers.remove(&(entry.expires_at, Timer::Expire(session)));
        }
    }
}
