//! The CRM around the panel. Open CTI is the first; another CRM is another variant, chosen in [`crate::app`].

mod open_cti;

use denwa_core::HostRequest;
use denwa_core::host::Answer;
use opencti::PageFacts;

use open_cti::OpenCtiHost;

/// A host.
pub enum Host {
    /// Salesforce Lightning by Open CTI.
    OpenCti(OpenCtiHost),
}

impl Host {
    /// Salesforce Lightning by Open CTI, in the page that the facts describe.
    #[must_use]
    pub fn open_cti(facts: &PageFacts) -> Self {
        Self::OpenCti(OpenCtiHost::new(facts))
    }

    /// Asks the host, and waits for its answer at most `deadline` milliseconds.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn answer(&self, request: HostRequest, deadline: u32) -> Answer {
        match self {
            Self::OpenCti(host) => host.answer(request, deadline).await,
        }
    }
}
