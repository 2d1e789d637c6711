//! Generates the calls of the load test. Pure, like the machine it drives.
//!
//! A fixed number of calls is live at once. Each call is offered to an agent, answered, held and retrieved repeatedly,
//! and hung up; the next call goes to the next agent, so that every agent gets calls. Each step causes exactly one
//! event, and the steps of all calls are spread evenly over time.

use super::{
    machine::Machine,
    model::{ActBody, Action, CallKind, NewCall},
};
use serde::{Deserialize, Serialize};

/// The queue name of these calls. Their events carry their time of emission, in microseconds, as the caller's name.
pub const QUEUE: &str = "load";

/// The parameters of a load.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LoadOrder {
    /// Calls at once: at most half the number of agents.
    pub calls: u32,
    /// Events per second of each call.
    pub rate: u32,
    /// How long new calls are made, in seconds. Calls that are live after this time still run to their end.
    pub seconds: u32,
    /// How long a call lasts, in seconds.
    pub call_seconds: u32,
}

/// The progress of a load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoadReport {
    /// Whether any call is live or still to come.
    pub running: bool,
    /// Events emitted.
    pub events: u64,
    /// Calls that ended.
    pub calls: u64,
}

/// A sequence of calls, one after the other.
#[derive(Debug)]
struct Slot {
    call: Option<String>,
    step: u64,
    /// When the next step is due, in microseconds since the start.
    due: u64,
}

/// A running load.
#[derive(Debug)]
pub struct Loader {
    start: u64,
    end_us: u64,
    step_us: u64,
    steps: u64,
    slots: Vec<Slot>,
    agents: Vec<String>,
    next_agent: usize,
}

impl Loader {
    /// Makes a load that begins now.
    ///
    /// # Errors
    /// Says what is wrong with the order.
    pub fn new(order: LoadOrder, agents: &[String], now: u64) -> Result<Self, String> {
        let LoadOrder { calls, rate, seconds, call_seconds } = order;
        if calls == 0 || rate == 0 || rate > 1000 || seconds == 0 || call_seconds == 0 {
            return Err("calls, rate (at most 1000), seconds and callSeconds must be positive".to_owned());
        }
        if calls as usize * 2 > agents.len() {
            return Err(format!("{calls} calls need {} agents, there are {}", calls * 2, agents.len()));
        }
        let step_us = 1_000_000 / u64::from(rate);
        // A call has at least three steps: it rings, is answered, and ends.
        let steps = (u64::from(rate) * u64::from(call_seconds)).max(3);
        let slot = |i: u32| Slot { call: None, step: 0, due: step_us * u64::from(i) / u64::from(calls) };
        Ok(Self {
            start: now,
            end_us: u64::from(seconds) * 1_000_000,
            step_us,
            steps,
            slots: (0..calls).map(slot).collect(),
            agents: agents.to_vec(),
            next_agent: 0,
        })
    }

    /// Returns whether all calls have ended and no more will be made.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.slots.is_empty()
    }

    /// Returns when the next step is due, in milliseconds.
    #[must_use]
    pub fn deadline(&self) -> Option<u64> {
        self.slots.iter().map(|slot| self.start + slot.due.div_ceil(1000)).min()
    }

    /// Does all steps that are due.
    pub fn run(&mut self, machine: &mut Machine, now: u64) {
        let (elapsed, end, step_us, steps) = ((now - self.start) * 1000, self.end_us, self.step_us, self.steps);
        for slot in &mut self.slots {
            while slot.due <= elapsed && !(slot.call.is_none() && slot.due >= end) {
                let step = slot.step;
                slot.due += step_us;
                slot.step = (step + 1) % steps;
                let action = match step {
                    0 => None,
                    1 => Some(Action::Answer),
                    _ if step == steps - 1 => Some(Action::RemoteHangup),
                    _ if step % 2 == 0 => Some(Action::Hold),
                    _ => Some(Action::Retrieve),
                };
                match (action, &slot.call) {
                    (None, _) => {
                        let agent = self.agents[self.next_agent % self.agents.len()].clone();
                        self.next_agent += 1;
                        slot.call = machine.place(new_call(agent), now).ok();
                    }
                    // Somebody else ended the call: the slot goes on with its next call.
                    (Some(action), Some(call)) if machine.act(call, action, &ActBody::default(), now).is_err() => {
                        slot.call = None;
                    }
                    _ => {}
                }
                if slot.step == 0 {
                    slot.call = None;
                }
            }
        }
        self.slots.retain(|slot| slot.call.is_some() || slot.due < end);
    }
}

fn new_call(agent: String) -> NewCall {
    NewCall {
        from: Some("0312345678".to_owned()),
        to: Some(agent),
        queue: Some(QUEUE.to_owned()),
        ..NewCall::new(CallKind::Inbound)
    }
}
