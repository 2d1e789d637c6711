//! Agents take callbacks on, give them back and put them away.

use super::Entry;
use crate::hub::{Hub, Timer};
use denwa_protocol::{CommandError, SettledHow};

impl Hub {
    /// Checks that an agent could call back: nobody else does.
    pub(in crate::hub) fn check_callback(&self, agent: usize, id: &str) -> Result<(), CommandError> {
        self.own_callback(agent, id).map(|_| ())
    }

    /// Takes a callback on for an agent.
    pub(in crate::hub) fn claim_callback(&mut self, agent: usize, id: &str) -> Result<(), CommandError> {
        if self.own_callback(agent, id)?.callback.claim.is_some() {
            return Ok(());
        }
        let by = self.colleague(agent);
        if let Some(entry) = self.callbacks.entries.get_mut(id) {
            entry.known_by.insert(agent);
            let until = entry.claim(by, self.now);
            self.timers.insert((until, Timer::Claim(id.to_owned())));
            self.publish_callback(id);
        }
        Ok(())
    }

    /// Gives back a callback that an agent has taken on.
    pub(in crate::hub) fn release_callback(&mut self, agent: usize, id: &str) -> Result<(), CommandError> {
        let entry = self.own_callback(agent, id)?;
        if entry.calling.is_some() {
            return Err(CommandError::WrongState);
        }
        self.drop_claim(id);
        Ok(())
    }

    /// Puts a callback away that nobody else has taken on.
    pub(in crate::hub) fn put_away_callback(&mut self, agent: usize, id: &str) -> Result<(), CommandError> {
        if self.own_callback(agent, id)?.calling.is_some() {
            return Err(CommandError::WrongState);
        }
        self.settle(id, SettledHow::PutAway, Some(agent));
        Ok(())
    }

    /// Takes back a claim without a call, if its time is over.
    pub(in crate::hub) fn end_claim(&mut self, id: &str) {
        let entry = self.callbacks.entries.get(id);
        if entry.and_then(|entry| entry.claim_until).is_some_and(|until| until <= self.now.steady) {
            self.drop_claim(id);
        }
    }

    fn drop_claim(&mut self, id: &str) {
        let Some(entry) = self.callbacks.entries.get_mut(id) else { return };
        entry.claim_until = None;
        if entry.callback.claim.take().is_some() {
            self.publish_callback(id);
        }
    }

    /// Returns an open callback that the agent sees and nobody else has taken on.
    fn own_callback(&self, agent: usize, id: &str) -> Result<&Entry, CommandError> {
        let entry = self.callbacks.entries.get(id).filter(|entry| entry.is_open() && self.may_see(agent, entry));
        let entry = entry.ok_or(CommandError::NoSuchCallback)?;
        if entry.is_claimed_by_other(&self.agents[agent].extension) {
            return Err(CommandError::AlreadyClaimed);
        }
        Ok(entry)
    }
}
