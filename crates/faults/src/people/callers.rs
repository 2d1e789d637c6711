//! Calls begin.

use super::extension;
use crate::{event::SimEvent, site, world::World};
use denwa_core::UserAction;
use denwa_protocol::AgentMode;
use denwa_server::pbx::simulated::model::{ActBody, Action, CallKind, NewCall};

impl World {
    /// Somebody calls, and the next one after a while.
    pub fn on_caller(&mut self) {
        if self.people.left == 0 {
            return;
        }
        self.people.left -= 1;
        self.begin_call();
        if self.random.percent(3) {
            self.send_to_rest();
        }
        let next = self.now + self.random.between(300, 4_500);
        self.queue.add(next, SimEvent::Caller);
    }

    fn begin_call(&mut self) {
        let (from, to) = (Some(extension(&mut self.random)), Some(extension(&mut self.random)));
        let customer = self.people.customer();
        let inbound = |kind| NewCall { from: Some(customer.clone()), ..NewCall::new(kind) };
        let outbound = |kind| NewCall { from: from.clone(), to: Some(customer.clone()), ..NewCall::new(kind) };
        let new = match self.random.below(100) {
            0..30 => NewCall { to, ..inbound(CallKind::Inbound) },
            30..46 => NewCall { queue: Some("support".to_owned()), ..inbound(CallKind::Queue) },
            46..52 => NewCall { queue: Some("sales".to_owned()), ..inbound(CallKind::Queue) },
            52..58 => NewCall { group: Some("7101".to_owned()), ..inbound(CallKind::Group) },
            58..63 => NewCall { group: Some("7102".to_owned()), ..inbound(CallKind::Group) },
            63..67 => NewCall { to, ..NewCall::new(CallKind::Withheld) },
            67..83 if self.dial_in_panel(&customer) => return,
            67..89 => outbound(CallKind::Outbound),
            89..93 => outbound(CallKind::Click),
            _ => NewCall { from, to, ..NewCall::new(CallKind::Internal) },
        };
        if let Some(call) = self.place(new) {
            let at = self.now + self.random.between(4_000, 60_000);
            self.queue.add(at, SimEvent::CallerLeaves(call));
        }
    }

    /// An agent dials a customer's number in the panel. Returns false if no panel is connected.
    fn dial_in_panel(&mut self, number: &str) -> bool {
        let is_live = |tab: &usize| {
            let tab = &self.tabs[*tab];
            tab.sleeps_until <= self.now && tab.panel.as_ref().is_some_and(|panel| panel.is_live())
        };
        let live: Vec<_> = (0..self.tabs.len()).filter(is_live).collect();
        let Some(tab) = self.random.pick(&live).copied() else { return false };
        self.books.on_dial(number);
        self.user(tab, UserAction::Dial(number.to_owned()));
        true
    }

    /// The caller has waited, or talked, long enough.
    pub fn on_caller_leaves(&mut self, call: &str) {
        self.act(call, Action::RemoteHangup, &ActBody::default());
    }

    fn send_to_rest(&mut self) {
        let agents = site::AGENTS.len() as u64;
        let agent = usize::try_from(self.random.below(agents)).unwrap_or_default();
        self.queue.add(self.now, SimEvent::AgentRests { agent, is_ready: false });
        let back = self.now + self.random.between(3_000, 30_000);
        self.queue.add(back, SimEvent::AgentRests { agent, is_ready: true });
        self.queue.add(back + 60_000, SimEvent::AgentRests { agent, is_ready: true });
    }

    /// An agent takes no calls for a while, or takes calls again.
    pub fn on_rest(&mut self, agent: usize, is_ready: bool) {
        let mode = if is_ready { AgentMode::Ready } else { AgentMode::NotReady };
        let tabs = self.tabs_of(agent);
        if let Some(tab) = self.random.pick(&tabs).copied() {
            self.user(tab, UserAction::SetMode { mode, reason: None });
        }
    }
}
