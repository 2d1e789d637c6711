//! Transfers to a colleague whom the agent asks first, and what comes of them.

use super::{AGENTS, CUSTOMER, play::Play, wire::Id};

impl Play {
    fn ring_colleague(&mut self, dialler: Id, colleague: usize) -> Id {
        let extension = AGENTS[colleague];
        let leg = self.wire.channel(&format!("PJSIP/{extension}"), Some(dialler), "0", extension, "s");
        self.wire.dial_begin(dialler, leg);
        self.wire.state(leg, "5");
        self.wire.wait(600);
        self.wire.state(leg, "6");
        self.wire.dial_end(dialler, leg, "ANSWER");
        self.wire.state(dialler, "6");
        self.wire.bridge(leg, dialler);
        self.wire.wait(1500);
        leg
    }

    pub(super) fn consult_by_phone(&mut self, leg: Id, peer: Id, agent: usize, colleague: usize) {
        self.wire.hold(leg);
        let name = format!("PJSIP/{}", AGENTS[agent]);
        let second = self.wire.channel(&name, None, "4", AGENTS[agent], AGENTS[colleague]);
        let target = self.ring_colleague(second, colleague);
        self.wire.unhold(leg);
        self.wire.swap(peer, second);
        self.wire.attended_transfer(leg, second, peer, Some(target));
        self.wire.hang_up(leg, "16");
        self.wire.hang_up(second, "16");
        self.wire.wait(1500);
        self.wire.hang_up(target, "16");
    }

    pub(super) fn consult_by_code(&mut self, leg: Id, peer: Id, colleague: usize) {
        self.wire.hold(leg);
        self.wire.wait(500);
        let (dialled, running) = self.wire.local(leg, AGENTS[colleague]);
        self.wire.bridge(dialled, leg);
        let target = self.ring_colleague(running, colleague);
        self.wire.leave(leg);
        self.wire.join(dialled, peer);
        self.wire.attended_transfer(leg, leg, peer, None);
        self.wire.hang_up(leg, "16");
        self.wire.wait(500);
        self.wire.swap(target, dialled);
        self.wire.hang_up(running, "16");
        self.wire.hang_up(dialled, "16");
        self.wire.wait(1500);
        self.wire.hang_up(target, "16");
    }

    /// Connects the caller with a colleague who does not answer; the PBX calls the agent back.
    pub(super) fn return_to(&mut self, leg: Id, peer: Id, agent: usize, colleague: usize, is_answered: bool) {
        self.wire.hold(leg);
        self.wire.wait(500);
        let (dialled, running) = self.wire.local(leg, AGENTS[colleague]);
        self.wire.bridge(dialled, leg);
        let target = self.dial_phone(Some(colleague), running);
        self.let_ring(running, target);
        self.wire.wait(900);
        self.wire.leave(leg);
        self.wire.join(dialled, peer);
        self.wire.attended_transfer(leg, leg, peer, None);
        let shown = self.caller.map_or(CUSTOMER, |caller| AGENTS[caller]);
        self.wire.show(target, shown);
        self.wire.wait(2_000);
        let back = self.wire.channel(&format!("PJSIP/{}", AGENTS[agent]), None, "0", AGENTS[agent], "s");
        self.wire.show(back, shown);
        self.wire.hang_up(dialled, "16");
        self.wire.dial_end(running, target, "CANCEL");
        self.wire.hang_up(target, "16");
        self.wire.hang_up(running, "16");
        self.wire.dial_alone(back);
        self.wire.state(back, "5");
        self.wire.wait(900);
        if is_answered {
            self.wire.state(back, "6");
            self.wire.dial_alone_end(back, "ANSWER");
            self.wire.join(back, peer);
            self.wire.hang_up(leg, "16");
            self.wire.wait(1_500);
        }
        self.wire.hang_up(self.customer, "16");
    }
}
