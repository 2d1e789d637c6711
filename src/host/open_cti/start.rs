//! The start: checks the page, loads the library, reads the call centre's settings, and begins to listen.

use denwa_core::host::{CallCentre, FoundRecord, Size, StartError};
use denwa_core::package::boot::{BootAnswer, BootRequest};
use denwa_core::{HostError, HostEvent, Input};
use denwa_protocol::AttachedRecord;
use opencti::{CallCenterSettings, ClickToDial, Deadline, Environment, Frame, Library, OpenCti, Place, Version, View};
use wasm_bindgen_futures::spawn_local;

use super::{OpenCtiHost, package, start_error};
use crate::shell::dispatch;

/// The section of the call centre definition that is Denwa's.
const SECTION: &str = "denwa";

/// How long the answer to `boot` is kept before the core asks for it: longer than a start takes.
const AHEAD: Deadline = Deadline::seconds(30);

/// Checks the page and chooses where the library is loaded from.
pub fn find(frame: &Frame<'_>) -> Result<Place, StartError> {
    Place::find(frame, Version::DEFAULT, None).map_err(|error| start_error::of_place(error, frame.search))
}

impl OpenCtiHost {
    /// Starts within `deadline` milliseconds.
    pub async fn initialise(&self, deadline: u32) -> Result<CallCentre, HostError> {
        let place = self.place.as_ref().map_err(|error| HostError::Start(error.clone()))?;
        let document = web_sys::window().and_then(|window| window.document()).ok_or(HostError::NotAvailable)?;
        // Two fifths of the time are left for the host's answer; the addresses share the rest.
        let scripts = u32::try_from(place.addresses.len()).unwrap_or(u32::MAX);
        let script = Deadline::milliseconds(deadline / 5 * 3 / scripts.max(1));
        let answer = Deadline::milliseconds(deadline / 5 * 2);

        let library = Library::load(&document, place, script).await.map_err(start_error::of_library)?;
        let connecting = library.connect(answer);
        // The core's next request goes out while the host answers the first: a start takes a round trip less.
        self.boot.replace(package::ask(library.cti(), &BootRequest::new(), AHEAD).ok());
        let settings = connecting.await.map_err(start_error::of_library)?;

        let centre = call_centre(&settings, &place.environment, &library);
        self.library.get_or_init(|| {
            listen(library.cti());
            library
        });
        Ok(centre)
    }

    /// Asks the package who this is and what is set.
    pub async fn boot(
        &self,
        cti: &OpenCti,
        request: &BootRequest,
        deadline: Deadline,
    ) -> Result<BootAnswer, HostError> {
        let ahead = self.boot.take();
        if let Some(call) = ahead {
            match call.within(deadline).await {
                // The host has started since.
                Err(error) if error.is_starting() => {}
                answer => return package::read(answer),
            }
        }
        package::call(cti, request, deadline).await
    }
}

fn call_centre(settings: &CallCenterSettings, environment: &Environment, library: &Library) -> CallCentre {
    let item = |name: &str| settings.item(SECTION, name).map(str::to_owned);
    let pixels = |name: &str| settings.item("reqGeneralInfo", name)?.trim().parse().ok();
    let size = pixels("reqSoftphoneWidth").zip(pixels("reqSoftphoneHeight"));
    CallCentre {
        event_server: item("eventServerUrl"),
        event_server_sandbox: item("sandboxEventServerUrl"),
        // A version that cannot be loaded would stop every panel.
        library_version: item("libraryVersion").filter(|version| Version::parse(version).is_ok()),
        loaded_version: library.address().version().to_string(),
        version_fixed: environment.version.is_some(),
        loaded_base: library.address().base().to_string(),
        base_fixed: environment.base.is_some(),
        outside_prefix: settings.item("reqDialingOptions", "reqOutsidePrefix").map(str::to_owned),
        is_standalone: false,
        size: size.map(|(width, height)| Size { width, height }),
    }
}

/// Hands clicks on numbers and navigation to the core.
fn listen(cti: &OpenCti) {
    let clicks = cti.on_click_to_dial(|ClickToDial { number, record_id, record_name, .. }| {
        let record = record_id.map(|record_id| AttachedRecord { record_id, name: record_name });
        report(HostEvent::ClickToDial { number, record });
    });
    let navigation = cti.on_navigation(|view| report(HostEvent::Navigated { record: viewed(view) }));
    // A version of the library that lacks these events still serves for calls.
    for subscription in [clicks, navigation].into_iter().flatten() {
        subscription.keep();
    }
}

/// The record that the user looks at, if it is one.
fn viewed(view: View) -> Option<FoundRecord> {
    let id = view.record_id.filter(|id| !id.is_empty())?;
    Some(FoundRecord {
        name: view.record_name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone()),
        object: view.object_type.unwrap_or_default(),
        person_contact: view.person.contact_id,
        id,
        ..FoundRecord::default()
    })
}

/// Reports an event in a task of its own, so that the library does not swallow a failure of the panel.
pub fn report(event: HostEvent) {
    spawn_local(async move { dispatch(Input::HostEvent(event)) });
}
