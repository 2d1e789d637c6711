//! The link's view of calls: the channels to act on, and whether actions have taken effect.

use super::{Dialled, Tracker, card::primary, channel::Channel};
use denwa_protocol::ConnectionState;

impl Tracker {
    /// Notes that the link is about to originate a channel with this unique ID to dial a number.
    pub fn expect_dial(&mut self, uniqueid: &str, number: &str, presented: Option<&str>) {
        let dialled = Dialled { number: number.to_owned(), presented: presented.map(str::to_owned), parked: None };
        self.dialled.insert(uniqueid.to_owned(), dialled);
    }

    /// Notes that the link is about to originate a channel with this unique ID to pick a parked call up. Returns false if
    /// no call is parked there.
    pub fn expect_pick_up(&mut self, uniqueid: &str, slot: &str) -> bool {
        let Some(parked) = self.parked.get(slot).map(|parked| parked.uniqueid.clone()) else { return false };
        let dialled = Dialled { number: slot.to_owned(), presented: None, parked: Some(parked) };
        self.dialled.insert(uniqueid.to_owned(), dialled);
        true
    }

    /// Notes the number that a consultation from a call presents, if the agent chose one.
    pub fn expect_consultation(&mut self, call: &str, presented: Option<&str>) {
        if let Some(phone) = self.phone_of(call).map(|phone| phone.uniqueid.clone()) {
            self.presented.insert(phone, presented.map(str::to_owned));
        }
    }

    /// Returns the latest consultation of a call that is not one of `known`.
    #[must_use]
    pub fn new_consultation(&self, call: &str, known: &[String]) -> Option<String> {
        let phone = self.phone_of(call)?;
        // It may have ended at once.
        let new = self.all_consultations_of(phone).filter(|local| !known.contains(&local.uniqueid));
        let new = new.max_by_key(|local| local.first_seen)?;
        self.offers.contains_key(&new.uniqueid).then(|| new.uniqueid.clone())
    }

    /// Returns the consultations of a call's phone.
    #[must_use]
    pub fn consultations(&self, call: &str) -> Vec<String> {
        let phone = self.phone_of(call);
        phone.into_iter().flat_map(|phone| self.all_consultations_of(phone)).map(|c| c.uniqueid.clone()).collect()
    }

    /// Returns the channel to send elsewhere in order to deflect a ringing call: the caller's, or what dials the agent's
    /// phone within a consultation.
    #[must_use]
    pub fn deflected_channel(&self, call: &str) -> Option<String> {
        let leg = self.leg_of(call)?;
        let path = self.path(leg);
        if let Some(place) = path.channels.iter().position(|channel| channel.consult.is_some()) {
            return place.checked_sub(1).map(|running| path.channels[running].name.clone());
        }
        path.caller().filter(|caller| caller.end.is_none()).map(|caller| caller.name.clone())
    }

    /// Notes that the originate failed.
    pub fn forget_dial(&mut self, uniqueid: &str) {
        self.dialled.remove(uniqueid);
    }

    /// Returns whether an originate failed before there was a channel.
    #[must_use]
    pub fn has_failed(&self, action_id: &str) -> bool {
        self.failed_originates.iter().any(|failed| failed == action_id)
    }

    /// Returns the first endpoint of an agent.
    #[must_use]
    pub fn first_endpoint(&self, extension: &str) -> Option<String> {
        let agent = self.config.agents.iter().find(|agent| agent.extension == extension)?;
        self.asterisk.endpoints_of(agent).into_iter().next()
    }

    /// Returns the legs of an agent's call.
    pub(super) fn legs_of(&self, call: &str) -> Vec<&Channel> {
        self.offer(call).into_iter().flat_map(|offer| &offer.legs).filter_map(|leg| self.channel(leg)).collect()
    }

    /// Returns the leg that stands for an agent's call.
    pub(super) fn leg_of(&self, call: &str) -> Option<&Channel> {
        primary(&self.legs_of(call))
    }

    /// Returns the name of the channel to act on for an extension's live call: the one whose end ends the call. For a
    /// consultation that is its Local channel, because the agent's phone goes on.
    #[must_use]
    pub fn channel_of(&self, extension: &str, call: &str) -> Option<&str> {
        let offer = self.offers.get(call).filter(|offer| offer.extension == extension)?;
        offer.card.as_ref().filter(|card| card.ended.is_none())?;
        self.leg_of(call).filter(|channel| channel.end.is_none()).map(|channel| channel.name.as_str())
    }

    /// Returns the names of all channels on which an agent's call still rings.
    #[must_use]
    pub fn ringing_channels(&self, call: &str) -> Vec<String> {
        let legs = self.legs_of(call).into_iter();
        legs.filter(|leg| leg.end.is_none() && !leg.is_up()).map(|leg| leg.name.clone()).collect()
    }

    /// Returns the state of the agent's side of a call, as it was last reported.
    #[must_use]
    pub fn state_of(&self, call: &str) -> Option<ConnectionState> {
        self.call(call).map(|card| card.state)
    }

    /// Returns whether a call's channel is up.
    #[must_use]
    pub fn is_up(&self, call: &str) -> bool {
        self.legs_of(call).iter().any(|leg| leg.is_up() && leg.end.is_none())
    }

    /// Returns whether all channels of a call have ended or do not exist.
    #[must_use]
    pub fn is_over(&self, call: &str) -> bool {
        let has_left = self.offers.get(call).is_some_and(|offer| offer.left.is_some());
        has_left || self.legs_of(call).iter().all(|leg| leg.end.is_some())
    }
}
