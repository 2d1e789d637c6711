//! The two ends of an agent's call, for the link to act on: the agent's phone, and whom it is connected with or holds.
//!
//! A consultation from a panel needs no second call on the phone. The agent's channel leaves its bridge and dials, in the
//! dialplan, a Local channel of its own, which stands for the consultation: a card of its own, whose leg is that Local
//! channel. Which of the two calls is active depends only on whom the agent's channel is bridged with.
//!
//! ```text
//!   customer (on hold)   PJSIP/2001 ──bridge── Local/to2002@denwa-consult;1 ══ ;2 ──dial──▶ PJSIP/2002
//!        card 1: held         └──── one phone, two cards ────┘     card 2: active
//! ```

use super::{Tracker, channel::Channel};

/// What is at the other end of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Far {
    /// Nobody at the moment.
    Nobody,
    /// The channel with this name.
    Channel(String),
    /// The conference room with this name.
    Room(String),
}

/// The two ends of an agent's live call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that are independent of one another")]
pub struct Ends {
    /// The name of the channel of the agent's phone.
    pub phone: String,
    /// The other end.
    pub far: Far,
    /// Whether the call is held from a panel.
    pub is_held: bool,
    /// Whether the phone holds the call itself.
    pub is_held_at_phone: bool,
    /// Whether another live call of the agent uses the same channel of the phone.
    pub shares_phone: bool,
    /// Whether the agent's side and the other side have been connected.
    pub is_answered: bool,
}

impl Tracker {
    /// Returns the channel of the agent's phone that carries a call.
    pub(super) fn phone_of(&self, call: &str) -> Option<&Channel> {
        let leg = self.leg_of(call)?;
        match &leg.consult {
            Some(phone) => self.channel(phone),
            None => Some(leg),
        }
    }

    /// Returns both ends of an extension's live call.
    #[must_use]
    pub fn ends(&self, extension: &str, call: &str) -> Option<Ends> {
        self.channel_of(extension, call)?;
        let (leg, phone) = (self.leg_of(call)?, self.phone_of(call)?);
        let is_consultation = leg.consult.is_some();
        let far = if is_consultation { Far::Channel(leg.name.clone()) } else { self.far_of(phone) };
        let others = self.open.iter().filter(|other| **other != call);
        let shares_phone = others.clone().any(|other| {
            let is_live = self.call(other).is_some_and(|card| card.ended.is_none());
            // A call that is over counts no longer, although its end is reported a moment later.
            is_live
                && !self.is_over(other)
                && self.phone_of(other).is_some_and(|theirs| theirs.uniqueid == phone.uniqueid)
        });
        Some(Ends {
            phone: phone.name.clone(),
            far,
            is_held: leg.panel_hold.is_some(),
            is_held_at_phone: phone.holding.is_set() && !is_consultation,
            shares_phone,
            is_answered: self.call(call).is_some_and(|card| card.answered_at.is_some()),
        })
    }

    pub(super) fn far_of(&self, phone: &Channel) -> Far {
        let name = |channel: &Channel| Far::Channel(channel.name.clone());
        let room_name = |bridge: &String| Some(Far::Room(self.conferences.get(bridge)?.name.clone()?));
        if let Some(bridge) = &phone.away_from {
            return room_name(bridge).unwrap_or(Far::Nobody);
        }
        if let Some(hold) = &phone.panel_hold {
            return self.other_side(phone, hold).map_or(Far::Nobody, name);
        }
        let Some(bridge) = phone.bridge.get() else { return Far::Nobody };
        if self.conferences.contains_key(bridge) {
            return room_name(bridge).unwrap_or(Far::Nobody);
        }
        let mut others = self.bridges.get(bridge).into_iter().flatten().filter(|other| **other != phone.uniqueid);
        let other = others.next().and_then(|other| self.channel(other)).filter(|_| others.next().is_none());
        other.filter(|other| other.consult.as_ref() != Some(&phone.uniqueid)).map_or(Far::Nobody, name)
    }

    /// Returns the live Local channels of consultations that a phone has made from a panel.
    pub(super) fn consultations_of<'a>(&'a self, phone: &'a Channel) -> impl Iterator<Item = &'a Channel> {
        self.all_consultations_of(phone).filter(|local| local.end.is_none())
    }

    /// Returns the Local channels of all consultations that a phone has made from a panel and that are remembered.
    pub(super) fn all_consultations_of<'a>(&'a self, phone: &'a Channel) -> impl Iterator<Item = &'a Channel> {
        self.channels.values().filter(|local| local.consult.as_ref() == Some(&phone.uniqueid))
    }

    /// Returns the number that the Local channel of a consultation dials.
    pub(super) fn consulted_number(&self, leg: &Channel) -> Option<String> {
        let prefix = &self.asterisk.consult.as_ref()?.prefix;
        let (exten, _) = leg.name.strip_prefix("Local/")?.split_once('@')?;
        exten.strip_prefix(prefix.as_str()).map(str::to_owned)
    }

    /// Returns whether a channel is the dialled end of a consultation's Local channel, by its name.
    pub(super) fn is_consultation_name(&self, name: &str) -> bool {
        let Some(consult) = &self.asterisk.consult else { return false };
        let local = name.strip_prefix("Local/").and_then(|rest| rest.split_once('@'));
        local.is_some_and(|(exten, rest)| {
            exten.starts_with(&consult.prefix)
                && rest.ends_with(";1")
                && rest.strip_prefix(consult.context.as_str()).is_some_and(|rest| rest.starts_with('-'))
        })
    }

    /// Notes that an agent's channel has dialled the Local channel of a consultation.
    pub(super) fn note_consultation(&mut self, local: &str, phone: &str) {
        let is_named = self.channel(local).is_some_and(|local| self.is_consultation_name(&local.name));
        let is_agents = self.channel(phone).is_some_and(|phone| self.extension_of(phone).is_some());
        if !is_named || !is_agents || self.offer_of.contains_key(local) {
            return;
        }
        if let Some(channel) = self.channels.get_mut(local) {
            channel.consult = Some(phone.to_owned());
            self.unassigned.insert(local.to_owned());
            self.stirred.insert(local.to_owned());
        }
    }

    /// Returns the extension of the agent whose call a leg is.
    pub(super) fn owner_of(&self, leg: &Channel) -> Option<&str> {
        match &leg.consult {
            Some(phone) => self.extension_of(self.channel(phone)?),
            None => self.extension_of(leg),
        }
    }
}
