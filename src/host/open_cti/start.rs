//! The start: the page is checked, the library loaded, the call centre's settings read; then it is listened.

use denwa_core::host::{CallCentre, Size};
use denwa_core::start::StartError;
use denwa_core::{HostError, HostEvent, HostReply, Input, RequestId};
use denwa_protocol::AttachedRecord;
use opencti::{
    Deadline, Environment, Frame, LibraryAddress, LoadOptions, OpenCti, Place, Started, Subscription, Version,
};

use super::{OpenCtiHost, package, start_error};
use crate::host::tell;
use crate::shell::{dispatch, page};

/// The section of the call centre definition that is Denwa's.
const SECTION: &str = "denwa";
/// How long the answer to a call is kept that was made ahead of its time, in milliseconds: longer than a start takes.
const AHEAD: Deadline = Deadline::milliseconds(30_000);

/// The host's origin, as far as the page's address tells it, and what the address says, if the library can work there.
pub fn find(frame: &Frame<'_>) -> (String, Result<Place, StartError>) {
    let environment = match Environment::check(frame) {
        Ok(environment) => environment,
        Err(error) => return (String::new(), Err(start_error::of_environment(error, frame.search))),
    };
    let origin = environment.host.to_string();
    let place = match LibraryAddress::choose(&environment, Version::DEFAULT, None) {
        Ok(address) => Ok(Place { environment, address }),
        Err(error) => Err(start_error::of_address(error)),
    };
    (origin, place)
}

impl OpenCtiHost {
    /// Checks the page, loads the library, reads the call centre's settings, and begins to listen.
    pub fn initialise(&'static self, id: RequestId, deadline: u32) {
        let place = match &self.place {
            Ok(place) => place,
            Err(error) => return tell(id, Err(HostError::Start(error.clone()))),
        };
        let Some(document) = page::document() else { return tell(id, Err(HostError::NotAvailable)) };
        // Two parts in five are left for the host's answer.
        let answer = Deadline::milliseconds(deadline / 5 * 2);
        let script = Deadline::milliseconds(deadline / 5 * 3);
        let options = LoadOptions { script, answer, ..LoadOptions::default() };
        // What the core asks for next goes out in the same turn: a start takes one round trip less.
        let ahead = |cti: &OpenCti| drop(self.ahead.replace(Some(package::boot(cti, AHEAD))));
        opencti::load_then(&document, place, &options, ahead, move |started| tell(id, self.started(place, started)));
    }

    fn started(&self, place: &Place, started: Started) -> Result<HostReply, HostError> {
        let (cti, settings) = started.map_err(|error| HostError::Start(start_error::of(error)))?;
        self.cti.get_or_init(|| listen(cti));
        let setting = |item: &str| settings.item(SECTION, item).map(str::to_owned);
        let pixels = |item: &str| settings.item("reqGeneralInfo", item)?.trim_ascii().parse().ok();
        let size = pixels("reqSoftphoneWidth").zip(pixels("reqSoftphoneHeight"));
        Ok(HostReply::Initialised(Box::new(CallCentre {
            event_server: setting("eventServerUrl"),
            event_server_sandbox: setting("sandboxEventServerUrl"),
            library_version: setting("libraryVersion"),
            loaded_version: place.address.version().to_string(),
            version_fixed: place.environment.version.is_some(),
            loaded_base: place.address.base().to_string(),
            base_fixed: place.environment.base.is_some(),
            size: size.map(|(width, height)| Size { width, height }),
        })))
    }
}

/// Hands clicks on numbers and navigation to the core. A version of the library that has neither still serves for calls.
fn listen(cti: OpenCti) -> OpenCti {
    let clicks = cti.on_click_to_dial(|click| {
        let record = click.record_id.map(|record_id| AttachedRecord { record_id, name: click.record_name });
        dispatch(Input::HostEvent(HostEvent::ClickToDial { number: click.number, record }));
    });
    let navigation = cti.on_navigation(|view| {
        dispatch(Input::HostEvent(HostEvent::Navigated { record_id: view.record_id }));
    });
    let _ = clicks.map(Subscription::keep);
    let _ = navigation.map(Subscription::keep);
    cti
}
