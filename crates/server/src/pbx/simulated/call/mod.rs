//! A simulated call: everybody whom the PBX has rung, dialled or connected for one caller.
//!
//! The call's legs are devices: phones of agents, telephones outside, the PBX itself. The first leg is the caller's. All
//! legs that are up talk with each other; those who leave by transferring or parking leave the others to the PBX, which
//! rings somebody else for them. The agents' cards ([`Offer`]) are derived from the legs.
//!
//! A call's functions only change the call. The machine decides who rings, and turns `delayed` into timers.

mod cards;
mod join;
mod leg;
mod offer;
mod stage;
mod talk;
mod transfer;

pub use leg::{Device, Leg, LegState, Script, new_party};
pub use offer::Offer;
pub use stage::{
    BEEP_MS, Branch, NO_ANSWER_MS, OUTSIDE_MS, PICK_UP_MS, REMOTE_MS, RETRY_MS, ROUTE_MS, Stage, Step, TELL_MS,
    TONE_MS, Waiting,
};

pub use transfer::BlindTransfer;

use super::dial_plan::Round;
use denwa_protocol::{AttachedRecord, CallData, Cause, Recording};
use std::collections::VecDeque;

/// The facts about a call that do not change with who rings.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The organisation's number that was called or is presented.
    pub line: Option<String>,
    /// The queue that the call comes through.
    pub queue: Option<String>,
    /// The record attached to the call.
    pub record: Option<AttachedRecord>,
    /// What came with the call.
    pub data: Vec<CallData>,
}

/// A call.
#[derive(Clone, Debug)]
pub struct SimCall {
    /// The ID of the whole call.
    pub id: String,
    /// What the PBX does now.
    pub stage: Stage,
    /// Grows with every change of the stage.
    pub serial: u32,
    /// The facts that every card shows.
    pub details: Details,
    /// The number that the caller, an agent, has dialled.
    pub dialled: Option<String>,
    /// Whether called telephones outside do by themselves what their number says.
    pub is_scripted: bool,
    /// The rounds that ring if nobody answers the present one.
    pub plan: VecDeque<Round>,
    /// The number that rings after the last round.
    pub overflow: Option<String>,
    /// How often the call was sent to a number since somebody answered.
    pub hops: u8,
    /// The members that ring.
    pub branches: Vec<Branch>,
    /// Why members did not answer.
    pub failures: Vec<Cause>,
    /// The legs, in the order in which they joined.
    pub legs: Vec<Leg>,
    /// The agents' parts, in the order in which they began.
    pub offers: Vec<Offer>,
    /// How often the call was answered.
    pub answers: u32,
    /// Whether somebody has passed on those who wait, so that their cards show whoever answers next.
    pub is_passed_on: bool,
    /// Whether the call was answered since its last report.
    pub is_newly_answered: bool,
    /// The agent who sent the call to those who ring now, by extension.
    pub came_from: Option<String>,
    /// The transfer whose new side has not answered yet.
    pub transfer: Option<BlindTransfer>,
    /// The recording of everybody who talks.
    pub recording: Option<Recording>,
    /// The steps to take after a delay in milliseconds.
    pub delayed: Vec<(u64, Step)>,
}

impl SimCall {
    /// Whether some of the numbers that were tried may still answer.
    #[must_use]
    pub fn is_trying(&self) -> bool {
        self.branches.iter().any(|branch| !branch.is_over)
    }

    /// Makes a call without cards and without an ID: the machine gives it a number, and with that its ID.
    #[must_use]
    pub fn new(caller: Device, stage: Stage, details: Details) -> Self {
        let caller_state = match stage {
            Stage::Prompting => LegState::Ringing,
            Stage::Dialling => LegState::Waiting,
            _ => LegState::Up,
        };
        Self {
            id: String::new(),
            stage,
            serial: 0,
            details,
            dialled: None,
            is_scripted: true,
            plan: VecDeque::new(),
            overflow: None,
            hops: 0,
            branches: Vec::new(),
            failures: Vec::new(),
            legs: vec![Leg::new(caller, caller_state)],
            offers: Vec::new(),
            answers: 0,
            is_passed_on: false,
            is_newly_answered: false,
            came_from: None,
            transfer: None,
            recording: None,
            delayed: Vec::new(),
        }
    }

    /// Adds a leg and returns its index.
    pub fn add_leg(&mut self, device: Device, state: LegState) -> usize {
        self.legs.push(Leg::new(device, state));
        self.legs.len() - 1
    }

    /// Returns whether a leg rings.
    #[must_use]
    pub fn is_ringing(&self) -> bool {
        self.legs.iter().any(Leg::is_offered)
    }

    /// Returns whether the caller waits in a queue.
    #[must_use]
    pub fn is_queued(&self) -> bool {
        matches!(self.stage, Stage::Queued(_))
    }

    /// Returns the extension of a leg.
    #[must_use]
    pub fn extension_of(&self, leg: usize) -> Option<&str> {
        self.legs.get(leg)?.device.extension()
    }

    /// Returns whether an agent has a live card of this call.
    #[must_use]
    pub fn has_offer_of(&self, extension: &str) -> bool {
        self.offers.iter().any(|offer| offer.is_live() && offer.extension == extension)
    }
}
