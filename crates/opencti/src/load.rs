//! Loading the client library and making sure that it works.
//!
//! Neither the script's `load` event nor `sforce.opencti` proves anything: a login page loads as well, and a library that refused
//! to initialise stands there and drops every call. So the page is checked first, an uncaught error while the script runs is
//! listened for, and at last the host is asked for something.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlScriptElement, Window};

use crate::address::{LibraryAddress, Version};
use crate::deadline::Deadline;
use crate::environment::{Environment, Frame};
use crate::error::{CallError, ErrorCode};
use crate::init_error::{InitError, Silence};
use crate::js;
use crate::methods::settings::CallCenterSettings;
use crate::open_cti::OpenCti;
use crate::refusal::{Refusal, Refusals};
use crate::wait::{Outcome, Wait};

/// How long to wait before the host is asked again that said that its softphone had not started.
const CONTAINER_PAUSE: Deadline = Deadline::milliseconds(250);

/// What to load and how long to wait for it.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions<'a> {
    /// The library's version, unless the page's address names one (`opencti=66.0`).
    pub version: Version,
    /// Where the library comes from, unless the page's address names it (`opencti-base=https://…`).
    pub base: Option<&'a str>,
    /// How long the script may take to load.
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

/// What the browser says of the page, as far as it matters here.
#[derive(Clone, Debug)]
pub struct PageFacts {
    search: String,
    origin: String,
    framed: bool,
    parent_origin: Option<String>,
}

impl PageFacts {
    /// Asks the browser. To be done before a router changes the page's address.
    #[must_use]
    pub fn of(window: &Window) -> Self {
        let location = window.location();
        // The nearest comes first. Not every browser has it, and one that hides an ancestor writes "null".
        let ancestors = js::get(&location, "ancestorOrigins");
        let parent = js::get(window, "parent");
        Self {
            search: location.search().unwrap_or_default(),
            origin: location.origin().unwrap_or_default(),
            framed: !parent.is_null() && !Object::is(&parent, window),
            parent_origin: js::text(&ancestors, "0").filter(|origin| origin != "null"),
        }
    }

    /// The facts as the check wants them.
    #[must_use]
    pub fn frame(&self) -> Frame<'_> {
        Frame {
            search: &self.search,
            origin: &self.origin,
            framed: self.framed,
            parent_origin: self.parent_origin.as_deref(),
        }
    }
}

/// Checks the page, loads the library, and asks the host for the call centre's settings: one script and one round trip.
///
/// A library that the page has loaded already is used as it is. A second call after a failure begins anew, without leaving
/// anything of the first behind.
///
/// # Errors
/// See [`InitError`].
pub async fn load(
    document: &Document,
    frame: &Frame<'_>,
    options: &LoadOptions<'_>,
) -> Result<(OpenCti, CallCenterSettings), InitError> {
    load_with(document, frame, options, &|_| {}).await
}

/// As [`load`], with calls made in the same turn as that for the settings: `beside` is run each time the host is asked, which is again
/// where its softphone had not started, so that what comes after the settings need not wait for their round trip.
///
/// # Errors
/// See [`InitError`].
pub async fn load_with(
    document: &Document,
    frame: &Frame<'_>,
    options: &LoadOptions<'_>,
    beside: &dyn Fn(&OpenCti),
) -> Result<(OpenCti, CallCenterSettings), InitError> {
    let environment = Environment::check(frame)?;
    let address = LibraryAddress::choose(&environment, options.version, options.base)?;
    let window: JsValue = document.default_view().into();
    let Loaded { library, doubtful } = match library(&window) {
        Some(library) => Loaded { library, doubtful: false },
        None => fetch(document, &window, address.url(), options.script).await?,
    };
    let cti = OpenCti::attach(&library);
    match ask(&cti, options.answer, beside).await {
        Ok(settings) => Ok((cti, settings)),
        Err(CallError::TimedOut) if doubtful => {
            forget(&window);
            Err(InitError::Refused { text: None })
        }
        Err(CallError::TimedOut) => Err(InitError::HostSilent(Silence::tell(&environment, &document.referrer()))),
        Err(error) => Err(InitError::Call(error)),
    }
}

/// `sforce.opencti`, if it is there.
fn library(window: &JsValue) -> Option<JsValue> {
    Some(js::get(&js::get(window, "sforce"), "opencti")).filter(JsValue::is_object)
}

/// Takes a library away that will never work, so that the next attempt loads it again.
fn forget(window: &JsValue) {
    let sforce: Object = js::get(window, "sforce").unchecked_into();
    let _ = Reflect::delete_property(&sforce, &JsValue::from_str("opencti"));
}

/// A library that came.
struct Loaded {
    library: JsValue,
    /// A script from another origin failed meanwhile, which may have been the library. Only the host's answer can tell.
    doubtful: bool,
}

async fn fetch(document: &Document, window: &JsValue, url: String, deadline: Deadline) -> Result<Loaded, InitError> {
    let failed = |url| InitError::ScriptFailed { url };
    let Ok(script) = document.create_element("script") else { return Err(failed(url)) };
    let script: HtmlScriptElement = script.unchecked_into();
    let wait = Wait::new(deadline);
    script.set_onload(Some(&wait.callback()));
    script.set_onerror(Some(&wait.failure()));
    script.set_src(&url);
    let refusals = Refusals::listen(window);
    match document.head() {
        Some(head) if head.append_child(&script).is_ok() => {}
        _ => return Err(failed(url)),
    }
    let outcome = wait.await;
    let refused = refusals.heard();
    drop(refusals);
    script.set_onload(None);
    script.set_onerror(None);
    let library = library(window);
    if library.is_none() {
        script.remove();
    }
    match (outcome, library, refused) {
        (Outcome::Failed, ..) => Err(failed(url)),
        (Outcome::TimedOut, None, _) => Err(InitError::ScriptTimedOut { url }),
        (_, None, _) => Err(InitError::NotTheLibrary { url }),
        (_, Some(_), Refusal::Said(text)) => {
            forget(window);
            Err(InitError::Refused { text: Some(text) })
        }
        (_, Some(library), refused) => Ok(Loaded { library, doubtful: matches!(refused, Refusal::Possible) }),
    }
}

/// Asks for the settings, again and again as long as the host says that its softphone has not started.
async fn ask(cti: &OpenCti, deadline: Deadline, beside: &dyn Fn(&OpenCti)) -> Result<CallCenterSettings, CallError> {
    let mut left = deadline.as_milliseconds();
    loop {
        let call = cti.call_center_settings(Deadline::milliseconds(left));
        beside(cti);
        let answer = call.await;
        left = left.saturating_sub(CONTAINER_PAUSE.as_milliseconds());
        match &answer {
            Err(CallError::Host(errors)) if left > 0 && is_starting(errors) => {
                let _ = Wait::new(CONTAINER_PAUSE).await;
            }
            _ => return answer,
        }
    }
}

fn is_starting(errors: &[crate::error::CtiError]) -> bool {
    errors.iter().any(|error| error.code == ErrorCode::SoftphoneContainer)
}

impl Silence {
    /// Which silence it is, from what the browser says of the page and its referrer.
    fn tell(environment: &Environment, referrer: &str) -> Self {
        if environment.parent_confirmed {
            return Self::HostIsThere;
        }
        let stated = environment.host.as_str().to_owned();
        let parts: Vec<&str> = referrer.splitn(4, '/').collect();
        let referrer = match parts.as_slice() {
            [scheme, "", host, ..] => [scheme, "//", host].concat(),
            _ => String::new(),
        };
        // A page that has reloaded itself is its own referrer.
        if referrer.is_empty() || referrer == stated || referrer == environment.own.as_str() {
            Self::Unknown { stated }
        } else {
            Self::OriginDoubtful { stated, referrer }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Silence;
    use crate::environment::{Environment, Frame};

    #[test]
    fn a_silence_is_told_from_another() {
        let stated = "https://acme.lightning.force.com".to_owned();
        let search = format!("?mode=Lightning&sfdcIframeOrigin={stated}");
        let tell = |parent_origin: Option<&str>, referrer: &str| {
            let origin = "https://panel.example.com";
            let frame = Frame { search: &search, origin, framed: true, parent_origin };
            Silence::tell(&Environment::check(&frame).unwrap(), referrer)
        };
        assert_eq!(tell(Some(&stated), ""), Silence::HostIsThere);
        let unknown = Silence::Unknown { stated: stated.clone() };
        for says_nothing in ["", "https://acme.lightning.force.com/", "https://panel.example.com/?x", "about:blank"] {
            assert_eq!(tell(None, says_nothing), unknown, "{says_nothing}");
        }
        let referrer = "https://other.lightning.force.com".to_owned();
        assert_eq!(
            tell(None, "https://other.lightning.force.com/one/one.app"),
            Silence::OriginDoubtful { stated, referrer }
        );
    }
}
