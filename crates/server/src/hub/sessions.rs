//! Panels sign in and leave. One panel of each agent is the primary panel: the one used last, else the one that signed
//! in first.

use super::{Effect, Hub, Session, SessionId, SignIn, Timer};
use denwa_protocol::{Refusal, ServerMessage, SignOutReason};

/// How long a panel should wait before trying again if its agent has too many panels, in milliseconds.
const RETRY_MS: u64 = 30_000;

/// Longest name of a panel's instance, in bytes.
const MAX_INSTANCE_BYTES: usize = 64;

impl Hub {
    pub(super) fn sign_in(&mut self, sign_in: SignIn) {
        let SignIn { session, organisation, user, login, instance, expires_at, resume } = sign_in;
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
        self.sessions.insert(session, Session { agent, organisation, user, instance, active_at, expires_at });
        self.timers.insert((expires_at, Timer::Expire(session)));
        if let Some(old) = replaced {
            // The new socket takes the old socket's place before that closes, so that no other panel becomes primary in
            // between.
            let desk = &mut self.agents[agent];
            let was_primary = desk.primary == Some(old);
            desk.sessions.retain(|other| *other != old);
            desk.primary = if was_primary { Some(session) } else { desk.primary };
            self.forget(old);
            self.effects.push(Effect::Close { session: old, reason: SignOutReason::Replaced });
        }
        self.agents[agent].primary.get_or_insert(session);

        let missed = resume.and_then(|resume| self.missed(agent, &resume));
        if let Some((missed, is_from_earlier_start)) = missed {
            self.agents[agent].sessions.push(session);
            let primary = self.agents[agent].primary == Some(session);
            for message in missed {
                self.send(session, message);
            }
            self.send(session, ServerMessage::Primary { primary });
            if is_from_earlier_start {
                self.publish_unknown_states(agent);
            }
        } else {
            let (snapshot, rest) = self.snapshot(agent, session);
            self.send(session, ServerMessage::Snapshot(snapshot));
            self.agents[agent].sessions.push(session);
            if let Some(after) = rest {
                self.begin_pages(session, after);
            }
        }
        self.send(session, ServerMessage::Ready);
    }

    pub(super) fn active(&mut self, session: SessionId) {
        let Some(entry) = self.sessions.get_mut(&session) else { return };
        entry.active_at = self.now.steady;
        let agent = entry.agent;
        self.make_primary(agent, session);
    }

    pub(super) fn closed(&mut self, session: SessionId) {
        let Some(entry) = self.sessions.get(&session) else { return };
        let agent = entry.agent;
        self.forget(session);
        let desk = &mut self.agents[agent];
        desk.sessions.retain(|other| *other != session);
        if desk.primary == Some(session) {
            desk.primary = None;
            // Reversed, because `max_by_key` returns the last of equal elements and the panel that signed in first is
            // wanted.
            let next = desk.sessions.iter().copied().rev().max_by_key(|other| self.sessions[other].active_at);
            if let Some(next) = next {
                self.make_primary(agent, next);
            }
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
        let mut all: Vec<_> = self.sessions.drain().map(|(session, _)| session).collect();
        all.sort_unstable();
        for desk in &mut self.agents {
            desk.sessions.clear();
            desk.primary = None;
        }
        self.timers.retain(|(_, timer)| !matches!(timer, Timer::Expire(_)));
        let reason = SignOutReason::Stopping;
        self.effects.extend(all.into_iter().map(|session| Effect::Close { session, reason }));
    }

    fn make_primary(&mut self, agent: usize, session: SessionId) {
        let before = self.agents[agent].primary.replace(session);
        if before == Some(session) {
            return;
        }
        if let Some(before) = before {
            self.send(before, ServerMessage::Primary { primary: false });
        }
        self.send(session, ServerMessage::Primary { primary: true });
    }

    fn forget(&mut self, session: SessionId) {
        self.pages.remove(&session);
        if let Some(entry) = self.sessions.remove(&session) {
            self.timers.remove(&(entry.expires_at, Timer::Expire(session)));
        }
    }
}
