//! What a link needs to know to do something with a call, and to see whether it was done.

use super::{
    Micros, SETTLE, Tracker,
    channel::{Aside, Channel, HoldSide},
};
use crate::pbx::asterisk::ami::Message;
use denwa_protocol::ConnectionState;

impl Tracker {
    /// A number is about to be dialled from a channel of that unique ID.
    pub fn expect_dial(&mut self, uniqueid: &str, number: &str) {
        self.dialled.insert(uniqueid.to_owned(), number.to_owned());
    }

    /// It will not.
    pub fn forget_dial(&mut self, uniqueid: &str) {
        self.dialled.remove(uniqueid);
    }

    /// Whether an originate has failed before there was a channel.
    #[must_use]
    pub fn has_failed(&self, action_id: &str) -> bool {
        self.failed_originates.iter().any(|failed| failed == action_id)
    }

    /// The channel of a live call of an extension.
    #[must_use]
    pub fn channel_of(&self, extension: &str, call: &str) -> Option<&str> {
        let told = self.told.get(call).filter(|told| told.extension == extension && told.call.ended.is_none())?;
        self.channel(&told.call.id).filter(|channel| channel.end.is_none()).map(|channel| channel.name.as_str())
    }

    /// The agent's own side of a call, as it was told last.
    #[must_use]
    pub fn state_of(&self, call: &str) -> Option<ConnectionState> {
        self.told.get(call).map(|told| told.call.state)
    }

    /// Whether a call's channel is up.
    #[must_use]
    pub fn is_up(&self, call: &str) -> bool {
        self.channel(call).is_some_and(|channel| channel.is_up() && channel.end.is_none())
    }

    /// Whether a call's channel has gone, or was never there.
    #[must_use]
    pub fn is_over(&self, call: &str) -> bool {
        self.channel(call).is_none_or(|channel| channel.end.is_some())
    }

    /// The one channel in the same bridge, by name. None if there is none, or more, as in a conference.
    #[must_use]
    pub fn partner(&self, call: &str) -> Option<&str> {
        let bridge = self.channel(call)?.bridge.get()?;
        let mut others = self.bridges.get(bridge)?.iter().filter(|other| *other != call);
        let other = others.next().filter(|_| !self.conferences.contains(bridge))?;
        others.next().is_none().then_some(())?;
        self.channel(other).map(|channel| channel.name.as_str())
    }

    /// The channel of a call and the one in its bridge are about to be set aside. False says that they will not.
    pub fn expect_hold(&mut self, call: &str, expected: bool) {
        let partner = self.partner(call).and_then(|name| self.names.get(name)).cloned();
        for (uniqueid, side) in [(Some(call.to_owned()), HoldSide::Agent), (partner, HoldSide::Remote)] {
            if let Some(channel) = uniqueid.and_then(|uniqueid| self.channels.get_mut(&uniqueid)) {
                channel.aside_expected = expected.then_some(side);
            }
        }
    }

    /// Whether a call is held from a panel, not at the phone.
    #[must_use]
    pub fn is_set_aside(&self, call: &str) -> bool {
        self.channel(call).is_some_and(|channel| channel.set_aside.is_some())
    }

    /// The channel that waits while this one holds it from a panel, by name.
    #[must_use]
    pub fn held_partner(&self, call: &str) -> Option<&str> {
        let leg = self.channel(call)?;
        let aside = leg.set_aside.as_ref().filter(|aside| aside.side == HoldSide::Agent)?;
        let other = self.other_side(leg, aside)?;
        Some(&other.name)
    }

    fn other_side(&self, of: &Channel, aside: &Aside) -> Option<&Channel> {
        let fits = |other: &&Channel| {
            other.uniqueid != of.uniqueid
                && other.end.is_none()
                && other.set_aside.as_ref().is_some_and(|theirs| {
                    theirs.side != aside.side
                        && match (&theirs.bridge, &aside.bridge) {
                            (Some(theirs), Some(ours)) => theirs == ours,
                            _ => other.linkedid == of.linkedid,
                        }
                })
        };
        self.channels.values().find(fits)
    }

    /// Channels that wait on hold although the other side has gone: to be hung up.
    #[must_use]
    pub fn orphans(&self) -> Vec<String> {
        let lonely = |channel: &&Channel| {
            channel.end.is_none()
                && channel.set_aside.as_ref().is_some_and(|aside| {
                    // Both sides leave their bridge one after the other.
                    aside.since + 10 * SETTLE <= self.now && self.other_side(channel, aside).is_none()
                })
        };
        self.channels.values().filter(lonely).map(|channel| channel.name.clone()).collect()
    }

    /// Notes a channel that leaves its bridge for one of the extensions of a held call. The first of the two to leave takes the bridge with
    /// it, so the other may leave before its own redirection shows: what is expected counts, not where it seems to be.
    pub(super) fn leave_for_hold(&mut self, uniqueid: &str, at: Micros, bridge: String) {
        let channel = self.channels.get_mut(uniqueid).filter(|channel| channel.end.is_none());
        if let Some(channel) = channel
            && let Some(side) = channel.aside_expected.take()
        {
            channel.set_aside.get_or_insert(Aside { since: at, side, bridge: Some(bridge) });
        }
    }

    /// Notes a channel that is listed as standing at one of the extensions of a held call.
    pub(super) fn stands_on_hold(&mut self, uniqueid: &str, m: &Message, at: Micros) {
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
            channel.aside_expected = None;
            channel.set_aside.get_or_insert(Aside { since: at, side, bridge: None });
        }
    }
}
