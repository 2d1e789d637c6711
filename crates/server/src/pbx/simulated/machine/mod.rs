//! The simulated PBX: its phones, its queues and its calls. Pure: what happens is told with the time, and events are taken out.

use super::{
    call::{Far, Later, NO_ANSWER_MS, PICK_UP_MS, REMOTE_MS, ROUTE_MS, Script, SimCall, party, view},
    config::{Queue, SimulatedConfig},
    model::{Action, Kind, Listed, NewCall, Part, Refused},
};
use crate::{
    config::Config,
    pbx::{Done, PbxEvent, PbxRequest},
};
use denwa_protocol::{
    AgentMode, Call as View, Cause, CommandError, ConnectionState as State, Direction, Number, Party, PhoneState,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What the simulated PBX calls itself.
pub const PRODUCT: &str = concat!("Denwa simulated PBX ", env!("CARGO_PKG_VERSION"));

/// Calls that may live at once.
const MOST_CALLS: usize = 1_000;

#[derive(Debug)]
struct Phone {
    registered: bool,
    mode: AgentMode,
    reason: Option<String>,
}

/// The PBX.
#[derive(Debug)]
pub struct Machine {
    boot: String,
    up: bool,
    first_line: Option<String>,
    ring_ms: u64,
    queues: Vec<Queue>,
    /// The extensions in the order of the configuration.
    order: Vec<String>,
    phones: BTreeMap<String, Phone>,
    calls: BTreeMap<u64, SimCall>,
    last_call: u64,
    timers: BTreeSet<(u64, u64, Later)>,
    events: VecDeque<PbxEvent>,
}

impl Machine {
    /// A PBX that is up, all phones registered and ready, without calls. `boot` makes the IDs of its calls new.
    #[must_use]
    pub fn new(config: &Config, settings: &SimulatedConfig, boot: &str) -> Self {
        let order: Vec<_> = config.agents.iter().map(|agent| agent.extension.clone()).collect();
        let phones = order.iter().map(|extension| (extension.clone(), Phone::new())).collect();
        let mut machine = Self {
            boot: boot.to_owned(),
            up: true,
            first_line: config.lines.first().map(|line| line.number.clone()),
            ring_ms: u64::from(settings.ring_seconds) * 1000,
            queues: settings.queues.clone(),
            order,
            phones,
            calls: BTreeMap::new(),
            last_call: 0,
            timers: BTreeSet::new(),
            events: VecDeque::new(),
        };
        machine.tell_all();
        machine
    }

    /// The next event, in order.
    pub fn take_event(&mut self) -> Option<PbxEvent> {
        self.events.pop_front()
    }

    /// When something happens by itself.
    #[must_use]
    pub fn deadline(&self) -> Option<u64> {
        self.timers.first().map(|(at, ..)| *at)
    }

    /// Its extensions, in the order of the configuration.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.order
    }

    /// Lets happen what is due.
    pub fn tick(&mut self, now: u64) {
        while let Some(&(at, number, later)) = self.timers.first() {
            if at > now {
                return;
            }
            self.timers.pop_first();
            self.happen(number, later, at);
        }
    }

    /// A request of the hub.
    ///
    /// # Errors
    /// Says why it is not done.
    pub fn request(&mut self, extension: &str, request: PbxRequest, now: u64) -> Result<Done, CommandError> {
        if !self.up {
            return Err(CommandError::PbxDown);
        }
        let (call, action) = match request {
            PbxRequest::Answer { call } => (call, Action::Answer),
            PbxRequest::Decline { call } => (call, Action::Reject),
            PbxRequest::Hold { call } => (call, Action::Hold),
            PbxRequest::Retrieve { call } => (call, Action::Retrieve),
            PbxRequest::HangUp { call } => (call, Action::AgentHangup),
            PbxRequest::Dial { number } => return self.dial(extension, &number, now),
            PbxRequest::SetAgentState { mode, reason } => return self.set_agent_state(extension, mode, reason, now),
        };
        self.act(&call, action, Some(extension), now).map(|()| Done::default()).map_err(|refused| match refused {
            Refused::NoSuchCall | Refused::Bad(_) => CommandError::NoSuchCall,
            Refused::WrongState => CommandError::WrongState,
            Refused::Unregistered(_) => CommandError::PhoneUnregistered,
            Refused::Down => CommandError::PbxDown,
        })
    }

    fn set_agent_state(
        &mut self,
        extension: &str,
        mode: AgentMode,
        reason: Option<String>,
        now: u64,
    ) -> Result<Done, CommandError> {
        let phone = self.phones.get_mut(extension).ok_or(CommandError::NotSupported)?;
        (phone.mode, phone.reason) = (mode, reason.clone());
        self.tell(PbxEvent::Agent { extension: extension.to_owned(), mode, reason });
        self.offer_all(now);
        Ok(Done::default())
    }

    /// Makes a call and returns its ID.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn place(&mut self, new: NewCall, now: u64) -> Result<String, Refused> {
        if !self.up {
            return Err(Refused::Down);
        }
        if self.calls.len() >= MOST_CALLS {
            return Err(Refused::Bad(format!("{MOST_CALLS} calls live already")));
        }
        match new.kind {
            Kind::Outbound | Kind::Internal => self.place_from_phone(new, now),
            Kind::Withheld if new.queue.is_none() => self.place_to_phone(new, now),
            Kind::Inbound => self.place_to_phone(new, now),
            Kind::Queue | Kind::Withheld => self.place_to_queue(new, now),
        }
    }

    /// Does something to a call, by the ID of the whole or of a part.
    ///
    /// # Errors
    /// Says why it is not done.
    pub fn act(&mut self, id: &str, action: Action, extension: Option<&str>, now: u64) -> Result<(), Refused> {
        if !self.up {
            return Err(Refused::Down);
        }
        let (whole, part) = match id.split_once('.') {
            Some((whole, part)) => (whole, Some(part)),
            None => (id, None),
        };
        let number = whole.strip_prefix(&self.prefix()).and_then(|number| number.parse().ok());
        let number: u64 = number.ok_or(Refused::NoSuchCall)?;
        let call = self.calls.get_mut(&number).ok_or(Refused::NoSuchCall)?;
        if part.is_some() && !call.legs.iter().any(|leg| leg.view.id == id && leg.lives()) {
            return Err(Refused::NoSuchCall);
        }
        let fits = |view: &View| {
            let this = part.is_none() || view.id == id;
            this && match action {
                Action::Answer | Action::Reject => view.state == State::Alerting,
                Action::Hold => view.state == State::Connected && view.answered_at.is_some(),
                Action::Retrieve => view.state == State::Held,
                Action::AgentHangup | Action::RemoteHangup => true,
                Action::Ring => view.direction == Direction::Outbound && view.state == State::Initiated,
                Action::RemoteAnswer | Action::RemoteBusy | Action::RemoteReject => {
                    view.direction == Direction::Outbound
                        && view.answered_at.is_none()
                        && matches!(view.state, State::Initiated | State::Connected)
                }
            }
        };
        let inside = matches!(call.far, Far::Inside(_));
        let far_acts = matches!(
            action,
            Action::Ring | Action::RemoteAnswer | Action::RemoteBusy | Action::RemoteReject | Action::RemoteHangup
        );
        if inside && far_acts {
            return Err(Refused::Bad(
                "the other side is a phone of its own here: answer, reject, agent-hangup".to_owned(),
            ));
        }
        let leg = call.part(extension, fits);
        match (action, leg) {
            (Action::RemoteHangup, _) => call.remote_hangs_up(now),
            (_, None) => return Err(Refused::WrongState),
            (Action::Answer, Some(leg)) => call.answer(leg, now),
            (Action::Reject, Some(leg)) if call.legs[leg].view.direction == Direction::Outbound => {
                call.fail(Cause::Declined, now);
            }
            (Action::Reject, Some(leg)) => call.decline(leg, now),
            (Action::Hold, Some(leg)) => call.hold(leg, true, now),
            (Action::Retrieve, Some(leg)) => call.hold(leg, false, now),
            (Action::AgentHangup, Some(leg)) => call.hang_up(leg, now),
            (Action::Ring, Some(leg)) => call.remote_rings(leg),
            (Action::RemoteAnswer, Some(leg)) => call.remote_answers(leg, now),
            (Action::RemoteBusy, Some(_)) => call.fail(Cause::Busy, now),
            (Action::RemoteReject, Some(_)) => call.fail(Cause::Refused, now),
        }
        self.settle(number, now);
        Ok(())
    }

    /// A phone comes or goes.
    ///
    /// # Errors
    /// When there is no such phone.
    pub fn register(&mut self, extension: &str, registered: bool, now: u64) -> Result<(), Refused> {
        let phone = self.phones.get_mut(extension);
        let phone = phone.ok_or_else(|| Refused::Bad(format!("no such phone: {extension}")))?;
        phone.registered = registered;
        let state = phone.state();
        self.tell(PbxEvent::Phone { extension: extension.to_owned(), state });
        if !registered {
            let numbers: Vec<_> = self.calls.keys().copied().collect();
            for number in numbers {
                let call = self.calls.get_mut(&number);
                if let Some(call) = call
                    && let Some(part) = call.part(Some(extension), |_| true)
                {
                    call.phone_lost(part, now);
                    self.settle(number, now);
                }
            }
        }
        self.offer_all(now);
        Ok(())
    }

    /// The PBX goes away or comes back; calls go on unseen, unless it forgets them and the agents' states, as after a restart.
    pub fn power(&mut self, up: bool, forget: bool) {
        if self.up && (!up || forget) {
            self.events.push_back(PbxEvent::Down);
            self.up = false;
        }
        if forget {
            self.calls.clear();
            self.timers.clear();
            self.phones.values_mut().for_each(|phone| *phone = Phone { registered: phone.registered, ..Phone::new() });
        }
        if up && !self.up {
            self.up = true;
            self.tell_all();
        }
    }

    /// The calls that live.
    #[must_use]
    pub fn list(&self) -> Vec<Listed> {
        let part = |leg: &super::call::Leg| Part { extension: leg.extension.clone(), call: leg.view.clone() };
        let listed = |call: &SimCall| Listed { id: call.id.clone(), parts: call.legs.iter().map(part).collect() };
        self.calls.values().map(listed).collect()
    }

    fn prefix(&self) -> String {
        format!("sim-{}-", self.boot)
    }

    fn tell(&mut self, event: PbxEvent) {
        if self.up {
            self.events.push_back(event);
        }
    }

    fn tell_all(&mut self) {
        self.events.push_back(PbxEvent::Up { product: PRODUCT.to_owned() });
        for (extension, phone) in &self.phones {
            self.events.push_back(PbxEvent::Phone { extension: extension.clone(), state: phone.state() });
            let (mode, reason) = (phone.mode, phone.reason.clone());
            self.events.push_back(PbxEvent::Agent { extension: extension.clone(), mode, reason });
        }
        let legs = self.calls.values().flat_map(|call| &call.legs).filter(|leg| leg.lives());
        self.events.extend(
            legs.map(|leg| PbxEvent::Call { extension: leg.extension.clone(), call: Box::new(leg.view.clone()) }),
        );
        self.events.push_back(PbxEvent::Synced);
    }

    fn phone_or_first(&self, extension: Option<String>) -> Result<String, Refused> {
        let extension = extension.or_else(|| self.order.first().cloned());
        let extension = extension.ok_or_else(|| Refused::Bad("there are no phones".to_owned()))?;
        match self.phones.get(&extension) {
            None => Err(Refused::Bad(format!("no such phone: {extension}"))),
            Some(phone) if !phone.registered => Err(Refused::Unregistered(extension)),
            Some(_) => Ok(extension),
        }
    }

    fn begin(&mut self, far: Far, direction: Direction, remote: Party, now: u64) -> (u64, SimCall) {
        self.last_call += 1;
        let id = format!("{}{}", self.prefix(), self.last_call);
        (self.last_call, SimCall::new(far, view(&id, direction, remote, now)))
    }

    fn add(&mut self, number: u64, call: SimCall, now: u64) -> String {
        let id = call.id.clone();
        self.calls.insert(number, call);
        self.settle(number, now);
        id
    }

    fn place_to_phone(&mut self, new: NewCall, now: u64) -> Result<String, Refused> {
        let called = self.phone_or_first(new.to.clone())?;
        let (number, mut call) = self.incoming(new, now);
        call.add(&called, State::Alerting, State::Connected, now);
        Ok(self.add(number, call, now))
    }

    fn place_to_queue(&mut self, new: NewCall, now: u64) -> Result<String, Refused> {
        let queue = new.queue.clone().or_else(|| self.queues.first().map(|queue| queue.name.clone()));
        let known = |name: &String| self.queues.iter().any(|queue| queue.name == *name);
        let queue = queue.filter(known).ok_or_else(|| Refused::Bad("no such queue".to_owned()))?;
        let (number, mut call) = self.incoming(NewCall { queue: Some(queue), ..new }, now);
        call.waiting = true;
        let id = self.add(number, call, now);
        self.offer_all(now);
        Ok(id)
    }

    fn incoming(&mut self, new: NewCall, now: u64) -> (u64, SimCall) {
        let remote = match new.kind {
            Kind::Withheld => Party { number: Number::Withheld, name: None },
            _ => party(new.from, new.name),
        };
        let (number, mut call) = self.begin(Far::Caller, Direction::Inbound, remote, now);
        let queue = self.queues.iter().find(|queue| new.queue.as_ref() == Some(&queue.name));
        let line = new.line.or_else(|| queue.and_then(|queue| queue.line.clone()));
        call.like.line = line.or_else(|| self.first_line.clone());
        call.like.queue = new.queue;
        call.like.record = new.record;
        call.later.push((self.ring_ms, Later::CallerGivesUp));
        (number, call)
    }

    fn place_from_phone(&mut self, new: NewCall, now: u64) -> Result<String, Refused> {
        let from = self.phone_or_first(new.from)?;
        let to = new.to.ok_or_else(|| Refused::Bad("`to` is missing".to_owned()))?;
        let (number, mut call) = self.outgoing(&from, &to, new.name, new.line, now);
        call.like.record = new.record;
        call.add(&from, State::Initiated, State::Null, now);
        call.later.push((ROUTE_MS, Later::Route));
        Ok(self.add(number, call, now))
    }

    fn dial(&mut self, extension: &str, to: &str, now: u64) -> Result<Done, CommandError> {
        match self.phones.get(extension) {
            None => return Err(CommandError::NotSupported),
            Some(phone) if !phone.registered => return Err(CommandError::PhoneUnregistered),
            Some(_) => {}
        }
        if self.calls.len() >= MOST_CALLS {
            return Err(CommandError::Refused);
        }
        let (number, mut call) = self.outgoing(extension, to, None, None, now);
        let part = call.add(extension, State::Alerting, State::Null, now);
        call.later.push((PICK_UP_MS, Later::PickUp));
        self.add(number, call, now);
        Ok(Done { call: Some(part) })
    }

    fn outgoing(
        &mut self,
        from: &str,
        to: &str,
        name: Option<String>,
        line: Option<String>,
        now: u64,
    ) -> (u64, SimCall) {
        let inside = self.phones.contains_key(to);
        let far = if inside { Far::Inside(to.to_owned()) } else { Far::Called(Script::of(to)) };
        let (number, mut call) = self.begin(far, Direction::Outbound, party(Some(to.to_owned()), name), now);
        call.like.internal = inside;
        call.like.line = if inside { Some(from.to_owned()) } else { line.or_else(|| self.first_line.clone()) };
        (number, call)
    }

    /// Takes from a call what has changed and what is to come, and forgets it when it is over.
    fn settle(&mut self, number: u64, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let mut told = BTreeSet::new();
        let changed: Vec<_> = std::mem::take(&mut call.changed).into_iter().filter(|part| told.insert(*part)).collect();
        let legs: Vec<_> = changed.into_iter().map(|part| call.legs[part].clone()).collect();
        let later = std::mem::take(&mut call.later);
        if call.is_over() {
            self.calls.remove(&number);
            self.timers.retain(|(_, of, _)| *of != number);
        } else {
            self.timers.extend(later.into_iter().map(|(wait, later)| (now + wait, number, later)));
        }
        let freed = legs.iter().any(|leg| !leg.lives());
        for leg in legs {
            self.tell(PbxEvent::Call { extension: leg.extension, call: Box::new(leg.view) });
        }
        if freed {
            self.offer_all(now);
        }
    }

    fn happen(&mut self, number: u64, later: Later, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let outgoing = |state: State, remote: State| {
            move |view: &View| {
                view.direction == Direction::Outbound && view.state == state && view.remote_state == remote
            }
        };
        match later {
            Later::PickUp => {
                if let Some(part) = call.part(None, outgoing(State::Alerting, State::Null)) {
                    call.answer(part, now);
                }
            }
            Later::Route => return self.route(number, now),
            Later::RemoteAnswers => {
                if let Some(part) = call.part(None, outgoing(State::Connected, State::Alerting)) {
                    call.remote_answers(part, now);
                }
            }
            Later::RemoteRefuses => {
                if call.part(None, outgoing(State::Connected, State::Alerting)).is_some() {
                    call.fail(Cause::Refused, now);
                }
            }
            Later::AgentGivesUp => {
                if let Some(part) =
                    call.part(None, |view| view.direction == Direction::Outbound && view.answered_at.is_none())
                {
                    call.hang_up(part, now);
                }
            }
            Later::CallerGivesUp => {
                if !call.legs.iter().any(|leg| leg.view.answered_at.is_some()) {
                    call.remote_hangs_up(now);
                }
            }
        }
        self.settle(number, now);
    }

    /// The number an agent dialled is looked for.
    fn route(&mut self, number: u64, now: u64) {
        let Some(call) = self.calls.get_mut(&number) else { return };
        let Some(part) = call.part(None, |view| view.state == State::Initiated) else { return };
        match call.far.clone() {
            Far::Called(Script::Busy) => call.fail(Cause::Busy, now),
            Far::Called(Script::Unreachable) => call.fail(Cause::Unreachable, now),
            Far::Called(script) => {
                call.remote_rings(part);
                call.later.push(match script {
                    Script::NoAnswer => (NO_ANSWER_MS, Later::AgentGivesUp),
                    Script::Refuses => (REMOTE_MS, Later::RemoteRefuses),
                    _ => (REMOTE_MS, Later::RemoteAnswers),
                });
            }
            Far::Inside(to) => {
                let from = call.legs[part].extension.clone();
                if from == to {
                    call.fail(Cause::Busy, now);
                } else if self.phones.get(&to).is_some_and(|phone| phone.registered) {
                    call.remote_rings(part);
                    call.add_called(&to, &from, now);
                    call.later.push((self.ring_ms, Later::AgentGivesUp));
                } else {
                    call.fail(Cause::Unreachable, now);
                }
            }
            Far::Caller => {}
        }
        self.settle(number, now);
    }

    /// Offers the calls that wait to everybody who is free for them.
    fn offer_all(&mut self, now: u64) {
        let waiting: Vec<_> = self.calls.iter().filter(|(_, call)| call.waiting).map(|(number, _)| *number).collect();
        for number in waiting {
            let Some(call) = self.calls.get(&number) else { continue };
            let members = self.queues.iter().find(|queue| call.like.queue.as_ref() == Some(&queue.name));
            let members = members.map(|queue| queue.members.clone()).unwrap_or_default();
            let free: Vec<_> =
                members.into_iter().filter(|member| self.is_free(member) && !call.refused.contains(member)).collect();
            if let Some(call) = self.calls.get_mut(&number) {
                for member in free {
                    call.add(&member, State::Alerting, State::Connected, now);
                }
            }
            self.settle(number, now);
        }
    }

    fn is_free(&self, extension: &str) -> bool {
        let there = |phone: &Phone| phone.registered && phone.mode == AgentMode::Ready;
        self.phones.get(extension).is_some_and(there)
            && !self.calls.values().any(|call| call.part(Some(extension), |_| true).is_some())
    }
}

impl Phone {
    fn new() -> Self {
        Self { registered: true, mode: AgentMode::Ready, reason: None }
    }

    fn state(&self) -> PhoneState {
        if self.registered { PhoneState::Registered } else { PhoneState::Unregistered }
    }
}
