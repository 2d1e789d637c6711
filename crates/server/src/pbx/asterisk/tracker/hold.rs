//! Holding from a panel: channels that wait in the dialplan, who holds whom, and who waits for nobody any more.

use super::{
    Micros, SETTLE, Tracker,
    channel::{Channel, ExpectedHold, HoldSide, PanelHold},
};
use crate::pbx::asterisk::ami::Message;
use denwa_protocol::Cause;

/// How long a channel may be without the other side before nobody waits for it. The two channels leave their bridge one
/// after the other, so a short time is normal.
const ALONE: Micros = 10 * SETTLE;

impl Tracker {
    /// Notes that the link is about to hold a call from a panel, or (`false`) that it could not.
    pub fn expect_hold(&mut self, call: &str, expected: bool) {
        let Some(leg) = self.leg_of(call).cloned() else { return };
        let is_consultation = leg.consult.is_some();
        let far = match (&leg.consult, self.far_of_leg(&leg)) {
            (Some(_), _) => Some(leg.uniqueid.clone()),
            (None, far) => far,
        };
        let phone = leg.consult.clone().unwrap_or(leg.uniqueid);
        let remote = ExpectedHold { side: HoldSide::Remote, leg: Some(phone.clone()) };
        // The agent's channel belongs to the call it had first; a consultation's hold is that of its Local channel.
        let agent = (!is_consultation).then_some((phone, ExpectedHold { side: HoldSide::Agent, leg: None }));
        for (uniqueid, hold) in agent.into_iter().chain(far.map(|far| (far, remote))) {
            if let Some(channel) = self.channels.get_mut(&uniqueid) {
                channel.expected_hold = expected.then_some(hold);
            }
        }
    }

    /// Returns the unique ID of the only other channel in an agent's bridge.
    fn far_of_leg(&self, leg: &Channel) -> Option<String> {
        match self.ends_of_phone(leg)? {
            name if leg.panel_hold.is_none() => self.names.get(&name).cloned(),
            _ => None,
        }
    }

    fn ends_of_phone(&self, phone: &Channel) -> Option<String> {
        match self.far_of(phone) {
            super::Far::Channel(name) => Some(name),
            _ => None,
        }
    }

    /// Returns whether a call is held from a panel, not at the phone.
    #[must_use]
    pub fn is_held_from_panel(&self, call: &str) -> bool {
        self.leg_of(call).is_some_and(|channel| channel.panel_hold.is_some())
    }

    /// Returns whether both sides of a hold from a panel have left their bridge.
    #[must_use]
    pub fn has_settled_hold(&self, call: &str) -> bool {
        self.leg_of(call).is_some_and(|leg| {
            let is_other_there =
                |hold| leg.consult.is_some() || leg.away_from.is_some() || self.other_side(leg, hold).is_some();
            leg.panel_hold.as_ref().is_some_and(is_other_there)
        })
    }

    /// Returns the channel on the other side of a hold from a panel.
    pub(super) fn other_side(&self, channel: &Channel, hold: &PanelHold) -> Option<&Channel> {
        let fits = |other: &&Channel| {
            other.uniqueid != channel.uniqueid
                && other.end.is_none()
                && other.consult.is_none()
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

    /// Notes that a channel has entered a bridge: it waits no longer, nor does its other side. An agent's channel that
    /// consults goes on holding the first party.
    pub(super) fn note_entered(&mut self, uniqueid: &str, bridge: &str) {
        let Some(channel) = self.channel(uniqueid) else { return };
        let other = channel.panel_hold.as_ref().and_then(|hold| self.other_side(channel, hold));
        let other = other.map(|other| other.uniqueid.clone());
        let side = channel.panel_hold.as_ref().map(|hold| hold.side);
        let is_back = channel.away_from.as_deref() == Some(bridge);
        // The other side may leave the old bridge after the agent's channel has entered the next.
        let is_theirs = |hold: &ExpectedHold| hold.leg.as_deref() == Some(uniqueid);
        let is_coming = || self.channels.values().any(|other| other.expected_hold.as_ref().is_some_and(is_theirs));
        let is_agents = side == Some(HoldSide::Agent) && !is_back;
        let goes_on = is_agents && (other.is_some() || channel.away_from.is_some() || is_coming());
        if goes_on {
            return;
        }
        for channel in [Some(uniqueid), other.as_deref()].into_iter().flatten() {
            if let Some(channel) = self.channels.get_mut(channel) {
                channel.panel_hold = None;
                channel.away_from = None;
            }
        }
    }

    /// Notes that a channel has ended. If an agent's phone held it or was connected with it, and goes on with a
    /// consultation, that call has ended for the agent.
    pub(super) fn note_far_gone(&mut self, uniqueid: &str, at: Micros) {
        let phones = self.channels.values().filter(|phone| phone.far.as_deref() == Some(uniqueid));
        let goes_on = |phone: &&Channel| phone.end.is_none() && self.consultations_of(phone).next().is_some();
        let calls: Vec<String> = phones.filter(goes_on).map(|phone| phone.uniqueid.clone()).collect();
        for phone in calls {
            let Some(call) = self.offer_of.get(&phone).cloned() else { continue };
            if let Some(phone) = self.channels.get_mut(&phone) {
                phone.panel_hold = None;
            }
            if let Some(offer) = self.offers.get_mut(&call) {
                offer.left.get_or_insert((at, Cause::Normal));
            }
            self.touched.insert(self.channel(&phone).map(|phone| phone.linkedid.clone()).unwrap_or_default());
        }
    }

    /// Notes that the link sends a channel on hold elsewhere.
    pub fn release(&mut self, name: &str) {
        let uniqueid = self.names.get(name).cloned();
        if let Some(channel) = uniqueid.and_then(|uniqueid| self.channels.get_mut(&uniqueid)) {
            channel.panel_hold = None;
        }
    }

    /// Returns the names of channels that this run has set aside and for which nobody waits any more: their other side has
    /// gone, or they are alone in a conference room. The link hangs them up.
    #[must_use]
    pub fn orphans(&self) -> Vec<String> {
        let live = self.channels.values().filter(|channel| channel.end.is_none());
        live.filter(|channel| self.is_orphan(channel)).map(|channel| channel.name.clone()).collect()
    }

    fn is_orphan(&self, channel: &Channel) -> bool {
        if let Some(bridge) = channel.bridge.get() {
            return self.is_alone_in_room(channel, bridge);
        }
        if self.consultations_of(channel).next().is_some() {
            return false;
        }
        let moved = channel.stays.last().and_then(|stay| stay.period.to).unwrap_or(channel.first_seen);
        let is_long = |since: Micros| since.max(moved) + ALONE <= self.now;
        if let Some(hold) = channel.panel_hold.as_ref().filter(|hold| hold.is_ours) {
            let leg = hold.leg.as_ref().and_then(|leg| self.channel(leg));
            let is_lonely = match (leg, &channel.away_from) {
                (Some(leg), _) if channel.consult.is_some() => leg.end.is_some(),
                (_, Some(room)) => !self.bridges.contains_key(room),
                _ => self.other_side(channel, hold).is_none(),
            };
            return is_lonely && is_long(hold.since);
        }
        // The agent's part has ended, but the phone was kept for a consultation, which has ended, too.
        let left = self.offer_of.get(&channel.uniqueid).and_then(|offer| self.offers.get(offer)?.left);
        if left.is_some_and(|(at, _)| is_long(at)) && channel.far.is_some() {
            return true;
        }
        // The dialplan keeps a phone that has consulted, although the first party has hung up in the end.
        let is_dialling = channel.dialled.iter().filter_map(|d| self.channel(d)).any(|dialled| dialled.end.is_none());
        let is_gone = |far: &String| self.channel(far).is_none_or(|far| far.end.is_some());
        channel.is_up() && !is_dialling && channel.far.as_ref().is_some_and(is_gone) && is_long(0)
    }

    fn is_alone_in_room(&self, channel: &Channel, bridge: &str) -> bool {
        let is_ours = self.conferences.get(bridge).is_some_and(|room| room.is_ours);
        let has_met = self.guests.get(bridge).is_some_and(|guests| guests.len() > 1);
        if !is_ours || !has_met {
            return false;
        }
        let is_away = |other: &Channel| other.end.is_none() && other.away_from.as_deref() == Some(bridge);
        let guests = || self.guests.get(bridge).into_iter().flatten().filter_map(|guest| self.channel(guest));
        let left = guests().flat_map(|guest| &guest.stays).filter(|stay| stay.bridge == bridge);
        let last_left = left.filter_map(|stay| stay.period.to).max();
        self.bridges.get(bridge).is_some_and(|members| members.len() == 1 && members.contains(&channel.uniqueid))
            && last_left.is_some_and(|left| left + ALONE <= self.now)
            && !guests().any(is_away)
    }

    /// Notes that a channel of a call to be held has left its bridge. The bridge ends when the first channel leaves, so
    /// the second may leave before its own redirection is reported. Therefore the expectation decides, not the reported
    /// extension.
    pub(super) fn note_left_for_hold(&mut self, uniqueid: &str, at: Micros, bridge: String) {
        let is_room = self.conferences.contains_key(&bridge);
        let Some(channel) = self.channels.get_mut(uniqueid).filter(|channel| channel.end.is_none()) else { return };
        let Some(expected) = channel.expected_hold.take() else { return };
        if is_room {
            channel.away_from = Some(bridge.clone());
        }
        let is_consultation = channel.consult.is_some();
        let leg = expected.leg.clone();
        let hold = PanelHold { since: at, side: expected.side, bridge: Some(bridge), leg: expected.leg, is_ours: true };
        channel.panel_hold.get_or_insert(hold);
        if let Some(phone) = leg.filter(|_| !is_consultation).and_then(|leg| self.channels.get_mut(&leg)) {
            phone.far = Some(uniqueid.to_owned());
        }
    }

    /// Notes that a listed phone consults: it holds the party of its call that is listed on hold.
    pub(super) fn note_listed_consultation(&mut self, phone: &str) {
        let Some(channel) = self.channel(phone).filter(|phone| phone.panel_hold.is_none()) else { return };
        let hold = PanelHold { since: self.now, side: HoldSide::Agent, bridge: None, leg: None, is_ours: false };
        let Some(other) = self.other_side(channel, &hold).map(|other| other.uniqueid.clone()) else { return };
        if let Some(channel) = self.channels.get_mut(phone) {
            channel.panel_hold = Some(hold);
            channel.far = Some(other);
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
            channel.panel_hold.get_or_insert(PanelHold { since: at, side, bridge: None, leg: None, is_ours });
        }
    }
}
