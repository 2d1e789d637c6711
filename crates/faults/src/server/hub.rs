//! The hub handles an input: its changes are kept, then its effects are carried out, unless the server is killed in between.

use super::{Moment, PlannedKill};
use crate::{event::SimEvent, world::World};
use denwa_protocol::{Refusal, ServerMessage};
use denwa_server::{
    hub::{Effect, Input, SessionId},
    pbx::PbxEvent,
};

impl World {
    /// Passes an input to the hub, keeps its changes, and carries out the rest; or the server is killed on the way.
    pub fn tell_hub(&mut self, input: Input) {
        let now = self.hub_now();
        self.trace("to the server", &input);
        let Some(hub) = &mut self.server.hub else { return };
        let reported = match &input {
            Input::Pbx(stamped) => match &stamped.event {
                PbxEvent::Call { call, .. } => Some(call.id.clone()),
                _ => None,
            },
            _ => None,
        };
        let effects = hub.handle(input, now);
        self.trace("the server", &effects);
        let planned_kill = self.take_planned_kill();
        self.trace("planned_kill", &planned_kill);
        if let Some(PlannedKill { moment: Moment::BeforeCommit, down_ms, .. }) = planned_kill {
            self.books.mark_unseen(reported.as_deref());
            return self.kill_server(down_ms);
        }
        let mut rest = Vec::with_capacity(effects.len());
        for effect in effects {
            if let Effect::Keep(change) = effect {
                self.books.on_kept(&change);
                self.server.store.apply(change);
            } else {
                rest.push(effect);
            }
        }
        let told = match planned_kill {
            None => rest.len(),
            Some(PlannedKill { moment: Moment::Midway, .. }) => rest.len() / 2,
            Some(_) => 0,
        };
        for effect in rest.into_iter().take(told) {
            self.perform(effect);
        }
        if let Some(PlannedKill { down_ms, .. }) = planned_kill {
            self.kill_server(down_ms);
        }
    }

    fn take_planned_kill(&mut self) -> Option<PlannedKill> {
        let planned_kill = self.server.planned_kill.as_mut()?;
        if planned_kill.inputs == 0 {
            return self.server.planned_kill.take();
        }
        planned_kill.inputs -= 1;
        None
    }

    fn perform(&mut self, effect: Effect) {
        let boot = self.server.boot;
        match effect {
            Effect::Keep(_) => {}
            Effect::Send { to, message } => {
                for session in to {
                    self.send_to_panel(session, &message);
                }
            }
            Effect::Close { session, reason } => {
                self.send_to_panel(session, &ServerMessage::SignedOut { reason });
                self.close_from_server(session);
            }
            Effect::Refuse { session, reason, retry_after } => self.refuse(session, reason, retry_after),
            Effect::OfferPage { session } => {
                let at = self.now + self.random.between(1, 30);
                self.queue.add(at, SimEvent::ToHub { boot, input: Box::new(Input::NextPage(session)) });
            }
            Effect::ReadHistory { session, id, query } => {
                let calls = Some(self.server.store.read_history(&query));
                let at = self.now + self.random.between(1, 30);
                let input = Box::new(Input::HistoryRead { session, id, query, calls });
                self.queue.add(at, SimEvent::ToHub { boot, input });
            }
            Effect::Request { ticket, extension, request } => self.ask_pbx(ticket, extension, request),
        }
    }

    fn refuse(&mut self, session: SessionId, reason: Refusal, retry_after: Option<u64>) {
        let now = Some(self.wall());
        self.send_to_panel(session, &ServerMessage::Refused { reason, retry_after, now });
        self.close_from_server(session);
    }
}
