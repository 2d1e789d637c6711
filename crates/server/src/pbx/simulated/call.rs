//! A simulated call: the agents' parts (legs) in it, and the actions of phones and of the other side.
//!
//! A call is over when every leg has ended and the caller no longer waits in a queue. The call collects changed legs in
//! `changed` and delayed steps in `delayed`; the machine empties both.

use denwa_protocol::{Call as View, Cause, ConnectionState as State, Direction, Ended, Number, Party, Timestamp};

/// Milliseconds until an agent picks up the phone that rings during click-to-dial.
pub const PICK_UP_MS: u64 = 300;
/// Milliseconds from dialling until the other side rings or the call fails.
pub const ROUTE_MS: u64 = 200;
/// Milliseconds an outside phone rings before it answers or refuses.
pub const REMOTE_MS: u64 = 1_000;
/// Milliseconds an unanswered outside phone rings.
pub const NO_ANSWER_MS: u64 = 30_000;
/// Milliseconds an agent listens to the tone of a failed call.
pub const TONE_MS: u64 = 2_000;

/// A step that a call takes by itself after a delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DelayedStep {
    /// The agent picks up the phone that rings during click-to-dial.
    PickUp,
    /// The PBX looks up the dialled number.
    Route,
    /// The other side answers.
    RemoteAnswers,
    /// The other side refuses.
    RemoteRefuses,
    /// The agent gives up, because nobody answers or the call has failed.
    AgentGivesUp,
    /// The caller gives up.
    CallerGivesUp,
}

/// The behaviour of a called outside number. The last two digits choose it if the number has at least six digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Rings, and answers after a second.
    Answers,
    /// …00: is busy.
    Busy,
    /// …01: rings and never answers.
    NoAnswer,
    /// …02: cannot be reached.
    Unreachable,
    /// …03: rings, and refuses after a second.
    Refuses,
}

impl Script {
    /// Returns the behaviour of this number.
    #[must_use]
    pub fn for_number(number: &str) -> Self {
        let tail = if number.len() < 6 { "" } else { number.get(number.len() - 2..).unwrap_or("") };
        match tail {
            "00" => Self::Busy,
            "01" => Self::NoAnswer,
            "02" => Self::Unreachable,
            "03" => Self::Refuses,
            _ => Self::Answers,
        }
    }
}

/// An agent's part in a call.
#[derive(Clone, Debug)]
pub struct Leg {
    /// The agent's extension.
    pub extension: String,
    /// The call as the agent sees it.
    pub view: View,
    /// The tones that the other side has heard from the agent.
    pub tones: String,
}

impl Leg {
    /// Returns whether the leg has not ended.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.view.ended.is_none()
    }

    fn is_ringing(&self) -> bool {
        self.is_live() && self.view.state == State::Alerting && self.view.direction == Direction::Inbound
    }
}

/// The other side of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remote {
    /// An outside caller.
    Caller,
    /// A called outside number, with its behaviour.
    Called(Script),
    /// The phone of another agent, with its extension. The first leg is the calling agent's, the second the called
    /// agent's.
    Agent(String),
}

/// A call.
#[derive(Clone, Debug)]
pub struct SimCall {
    /// The ID of the whole call.
    pub id: String,
    /// The other side.
    pub remote: Remote,
    /// The fields that new legs start with.
    pub template: View,
    /// Whether the caller waits in a queue for an agent.
    pub is_waiting: bool,
    /// The extensions of agents who declined the queue call.
    pub declined_by: Vec<String>,
    /// The legs, in the order in which they were added.
    pub legs: Vec<Leg>,
    /// The legs that have changed since the machine last emptied this list.
    pub changed: Vec<usize>,
    /// The steps to take after a delay in milliseconds.
    pub delayed: Vec<(u64, DelayedStep)>,
}

/// Makes a call's view to which nothing has happened yet.
#[must_use]
pub fn new_view(id: &str, direction: Direction, remote: Party, now: Timestamp) -> View {
    View::new(id.to_owned(), id.to_owned(), direction, remote, now)
}

/// Makes a party from a number and a name, either of which may be unknown.
#[must_use]
pub fn new_party(number: Option<String>, name: Option<String>) -> Party {
    Party { number: number.map_or(Number::Unknown, |digits| Number::Known { digits }), name }
}

impl SimCall {
    /// Makes a call without legs.
    #[must_use]
    pub fn new(remote: Remote, template: View) -> Self {
        Self {
            id: template.id.clone(),
            remote,
            template,
            is_waiting: false,
            declined_by: Vec::new(),
            legs: Vec::new(),
            changed: Vec::new(),
            delayed: Vec::new(),
        }
    }

    /// Adds a leg for an agent and returns its ID.
    pub fn add_leg(&mut self, extension: &str, state: State, remote_state: State, now: Timestamp) -> String {
        let id = format!("{}.{}", self.id, self.legs.len() + 1);
        let view = View { id: id.clone(), state, remote_state, began_at: now, ..self.template.clone() };
        self.changed.push(self.legs.len());
        self.legs.push(Leg { extension: extension.to_owned(), view, tones: String::new() });
        id
    }

    /// Adds the ringing leg of an agent who is called by another agent.
    pub fn add_called_agent(&mut self, extension: &str, caller: &str, now: Timestamp) {
        self.add_leg(extension, State::Alerting, State::Connected, now);
        if let Some(leg) = self.legs.last_mut() {
            leg.view.direction = Direction::Inbound;
            leg.view.remote = new_party(Some(caller.to_owned()), None);
            leg.view.line = Some(extension.to_owned());
            leg.view.record = None;
        }
    }

    /// Returns whether every leg has ended and the caller does not wait in a queue.
    #[must_use]
    pub fn is_over(&self) -> bool {
        !self.is_waiting && !self.legs.iter().any(Leg::is_live)
    }

    /// Finds the first live leg that `fits`, of the given extension if there is one.
    pub fn find_leg(&self, extension: Option<&str>, fits: impl Fn(&View) -> bool) -> Option<usize> {
        self.legs.iter().position(|leg| {
            leg.is_live() && extension.is_none_or(|extension| extension == leg.extension) && fits(&leg.view)
        })
    }

    /// The agent answers the call, or picks up the phone that rings during click-to-dial.
    pub fn answer(&mut self, leg: usize, now: Timestamp) {
        if self.legs[leg].view.direction == Direction::Outbound {
            self.set_states(leg, State::Initiated, State::Null);
            return self.delayed.push((ROUTE_MS, DelayedStep::Route));
        }
        self.is_waiting = false;
        for other in 0..self.legs.len() {
            if other != leg && self.legs[other].is_ringing() {
                self.end(other, Cause::AnsweredElsewhere, now);
            } else if other != leg && self.legs[other].is_live() {
                self.connect(other, now);
            }
        }
        self.connect(leg, now);
    }

    /// The agent declines the call.
    pub fn decline(&mut self, leg: usize, now: Timestamp) {
        let extension = self.legs[leg].extension.clone();
        self.end(leg, Cause::Declined, now);
        if self.is_waiting {
            self.declined_by.push(extension);
        } else if matches!(self.remote, Remote::Agent(_)) {
            self.fail(Cause::Refused, now);
        }
    }

    /// The agent hangs up, in any state of the call.
    pub fn hang_up(&mut self, leg: usize, now: Timestamp) {
        if self.legs[leg].is_ringing() {
            return self.decline(leg, now);
        }
        if self.legs[leg].view.answered_at.is_some() {
            return self.end_all(Cause::Normal, now);
        }
        let has_failed = self.legs[leg].view.state == State::Failed;
        let cause = match self.remote {
            Remote::Called(Script::Busy) if has_failed => Cause::Busy,
            Remote::Called(_) | Remote::Agent(_) if has_failed => Cause::Unreachable,
            _ => Cause::NoAnswer,
        };
        self.end(leg, cause, now);
        self.end_all(Cause::Missed, now);
    }

    /// The agent's phone has unregistered.
    pub fn lose_phone(&mut self, leg: usize, now: Timestamp) {
        if self.legs[leg].is_ringing() {
            self.end(leg, Cause::Missed, now);
            if matches!(self.remote, Remote::Agent(_)) {
                self.fail(Cause::Unreachable, now);
            }
        } else {
            self.end_all(Cause::Lost, now);
        }
    }

    /// The agent puts the call on hold, or takes it off hold.
    pub fn set_held(&mut self, leg: usize, is_held: bool, now: Timestamp) {
        let state = if is_held { State::Held } else { State::Connected };
        self.legs[leg].view.held_at = is_held.then_some(now);
        self.set_states(leg, state, self.legs[leg].view.remote_state);
        for other in 0..self.legs.len() {
            if other != leg && self.legs[other].is_live() {
                self.set_states(other, self.legs[other].view.state, state);
            }
        }
    }

    /// The called outside phone starts to ring.
    pub fn remote_rings(&mut self, leg: usize) {
        self.set_states(leg, State::Connected, State::Alerting);
    }

    /// The called outside phone answers.
    pub fn remote_answers(&mut self, leg: usize, now: Timestamp) {
        self.connect(leg, now);
    }

    /// The other side hangs up or gives up.
    pub fn remote_hangs_up(&mut self, now: Timestamp) {
        self.is_waiting = false;
        let is_answered = self.legs.iter().any(|leg| leg.is_live() && leg.view.answered_at.is_some());
        let cause = match (&self.remote, is_answered) {
            (_, true) => Cause::Normal,
            (Remote::Caller, false) => Cause::Missed,
            (Remote::Called(_) | Remote::Agent(_), false) => Cause::Refused,
        };
        self.end_all(cause, now);
    }

    /// The other side cannot be reached. If it is busy or unreachable the calling agent hears a tone; otherwise the
    /// call ends at once.
    pub fn fail(&mut self, cause: Cause, now: Timestamp) {
        match cause {
            Cause::Busy | Cause::Unreachable => {
                if cause == Cause::Busy {
                    // `hang_up` reads the cause of the failure from here.
                    self.remote = Remote::Called(Script::Busy);
                }
                let caller =
                    self.legs.iter().position(|leg| leg.is_live() && leg.view.direction == Direction::Outbound);
                if let Some(caller) = caller {
                    self.set_states(caller, State::Failed, State::Failed);
                    self.delayed.push((TONE_MS, DelayedStep::AgentGivesUp));
                }
            }
            cause => self.end_all(cause, now),
        }
    }

    fn connect(&mut self, leg: usize, now: Timestamp) {
        self.legs[leg].view.answered_at.get_or_insert(now);
        self.set_states(leg, State::Connected, State::Connected);
    }

    fn set_states(&mut self, leg: usize, state: State, remote_state: State) {
        let view = &mut self.legs[leg].view;
        (view.state, view.remote_state) = (state, remote_state);
        self.changed.push(leg);
    }

    fn end(&mut self, leg: usize, cause: Cause, now: Timestamp) {
        self.legs[leg].view.ended = Some(Ended { at: now, cause });
        self.legs[leg].view.held_at = None;
        self.set_states(leg, State::Null, State::Null);
    }

    fn end_all(&mut self, cause: Cause, now: Timestamp) {
        self.is_waiting = false;
        for leg in 0..self.legs.len() {
            if self.legs[leg].is_live() {
                self.end(leg, cause, now);
            }
        }
    }
}
