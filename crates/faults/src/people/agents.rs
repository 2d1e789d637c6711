//! What an agent decides to do about her part in a call.

use super::{actions::AgentAction, extension};
use crate::{event::SimEvent, random::Random, world::World};
use denwa_protocol::{Call, Cause, ConnectionState, Direction, Service};
use denwa_server::pbx::simulated::model::{ActBody, Action};

/// After so many actions the agent wants the call to end; after more, the customer too.
const PATIENCE: u32 = 9;
const LAST_PATIENCE: u32 = 12;

impl World {
    /// An agent does something about a part of a call, and something else after a while, until it is over.
    pub fn on_agent(&mut self, id: &str, step: u32) {
        let Some(part) = self.books.part(id) else { return };
        let (extension, view) = (part.extension.clone(), part.view.clone());
        let other = self.books.other_talk(&extension, id);
        let is_over = view.ended.is_some();
        let agent_action = if is_over {
            wrap_up(&view, &mut self.random)
        } else if step > PATIENCE {
            AgentAction::Phone(Action::AgentHangup)
        } else {
            choose(&view, other, &mut self.random)
        };
        self.carry_out(id, &extension, &view, agent_action);
        if !is_over && step > LAST_PATIENCE {
            self.act(&view.request_id, Action::RemoteHangup, &ActBody::default());
        }
        if !is_over || self.random.percent(40) {
            let at = self.now + self.random.between(500, 6_000);
            self.queue.add(at, SimEvent::AgentActs { part: id.to_owned(), step: step + 1 });
        }
    }
}

/// What to do after the call.
fn wrap_up(view: &Call, random: &mut Random) -> AgentAction {
    let is_parked = view.ended.is_some_and(|ended| ended.cause == Cause::Parked);
    match random.below(100) {
        0..60 if is_parked => AgentAction::PickUp,
        0..35 => AgentAction::Result,
        35..60 => AgentAction::Note,
        60..63 => AgentAction::NotLogged(true),
        63..65 => AgentAction::NotLogged(false),
        65..80 => AgentAction::Choose,
        80..83 => AgentAction::Dismiss,
        _ => AgentAction::Nothing,
    }
}

/// What to do while the call goes on. `other` is another call in which the agent talks, or which she holds.
fn choose(view: &Call, other: Option<String>, random: &mut Random) -> AgentAction {
    let is_inbound = view.direction == Direction::Inbound;
    match (view.state, view.answered_at.is_some()) {
        (ConnectionState::Alerting, _) if is_inbound => ringing(random),
        (ConnectionState::Alerting, _) if random.percent(90) => AgentAction::Phone(Action::Answer),
        (ConnectionState::Alerting, _) => AgentAction::Phone(Action::Reject),
        (ConnectionState::Held | ConnectionState::Connected, true) if other.is_some() && random.percent(55) => {
            pair(other.unwrap_or_default(), random)
        }
        (ConnectionState::Held, _) if random.percent(70) => AgentAction::Service(Service::Retrieve),
        (ConnectionState::Connected, true) => talking(random),
        _ if random.percent(15) => AgentAction::Service(Service::HangUp),
        _ => AgentAction::Nothing,
    }
}

fn ringing(random: &mut Random) -> AgentAction {
    match random.below(100) {
        0..62 => AgentAction::Service(Service::Answer),
        62..67 => AgentAction::Service(Service::Decline),
        67..72 => AgentAction::SendTo(Service::Deflect, somewhere(random)),
        72..75 => AgentAction::Forward(extension(random)),
        _ => AgentAction::Nothing,
    }
}

fn talking(random: &mut Random) -> AgentAction {
    match random.below(100) {
        0..10 => AgentAction::Service(Service::Hold),
        10..18 => AgentAction::Note,
        18..26 => AgentAction::Result,
        26..34 => AgentAction::SendTo(Service::SingleStepTransfer, somewhere(random)),
        34..46 => AgentAction::SendTo(Service::Consult, somewhere(random)),
        46..52 => AgentAction::Service(Service::Park),
        52..58 => AgentAction::Choose,
        58..60 => AgentAction::NotLogged(true),
        60..64 => AgentAction::Mute,
        64..84 => AgentAction::Service(Service::HangUp),
        _ => AgentAction::Nothing,
    }
}

fn pair(other: String, random: &mut Random) -> AgentAction {
    let services = [Service::Transfer, Service::Transfer, Service::Conference, Service::Reconnect, Service::Alternate];
    AgentAction::Pair(random.pick(&services).copied().unwrap_or(Service::Transfer), other)
}

/// A number to send a call to: a colleague, a queue, or somebody outside.
fn somewhere(random: &mut Random) -> Option<String> {
    match random.below(10) {
        0..6 => Some(extension(random)),
        6 => Some("7001".to_owned()),
        // A customer, whose number is not known yet.
        _ => None,
    }
}
