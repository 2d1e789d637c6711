//! The facts about a channel. Facts are only added or carry their event's time, so that the order of arrival matters
//! little.

use super::Micros;
use denwa_protocol::Recording;
use std::collections::BTreeMap;

/// A value with the time of the event that set it; later events win, whatever their order of arrival.
#[derive(Clone, Debug)]
pub(super) struct Latest<T> {
    at: Micros,
    value: Option<T>,
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self { at: 0, value: None }
    }
}

impl<T: PartialEq> Latest<T> {
    /// Sets the value unless a later event has set it. Returns whether the value changed.
    pub(super) fn set(&mut self, at: Micros, value: Option<T>) -> bool {
        if at < self.at {
            return false;
        }
        self.at = at;
        let changed = self.value != value;
        self.value = value;
        changed
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

/// How far a channel has come; it never goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Progress {
    #[default]
    Down,
    Ringing,
    Up,
}

/// Which side started a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Origin {
    /// Unknown: the channel existed before the link connected.
    #[default]
    Unknown,
    /// The device called the PBX.
    Device,
    /// The PBX calls the device.
    Pbx,
}

/// What dialled a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dialler {
    /// No channel: an originate.
    Nobody,
    /// The channel with this unique ID.
    Channel(String),
}

/// How dialling a channel ended. If several are reported, the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DialEnd {
    Cancelled,
    NoAnswer,
    Unreachable,
    Busy,
    Answered,
}

/// A period; without an end it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Micros,
    pub(super) to: Option<Micros>,
}

impl Period {
    /// Returns the part that two periods share.
    pub(super) fn intersection(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = [self.to, other.to].into_iter().flatten().min();
        to.is_none_or(|to| from < to).then_some(Self { from, to })
    }
}

/// A stay in a bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) bridge: String,
    pub(super) period: Period,
}

/// The end of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) at: Micros,
    /// ITU-T Q.850 cause. It does not say enough by itself: 0 and 127 occur too.
    pub(super) cause: u32,
}

/// How a channel took over the call of another channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakeOverKind {
    /// It picked up a channel that was ringing.
    PickUp,
    /// It took back a channel that was parked.
    Retrieval,
}

/// A channel's taking over of another channel's call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TakeOver {
    pub(super) at: Micros,
    pub(super) kind: TakeOverKind,
    /// The unique ID of the channel that was picked up or retrieved.
    pub(super) from: String,
}

/// The hold from a panel in which a channel waits in the dialplan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PanelHold {
    pub(super) since: Micros,
    pub(super) side: HoldSide,
    /// The bridge the channel was taken out of; `None` if the call was held before the link connected.
    pub(super) bridge: Option<String>,
    /// For the side on hold, the unique ID of the agent's channel that holds it, if this run set it aside.
    pub(super) leg: Option<String>,
    /// Whether this run of the server set the channel aside. Other channels are never hung up unasked: after a restart
    /// the server cannot be sure which two belong together.
    pub(super) is_ours: bool,
}

/// A hold that the link has requested for a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExpectedHold {
    pub(super) side: HoldSide,
    /// As in [`PanelHold`].
    pub(super) leg: Option<String>,
}

/// A transfer without asking first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blind {
    pub(super) at: Micros,
    /// The number.
    pub(super) to: String,
    /// The unique ID of the channel that was transferred.
    pub(super) transferee: String,
}

/// A side of a held call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HoldSide {
    /// The side that holds the call.
    Agent,
    /// The side that is on hold.
    Remote,
}

/// Whether a party allows its number to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Presentation {
    #[default]
    Allowed,
    Prohibited,
    Unavailable,
}

/// A channel.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that are independent of one another")]
pub(super) struct Channel {
    pub(super) uniqueid: String,
    pub(super) name: String,
    /// The first `Linkedid` reported: Asterisk changes it on an attended transfer.
    pub(super) linkedid: String,
    pub(super) first_seen: Micros,
    pub(super) origin: Origin,
    pub(super) progress: Progress,
    pub(super) up_at: Option<Micros>,
    /// The first dialplan extension: the number that the device dialled, or that was called on a trunk.
    pub(super) exten: Option<String>,
    /// The context in which the channel entered the dialplan.
    pub(super) context: Option<String>,
    /// The number that the caller dialled, where the dialplan keeps it in a variable.
    pub(super) line: Option<String>,
    /// The number outside for which a trunk's channel was dialled.
    pub(super) dial_number: Option<String>,
    /// The extension to which an originate sent the channel.
    pub(super) sent_to: Option<String>,
    pub(super) caller_number: Option<String>,
    pub(super) caller_name: Option<String>,
    pub(super) caller_presentation: Presentation,
    pub(super) connected_number: Option<String>,
    pub(super) connected_name: Option<String>,
    pub(super) connected_presentation: Presentation,
    pub(super) record: Option<String>,
    pub(super) dialler: Option<Dialler>,
    pub(super) dialled: Vec<String>,
    pub(super) dial_end: Option<DialEnd>,
    /// When dialling the channel ended with an answer. A device that asks for a key first is up before that.
    pub(super) dial_answered: Option<Micros>,
    /// Whether the device sent the call on to another number (SIP 302).
    pub(super) is_forwarded: bool,
    pub(super) bridge: Latest<String>,
    pub(super) stays: Vec<Stay>,
    /// Since when the channel's device holds the other side.
    pub(super) holding: Latest<Micros>,
    /// The periods in which the device held the other side; an open period ends with the channel.
    pub(super) holds: Vec<Period>,
    /// The hold from a panel that the channel takes part in.
    pub(super) panel_hold: Option<PanelHold>,
    /// A hold that was requested. The channel's extension does not tell: it stays the hold extension even after the call is
    /// retrieved.
    pub(super) expected_hold: Option<ExpectedHold>,
    /// For the Local channel of a consultation from a panel, the unique ID of the agent's channel that dialled it.
    pub(super) consult: Option<String>,
    /// For an agent's channel, the unique ID of the channel that it last held from a panel, other than a consultation's.
    pub(super) far: Option<String>,
    /// For an agent's channel, the bridge of the conference that it has left for a consultation or a hold.
    pub(super) away_from: Option<String>,
    /// Whether the link has muted the channel.
    pub(super) is_muted: bool,
    /// The recording that runs on the channel.
    pub(super) recording: Latest<Recording>,
    /// The values of the configured variables.
    pub(super) data: BTreeMap<String, String>,
    /// The queue in which the channel waits or has waited as a caller.
    pub(super) queue: Option<String>,
    /// The queues in which the channel has waited, and when.
    pub(super) waits: Vec<(String, Period)>,
    /// Set while the channel waits in the queue.
    pub(super) waiting: Latest<()>,
    /// When the channel left the queue by hanging up.
    pub(super) abandoned: Option<Micros>,
    /// The queue that called the channel as a member.
    pub(super) called_by_queue: Option<String>,
    pub(super) conference: Latest<String>,
    /// When the channel first joined a conference.
    pub(super) conferenced: Option<Micros>,
    /// Whether the channel listens in on another channel.
    pub(super) is_spying: bool,
    /// When the channel transferred its call.
    pub(super) transferred: Option<Micros>,
    /// When the channel served as the second leg of an attended transfer.
    pub(super) consulted: Option<Micros>,
    /// When another channel transferred this channel.
    pub(super) passed_on: Option<Micros>,
    /// The unique ID of the channel that transferred this channel without asking first, and when it did.
    pub(super) transferred_by: Option<(Micros, String)>,
    /// The channel's transfer of its other side.
    pub(super) blind: Option<Blind>,
    /// The unique ID of the agent's channel that handed this channel on last.
    pub(super) passed_by: Option<String>,
    /// The unique ID of the party that the channel handed on by an attended transfer.
    pub(super) left_behind: Option<String>,
    /// When an attended transfer moved the channel to another call, and that call's ID.
    pub(super) moved: Option<(Micros, String)>,
    /// When the channel parked its other side.
    pub(super) parked_other: Option<Micros>,
    /// The place at which the channel parked its other side.
    pub(super) parked_at: Option<String>,
    /// The unique ID of the channel that parked this channel.
    pub(super) parked_by: Option<String>,
    /// The call of which the link is about to park this channel.
    pub(super) expected_park: Option<String>,
    /// When the channel was first parked.
    pub(super) parked: Option<Micros>,
    /// The call that the channel took over.
    pub(super) take_over: Option<TakeOver>,
    /// The unique ID of the channel that took over this channel's call, and when it did.
    pub(super) taken_by: Option<(Micros, String)>,
    /// The cause of a requested hangup.
    pub(super) requested_hangup: Option<u32>,
    pub(super) end: Option<End>,
    /// The context in which the channel was when it was found in a list.
    pub(super) listed_context: Option<String>,
    /// Whether the channel was found in a list, so that its first events are unknown.
    pub(super) is_listed: bool,
    /// Whether the current synchronisation has not found the channel yet.
    pub(super) is_unconfirmed: bool,
}

impl Channel {
    /// Returns the endpoint, for instance `PJSIP/2001` of the channel `PJSIP/2001-0000000b`.
    pub(super) fn endpoint(&self) -> &str {
        self.name.rsplit_once('-').map_or(self.name.as_str(), |(endpoint, _)| endpoint)
    }

    /// Returns whether this is an end of a Local channel, which exists inside Asterisk only and has two ends.
    pub(super) fn is_local(&self) -> bool {
        self.name.starts_with("Local/")
    }

    /// Returns the name of the other end of a Local channel.
    pub(super) fn other_end_name(&self) -> Option<String> {
        let (stem, end) = self.name.rsplit_once(';').filter(|_| self.is_local())?;
        Some(format!("{stem};{}", if end == "1" { '2' } else { '1' }))
    }

    /// Returns whether this is the end of a Local channel that runs the dialplan of the Local channel's extension. The
    /// other end is the one that is dialled or originated.
    pub(super) fn is_running_end(&self) -> bool {
        self.is_local() && self.name.ends_with(";2")
    }

    pub(super) fn is_up(&self) -> bool {
        self.progress == Progress::Up
    }

    /// Returns whether the call was declined at the phone (SIP 486 or 603) or from a panel (a hangup with cause 21).
    pub(super) fn is_declined(&self) -> bool {
        self.dial_end == Some(DialEnd::Busy)
            || self.requested_hangup.is_some_and(|cause| matches!(cause, 17 | 21))
            || (!self.is_up() && self.end.is_some_and(|end| end.cause == 21))
    }

    /// Returns when the channel's part in its call ended: it parked or transferred the call, or hung up. A phone that
    /// parked a call stays up until it has heard the number of the place.
    pub(super) fn part_end(&self) -> Option<Micros> {
        [self.parked_other, self.transferred, self.end.map(|end| end.at)].into_iter().flatten().min()
    }

    /// Returns the unique ID of the channel that dialled this channel.
    pub(super) fn dialled_from(&self) -> Option<&str> {
        match &self.dialler {
            Some(Dialler::Channel(uniqueid)) => Some(uniqueid),
            _ => None,
        }
    }

    /// Returns whether the channel is the first of its call.
    pub(super) fn is_root(&self) -> bool {
        self.uniqueid == self.linkedid
    }

    /// Returns whether an originate made the channel as the first of its call.
    pub(super) fn is_originated(&self) -> bool {
        self.origin == Origin::Pbx && self.is_root() && self.dialled_from().is_none()
    }
}
