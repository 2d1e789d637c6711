//! Loading the client library and making sure that it works.
//!
//! Neither the script's `load` event nor `sforce.opencti` proves anything: a login page loads as well, and a library that refused to
//! initialise is there and drops every call. So the page is checked first, then uncaught errors are watched for while the script runs,
//! and at last the host is asked for something.

use wasm_bindgen::JsValue;
use web_sys::Document;

use crate::address::{LibraryAddress, Version};
use crate::deadline::Deadline;
use crate::environment::Frame;
use crate::error::CallError;
use crate::init_error::{InitError, Silence};
use crate::methods::settings::CallCenterSettings;
use crate::open_cti::OpenCti;
use crate::page::Place;
use crate::script::{self, Fetched};

/// The pause before a host is asked again that has not started its softphone yet.
const CONTAINER_PAUSE: Deadline = Deadline::milliseconds(250);

/// Which library to load, and how long to wait for it.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions<'a> {
    /// The library's version, unless the page's address names one (`opencti=66.0`).
    pub version: Version,
    /// The origin that the library comes from, unless the page's address names one (`opencti-base=https://…`).
    pub base: Option<&'a str>,
    /// How long a script may take to load.
    pub script: Deadline,
    /// How long the host may take to answer.
    pub answer: Deadline,
}

impl Default for LoadOptions<'_> {
    fn default() -> Self {
        let (script, answer) = (Deadline::seconds(10), Deadline::seconds(5));
        Self { version: Version::DEFAULT, base: None, script, answer }
    }
}

/// Checks the page, loads the library, and asks the host for the call centre's settings: one script and one round trip.
///
/// A library that the page has loaded already is used as it is. A second call after a failure starts anew, without leaving anything of
/// the first behind.
///
/// # Errors
/// See [`InitError`].
pub async fn load(
    document: &Document,
    frame: &Frame<'_>,
    options: &LoadOptions<'_>,
) -> Result<(OpenCti, CallCenterSettings), InitError> {
    let place = Place::find(frame, options.version, options.base)?;
    let library = Library::load(document, &place, options.script).await?;
    let settings = library.connect(options.answer).await?;
    Ok((library.cti, settings))
}

/// A library that has been loaded, but of which nobody knows yet whether it reaches its host.
///
/// [`load`] does all at once. In steps, other calls can leave the page while the host answers the first: make them between the call of
/// [`connect`](Self::connect) and its `await`.
pub struct Library {
    cti: OpenCti,
    address: LibraryAddress,
    window: JsValue,
    is_doubtful: bool,
    /// What to say of a host that does not answer.
    silence: Silence,
}

impl Library {
    /// Loads the library from the first of the place's addresses that has it, unless the page has loaded it already.
    ///
    /// # Errors
    /// The error of the first address, if none has it.
    pub async fn load(document: &Document, place: &Place, script: Deadline) -> Result<Self, InitError> {
        let window: JsValue = document.default_view().into();
        let mut failure = None;
        for address in &place.addresses {
            let fetched = match script::present(&window) {
                Some(library) => Ok(Fetched { library, is_doubtful: false }),
                None => script::fetch(document, &window, address.url(), script).await,
            };
            match fetched {
                Ok(Fetched { library, is_doubtful }) => {
                    let silence = Silence::explain(&place.environment, &document.referrer());
                    let cti = OpenCti::attach(&library);
                    return Ok(Self { cti, address: address.clone(), window, is_doubtful, silence });
                }
                // The library came and objects to the page, which no other address would change.
                Err(refused @ InitError::Refused { .. }) => return Err(refused),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        Err(failure.unwrap_or(InitError::Address(crate::AddressError::NoBase)))
    }

    /// The bindings of the library.
    #[must_use]
    pub fn cti(&self) -> &OpenCti {
        &self.cti
    }

    /// The address that the library came from.
    #[must_use]
    pub fn address(&self) -> &LibraryAddress {
        &self.address
    }

    /// Asks the host for the call centre's settings, which proves that it answers. The first request leaves the page at once; it is
    /// repeated as long as the host has not started its softphone.
    ///
    /// # Errors
    /// [`InitError::Refused`], [`InitError::HostSilent`] or [`InitError::Call`].
    pub fn connect(&self, answer: Deadline) -> impl Future<Output = Result<CallCenterSettings, InitError>> {
        let first = self.cti.call_center_settings(answer);
        let (cti, window) = (self.cti.clone(), self.window.clone());
        let (is_doubtful, silence) = (self.is_doubtful, self.silence.clone());
        async move {
            let mut settings = first.await;
            let mut left = answer;
            while settings.as_ref().is_err_and(CallError::is_starting)
                && let Some(rest) = left.after(CONTAINER_PAUSE)
            {
                left = rest;
                CONTAINER_PAUSE.timer().await;
                settings = cti.call_center_settings(left).await;
            }
            settings.map_err(|error| match error {
                CallError::TimedOut if is_doubtful => {
                    script::forget(&window);
                    InitError::Refused { text: None }
                }
                CallError::TimedOut => InitError::HostSilent(silence),
                error => InitError::Call(error),
            })
        }
    }
}
