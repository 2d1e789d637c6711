//! The simulated PBX's part of the configuration: how calls reach the agents' extensions.
//!
//! The PBX has a desk for every agent's extension. Numbers that it can ring: extensions, ring groups, queues by their
//! `number`, outside numbers, and the service codes in [`super::dial_plan`].

use super::{
    dial_plan::{MAX_SLOTS, is_dialable},
    error::ControlError,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Seconds that a group, or a member of a hunt group, rings by default.
pub const HUNT_SECONDS: u32 = 15;
/// The highest number of phones of an extension.
pub const MAX_PHONES: u8 = 4;

/// The settings of the simulated PBX.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SimulatedConfig {
    /// The queues and their members.
    pub queues: Vec<Queue>,
    /// The ring groups and their members.
    pub groups: Vec<Group>,
    /// The features of extensions that are not a single phone without forwards, by extension.
    pub extensions: BTreeMap<String, Features>,
    /// Seconds after which a caller gives up if nobody answers, and for which an extension rings.
    pub ring_seconds: u32,
    /// Seconds after which a parked call comes back to the agent who parked it.
    pub parking_seconds: u32,
    /// The number of places for parked calls: 1 to 9. The first is 71.
    pub parking_places: u8,
    /// Seconds that a transferred call rings at an extension or outside number. Then it comes back to the agent who
    /// transferred it.
    pub transfer_seconds: u32,
}

impl Default for SimulatedConfig {
    fn default() -> Self {
        Self {
            queues: Vec::new(),
            groups: Vec::new(),
            extensions: BTreeMap::new(),
            ring_seconds: 60,
            parking_seconds: 45,
            parking_places: MAX_SLOTS,
            transfer_seconds: 20,
        }
    }
}

/// The order in which the members of a group or queue ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// All members at once.
    #[default]
    All,
    /// One member after the other: a group from the first member on, a queue after the member it tried last.
    Hunt,
}

/// A queue: the caller waits until a member is free and answers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all(serialize = "camelCase"))]
pub struct Queue {
    /// The queue's name, as in a call's `queue`.
    pub name: String,
    /// The internal number that can be dialled, for instance to transfer a caller to the queue.
    #[serde(default)]
    pub number: Option<String>,
    /// The queue's line, for calls that do not say which number was called.
    #[serde(default)]
    pub line: Option<String>,
    /// The extensions that are offered the queue's calls, in the order in which they ring.
    pub members: Vec<String>,
    /// The order in which members ring.
    #[serde(default)]
    pub strategy: Strategy,
    /// With `strategy = "hunt"`: seconds that each member rings.
    #[serde(default = "default_hunt_seconds")]
    pub ring_seconds: u32,
    /// The number that rings when nobody has answered for `overflow_seconds`. By default callers wait until they give
    /// up.
    #[serde(default)]
    pub overflow: Option<String>,
    /// Seconds that callers wait before `overflow` rings.
    #[serde(default = "default_overflow_seconds")]
    pub overflow_seconds: u32,
}

/// A ring group.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all(serialize = "camelCase"))]
pub struct Group {
    /// The internal number of the group.
    pub number: String,
    /// The group's line, for calls that do not say which number was called.
    #[serde(default)]
    pub line: Option<String>,
    /// The members: extensions or outside numbers.
    pub members: Vec<String>,
    /// The order in which members ring.
    #[serde(default)]
    pub strategy: Strategy,
    /// Seconds that the group rings, with `strategy = "hunt"` each member.
    #[serde(default = "default_hunt_seconds")]
    pub ring_seconds: u32,
    /// The number that rings when nobody has answered.
    #[serde(default)]
    pub overflow: Option<String>,
}

/// How an extension rings. In the configuration file the names are written in snake case, over HTTP in camel case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, rename_all(serialize = "camelCase"))]
pub struct Features {
    /// The number of phones: 1 to 4. All of them ring; the agent has one card.
    pub phones: u8,
    /// An outside number that rings together with the phones.
    #[serde(alias = "followMe", skip_serializing_if = "Option::is_none")]
    pub follow_me: Option<String>,
    /// Whether whoever answers at `follow_me` has to press a key first, so that voice mail does not take calls.
    #[serde(alias = "followMeConfirm")]
    pub follow_me_confirm: bool,
    /// The number that rings instead of the phones.
    #[serde(alias = "forwardAlways", skip_serializing_if = "Option::is_none")]
    pub forward_always: Option<String>,
    /// The number that rings when the extension is busy or its agent declines.
    #[serde(alias = "forwardBusy", skip_serializing_if = "Option::is_none")]
    pub forward_busy: Option<String>,
    /// The number that rings when nobody answers for `forward_seconds`, or no phone is registered.
    #[serde(alias = "forwardNoAnswer", skip_serializing_if = "Option::is_none")]
    pub forward_no_answer: Option<String>,
    /// Seconds that the phones ring before `forward_no_answer` rings instead.
    #[serde(alias = "forwardSeconds")]
    pub forward_seconds: u32,
    /// Whether the extension is busy to all callers.
    #[serde(alias = "doNotDisturb")]
    pub do_not_disturb: bool,
    /// Whether a second call rings during a call. Without it, an extension with a call is busy.
    #[serde(alias = "callWaiting")]
    pub call_waiting: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            phones: 1,
            follow_me: None,
            follow_me_confirm: false,
            forward_always: None,
            forward_busy: None,
            forward_no_answer: None,
            forward_seconds: 10,
            do_not_disturb: false,
            call_waiting: true,
        }
    }
}

impl Features {
    /// Checks the values.
    ///
    /// # Errors
    /// Names the first wrong value.
    pub fn check(&self) -> Result<(), ControlError> {
        if !(1..=MAX_PHONES).contains(&self.phones) {
            return Err(ControlError::Invalid(format!("phones must be 1 to {MAX_PHONES}")));
        }
        let numbers = [&self.follow_me, &self.forward_always, &self.forward_busy, &self.forward_no_answer];
        match numbers.into_iter().flatten().find(|number| !is_dialable(number)) {
            Some(number) => Err(ControlError::BadNumber(number.clone())),
            None => Ok(()),
        }
    }
}

impl SimulatedConfig {
    /// Checks that members and extensions exist and numbers can be dialled. `extensions` are the agents'.
    ///
    /// # Errors
    /// Names the first wrong value.
    pub fn check(&self, extensions: &BTreeSet<&str>) -> Result<(), ControlError> {
        if !(1..=MAX_SLOTS).contains(&self.parking_places) {
            return Err(ControlError::Invalid(format!("parking_places must be 1 to {MAX_SLOTS}")));
        }
        let known = |extension: &String| extensions.contains(extension.as_str());
        let no_extension = |extension: &String| Err(ControlError::NoSuchExtension(extension.clone()));
        if let Some(extension) = self.extensions.keys().find(|extension| !known(extension)) {
            return no_extension(extension);
        }
        self.extensions.values().try_for_each(Features::check)?;
        if let Some(member) = self.queues.iter().flat_map(|queue| &queue.members).find(|member| !known(member)) {
            return no_extension(member);
        }
        let groups =
            self.groups.iter().flat_map(|group| group.members.iter().chain([&group.number]).chain(&group.overflow));
        let queues = self.queues.iter().flat_map(|queue| queue.number.iter().chain(&queue.overflow));
        match groups.chain(queues).find(|number| !is_dialable(number) && !known(number)) {
            Some(number) => Err(ControlError::BadNumber(number.clone())),
            None => Ok(()),
        }
    }
}

fn default_hunt_seconds() -> u32 {
    HUNT_SECONDS
}

fn default_overflow_seconds() -> u32 {
    30
}
