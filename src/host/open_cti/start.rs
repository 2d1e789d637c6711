//! The start: the page is checked, the library loaded, the call centre's settings read; then it is listened.

use denwa_core::host::{CallCentre, Size};
use denwa_core::start::StartError;
use denwa_core::{HostError, HostEvent, HostReply, Input, RequestId};
use denwa_protocol::AttachedRecord;
use opencti::{Answer, Deadline, Environment, Frame, LibraryAddress, LoadFault, LoadOptions, OpenCti, Place, Version};

use super::{OpenCtiHost, package, response, start_error};
use crate::host::tell;
use crate::json::{self, Json};
use crate::shell::{dispatch, page};

/// How long the answer to a call is kept that was made ahead of its time, in milliseconds: longer than a start takes.
const AHEAD: Deadline = Deadline::milliseconds(30_000);

/// The host's origin, as far as the page's address tells it, and what the address says, if the library can work there.
pub fn find(frame: &Frame<'_>) -> (String, Result<Place, StartError>) {
    let environment = match Environment::check(frame) {
        Ok(environment) => environment,
        Err(error) => return (String::new(), Err(start_error::of_environment(error, frame.search))),
    };
    let origin = environment.host.as_str().to_owned();
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
        let ahead = Box::new(|cti: &OpenCti| drop(self.ahead.replace(Some(cti.begin(package::boot(), AHEAD)))));
        let then = Box::new(move |loaded| tell(id, self.started(place, loaded)));
        opencti::load_then(&document, place, &options, ahead, then);
    }

    fn started(&self, place: &Place, loaded: Result<(OpenCti, Answer), LoadFault>) -> Result<HostReply, HostError> {
        let (cti, answer) = loaded.map_err(|fault| start_error::of(fault, place))?;
        let response = response::of(Ok(answer))?;
        let settings = response.get("returnValue");
        let Json::Object(_) = settings else { return Err(HostError::BadAnswer) };
        self.cti.get_or_init(|| listen(cti));
        let setting = |key: &str| json::scalar(settings.get(key));
        let pixels = |key: &str| setting(key)?.trim_ascii().parse().ok();
        let size = pixels("/reqGeneralInfo/reqSoftphoneWidth").zip(pixels("/reqGeneralInfo/reqSoftphoneHeight"));
        Ok(HostReply::Initialised(Box::new(CallCentre {
            event_server: setting("/denwa/eventServerUrl"),
            event_server_sandbox: setting("/denwa/sandboxEventServerUrl"),
            library_version: setting("/denwa/libraryVersion"),
            loaded_version: place.address.version().text(),
            version_fixed: !place.environment.version.is_empty(),
            loaded_base: place.address.base().as_str().to_owned(),
            base_fixed: !place.environment.base.is_empty(),
            size: size.map(|(width, height)| Size { width, height }),
        })))
    }
}

/// Hands clicks on numbers and navigation to the core. A version of the library that has neither still serves for calls.
fn listen(cti: OpenCti) -> OpenCti {
    let _ = cti.hear("onClickToDial", |click| {
        let Some(click) = payload(&click) else { return };
        let Some(number) = json::scalar(click.get("number")) else { return };
        let record =
            said(&click, "recordId").map(|record_id| AttachedRecord { record_id, name: said(&click, "recordName") });
        dispatch(Input::HostEvent(HostEvent::ClickToDial { number, record }));
    });
    let _ = cti.hear("onNavigationChange", |view| {
        if let Some(view) = payload(&view) {
            dispatch(Input::HostEvent(HostEvent::Navigated { record_id: said(&view, "recordId") }));
        }
    });
    cti
}

/// What an event brought, if it is an object.
fn payload(event: &Answer) -> Option<Json> {
    json::parse(&event.to_json()?).filter(|payload| matches!(payload, Json::Object(_)))
}

/// A text that says something: the empty one says as little as none.
fn said(payload: &Json, name: &str) -> Option<String> {
    payload.maybe(name).filter(|text| !text.is_empty())
}
