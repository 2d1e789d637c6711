//! Makes calls: from outside, from an agent's phone, and by click-to-dial.

use super::{MAX_CALLS, Machine, no_such_phone};
use crate::pbx::{
    Done,
    simulated::{
        call::{DelayedStep, PICK_UP_MS, ROUTE_MS, Remote, Script, SimCall, new_party, new_view},
        model::{CallKind, ControlError, NewCall},
    },
};
use denwa_protocol::{CommandError, ConnectionState as State, Direction, Number, Party};

impl Machine {
    /// Makes a call and returns its ID.
    ///
    /// # Errors
    /// Says why the call cannot be made.
    pub fn place(&mut self, new: NewCall, now: u64) -> Result<String, ControlError> {
        if !self.is_up {
            return Err(ControlError::Down);
        }
        if self.calls.len() >= MAX_CALLS {
            return Err(ControlError::Invalid(format!("{MAX_CALLS} calls are live already")));
        }
        match new.kind {
            CallKind::Outbound | CallKind::Internal => self.place_from_phone(new, now),
            CallKind::Withheld if new.queue.is_none() => self.place_to_phone(new, now),
            CallKind::Inbound => self.place_to_phone(new, now),
            CallKind::Queue | CallKind::Withheld => self.place_to_queue(new, now),
        }
    }

    /// Dials a number for an agent, whose phone rings first.
    pub(super) fn dial(&mut self, extension: &str, to: &str, now: u64) -> Result<Done, CommandError> {
        match self.phones.get(extension) {
            None => return Err(CommandError::NotSupported),
            Some(phone) if !phone.is_registered => return Err(CommandError::PhoneUnregistered),
            Some(_) => {}
        }
        if self.calls.len() >= MAX_CALLS {
            return Err(CommandError::Refused);
        }
        let (number, mut call) = self.new_outgoing(extension, to, None, None, now);
        let leg = call.add_leg(extension, State::Alerting, State::Null, now);
        call.delayed.push((PICK_UP_MS, DelayedStep::PickUp));
        self.insert(number, call, now);
        Ok(Done { call: Some(leg) })
    }

    fn place_to_phone(&mut self, new: NewCall, now: u64) -> Result<String, ControlError> {
        let extension = self.phone_or_first(new.to.clone())?;
        let (number, mut call) = self.new_incoming(new, now);
        call.add_leg(&extension, State::Alerting, State::Connected, now);
        Ok(self.insert(number, call, now))
    }

    fn place_to_queue(&mut self, new: NewCall, now: u64) -> Result<String, ControlError> {
        let queue = new.queue.clone().or_else(|| self.queues.first().map(|queue| queue.name.clone()));
        let is_known = |name: &String| self.queues.iter().any(|queue| queue.name == *name);
        let queue = queue.filter(is_known).ok_or_else(|| ControlError::Invalid("no such queue".to_owned()))?;
        let (number, mut call) = self.new_incoming(NewCall { queue: Some(queue), ..new }, now);
        call.is_waiting = true;
        let id = self.insert(number, call, now);
        self.offer_waiting_calls(now);
        Ok(id)
    }

    fn place_from_phone(&mut self, new: NewCall, now: u64) -> Result<String, ControlError> {
        let from = self.phone_or_first(new.from)?;
        let to = new.to.ok_or_else(|| ControlError::Invalid("`to` is missing".to_owned()))?;
        let (number, mut call) = self.new_outgoing(&from, &to, new.name, new.line, now);
        call.template.record = new.record;
        call.add_leg(&from, State::Initiated, State::Null, now);
        call.delayed.push((ROUTE_MS, DelayedStep::Route));
        Ok(self.insert(number, call, now))
    }

    /// Returns the given extension, by default the first one. Its phone must be registered.
    fn phone_or_first(&self, extension: Option<String>) -> Result<String, ControlError> {
        let extension = extension.or_else(|| self.extensions.first().cloned());
        let extension = extension.ok_or_else(|| ControlError::Invalid("there are no phones".to_owned()))?;
        match self.phones.get(&extension) {
            None => Err(no_such_phone(&extension)),
            Some(phone) if !phone.is_registered => Err(ControlError::Unregistered(extension)),
            Some(_) => Ok(extension),
        }
    }

    fn new_incoming(&mut self, new: NewCall, now: u64) -> (u64, SimCall) {
        let remote = match new.kind {
            CallKind::Withheld => Party { number: Number::Withheld, name: None },
            _ => new_party(new.from, new.name),
        };
        let (number, mut call) = self.new_call(Remote::Caller, Direction::Inbound, remote, now);
        let queue = self.queues.iter().find(|queue| new.queue.as_ref() == Some(&queue.name));
        let line = new.line.or_else(|| queue.and_then(|queue| queue.line.clone()));
        call.template.line = line.or_else(|| self.first_line.clone());
        call.template.queue = new.queue;
        call.template.record = new.record;
        call.delayed.push((self.ring_ms, DelayedStep::CallerGivesUp));
        (number, call)
    }

    fn new_outgoing(
        &mut self,
        from: &str,
        to: &str,
        name: Option<String>,
        line: Option<String>,
        now: u64,
    ) -> (u64, SimCall) {
        let is_internal = self.phones.contains_key(to);
        let remote = if is_internal { Remote::Agent(to.to_owned()) } else { Remote::Called(Script::for_number(to)) };
        let party = new_party(Some(to.to_owned()), name);
        let (number, mut call) = self.new_call(remote, Direction::Outbound, party, now);
        call.template.internal = is_internal;
        call.template.line = if is_internal { Some(from.to_owned()) } else { line.or_else(|| self.first_line.clone()) };
        (number, call)
    }

    /// Makes a call under a new number, without legs.
    fn new_call(&mut self, remote: Remote, direction: Direction, party: Party, now: u64) -> (u64, SimCall) {
        self.last_call += 1;
        let id = format!("{}{}", self.id_prefix(), self.last_call);
        (self.last_call, SimCall::new(remote, new_view(&id, direction, party, now)))
    }

    /// Adds a call and returns its ID.
    fn insert(&mut self, number: u64, call: SimCall, now: u64) -> String {
        let id = call.id.clone();
        self.calls.insert(number, call);
        self.settle(number, now);
        id
    }
}
