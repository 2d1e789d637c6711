//! What is known of one channel. Facts only ever grow or carry the time they were told, so that the order of arrival matters little.

use super::Micros;

/// A value that the latest telling decides.
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
    /// Sets it, unless something later is known. Tells whether it changed.
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

    pub(super) fn at(&self) -> Micros {
        self.at
    }
}

/// How far a channel got. The order is that of the way up; a channel never goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Progress {
    #[default]
    Down,
    Ringing,
    Up,
}

/// Who began a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Origin {
    /// Not told: it was there before us.
    #[default]
    Unknown,
    /// The device called the PBX.
    Device,
    /// The PBX calls the device.
    Pbx,
}

/// Who dialled a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dialler {
    /// An originate: no channel did.
    Nobody,
    /// Another channel.
    Channel(String),
}

/// How dialling a channel ended; the greatest told counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DialEnd {
    Cancelled,
    NoAnswer,
    Unreachable,
    Busy,
    Answered,
}

/// A stay in a bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) bridge: String,
    pub(super) from: Micros,
    pub(super) to: Option<Micros>,
}

/// The end of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) at: Micros,
    /// ITU-T Q.850 cause. Not a classifier by itself: 0 and 127 are seen too.
    pub(super) cause: u32,
}

/// A channel that waits in the dialplan while a panel holds the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aside {
    pub(super) since: Micros,
    pub(super) side: HoldSide,
    pub(super) bridge: Option<String>,
}

/// The side of a held call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HoldSide {
    /// Whoever holds.
    Agent,
    /// Whoever is held.
    Remote,
}

/// What a caller shows of its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Presentation {
    #[default]
    Allowed,
    Prohibited,
    Unavailable,
}

/// A channel.
#[derive(Clone, Debug, Default)]
pub(super) struct Channel {
    pub(super) uniqueid: String,
    pub(super) name: String,
    /// As first told: Asterisk rewrites it on an attended transfer.
    pub(super) linkedid: String,
    pub(super) first_seen: Micros,
    pub(super) origin: Origin,
    pub(super) progress: Progress,
    pub(super) up_at: Option<Micros>,
    /// The first extension it was at: what the device dialled, or a trunk was called on.
    pub(super) exten: Option<String>,
    /// The extension an originate sent it to.
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
    pub(super) bridge: Latest<String>,
    pub(super) stays: Vec<Stay>,
    /// Since when it holds the other side.
    pub(super) holding: Latest<Micros>,
    /// Taken out of a bridge by us, to hold the call: since when, on which side of it, and which bridge it was (none if it was held
    /// before we came).
    pub(super) set_aside: Option<Aside>,
    /// We are about to. After it was retrieved, a channel still shows the dialplan extension it waited at.
    pub(super) aside_expected: Option<HoldSide>,
    /// The queue it waited in, as a caller, and whether it still does.
    pub(super) queue: Option<String>,
    pub(super) waiting: Latest<()>,
    pub(super) abandoned: Option<Micros>,
    /// The queue that called it, as a member.
    pub(super) called_by_queue: Option<String>,
    pub(super) conference: Latest<String>,
    pub(super) conferenced: Option<Micros>,
    pub(super) spies: bool,
    /// It passed its call on.
    pub(super) transferred: Option<Micros>,
    /// It was the second leg of an attended transfer.
    pub(super) consulted: Option<Micros>,
    /// It was passed on.
    pub(super) passed_on: Option<Micros>,
    /// After an attended transfer: the call it belongs to from then on.
    pub(super) moved: Option<(Micros, String)>,
    /// It parked its other side.
    pub(super) parked_other: Option<Micros>,
    /// It was parked, ever.
    pub(super) parked: Option<Micros>,
    /// It took a parked channel back.
    pub(super) retrieved: Option<(Micros, String)>,
    pub(super) hangup_asked: Option<u32>,
    pub(super) end: Option<End>,
    /// Whether it is one that a resynchronisation has not found yet.
    pub(super) unconfirmed: bool,
}

impl Channel {
    /// `PJSIP/2001` of `PJSIP/2001-0000000b`.
    pub(super) fn endpoint(&self) -> &str {
        self.name.rsplit_once('-').map_or(self.name.as_str(), |(endpoint, _)| endpoint)
    }

    /// One of the two ends of a channel inside Asterisk.
    pub(super) fn is_local(&self) -> bool {
        self.name.starts_with("Local/")
    }

    /// The name of the other end of a Local channel.
    pub(super) fn other_end(&self) -> Option<String> {
        let (stem, end) = self.name.rsplit_once(';').filter(|_| self.is_local())?;
        Some(format!("{stem};{}", if end == "1" { '2' } else { '1' }))
    }

    pub(super) fn is_up(&self) -> bool {
        self.progress == Progress::Up
    }

    /// Whether somebody declined it: at the phone (486, 603) or from a panel (a hangup with cause 21).
    pub(super) fn is_declined(&self) -> bool {
        self.dial_end == Some(DialEnd::Busy)
            || self.hangup_asked.is_some_and(|cause| matches!(cause, 17 | 21))
            || (!self.is_up() && self.end.is_some_and(|end| end.cause == 21))
    }

    /// Whether its call began with it.
    pub(super) fn is_root(&self) -> bool {
        self.uniqueid == self.linkedid
    }

    /// Whether an originate made it, as the first of its call.
    pub(super) fn is_originated(&self) -> bool {
        self.origin == Origin::Pbx && self.is_root() && !matches!(self.dialler, Some(Dialler::Channel(_)))
    }
}
