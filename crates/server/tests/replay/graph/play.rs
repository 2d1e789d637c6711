//! Plays a plan: what happens to the channels, and the model's cards.

use super::{
    AGENTS, CUSTOMER, LINE,
    plan::{Leaf, Round, Taker, Then},
    wire::{Id, Wire},
};
use denwa_protocol::{Cause, Direction};

/// A phone that rings.
pub struct Ringing {
    pub leg: Id,
    pub dialler: Id,
    /// The Local channels above it, the outermost first.
    pub locals: Vec<(Id, Id)>,
    pub leaf: usize,
    /// `None` for a mobile phone.
    pub agent: Option<usize>,
}

/// A card as the model expects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub agent: usize,
    pub direction: Direction,
    pub queue: Option<String>,
    pub cause: Cause,
    /// The other side's number.
    pub remote: String,
    /// Whether the card belongs to the call that is played, and shows its line.
    pub is_joined: bool,
}

/// Plays rounds and keeps the model.
pub struct Play {
    pub wire: Wire,
    pub customer: Id,
    /// The colleague who calls, in place of a customer.
    pub caller: Option<usize>,
    /// The channel that goes on when the agent passes the call on: the customer's, or the end of a Local channel.
    pub current: Id,
    pub expected: Vec<Expected>,
}

impl Play {
    pub fn new(run: usize, caller: Option<usize>) -> Self {
        let mut wire = Wire::new(run);
        let customer = match caller {
            Some(agent) => wire.channel(&format!("PJSIP/{}", AGENTS[agent]), None, "4", AGENTS[agent], "600"),
            None => wire.channel("PJSIP/trunk", None, "4", CUSTOMER, "s"),
        };
        if caller.is_none() {
            wire.set_line(customer, LINE);
        }
        Self { wire, customer, caller, current: customer, expected: Vec::new() }
    }

    /// Expects an agent's card of the call that is played.
    fn expect(&mut self, agent: Option<usize>, queue: Option<String>, cause: Cause) {
        let Some(agent) = agent else { return };
        let remote = self.caller.map_or(CUSTOMER, |caller| AGENTS[caller]).to_owned();
        self.expected.push(Expected { agent, direction: Direction::Inbound, queue, cause, remote, is_joined: true });
    }

    pub(super) fn dial_phone(&mut self, agent: Option<usize>, dialler: Id) -> Id {
        let (name, exten) = match agent {
            Some(agent) => (format!("PJSIP/{}", AGENTS[agent]), AGENTS[agent]),
            None => ("PJSIP/trunk".to_owned(), "s"),
        };
        let leg = self.wire.channel(&name, Some(self.current), "0", exten, "s");
        self.wire.dial_begin(dialler, leg);
        leg
    }

    pub(super) fn let_ring(&mut self, dialler: Id, leg: Id) {
        self.wire.dial_state(dialler, leg);
        self.wire.state(leg, "5");
    }

    /// Dials a Local channel and returns both its ends.
    fn dial_local(&mut self, dialler: Id) -> (Id, Id) {
        let (outer, running) = self.wire.local(self.current, "600");
        self.wire.dial_begin(dialler, outer);
        (outer, running)
    }

    fn ring(&mut self, round: &Round) -> Vec<Ringing> {
        let (mut ringing, mut forwards) = (Vec::new(), Vec::new());
        if round.queue {
            self.wire.join_queue(self.current, "501");
        }
        for (number, leaf) in round.leaves.iter().enumerate() {
            let (mut dialler, mut locals) = (self.current, Vec::new());
            let mut member = None;
            for _ in 0..leaf.locals {
                let (outer, running) = self.dial_local(dialler);
                member.get_or_insert(outer);
                locals.push((outer, running));
                dialler = running;
            }
            if let Some((_, has_rung)) = leaf.forward {
                let leg = self.dial_phone(leaf.agent, dialler);
                if round.queue {
                    self.wire.agent_called(self.current, member.unwrap_or(leg), "501");
                }
                if has_rung {
                    self.let_ring(dialler, leg);
                }
                forwards.push((number, dialler, leg, locals));
                continue;
            }
            for _ in 0..leaf.phones {
                let leg = self.dial_phone(leaf.agent, dialler);
                if round.queue {
                    self.wire.agent_called(self.current, member.unwrap_or(leg), "501");
                }
                self.let_ring(dialler, leg);
                ringing.push(Ringing { leg, dialler, locals: locals.clone(), leaf: number, agent: leaf.agent });
            }
        }
        // While everything else rings, some phones send the call on.
        self.wire.wait(200);
        for (number, dialler, leg, mut locals) in forwards {
            let Some((to, _)) = round.leaves[number].forward else { continue };
            self.wire.request_hangup(leg, "23");
            let (outer, running) = self.wire.local(self.current, AGENTS[to]);
            self.wire.forwarded(dialler, leg, AGENTS[to]);
            self.wire.dial_begin(dialler, outer);
            self.wire.hang_up(leg, "23");
            locals.push((outer, running));
            for _ in 0..round.leaves[number].phones {
                let leg = self.dial_phone(Some(to), running);
                self.let_ring(running, leg);
                let locals = locals.clone();
                ringing.push(Ringing { leg, dialler: running, locals, leaf: number, agent: Some(to) });
            }
        }
        ringing
    }

    /// Ends what still rings of a leaf.
    fn stop(&mut self, ringing: &Ringing, status: &str, cause: &str) {
        self.wire.dial_end(ringing.dialler, ringing.leg, status);
        self.wire.hang_up(ringing.leg, cause);
        for (dialled, running) in ringing.locals.iter().rev() {
            self.wire.hang_up(*running, cause);
            self.wire.hang_up(*dialled, cause);
        }
    }

    /// Answers a phone and connects it, and returns the channel it is connected with.
    fn answer(&mut self, ringing: &Ringing, leg: Id, is_optimized: bool) -> Id {
        self.wire.dial_end(ringing.dialler, leg, "ANSWER");
        let mut near = leg;
        let above = ringing.locals.iter().map(|(dialled, _)| *dialled);
        let diallers: Vec<Id> =
            std::iter::once(self.current).chain(ringing.locals.iter().map(|(_, running)| *running)).collect();
        for (i, dialled) in above.enumerate().collect::<Vec<_>>().into_iter().rev() {
            let running = ringing.locals[i].1;
            self.wire.state(running, "6");
            self.wire.bridge(near, running);
            self.wire.state(dialled, "6");
            self.wire.dial_end(diallers[i], dialled, "ANSWER");
            near = dialled;
        }
        if self.current == self.customer {
            self.wire.state(self.current, "6");
        }
        self.wire.bridge(near, self.current);
        if !is_optimized || ringing.locals.is_empty() {
            return ringing.locals.last().map_or(self.current, |(_, running)| *running);
        }
        let innermost = ringing.locals[ringing.locals.len() - 1].1;
        self.wire.swap(self.current, innermost);
        for (dialled, running) in &ringing.locals {
            self.wire.hang_up(*running, "16");
            self.wire.hang_up(*dialled, "16");
        }
        self.current
    }

    /// Plays a round. Returns whether the call goes on.
    pub fn play(&mut self, round: &Round) -> bool {
        let ringing = self.ring(round);
        let queue = round.queue.then(|| "501".to_owned());
        self.wire.wait(700);
        let (declined, mut left): (Vec<_>, Vec<_>) =
            ringing.into_iter().partition(|phone| round.leaves[phone.leaf].declines && phone.agent.is_some());
        for phone in &declined {
            self.wire.request_hangup(phone.leg, "17");
            self.stop(phone, "BUSY", "17");
        }
        self.wire.wait(700);
        let (taken, by) = match round.taker {
            Taker::Nobody => (None, None),
            _ if left.is_empty() => (None, None),
            Taker::Phone(number) => {
                let phone = left.remove(number % left.len());
                (Some(phone), None)
            }
            Taker::PickUp(agent, number) => {
                // Somebody who has declined a call or sent it on does not pick it up.
                let has_declined = declined.iter().any(|phone| phone.agent == Some(agent))
                    || round.leaves.iter().any(|leaf| leaf.forward.is_some() && leaf.agent == Some(agent));
                let phone = left.remove(number % left.len());
                (Some(phone), (!has_declined && self.caller != Some(agent)).then_some(agent))
            }
        };
        let talker = taken.as_ref().and_then(|phone| by.or(phone.agent));
        // The model: a card for every agent, however many phones rang.
        let has_rung = |leaf: &&Leaf| leaf.forward.is_none_or(|(_, has_rung)| has_rung);
        let own = round.leaves.iter().filter(has_rung).filter_map(|leaf| leaf.agent);
        let others = round.leaves.iter().filter_map(|leaf| leaf.forward).map(|(to, _)| to);
        let mut agents: Vec<usize> = own.chain(others).collect();
        agents.sort_unstable();
        agents.dedup();
        let has_declined = |agent| declined.iter().any(|phone| phone.agent == Some(agent));
        for agent in agents.into_iter().filter(|agent| Some(*agent) != talker) {
            let cause = if has_declined(agent) { Cause::Declined } else { Cause::Missed };
            self.expect(Some(agent), queue.clone(), cause);
        }
        let Some(phone) = taken else {
            for phone in &left {
                self.stop(phone, "CANCEL", round.cancel_cause);
            }
            if round.queue {
                self.wire.leave_queue(self.current, "501");
            }
            return true;
        };
        for card in self.expected.iter_mut().filter(|card| card.cause == Cause::Missed) {
            card.cause = Cause::AnsweredElsewhere;
        }
        let leg = match by {
            None => {
                self.wire.state(phone.leg, "6");
                phone.leg
            }
            Some(agent) => {
                let extension = AGENTS[agent];
                let leg = self.wire.channel(&format!("PJSIP/{extension}"), None, "4", extension, "*8");
                self.wire.state(leg, "6");
                self.wire.pick_up(leg, phone.leg);
                self.wire.hang_up(phone.leg, "26");
                leg
            }
        };
        // The other phones of the same dial stop first; the Local channels above the answered phone stay.
        for mut other in left {
            if other.leaf == phone.leaf {
                other.locals.clear();
            }
            self.stop(&other, "CANCEL", "26");
        }
        if round.queue {
            self.wire.leave_queue(self.current, "501");
        }
        let peer = self.answer(&phone, leg, round.leaves[phone.leaf].is_optimized);
        self.wire.wait(if round.is_slow { 90_000 } else { 2_500 });
        self.after_answer(round.then, leg, peer, talker, queue)
    }

    fn after_answer(&mut self, then: Then, leg: Id, peer: Id, talker: Option<usize>, queue: Option<String>) -> bool {
        match then {
            Then::Transfer => {
                self.expect(talker, queue, Cause::Transferred);
                self.wire.blind_transfer(leg, peer);
                self.wire.leave(peer);
                self.wire.hang_up(leg, "16");
                self.current = peer;
                self.wire.wait(300);
                true
            }
            Then::Park(retriever) => {
                let Some(agent) = talker else { return false };
                self.expect(talker, queue, Cause::Parked);
                self.expect(Some(retriever), None, Cause::Normal);
                self.wire.blind_transfer(leg, peer);
                self.wire.park(peer, &format!("PJSIP/{}", AGENTS[agent]));
                self.wire.wait(800);
                let extension = AGENTS[retriever];
                let leg_of_retriever = self.wire.channel(&format!("PJSIP/{extension}"), None, "4", extension, "71");
                self.wire.state(leg_of_retriever, "6");
                self.wire.retrieve(leg_of_retriever, peer);
                self.wire.wait(900);
                // The phone that parked has heard the number of the place.
                self.wire.hang_up(leg, "16");
                self.wire.wait(900);
                self.wire.hang_up(leg_of_retriever, "16");
                false
            }
            Then::Consult { colleague, by_code } => {
                let Some(agent) = talker.filter(|agent| *agent != colleague) else {
                    return self.after_answer(Then::AgentHangsUp, leg, peer, talker, queue);
                };
                self.expect(talker, queue, Cause::Transferred);
                self.expect(Some(colleague), None, Cause::Normal);
                if by_code {
                    self.consult_by_code(leg, peer, colleague);
                } else {
                    self.expected.push(Expected {
                        agent,
                        direction: Direction::Outbound,
                        queue: None,
                        cause: Cause::Normal,
                        remote: AGENTS[colleague].to_owned(),
                        is_joined: false,
                    });
                    self.consult_by_phone(leg, peer, agent, colleague);
                }
                false
            }
            Then::Return { colleague, is_answered } => {
                let Some(agent) = talker.filter(|agent| *agent != colleague) else {
                    return self.after_answer(Then::AgentHangsUp, leg, peer, talker, queue);
                };
                self.expect(talker, queue, Cause::Transferred);
                let cause = if is_answered { Cause::AnsweredElsewhere } else { Cause::Missed };
                self.expect(Some(colleague), None, cause);
                self.expect(talker, None, if is_answered { Cause::Normal } else { Cause::Missed });
                self.return_to(leg, peer, agent, colleague, is_answered);
                false
            }
            Then::CustomerHangsUp => {
                self.expect(talker, queue, Cause::Normal);
                self.wire.hang_up(self.customer, "16");
                false
            }
            Then::AgentHangsUp => {
                self.expect(talker, queue, Cause::Normal);
                self.wire.hang_up(leg, "16");
                false
            }
        }
    }
}
