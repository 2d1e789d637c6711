//! One simulated call: the agents' parts in it, and what a phone or the other side does to them.
//!
//! A call ends when every part has ended and nobody waits in a queue any more. What changed is collected in `changed`, what is to
//! happen later in `later`; the machine takes both.

use denwa_protocol::{
    AttachedRecord, Call as View, Cause, ConnectionState as State, Direction, Ended, Number, Party, Timestamp,
};

/// Milliseconds until a phone that rings for its own agent's dialling is picked up.
pub const PICK_UP_MS: u64 = 300;
/// Milliseconds from dialling to ringing, or to the tone that says why not.
pub const ROUTE_MS: u64 = 200;
/// Milliseconds a phone outside rings before it is answered or refused.
pub const REMOTE_MS: u64 = 1_000;
/// Milliseconds a phone outside rings that nobody answers.
pub const NO_ANSWER_MS: u64 = 30_000;
/// Milliseconds an agent listens to the tone of a failed call.
pub const TONE_MS: u64 = 2_000;

/// What happens to a call by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Later {
    /// The agent picks up the phone that rings for her own dialling.
    PickUp,
    /// The dialled number is reached, or not.
    Route,
    /// The other side answers.
    RemoteAnswers,
    /// The other side refuses.
    RemoteRefuses,
    /// The agent gives up: nobody answers, or the tone has been heard.
    AgentGivesUp,
    /// The caller gives up.
    CallerGivesUp,
}

/// What a number outside does when it is called: its last two digits say so, if it has at least six.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Rings and answers after a second.
    Answers,
    /// …00: busy.
    Busy,
    /// …01: rings and is never answered.
    NoAnswer,
    /// …02: not to be reached.
    Unreachable,
    /// …03: rings and refuses after a second.
    Refuses,
}

impl Script {
    /// What that number does.
    #[must_use]
    pub fn of(number: &str) -> Self {
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

/// An agent's part.
#[derive(Clone, Debug)]
pub struct Leg {
    /// Whose.
    pub extension: String,
    /// As she sees it.
    pub view: View,
}

impl Leg {
    /// Whether it has not ended.
    #[must_use]
    pub fn lives(&self) -> bool {
        self.view.ended.is_none()
    }

    fn rings(&self) -> bool {
        self.lives() && self.view.state == State::Alerting && self.view.direction == Direction::Inbound
    }
}

/// Who is at the other end of the agents' parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Far {
    /// Somebody outside who calls.
    Caller,
    /// A number outside that is called.
    Called(Script),
    /// Another agent's phone: the first part called, the second is called.
    Inside(String),
}

/// A call.
#[derive(Clone, Debug)]
pub struct SimCall {
    /// Its ID, the same for all parts.
    pub id: String,
    /// The other end.
    pub far: Far,
    /// What is the same in every part.
    pub like: View,
    /// Whether its queue still looks for an agent.
    pub waiting: bool,
    /// Who refused it in the queue.
    pub refused: Vec<String>,
    /// The parts, in the order in which they came about.
    pub legs: Vec<Leg>,
    /// Parts that changed since the machine last looked.
    pub changed: Vec<usize>,
    /// What is to happen, in how many milliseconds.
    pub later: Vec<(u64, Later)>,
}

/// A view to begin with.
#[must_use]
pub fn view(id: &str, direction: Direction, remote: Party, now: Timestamp) -> View {
    View::new(id.to_owned(), id.to_owned(), direction, remote, now)
}

/// A side of a call.
#[must_use]
pub fn party(number: Option<String>, name: Option<String>) -> Party {
    Party { number: number.map_or(Number::Unknown, |digits| Number::Known { digits }), name }
}

impl SimCall {
    /// A call without parts.
    #[must_use]
    pub fn new(far: Far, like: View) -> Self {
        let (legs, changed, later, refused) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { id: like.id.clone(), far, like, waiting: false, refused, legs, changed, later }
    }

    /// Adds an agent's part in these states and returns its ID.
    pub fn add(&mut self, extension: &str, state: State, remote: State, now: Timestamp) -> String {
        let id = format!("{}.{}", self.id, self.legs.len() + 1);
        let view = View { id: id.clone(), state, remote_state: remote, began_at: now, ..self.like.clone() };
        self.changed.push(self.legs.len());
        self.legs.push(Leg { extension: extension.to_owned(), view });
        id
    }

    /// Adds the part of the agent who is called from inside.
    pub fn add_called(&mut self, extension: &str, caller: &str, now: Timestamp) {
        let record: Option<AttachedRecord> = None;
        self.add(extension, State::Alerting, State::Connected, now);
        if let Some(leg) = self.legs.last_mut() {
            leg.view.direction = Direction::Inbound;
            leg.view.remote = party(Some(caller.to_owned()), None);
            leg.view.line = Some(extension.to_owned());
            leg.view.record = record;
        }
    }

    /// Whether nothing of it is left.
    #[must_use]
    pub fn is_over(&self) -> bool {
        !self.waiting && !self.legs.iter().any(Leg::lives)
    }

    /// The part an action from outside means: the one named, or the first that lives and fits.
    pub fn part(&self, extension: Option<&str>, fits: impl Fn(&View) -> bool) -> Option<usize> {
        self.legs
            .iter()
            .position(|leg| leg.lives() && extension.is_none_or(|named| named == leg.extension) && fits(&leg.view))
    }

    /// The agent of this part answers, or picks up for her own dialling.
    pub fn answer(&mut self, part: usize, now: Timestamp) {
        if self.legs[part].view.direction == Direction::Outbound {
            self.set(part, State::Initiated, State::Null);
            return self.later.push((ROUTE_MS, Later::Route));
        }
        self.waiting = false;
        for other in 0..self.legs.len() {
            if other != part && self.legs[other].rings() {
                self.end(other, Cause::AnsweredElsewhere, now);
            } else if other != part && self.legs[other].lives() {
                self.connect(other, now);
            }
        }
        self.connect(part, now);
    }

    /// The agent of this part refuses.
    pub fn decline(&mut self, part: usize, now: Timestamp) {
        let extension = self.legs[part].extension.clone();
        self.end(part, Cause::Declined, now);
        if self.waiting {
            self.refused.push(extension);
        } else if matches!(self.far, Far::Inside(_)) {
            self.fail(Cause::Refused, now);
        }
    }

    /// The agent of this part hangs up, whatever the state.
    pub fn hang_up(&mut self, part: usize, now: Timestamp) {
        if self.legs[part].rings() {
            return self.decline(part, now);
        }
        if self.legs[part].view.answered_at.is_some() {
            return self.end_all(Cause::Normal, now);
        }
        let cause = match self.far {
            Far::Called(Script::Busy) if self.legs[part].view.state == State::Failed => Cause::Busy,
            Far::Called(_) | Far::Inside(_) if self.legs[part].view.state == State::Failed => Cause::Unreachable,
            _ => Cause::NoAnswer,
        };
        self.end(part, cause, now);
        self.end_all(Cause::Missed, now);
    }

    /// The phone of this part is gone.
    pub fn phone_lost(&mut self, part: usize, now: Timestamp) {
        if self.legs[part].rings() {
            self.end(part, Cause::Missed, now);
            if matches!(self.far, Far::Inside(_)) {
                self.fail(Cause::Unreachable, now);
            }
        } else {
            self.end_all(Cause::Lost, now);
        }
    }

    /// Hold and retrieve.
    pub fn hold(&mut self, part: usize, hold: bool, now: Timestamp) {
        let state = if hold { State::Held } else { State::Connected };
        self.legs[part].view.held_at = hold.then_some(now);
        self.set(part, state, self.legs[part].view.remote_state);
        for other in 0..self.legs.len() {
            if other != part && self.legs[other].lives() {
                self.set(other, self.legs[other].view.state, state);
            }
        }
    }

    /// The phone that is called outside rings.
    pub fn remote_rings(&mut self, part: usize) {
        self.set(part, State::Connected, State::Alerting);
    }

    /// The phone that is called outside is answered.
    pub fn remote_answers(&mut self, part: usize, now: Timestamp) {
        self.connect(part, now);
    }

    /// The other side hangs up or gives up.
    pub fn remote_hangs_up(&mut self, now: Timestamp) {
        self.waiting = false;
        let answered = self.legs.iter().any(|leg| leg.lives() && leg.view.answered_at.is_some());
        let cause = match (&self.far, answered) {
            (_, true) => Cause::Normal,
            (Far::Caller, false) => Cause::Missed,
            (Far::Called(_) | Far::Inside(_), false) => Cause::Refused,
        };
        self.end_all(cause, now);
    }

    /// The dialled side cannot be had: the agent hears a tone. (A refusal ends the call at once.)
    pub fn fail(&mut self, cause: Cause, now: Timestamp) {
        match cause {
            Cause::Busy | Cause::Unreachable => {
                if cause == Cause::Busy && self.far != Far::Called(Script::Busy) {
                    self.far = Far::Called(Script::Busy);
                }
                let caller = self.legs.iter().position(|leg| leg.lives() && leg.view.direction == Direction::Outbound);
                if let Some(caller) = caller {
                    self.set(caller, State::Failed, State::Failed);
                    self.later.push((TONE_MS, Later::AgentGivesUp));
                }
            }
            cause => self.end_all(cause, now),
        }
    }

    fn connect(&mut self, part: usize, now: Timestamp) {
        self.legs[part].view.answered_at.get_or_insert(now);
        self.set(part, State::Connected, State::Connected);
    }

    fn set(&mut self, part: usize, state: State, remote: State) {
        let view = &mut self.legs[part].view;
        (view.state, view.remote_state) = (state, remote);
        self.changed.push(part);
    }

    fn end(&mut self, part: usize, cause: Cause, now: Timestamp) {
        self.legs[part].view.ended = Some(Ended { at: now, cause });
        self.legs[part].view.held_at = None;
        self.set(part, State::Null, State::Null);
    }

    fn end_all(&mut self, cause: Cause, now: Timestamp) {
        self.waiting = false;
        for part in 0..self.legs.len() {
            if self.legs[part].lives() {
                self.end(part, cause, now);
            }
        }
    }
}
