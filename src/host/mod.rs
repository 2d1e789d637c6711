//! The CRM around the panel. Open CTI is the first; another will be another variant, and nothing outside of here will change.

mod open_cti;

use core::future::Future;
use core::pin::Pin;
use std::rc::Rc;

use denwa_core::{HostError, HostReply, HostRequest};
use opencti::PageFacts;

/// What comes of a request to the host.
pub type Answer = Pin<Box<dyn Future<Output = Result<HostReply, HostError>>>>;

/// A host.
pub enum Host {
    /// Salesforce Lightning by Open CTI.
    OpenCti(open_cti::OpenCtiHost),
}

impl Host {
    /// Salesforce Lightning by Open CTI, in the page that the facts describe.
    pub fn open_cti(facts: PageFacts) -> Self {
        Self::OpenCti(open_cti::OpenCtiHost::new(facts))
    }

    /// Asks the host for something, at once; waits for the answer at most that long, in milliseconds.
    pub fn ask(self: Rc<Self>, request: HostRequest, deadline: u32) -> Answer {
        match &*self {
            Self::OpenCti(_) => open_cti::ask(self, request, deadline),
        }
    }
}
