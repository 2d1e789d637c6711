//! What the machines of the pages need to act: the time, a list for effects, and names for requests.

use super::{AdminEffect, AdminOwner, AdminRequest, AdminRequestId};
use crate::Now;
use crate::crossing::ToPanel;

/// Collects what is to be done in answer to one input.
pub(crate) struct AdminEffects {
    pub now: Now,
    list: Vec<AdminEffect>,
    /// How many requests have been made.
    requests: u32,
}

impl AdminEffects {
    pub(crate) fn new(now: Now, requests: u32) -> Self {
        Self { now, list: Vec::new(), requests }
    }

    /// The effects, and how many requests have been made by now.
    pub(crate) fn finish(self) -> (Vec<AdminEffect>, u32) {
        (self.list, self.requests)
    }

    pub(crate) fn push(&mut self, effect: AdminEffect) {
        self.list.push(effect);
    }

    /// Ask the host; `owner` gets the answer. `deadline` in milliseconds.
    pub(crate) fn ask(&mut self, owner: AdminOwner, request: AdminRequest, deadline: u32) -> AdminRequestId {
        self.requests += 1;
        let id = AdminRequestId { owner, number: self.requests };
        self.push(AdminEffect::Host { id, request, deadline });
        id
    }

    /// Tell the panel.
    pub(crate) fn tell_panel(&mut self, message: ToPanel) {
        self.push(AdminEffect::ToPanel(message));
    }
}
