//! The CRM around the panel. Open CTI is the first; another will be another variant, and nothing outside of here will change.
//!
//! A request ends in a function that tells the core, not in a future: the state machines of `async` were a fifth of this.

mod open_cti;

use denwa_core::{HostError, HostReply, HostRequest, Input, RequestId};
use opencti::PageFacts;

use crate::shell::dispatch;

/// A host. It is there as long as the page is.
pub enum Host {
    /// Salesforce Lightning by Open CTI.
    OpenCti(open_cti::OpenCtiHost),
}

impl Host {
    /// Salesforce Lightning by Open CTI, in the page that the facts describe.
    pub fn open_cti(facts: &PageFacts) -> &'static Self {
        Box::leak(Box::new(Self::OpenCti(open_cti::OpenCtiHost::new(facts))))
    }

    /// Asks the host for something, at once; waits for the answer at most that long, in milliseconds.
    pub fn ask(&'static self, id: RequestId, request: &HostRequest, deadline: u32) {
        match self {
            Self::OpenCti(host) => host.ask(id, request, deadline),
        }
    }
}

/// Tells the core what came of a request.
fn tell(id: RequestId, answer: Result<HostReply, HostError>) {
    dispatch(Input::Host(id, answer));
}
