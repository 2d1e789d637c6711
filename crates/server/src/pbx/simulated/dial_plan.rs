//! What the numbers that are dialled mean: extensions, ring groups, queues, service codes, and everything outside.

use super::config::{Group, HUNT_SECONDS, Queue, SimulatedConfig, Strategy};

/// The number that parks a caller who is transferred to it.
pub const PARK: &str = "70";

/// Longest number that can be dialled, in characters.
const MAX_DIGITS: usize = 32;

/// The first place for parked calls. The numbers of the places can be dialled.
pub const FIRST_SLOT: u8 = 71;
/// The highest number of places for parked calls.
pub const MAX_SLOTS: u8 = 9;

/// What a number means.
#[derive(Clone, Debug)]
pub enum Destination {
    /// An agent's extension.
    Extension(String),
    /// A ring group.
    Group(Group),
    /// A queue.
    Queue(Queue),
    /// A service of the PBX itself.
    Code(Code),
    /// A number outside.
    Outside(String),
}

/// A service code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// `*8`: answers the call that has rung longest, wherever it rings.
    PickUp,
    /// `**2001`: answers the call that rings at an extension.
    PickUpAt(String),
    /// `*72` and a number: forwards all calls. `*73`: ends that.
    Forward(Option<String>),
    /// `*78` and `*79`: do not disturb, on and off.
    DoNotDisturb(bool),
    /// `*97`: voice mail, which answers until the agent hangs up.
    VoiceMail,
    /// `70`: parks the caller.
    Park,
    /// `71` to `79`: takes the call that is parked there.
    Retrieve(u8),
}

/// One or more numbers that ring at once, for a time.
#[derive(Clone, Debug)]
pub struct Round {
    /// Extensions or outside numbers.
    pub members: Vec<String>,
    /// How long they ring, in milliseconds. `None`: as long as an extension rings.
    pub ms: Option<u64>,
}

/// Returns whether a text is a number that a phone can dial: digits, `*` and `#`, perhaps with a leading `+`.
#[must_use]
pub fn is_dialable(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
}

/// Returns whether a call can be sent to an outside number: short numbers are misspelt extensions, except those of the
/// network's services (`1XY`).
#[must_use]
pub fn is_known_outside(number: &str) -> bool {
    is_dialable(number) && (number.len() >= 6 || (number.len() == 3 && number.starts_with('1')))
}

/// Returns what a number means.
#[must_use]
pub fn destination(settings: &SimulatedConfig, is_extension: impl Fn(&str) -> bool, number: &str) -> Destination {
    if is_extension(number) {
        return Destination::Extension(number.to_owned());
    }
    if let Some(group) = settings.groups.iter().find(|group| group.number == number) {
        return Destination::Group(group.clone());
    }
    if let Some(queue) = settings.queues.iter().find(|queue| queue.number.as_deref() == Some(number)) {
        return Destination::Queue(queue.clone());
    }
    match code(number) {
        Some(code) => Destination::Code(code),
        None => Destination::Outside(number.to_owned()),
    }
}

fn code(number: &str) -> Option<Code> {
    Some(match number {
        "*8" => Code::PickUp,
        "*73" => Code::Forward(None),
        "*78" => Code::DoNotDisturb(true),
        "*79" => Code::DoNotDisturb(false),
        "*97" => Code::VoiceMail,
        PARK => Code::Park,
        _ => {
            if let Some(extension) = number.strip_prefix("**") {
                Code::PickUpAt(extension.to_owned())
            } else if let Some(target) = number.strip_prefix("*72").filter(|target| is_dialable(target)) {
                Code::Forward(Some(target.to_owned()))
            } else {
                Code::Retrieve(number.parse().ok().filter(|slot| (FIRST_SLOT..FIRST_SLOT + MAX_SLOTS).contains(slot))?)
            }
        }
    })
}

impl Destination {
    /// Returns whether the number belongs to the PBX.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        !matches!(self, Self::Outside(_))
    }
}

impl Group {
    /// Makes a group of these members for a single call.
    #[must_use]
    pub fn of(members: Vec<String>) -> Self {
        Self {
            number: String::new(),
            line: None,
            members,
            strategy: Strategy::All,
            ring_seconds: HUNT_SECONDS,
            overflow: None,
        }
    }

    /// Returns the rounds of ringing, without the overflow.
    #[must_use]
    pub fn rounds(&self) -> Vec<Round> {
        let ms = Some(u64::from(self.ring_seconds) * 1000);
        match self.strategy {
            Strategy::All => vec![Round { members: self.members.clone(), ms }],
            Strategy::Hunt => self.members.iter().map(|member| Round { members: vec![member.clone()], ms }).collect(),
        }
    }
}
