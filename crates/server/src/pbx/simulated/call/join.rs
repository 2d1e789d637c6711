//! Two calls become one: for a conference, or because the agent who was in both leaves.

use super::{Leg, LegState, SimCall, Stage, cards::colleague};
use denwa_protocol::{Cause, Recording};

impl SimCall {
    /// Returns whether a telephone outside is connected or waits.
    #[must_use]
    pub fn has_outside(&self) -> bool {
        self.outside_party().is_some()
    }

    /// Takes over everybody of another call, in which `by` has joined the two, and whoever rings there. Returns how far
    /// the indices of the other call's legs have moved.
    pub fn absorb(&mut self, other: Self, by: &str) -> usize {
        let moved_by = self.legs.len();
        let queue = other.details.queue.clone();
        if !self.has_outside() && other.has_outside() {
            self.details = other.details;
            self.credit(by);
        }
        let customer = self.outside_party().map(|leg| self.legs[leg].device.clone());
        self.recording = strongest(self.recording, other.recording);
        for offer in self.offers.iter_mut().filter(|offer| offer.is_live()) {
            offer.follows_parties = true;
        }
        self.legs.extend(other.legs);
        for mut offer in other.offers {
            offer.legs.iter_mut().for_each(|leg| *leg += moved_by);
            offer.answers_before += self.answers;
            let is_by = offer.extension == by;
            if offer.is_live() && !is_by && self.has_offer_of(&offer.extension) {
                self.keep_one_leg(&offer.extension, &offer.legs);
            } else if offer.is_live() && !is_by {
                offer.view.request_id.clone_from(&self.id);
                offer.view.came_from.get_or_insert(colleague(by));
                offer.follows_parties = true;
                if let Some(customer) = &customer {
                    self.show(&mut offer.view, customer);
                }
                offer.is_changed = true;
            }
            self.offers.push(offer);
        }
        self.answers += other.answers;
        self.details.queue = queue.filter(|_| other.stage != Stage::Talking);
        if other.stage != Stage::Talking {
            (self.stage, self.serial) = (other.stage, other.serial);
            (self.plan, self.overflow, self.hops) = (other.plan, other.overflow, other.hops);
            (self.failures, self.is_scripted) = (other.failures, other.is_scripted);
            self.branches = other.branches;
            for leg in self.branches.iter_mut().flat_map(|branch| &mut branch.legs) {
                *leg += moved_by;
            }
        }
        moved_by
    }

    /// Ends the call if nobody is left to talk with.
    pub fn end_if_alone(&mut self) {
        let others = self.legs.iter().filter(|leg| leg.is_live() && !leg.is_offered()).count();
        if others == 0 || (others == 1 && self.stage == Stage::Talking) {
            self.end_all(Cause::Normal);
        }
    }

    /// The call of these agents' customer came to them by an agent.
    fn credit(&mut self, by: &str) {
        for offer in self.offers.iter_mut().filter(|offer| offer.is_live() && offer.extension != by) {
            offer.view.came_from.get_or_insert(colleague(by));
        }
    }

    /// An agent was in both calls: her part in the other call ends, and she talks if she talked in either.
    fn keep_one_leg(&mut self, extension: &str, other_legs: &[usize]) {
        let talked = other_legs.iter().any(|leg| self.legs[*leg].state == LegState::Up);
        for leg in other_legs {
            if self.legs[*leg].is_live() {
                self.end(*leg, Cause::Merged);
            }
        }
        let own = |leg: &&mut Leg| leg.device.extension() == Some(extension) && leg.state == LegState::Holding;
        if talked && let Some(leg) = self.legs.iter_mut().find(own) {
            leg.state = LegState::Up;
        }
    }
}

/// Returns how two calls that become one are recorded.
fn strongest(one: Option<Recording>, other: Option<Recording>) -> Option<Recording> {
    let strength = |recording: &Recording| match recording {
        Recording::On => 2,
        Recording::Paused => 1,
        Recording::Off | Recording::Unknown => 0,
    };
    one.into_iter().chain(other).max_by_key(strength)
}
