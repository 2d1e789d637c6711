//! The link's view of calls: the channels to act on, and whether actions have taken effect.

use super::{
    Micros, SETTLE, Tracker,
    card::primary,
    channel::{Channel, HoldSide, PanelHold},
};
use crate::pbx::asterisk::ami::Message;
use denwa_protocol::ConnectionState;

impl Tracker {
    /// Notes that the link is about to originate a channel with this unique ID to dial a number.
    pub fn expect_dial(&mut self, uniqueid: &str, number: &str) {
        self.dialled.insert(uniqueid.to_owned(), number.to_owned());
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
    fn legs_of(&self, call: &str) -> Vec<&Channel> {
        let offer = self.offer_of.get(call).and_then(|offer| self.offers.get(offer));
        offer.into_iter().flat_map(|offer| &offer.legs).filter_map(|leg| self.channel(leg)).collect()
    }

    /// Returns the leg that stands for an agent's call.
    fn leg_of(&self, call: &str) -> Option<&Channel> {
        primary(&self.legs_of(call))
    }

    /// Returns the name of the channel to act on for an extension's live call.
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
        self.legs_of(call).iter().all(|leg| leg.end.is_some())
    }

    /// Returns the name of the other channel in a call's bridge; `None` if there is no or more than one other channel.
    #[must_use]
    pub fn partner(&self, call: &str) -> Option<&str> {
        let leg = self.leg_of(call)?;
        let bridge = leg.bridge.get()?;
        let mut others = self.bridges.get(bridge)?.iter().filter(|other| **other != leg.uniqueid);
        let other = others.next().filter(|_| !self.conferences.contains(bridge))?;
        others.next().is_none().then_some(())?;
        self.channel(other).map(|channel| channel.name.as_str())
    }

    /// Notes that the link is about to hold a call from a panel, or (`false`) that it could not.
    pub fn expect_hold(&mut self, call: &str, expected: bool) {
        let partner = self.partner(call).and_then(|name| self.names.get(name)).cloned();
        let leg = self.leg_of(call).map(|leg| leg.uniqueid.clone());
        for (uniqueid, side) in [(leg, HoldSide::Agent), (partner, HoldSide::Remote)] {
            if let Some(channel) = uniqueid.and_then(|uniqueid| self.channels.get_mut(&uniqueid)) {
                channel.expected_hold = expected.then_some(side);
            }
        }
    }

    /// Returns whether a call is held from a panel, not at the phone.
    #[must_use]
    pub fn is_held_from_panel(&self, call: &str) -> bool {
        self.leg_of(call).is_some_and(|channel| channel.panel_hold.is_some())
    }

    /// Returns the name of the channel on hold while the call's channel holds it from a panel.
    #[must_use]
    pub fn held_partner(&self, call: &str) -> Option<&str> {
        let leg = self.leg_of(call)?;
        let hold = leg.panel_hold.as_ref().filter(|hold| hold.side == HoldSide::Agent)?;
        let other = self.other_side(leg, hold)?;
        Some(&other.name)
    }

    /// Returns the channel on the other side of a hold from a panel.
    fn other_side(&self, channel: &Channel, hold: &PanelHold) -> Option<&Channel> {
        let fits = |other: &&Channel| {
            other.uniqueid != channel.uniqueid
                && other.end.is_none()
                && other.panel_hold.as_ref().is_some_and(|theirs| {
                    theirs.side != hold.side
                        && match (&theirs.bridge, &hold.bridge) {
                            (Some(theirs), Some(ours)) => theirs == ours,
                            _ => other.linkedid == channel.linkedid,
                        }
                })
        };
        let mut found = self.channels.values().filter(fits);
        let other = found.next()?;
        // Of several that might be the other side, none is.
        found.next().is_none().then_some(other)
    }

    /// Returns the names of channels that this run has set aside for a hold from a panel and whose other side has gone.
    /// The link hangs them up.
    #[must_use]
    pub fn orphans(&self) -> Vec<String> {
        let is_orphan = |channel: &&Channel| {
            channel.end.is_none()
                && channel.panel_hold.as_ref().is_some_and(|hold| {
                    // The two channels leave their bridge one after the other, so a short time without the other side
                    // is normal.
                    hold.is_ours && hold.since + 10 * SETTLE <= self.now && self.other_side(channel, hold).is_none()
                })
        };
        self.channels.values().filter(is_orphan).map(|channel| channel.name.clone()).collect()
    }

    /// Notes that a channel of a call to be held has left its bridge. The bridge ends when the first channel leaves, so
    /// the second may leave before its own redirection is reported. Therefore the expectation decides, not the reported
    /// extension.
    pub(super) fn note_left_for_hold(&mut self, uniqueid: &str, at: Micros, bridge: String) {
        let channel = self.channels.get_mut(uniqueid).filter(|channel| channel.end.is_none());
        if let Some(channel) = channel
            && let Some(side) = channel.expected_hold.take()
        {
            channel.panel_hold.get_or_insert(PanelHold { since: at, side, bridge: Some(bridge), is_ours: true });
        }
    }

    /// Notes a channel that is listed at a hold extension: its call was held before the link connected.
    pub(super) fn note_listed_on_hold(&mut self, uniqueid: &str, m: &Message, at: Micros) {
        let Some(hold) = &self.asterisk.hold else { return };
        if m.get("Context") != Some(&hold.context) || m.some("Application").is_none() {
            return;
        }
        let side = match m.get("Exten") {
            Some(exten) if exten == hold.agent => HoldSide::Agent,
            Some(exten) if exten == hold.remote => HoldSide::Remote,
            _ => return,
        };
        if let Some(channel) = self.channels.get_mut(uniqueid).filter(|channel| channel.end.is_none()) {
            let is_ours = channel.expected_hold.take().is_some();
            channel.panel_hold.get_or_insert(PanelHold { since: at, side, bridge: None, is_ours });
        }
    }
}
