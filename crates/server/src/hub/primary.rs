//! One panel of each agent is the primary panel: it alone rings, opens pages and writes logs.
//!
//! It is the panel that last got input, became visible or was told of a navigation, else the one that signed in first. While it looks
//! for the page of a call it keeps its place, for a limited time: a panel that asks meanwhile follows afterwards. While a call rings,
//! all panels of the agent are pinged, and a primary panel that does not answer is replaced.

use super::{Hub, SessionId, Timer};
use crate::clock::Steady;
use denwa_protocol::{Activity, Call, ConnectionState, POP_MS, ServerMessage};
use std::collections::{BTreeMap, BTreeSet};

/// How long a new call keeps the primary panel in its place until the panel says that it looks for a page, in milliseconds.
const NEW_CALL_MS: u64 = 1_000;

/// How often panels are pinged while a call rings, in milliseconds. A panel that goes silent is noticed within twice this time.
const PROBE_MS: u64 = 1_400;

/// How long panels are pinged after a report of a call, in milliseconds: a call that rings for longer has nobody who waits for it.
const PROBES_MS: u64 = 180_000;

/// What the hub knows of an agent's primary panel.
#[derive(Debug, Default)]
pub struct Primary {
    /// The panel.
    pub session: Option<SessionId>,
    /// Whether the panel asked to be the primary one, or was so before it lost its connection; else it is by default.
    has_asked: bool,
    /// Calls for which the panel looks for a page, by [`Call::id`], and until when that keeps it in its place.
    popping: BTreeMap<String, Steady>,
    /// Live calls for which no panel has opened a page, by [`Call::id`].
    unopened: BTreeSet<String>,
    /// The panel that follows as soon as no page is on its way.
    next: Option<SessionId>,
    /// When the panels were last pinged, while a call rings.
    pinged_at: Option<Steady>,
    /// Until when they are pinged.
    ping_until: Option<Steady>,
}

impl Primary {
    /// The live calls for which no panel has opened a page.
    pub fn unopened(&self) -> Vec<String> {
        self.unopened.iter().cloned().collect()
    }

    /// Whether a page is on its way.
    fn is_popping(&self, now: Steady) -> bool {
        self.popping.values().any(|until| *until > now)
    }
}

impl Hub {
    /// A panel has signed in; it may ask to become the primary one. `was_primary` before it lost its connection.
    pub(super) fn primary_at_sign_in(&mut self, agent: usize, session: SessionId, visible: bool, was_primary: bool) {
        let now = self.now.steady;
        let primary = &mut self.agents[agent].primary;
        if primary.session.is_none() {
            primary.session = Some(session);
            primary.has_asked = visible || was_primary;
        } else if visible {
            self.ask_for_primary(agent, session, Activity::Visible);
        } else if was_primary && !primary.has_asked && primary.is_popping(now) {
            primary.next = Some(session);
        } else if was_primary && !primary.has_asked {
            self.make_primary(agent, session, true);
        }
    }

    /// A panel is used, or its page became visible or navigated.
    pub(super) fn active(&mut self, session: SessionId, by: Activity) {
        let now = self.now.steady;
        let Some(entry) = self.sessions.get_mut(&session) else { return };
        entry.active_at = now;
        let agent = entry.agent;
        self.ask_for_primary(agent, session, by);
    }

    fn ask_for_primary(&mut self, agent: usize, session: SessionId, by: Activity) {
        let is_passive = matches!(by, Activity::Visible | Activity::Navigated);
        let primary = &self.agents[agent].primary;
        if is_passive && primary.session.is_some_and(|primary| self.is_other_browser(primary, session)) {
            return;
        }
        if primary.session != Some(session) && primary.is_popping(self.now.steady) {
            self.agents[agent].primary.next = Some(session);
        } else {
            self.make_primary(agent, session, true);
        }
    }

    /// Whether two panels are certainly in different browsers.
    fn is_other_browser(&self, one: SessionId, other: SessionId) -> bool {
        let browser = |session| self.sessions.get(&session).and_then(|entry| entry.browser.as_ref());
        browser(one).zip(browser(other)).is_some_and(|(one, other)| one != other)
    }

    /// A panel looks for the page of a call, or is done with it.
    pub(super) fn popping(&mut self, session: SessionId, call: &str, is_done: bool) {
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        let desk = &mut self.agents[agent];
        let is_live = desk.calls.get(call).is_some_and(|entry| entry.call.ended.is_none());
        if desk.primary.session != Some(session) || !is_live {
            return;
        }
        if is_done {
            desk.primary.unopened.remove(call);
            desk.primary.popping.remove(call);
            self.release_primary(agent);
        } else {
            self.keep_primary(agent, call, POP_MS);
        }
    }

    fn keep_primary(&mut self, agent: usize, call: &str, milliseconds: u64) {
        let until = self.now.steady + milliseconds;
        self.agents[agent].primary.popping.insert(call.to_owned(), until);
        self.timers.insert((until, Timer::Popping(agent)));
    }

    /// If no page is on its way any more, makes the panel that asked meanwhile the primary one.
    pub(super) fn release_primary(&mut self, agent: usize) {
        let now = self.now.steady;
        let primary = &mut self.agents[agent].primary;
        primary.popping.retain(|_, until| *until > now);
        if primary.popping.is_empty()
            && let Some(next) = primary.next.take()
        {
            self.make_primary(agent, next, true);
        }
    }

    /// A call of an agent is reported; `is_new` if it has just begun.
    pub(super) fn primary_on_call(&mut self, agent: usize, call: &Call, is_new: bool) {
        let primary = &mut self.agents[agent].primary;
        if call.ended.is_some() {
            primary.unopened.remove(&call.id);
            if primary.popping.remove(&call.id).is_some() {
                self.release_primary(agent);
            }
            return;
        }
        if is_new && call.answered_at.is_none() {
            primary.unopened.insert(call.id.clone());
            if primary.session.is_some() {
                self.keep_primary(agent, &call.id, NEW_CALL_MS);
            }
        }
        let primary = &mut self.agents[agent].primary;
        primary.ping_until = Some(self.now.steady + PROBES_MS);
        if primary.pinged_at.is_none() {
            self.ping_panels(agent);
        }
    }

    /// While a call rings, pings the panels, if there are several.
    fn ping_panels(&mut self, agent: usize) {
        let desk = &mut self.agents[agent];
        let rings = desk.calls.live().any(|call| call.state == ConnectionState::Alerting);
        if desk.sessions.len() < 2 || !rings || desk.primary.ping_until.is_none_or(|until| until <= self.now.steady) {
            desk.primary.pinged_at = None;
            return;
        }
        desk.primary.pinged_at = Some(self.now.steady);
        let to = desk.sessions.clone();
        self.timers.insert((self.now.steady + PROBE_MS, Timer::Probe(agent)));
        self.effects.push(super::Effect::Send { to, message: Box::new(ServerMessage::Ping { at: self.now.wall }) });
    }

    /// The panels have had time to answer: a primary panel that did not is replaced by the one used last of those that did.
    pub(super) fn check_panels(&mut self, agent: usize) {
        let desk = &self.agents[agent];
        let Some(pinged_at) = desk.primary.pinged_at else { return };
        let has_answered = |session: &SessionId| self.sessions[session].heard_at >= pinged_at;
        let is_silent = desk.primary.session.is_some_and(|primary| !has_answered(&primary));
        let next = is_silent.then(|| self.last_used(agent, has_answered)).flatten();
        if let Some(next) = next {
            self.make_primary(agent, next, false);
        }
        self.ping_panels(agent);
    }

    /// The panel used last of those that `is_eligible`, else the one of them that signed in first.
    fn last_used(&self, agent: usize, is_eligible: impl Fn(&SessionId) -> bool) -> Option<SessionId> {
        // Reversed, because `max_by_key` returns the last of equal elements and the panel that signed in first is wanted.
        let eligible = self.agents[agent].sessions.iter().copied().rev().filter(|session| is_eligible(session));
        eligible.max_by_key(|session| self.sessions[session].active_at)
    }

    /// Something was heard of a panel.
    pub(super) fn heard(&mut self, session: SessionId) {
        let now = self.now.steady;
        if let Some(entry) = self.sessions.get_mut(&session) {
            entry.heard_at = now;
        }
    }

    /// A panel has left.
    pub(super) fn primary_left(&mut self, agent: usize, session: SessionId) {
        let primary = &mut self.agents[agent].primary;
        if primary.next == Some(session) {
            primary.next = None;
        }
        if primary.session == Some(session) {
            primary.session = None;
            let asked = primary.next.take();
            if let Some(next) = asked.or_else(|| self.last_used(agent, |_| true)) {
                self.make_primary(agent, next, asked.is_some());
            }
        }
    }

    /// A panel's new socket takes the place of its old one.
    pub(super) fn primary_replaced(&mut self, agent: usize, old: SessionId, new: SessionId) {
        let primary = &mut self.agents[agent].primary;
        for place in [&mut primary.session, &mut primary.next] {
            if *place == Some(old) {
                *place = Some(new);
            }
        }
    }

    fn make_primary(&mut self, agent: usize, session: SessionId, has_asked: bool) {
        let primary = &mut self.agents[agent].primary;
        primary.has_asked = has_asked;
        primary.next = None;
        if primary.session.replace(session) != Some(session) {
            primary.popping.clear();
            self.tell_primary(agent);
        }
    }

    /// Tells each panel what has changed for it: whether it is the primary one, and whether that is in another browser.
    pub(super) fn tell_primary(&mut self, agent: usize) {
        for session in self.agents[agent].sessions.clone() {
            let standing = self.standing(agent, session);
            if self.sessions[&session].told != Some(standing) {
                self.tell_standing(agent, session);
            }
        }
    }

    /// Tells a panel whether it is the primary one, also if it knows.
    pub(super) fn tell_standing(&mut self, agent: usize, session: SessionId) {
        let standing = self.standing(agent, session);
        self.note_standing(session, standing);
        let Standing { primary, other_browser } = standing;
        let unopened = if primary { self.agents[agent].primary.unopened() } else { Vec::new() };
        self.send(session, ServerMessage::Primary { primary, other_browser, unopened });
    }

    /// Notes what a panel has been told.
    pub(super) fn note_standing(&mut self, session: SessionId, standing: Standing) {
        if let Some(entry) = self.sessions.get_mut(&session) {
            entry.told = Some(standing);
        }
    }

    fn standing(&self, agent: usize, session: SessionId) -> Standing {
        let primary = self.agents[agent].primary.session;
        Standing {
            primary: primary == Some(session),
            other_browser: primary.is_some_and(|primary| self.is_other_browser(primary, session)),
        }
    }
}

/// What a panel is told about the primary panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the panel is the primary one.
    pub primary: bool,
    /// Whether the primary panel is in another browser.
    pub other_browser: bool,
}
