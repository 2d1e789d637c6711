//! What the administrator's pages ask: the org package, and how the page is. They call through the library that the panel has loaded.

use denwa_core::HostError;
use denwa_core::admin_io::{AdminAnswer, AdminReply, AdminRequest};
use denwa_core::host::Surroundings;
use denwa_core::package::health::HealthRequest;
use opencti::{Deadline, OpenCti, PageFacts, Place};

use super::{errors, layout, package, start};
use crate::shell::surroundings;

/// The host of the pages.
pub struct OpenCtiAdminHost {
    /// Where the library can be loaded from, if it could work in this page.
    place: Option<Place>,
}

impl OpenCtiAdminHost {
    pub fn new(facts: &PageFacts) -> Self {
        Self { place: start::find(&facts.frame()).ok() }
    }

    pub async fn answer(&self, request: AdminRequest, deadline: u32) -> AdminAnswer {
        if request == AdminRequest::Surroundings {
            return Ok(AdminReply::Surroundings(self.surroundings().await));
        }
        let window = web_sys::window().ok_or(HostError::NotAvailable)?;
        let cti = OpenCti::loaded(&window).ok_or(HostError::NotAvailable)?;
        ask(&cti, request, Deadline::milliseconds(deadline)).await
    }

    async fn surroundings(&self) -> Surroundings {
        let place = self.place.as_ref();
        let address = place.and_then(|place| place.addresses.first());
        Surroundings {
            host: place.map(|place| place.environment.host.to_string()).unwrap_or_default(),
            library: address.map(|address| address.base().to_string()).unwrap_or_default(),
            ..surroundings::look().await
        }
    }
}

async fn ask(cti: &OpenCti, request: AdminRequest, deadline: Deadline) -> AdminAnswer {
    match request {
        AdminRequest::Settings(request) => {
            package::call(cti, &request, deadline).await.map(|answer| AdminReply::Settings(answer.settings))
        }
        AdminRequest::SaveSettings(request) => {
            package::call(cti, &request, deadline).await.map(AdminReply::SettingsSaved)
        }
        AdminRequest::Describe(request) => package::call(cti, &request, deadline).await.map(AdminReply::Described),
        AdminRequest::People(request) => package::call(cti, &request, deadline).await.map(AdminReply::People),
        AdminRequest::History(request) => package::call(cti, &request, deadline).await.map(AdminReply::History),
        AdminRequest::Health => package::call(cti, &HealthRequest {}, deadline).await.map(AdminReply::Health),
        AdminRequest::PanelVisible => {
            cti.is_panel_visible(deadline).await.map(AdminReply::Visible).map_err(errors::of_call)
        }
        AdminRequest::Layout => layout::ask(cti, deadline).await.map(AdminReply::Layout),
        // Answered without a library.
        AdminRequest::Surroundings => Err(HostError::NotAvailable),
    }
}
