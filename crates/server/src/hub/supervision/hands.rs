//! Hands that agents raise about their calls: for help, or because a customer harasses them (カスハラ).
//!
//! A hand stays up after the call's end, until the agent or a supervisor takes it down, or the call's log is settled. How it
//! ended can be said as long as the call is kept.

use super::Act;
use crate::hub::{Hub, clean::fit, commands::Purpose};
use denwa_protocol::{CommandError, Event, HandKind, RaisedHand, Recording, Service, TeamHand, Timestamp};
use std::collections::BTreeSet;

/// The bytes of hands in a message; the latest are left out.
const MAX_BYTES: usize = 8 * 1024;

/// The hands that are up, the earliest first: since when, the agent, and [`denwa_protocol::Call::id`].
#[derive(Debug, Default)]
pub struct Hands(BTreeSet<(Timestamp, usize, String)>);

impl Hub {
    /// Raises an agent's hand about a live call of hers.
    pub(in crate::hub) fn raise_hand(&mut self, agent: usize, id: &str, kind: HandKind) -> Result<(), CommandError> {
        let kind = if kind == HandKind::Harassment { kind } else { HandKind::Help };
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        if entry.call.ended.is_some() {
            return Err(CommandError::WrongState);
        }
        match entry.call.hand.as_mut().filter(|hand| hand.is_up()) {
            Some(hand) if hand.kind == kind || hand.kind == HandKind::Harassment => return Ok(()),
            Some(hand) => hand.kind = kind,
            None => {
                let hand = RaisedHand { kind, at: self.now.wall, lowered_at: None, outcome: None };
                entry.call.hand = Some(hand);
            }
        }
        self.leave_trace(agent, agent, Some(id), Act::HandRaised { hand: kind });
        self.hand_changed(agent, id);
        if kind == HandKind::Harassment {
            self.record_harassment(agent, id);
        }
        Ok(())
    }

    /// Takes an agent's hand down, and notes how it ended; `None` takes that back.
    pub(in crate::hub) fn lower_hand(
        &mut self,
        by: usize,
        agent: usize,
        id: &str,
        outcome: Option<String>,
    ) -> Result<(), CommandError> {
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        let hand = entry.call.hand.as_mut().ok_or(CommandError::WrongState)?;
        let before = hand.clone();
        hand.lowered_at.get_or_insert(self.now.wall);
        hand.outcome.clone_from(&outcome);
        let has_changed = *hand != before;
        if outcome != before.outcome {
            entry.outdate_log();
        }
        if has_changed {
            self.leave_trace(by, agent, Some(id), Act::HandLowered { outcome });
            self.hand_changed(agent, id);
        }
        Ok(())
    }

    /// Whether an agent's hand is up about a call.
    pub(in crate::hub) fn is_hand_up(&self, agent: usize, id: &str) -> bool {
        let hand = self.agents[agent].calls.get(id).and_then(|entry| entry.call.hand.as_ref());
        hand.is_some_and(RaisedHand::is_up)
    }

    /// A call is no longer kept.
    pub(in crate::hub) fn forget_hand(&mut self, agent: usize, id: &str) {
        if !self.hands.0.is_empty() {
            self.index_hand(agent, id);
        }
    }

    /// Returns the hands that are up, as a supervisor sees them; none for others.
    pub(in crate::hub) fn hands_for(&self, supervisor: usize) -> Vec<TeamHand> {
        let seen = self.hands.0.iter().filter(|(_, agent, _)| self.supervises(supervisor, *agent));
        let hand = |(_, agent, id): &(Timestamp, usize, String)| {
            let call = &self.agents[*agent].calls.get(id)?.call;
            let (call, remote, hand) = (call.id.clone(), call.remote.clone(), call.hand.clone()?);
            Some(TeamHand { agent: self.colleague(*agent), call, remote, hand })
        };
        let mut hands: Vec<_> = seen.filter_map(hand).collect();
        fit(&mut hands, MAX_BYTES);
        hands
    }

    /// Finds the hands that are up after a restart.
    pub(in crate::hub) fn restore_hands(&mut self) {
        for (agent, desk) in self.agents.iter().enumerate() {
            let up = desk.calls.all().filter_map(|entry| {
                let hand = entry.call.hand.as_ref().filter(|hand| hand.is_up())?;
                Some((hand.at, agent, entry.call.id.clone()))
            });
            self.hands.0.extend(up);
        }
    }

    fn hand_changed(&mut self, agent: usize, id: &str) {
        self.publish_call(agent, id, self.now.wall);
        self.index_hand(agent, id);
    }

    /// Brings the list of hands up to date, and tells supervisors.
    fn index_hand(&mut self, agent: usize, id: &str) {
        let before = self.hands.0.len();
        self.hands.0.retain(|(_, other, call)| (*other, call.as_str()) != (agent, id));
        let was_up = self.hands.0.len() < before;
        let hand = self.agents[agent].calls.get(id).and_then(|entry| entry.call.hand.as_ref());
        let up = hand.filter(|hand| hand.is_up()).map(|hand| hand.at);
        self.hands.0.extend(up.map(|at| (at, agent, id.to_owned())));
        if was_up || up.is_some() {
            for supervisor in self.supervisors_of(agent) {
                let hands = self.hands_for(supervisor);
                self.publish(supervisor, self.now.wall, Event::Hands { hands });
            }
        }
    }

    /// Starts the recording of a call in which a customer harasses the agent, unless it is recorded already or the PBX
    /// cannot.
    fn record_harassment(&mut self, agent: usize, id: &str) {
        if self.check_service(agent, Service::Record).is_ok()
            && let Ok(Some(request)) = self.check_recording(agent, id.to_owned(), Recording::On)
        {
            self.send_request(agent, None, Purpose::NOTHING_HELD, request);
        }
    }
}
