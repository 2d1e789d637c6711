//! Other sites that are notified of a call (カスタム連携), and how that went.
//!
//! A site is notified once of each [`Moment`] of a call, by the panel that saw it. A request is open until the host answers;
//! [`Sites::fault`] keeps the last outcome.

use crate::host::{Answer, HostError, RequestId};
use crate::settings::OpenIn;
use denwa_protocol::Call;

/// A moment of a call that a site can be notified of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// 着信時.
    Ringing,
    /// 発信時.
    Dialled,
    /// 応答時.
    Answered,
    /// 切断時.
    Ended,
}

/// A page for the agent to open in a tab of the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its address.
    pub url: String,
    /// What it leads to.
    pub kind: LinkKind,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A page of another site.
    Page,
    /// The recording.
    Recording,
}

/// Why the last site was not notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteFault {
    /// No answer in time.
    Late,
    /// Its page could not be opened.
    NotOpened,
    /// The GET could not be sent.
    NotSent,
}

/// The notices of a call to other sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    /// The moments whose sites have been notified, or need not be.
    past: Vec<Moment>,
    /// The requests without an answer yet.
    asked: Vec<(RequestId, OpenIn)>,
    /// Pages of other sites for the agent to open.
    pub(super) links: Vec<Link>,
    /// Why the last site was not notified, if it was not.
    pub fault: Option<SiteFault>,
}

impl Sites {
    /// The state for a call that this panel sees for the first time: moments that are already past count as notified.
    pub(super) fn of(call: &Call) -> Self {
        let mut past = Vec::new();
        let (is_answered, is_ended) = (call.answered_at.is_some(), call.ended.is_some());
        if is_answered || is_ended {
            past.extend([Moment::Ringing, Moment::Dialled]);
        }
        if is_answered {
            past.push(Moment::Answered);
        }
        if is_ended {
            past.push(Moment::Ended);
        }
        Self { past, ..Self::default() }
    }

    /// Marks a moment as past. Returns whether it was not yet.
    pub(super) fn mark(&mut self, moment: Moment) -> bool {
        let is_new = !self.past.contains(&moment);
        if is_new {
            self.past.push(moment);
        }
        is_new
    }

    /// A site is being notified.
    pub(super) fn asked(&mut self, request: RequestId, open_in: OpenIn) {
        self.asked.push((request, open_in));
    }

    /// The outcome of a request.
    pub(super) fn on_host(&mut self, id: RequestId, answer: &Answer) {
        let Some(place) = self.asked.iter().position(|(request, _)| *request == id) else { return };
        let (_, open_in) = self.asked.remove(place);
        self.fault = match (answer, open_in) {
            (Ok(_), _) => None,
            (Err(HostError::TimedOut), _) => Some(SiteFault::Late),
            (Err(_), OpenIn::Get) => Some(SiteFault::NotSent),
            (Err(_), OpenIn::Workspace | OpenIn::Browser) => Some(SiteFault::NotOpened),
        };
    }
}
