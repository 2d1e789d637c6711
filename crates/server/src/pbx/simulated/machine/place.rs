//! Makes calls, and those that come from outside.

use super::{MAX_CALLS, Machine, no_such_extension};
use crate::pbx::simulated::{
    call::{Details, Device, SimCall, Stage, Step, new_party},
    config::Group,
    dial_plan::{Destination, is_known_outside},
    error::ControlError,
    model::{CallKind, NewCall},
};
use denwa_protocol::{Number, Party};

impl Machine {
    /// Makes a call and returns its ID. If a phone dials a code that takes a call over, the ID is that call's.
    ///
    /// # Errors
    /// Says why the call cannot be made.
    pub fn place(&mut self, new: NewCall, now: u64) -> Result<String, ControlError> {
        if !self.is_up {
            return Err(ControlError::Down);
        }
        if self.calls.len() >= MAX_CALLS {
            return Err(ControlError::TooManyCalls);
        }
        match new.kind {
            CallKind::Outbound | CallKind::Internal => self.place_from_phone(new, now),
            CallKind::Click => self.place_by_program(new, now),
            CallKind::Withheld if new.queue.is_none() => self.place_to_number(&new, now),
            CallKind::Inbound => self.place_to_number(&new, now),
            CallKind::Queue | CallKind::Withheld => self.place_to_queue(&new, now),
            CallKind::Group => self.place_to_group(&new, now),
        }
    }

    fn place_to_number(&mut self, new: &NewCall, now: u64) -> Result<String, ControlError> {
        let to = new.to.clone().or_else(|| self.extensions.first().cloned());
        let to = to.ok_or(ControlError::Missing("to"))?;
        match self.destination(&to) {
            Destination::Extension(extension) => self.check_reachable(&extension)?,
            Destination::Group(_) | Destination::Queue(_) => {}
            Destination::Code(_) | Destination::Outside(_) => return Err(no_such_extension(&to)),
        }
        let call = self.new_incoming(new, None);
        let number = self.add(call);
        self.send_to(number, &to, now);
        Ok(self.finish(number, now))
    }

    fn place_to_queue(&mut self, new: &NewCall, now: u64) -> Result<String, ControlError> {
        let queue = match &new.queue {
            Some(name) => self.settings.queues.iter().find(|queue| queue.name == *name),
            None => self.settings.queues.first(),
        };
        let name = new.queue.clone().unwrap_or_default();
        let queue = queue.cloned().ok_or(ControlError::NoSuchQueue(name))?;
        let call = self.new_incoming(new, queue.line.clone());
        let number = self.add(call);
        self.enter_queue(number, &queue, now);
        Ok(self.finish(number, now))
    }

    fn place_to_group(&mut self, new: &NewCall, now: u64) -> Result<String, ControlError> {
        let group = self.group_of(new)?;
        let call = self.new_incoming(new, group.line.clone());
        let number = self.add(call);
        if let Some(call) = self.calls.get_mut(&number) {
            call.plan = group.rounds().into();
            call.overflow = group.overflow;
        }
        self.next_round(number, now);
        Ok(self.finish(number, now))
    }

    /// Returns the configured group, or a group of the members that the request names.
    fn group_of(&self, new: &NewCall) -> Result<Group, ControlError> {
        let mut group = if new.members.is_empty() {
            let known = match &new.group {
                Some(number) => self.settings.groups.iter().find(|group| group.number == *number),
                None => self.settings.groups.first(),
            };
            known.cloned().ok_or_else(|| ControlError::NoSuchGroup(new.group.clone().unwrap_or_default()))?
        } else {
            let members = new.members.clone();
            let is_known = |member: &&String| self.desks.contains_key(*member) || is_known_outside(member);
            if let Some(member) = members.iter().find(|member| !is_known(member)) {
                return Err(no_such_extension(member));
            }
            Group::of(members)
        };
        group.strategy = new.strategy.unwrap_or(group.strategy);
        group.ring_seconds = new.ring_seconds.unwrap_or(group.ring_seconds);
        Ok(group)
    }

    fn new_incoming(&self, new: &NewCall, line: Option<String>) -> SimCall {
        let party = match new.kind {
            CallKind::Withheld => Party { number: Number::Withheld, name: None },
            _ => new_party(new.from.clone(), new.name.clone()),
        };
        let line = new.line.clone().or(line).or_else(|| self.first_line.clone());
        let details = Details { line, queue: new.queue.clone(), record: new.record.clone(), data: new.data.clone() };
        let caller = Device::Outside { party, must_confirm: false };
        let mut call = SimCall::new(caller, Stage::Ringing, details);
        call.delayed.push((self.ring_ms(), Step::CallerGivesUp));
        call
    }

    pub(super) fn next_id(&mut self) -> String {
        self.last_call += 1;
        format!("{}{}", self.id_prefix(), self.last_call)
    }

    /// Numbers and adds a call from outside, and returns its number.
    fn add(&mut self, mut call: SimCall) -> u64 {
        call.id = self.next_id();
        self.calls.insert(self.last_call, call);
        self.last_call
    }

    /// Adds a call that is numbered, and returns its ID.
    pub(super) fn insert(&mut self, call: SimCall, now: u64) -> String {
        let number = self.last_call;
        self.calls.insert(number, call);
        self.finish(number, now)
    }

    fn finish(&mut self, number: u64, now: u64) -> String {
        self.settle(number, now);
        format!("{}{number}", self.id_prefix())
    }

    fn check_reachable(&self, extension: &str) -> Result<(), ControlError> {
        let desk = self.desks.get(extension).ok_or_else(|| no_such_extension(extension))?;
        let features = &desk.features;
        let elsewhere = [&features.follow_me, &features.forward_always, &features.forward_no_answer];
        if desk.is_registered() || elsewhere.into_iter().any(Option::is_some) {
            return Ok(());
        }
        Err(ControlError::Unregistered(extension.to_owned()))
    }
}
