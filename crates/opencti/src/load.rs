//! Loading the client library and making sure that it works.
//!
//! Neither the script's `load` event nor `sforce.opencti` proves anything: a login page loads as well, and a library that refused
//! to initialise stands there and drops every call. So the page is checked first, an uncaught error while the script runs is
//! listened for, and at last the host is asked for something.

use core::cell::RefCell;
use core::future::poll_fn;
use core::task::{Poll, Waker};
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlScriptElement, Window};

use crate::address::{LibraryAddress, Version};
use crate::answer::{self, Answer};
use crate::deadline::Deadline;
use crate::environment::{Environment, Frame};
use crate::error::Unanswered;
use crate::init_error::{InitError, Silence};
use crate::js;
use crate::methods::settings::CallCenterSettings;
use crate::open_cti::OpenCti;
use crate::refusal::{Refusal, Refusals};
use crate::request::Request;
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
            search: js::text(&location, "search").unwrap_or_default(),
            origin: js::text(&location, "origin").unwrap_or_default(),
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

/// A page in which the library can work, and where it comes from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the page's address says.
    pub environment: Environment,
    /// Where the library is loaded from.
    pub address: LibraryAddress,
}

impl Place {
    /// Checks the page and chooses the library's address.
    ///
    /// # Errors
    /// What is wrong with either.
    pub fn find(frame: &Frame<'_>, version: Version, base: Option<&str>) -> Result<Self, InitError> {
        let environment = Environment::check(frame)?;
        let address = LibraryAddress::choose(&environment, version, base)?;
        Ok(Self { environment, address })
    }
}

/// What comes of loading.
pub type Started = Result<(OpenCti, CallCenterSettings), InitError>;

/// Why the library is not at work once the page was found good.
#[derive(Debug)]
pub enum LoadFault {
    /// The script could not be fetched.
    ScriptFailed,
    /// The script did not arrive in time.
    ScriptTimedOut,
    /// The script came back as something else.
    NotTheLibrary,
    /// The library came and refused to initialise, with what it said.
    Refused(Option<String>),
    /// The host never answered.
    Silent,
    /// The library would not take the call.
    Call(Unanswered),
}

/// Checks the page, loads the library, and asks the host for the call centre's settings: one script and one round trip.
///
/// A library that the page has loaded already is used as it is. A second call after a failure begins anew, without leaving
/// anything of the first behind.
///
/// # Errors
/// See [`InitError`].
pub async fn load(document: &Document, frame: &Frame<'_>, options: &LoadOptions<'_>) -> Started {
    load_with(document, frame, options, |_| {}).await
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
    beside: impl Fn(&OpenCti) + 'static,
) -> Started {
    let place = Place::find(frame, options.version, options.base)?;
    let ended: Rc<RefCell<(Option<Loaded>, Option<Waker>)>> = Rc::default();
    let end = Rc::clone(&ended);
    let then = move |loaded| {
        let waker = end.replace((Some(loaded), None)).1;
        if let Some(waker) = waker {
            waker.wake();
        }
    };
    load_then(document, &place, options, Box::new(beside), Box::new(then));
    let loaded = poll_fn(|context| {
        let mut ended = ended.borrow_mut();
        ended.1 = Some(context.waker().clone());
        ended.0.take().map_or(Poll::Pending, Poll::Ready)
    });
    let url = || place.address.url();
    match loaded.await {
        Ok((cti, Answer(response))) => answer::judge(&response)
            .and_then(|()| CallCenterSettings::read(&response))
            .map(|settings| (cti, settings))
            .map_err(InitError::Call),
        Err(fault) => Err(match fault {
            LoadFault::ScriptFailed => InitError::ScriptFailed { url: url() },
            LoadFault::ScriptTimedOut => InitError::ScriptTimedOut { url: url() },
            LoadFault::NotTheLibrary => InitError::NotTheLibrary { url: url() },
            LoadFault::Refused(text) => InitError::Refused { text },
            LoadFault::Silent => InitError::HostSilent(Silence::tell(&place.environment, &document.referrer())),
            LoadFault::Call(error) => InitError::Call(error.into()),
        }),
    }
}

/// The library at work, and what the host answered, were it an error, when it was asked for the call centre's settings.
type Loaded = Result<(OpenCti, Answer), LoadFault>;

/// As [`load_with`] for a page that is found good, with a function that gets the host's answer as it came instead of a future, which
/// takes less code. Version and base of the options do not count any more.
pub fn load_then(
    document: &Document,
    place: &Place,
    options: &LoadOptions<'_>,
    beside: Box<dyn Fn(&OpenCti)>,
    then: Box<dyn FnOnce(Loaded)>,
) {
    let window: JsValue = document.default_view().into();
    let left = options.answer.as_milliseconds();
    let loading = Box::new(Loading { window, left, doubtful: false, beside, then });
    match library(&loading.window) {
        Some(library) => loading.ask(OpenCti::attach(&library)),
        None => loading.fetch(document, &place.address.url(), options.script),
    }
}

/// A library on its way: first [`fetch`](Self::fetch), then [`ask`](Self::ask), in the end `then`.
struct Loading {
    window: JsValue,
    /// How long the host may still take to answer, in milliseconds.
    left: u32,
    /// A script from another origin failed meanwhile, which may have been the library. Only the host's answer can tell.
    doubtful: bool,
    beside: Box<dyn Fn(&OpenCti)>,
    then: Box<dyn FnOnce(Loaded)>,
}

impl Loading {
    fn fetch(self: Box<Self>, document: &Document, url: &str, deadline: Deadline) {
        let wait = Wait::new(deadline);
        let refusals = Refusals::listen(&self.window);
        match append(document, url, &wait) {
            Some(script) => wait.then(Box::new(move |outcome| self.fetched(&script, refusals, &outcome))),
            None => (self.then)(Err(LoadFault::ScriptFailed)),
        }
    }

    fn fetched(mut self: Box<Self>, script: &HtmlScriptElement, refusals: Refusals, outcome: &Outcome) {
        let refused = refusals.heard();
        drop(refusals);
        script.set_onload(None);
        script.set_onerror(None);
        let library = library(&self.window);
        if library.is_none() {
            script.remove();
        }
        let fault = match (outcome, library, refused) {
            (Err(Unanswered::Threw(_)), ..) => LoadFault::ScriptFailed,
            (Err(_), None, _) => LoadFault::ScriptTimedOut,
            (_, None, _) => LoadFault::NotTheLibrary,
            (_, Some(_), Refusal::Said(text)) => self.refused(Some(text)),
            (_, Some(library), refused) => {
                self.doubtful = matches!(refused, Refusal::Possible);
                return self.ask(OpenCti::attach(&library));
            }
        };
        (self.then)(Err(fault));
    }

    /// Asks for the settings, again and again as long as the host says that its softphone has not started.
    fn ask(self: Box<Self>, cti: OpenCti) {
        let call = cti.begin(Request::call_center_settings(), Deadline::milliseconds(self.left));
        (self.beside)(&cti);
        call.then(Box::new(move |outcome| self.answered(cti, outcome)));
    }

    fn answered(mut self: Box<Self>, cti: OpenCti, outcome: Outcome) {
        self.left = self.left.saturating_sub(CONTAINER_PAUSE.as_milliseconds());
        let loaded = match outcome {
            Ok(answer) if self.left > 0 && answer.is_starting() => {
                return Wait::new(CONTAINER_PAUSE).then(Box::new(move |_| self.ask(cti)));
            }
            Ok(answer) => Ok((cti, answer)),
            Err(Unanswered::TimedOut) if self.doubtful => Err(self.refused(None)),
            Err(Unanswered::TimedOut) => Err(LoadFault::Silent),
            Err(error) => Err(LoadFault::Call(error)),
        };
        (self.then)(loaded);
    }

    /// Takes a library away that will never work, so that the next attempt loads it again.
    fn refused(&self, text: Option<String>) -> LoadFault {
        let sforce: Object = js::get(&self.window, "sforce").unchecked_into();
        let _ = Reflect::delete_property(&sforce, &JsValue::from_str("opencti"));
        LoadFault::Refused(text)
    }
}

/// `sforce.opencti`, if it is there.
fn library(window: &JsValue) -> Option<JsValue> {
    Some(js::get(&js::get(window, "sforce"), "opencti")).filter(JsValue::is_object)
}

/// Puts the script into the page.
fn append(document: &Document, url: &str, wait: &Wait) -> Option<HtmlScriptElement> {
    let script: HtmlScriptElement = document.create_element("script").ok()?.unchecked_into();
    script.set_onload(Some(&wait.callback()));
    script.set_onerror(Some(&wait.failure()));
    script.set_src(url);
    document.head()?.append_child(&script).ok()?;
    Some(script)
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
