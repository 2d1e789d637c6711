//! A simulated call: everybody whom the PBX has rung, dialled or connected for one caller.
//!
//! The call's legs are devices: phones of agents, telephones outside, the PBX itself. The first leg is the caller's. All
//! legs that are up talk with each other; those who leave by transferring or parking leave the others to the PBX, which
//! rings somebody else for them. The agents' cards ([`Offer`]) are derived from the legs.
//!
//! A call's functions only change the call. The machine decides who rings, and turns `delayed` into timers.

mod leg;
mod offer;
mod stage;
mod talk;

pub use leg::{Device, Leg, LegState, Script, new_party};
pub use offer::Offer;
pub use stage::{
    BEEP_MS, Branch, NO_ANSWER_MS, PICK_UP_MS, REMOTE_MS, RETRY_MS, ROUTE_MS, Stage, Step, TELL_MS, TONE_MS, Waiting,
};

use super::dial_plan::Round;
use denwa_protocol::{AttachedRecord, Call as View, Cause, Direction, Party, Timestamp};
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
            legs: vec![Leg { device: caller, state: caller_state }],
            offers: Vec::new(),
            answers: 0,
            is_passed_on: false,
            delayed: Vec::new(),
        }
    }

    /// Adds a leg and returns its index.
    pub fn add_leg(&mut self, device: Device, state: LegState) -> usize {
        self.legs.push(Leg { device, state });
        self.legs.len() - 1
    }

    /// Adds the card of an agent who calls `remote`, and returns its ID.
    pub fn add_outgoing(&mut self, leg: usize, remote: Party, is_internal: bool, now: Timestamp) -> String {
        let line = if is_internal { self.extension_of(leg).map(str::to_owned) } else { self.details.line.clone() };
        let mut view = self.new_view(Direction::Outbound, remote, now);
        (view.internal, view.line) = (is_internal, line);
        view.record.clone_from(&self.details.record);
        self.add_card(leg, view)
    }

    /// Adds the leg of a called agent to the agent's live card, or to a new card.
    pub fn add_incoming(&mut self, leg: usize, now: Timestamp) {
        let extension = self.extension_of(leg).map(str::to_owned);
        let is_own = |offer: &&mut Offer| offer.is_live() && extension.as_ref() == Some(&offer.extension);
        let known = self.offers.iter_mut().find(is_own);
        if let Some(offer) = known {
            offer.legs.push(leg);
        } else {
            let view = self.incoming_view(leg, now);
            self.add_card(leg, view);
        }
    }

    /// Returns the card of an agent who is called, or who takes the call over. The party that waits called her, unless
    /// an agent had called that party.
    #[must_use]
    pub fn incoming_view(&self, leg: usize, now: Timestamp) -> View {
        let waiting = self.legs.iter().take(leg).position(|other| other.is_live() && !other.is_offered()).unwrap_or(0);
        let device = &self.legs[waiting].device;
        let is_internal = !device.is_outside();
        let mut view = self.new_view(Direction::Inbound, device.party(), now);
        view.internal = is_internal;
        if is_internal {
            view.line.clone_from(&self.dialled);
        } else {
            view.line.clone_from(&self.details.line);
            view.record.clone_from(&self.details.record);
        }
        view.queue.clone_from(&self.details.queue);
        view
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

    fn new_view(&self, direction: Direction, remote: Party, now: Timestamp) -> View {
        let id = format!("{}.{}", self.id, self.offers.len() + 1);
        View::new(id, self.id.clone(), direction, remote, now)
    }

    /// Adds a card with a leg, and returns its ID.
    pub fn add_card(&mut self, leg: usize, view: View) -> String {
        let id = view.id.clone();
        let extension = self.extension_of(leg).unwrap_or_default().to_owned();
        let answers_before = self.answers;
        let tones = String::new();
        self.offers.push(Offer { extension, view, legs: vec![leg], answers_before, is_changed: true, tones });
        id
    }
}
