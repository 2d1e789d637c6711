//! The CRM around the panel. Open CTI is the first; another CRM is another variant, chosen in [`crate::app`], and for the pages in
//! [`crate::admin`].

mod open_cti;
mod standalone;

use denwa_core::admin_io::AdminAnswer;
use denwa_core::host::Answer;
use denwa_core::{AdminRequest, HostRequest};
use opencti::PageFacts;

use open_cti::{OpenCtiAdminHost, OpenCtiHost};
use standalone::StandaloneHost;

/// The panel's host.
pub enum Host {
    /// Salesforce Lightning by Open CTI.
    OpenCti(Box<OpenCtiHost>),
    /// No CRM: a page of its own, whose agent signs in by password.
    Standalone(StandaloneHost),
}

impl Host {
    /// The host that the page's address asks for: `?standalone` is a page of its own, every other page stands in Salesforce.
    #[must_use]
    pub fn of_page(facts: &PageFacts) -> Self {
        if standalone::is_wanted(facts.frame().search) {
            Self::Standalone(StandaloneHost::default())
        } else {
            Self::open_cti(facts)
        }
    }

    /// Salesforce Lightning by Open CTI, in the page that the facts describe.
    #[must_use]
    pub fn open_cti(facts: &PageFacts) -> Self {
        Self::OpenCti(Box::new(OpenCtiHost::new(facts)))
    }

    /// Asks the host, and waits for its answer at most `deadline` milliseconds.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn answer(&self, request: HostRequest, deadline: u32) -> Answer {
        match self {
            Self::OpenCti(host) => host.answer(request, deadline).await,
            Self::Standalone(host) => host.answer(request, deadline).await,
        }
    }
}

/// The host of the administrator's pages: it works through the connection that the panel has made.
pub enum AdminHost {
    /// Salesforce Lightning by Open CTI.
    OpenCti(OpenCtiAdminHost),
}

impl AdminHost {
    /// Salesforce Lightning by Open CTI, in the page that the facts describe.
    #[must_use]
    pub fn open_cti(facts: &PageFacts) -> Self {
        Self::OpenCti(OpenCtiAdminHost::new(facts))
    }

    /// Asks the host, and waits for its answer at most `deadline` milliseconds.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn answer(&self, request: AdminRequest, deadline: u32) -> AdminAnswer {
        match self {
            Self::OpenCti(host) => host.answer(request, deadline).await,
        }
    }
}
