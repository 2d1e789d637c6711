//! Where the panel stands: the check that comes before the client library.
//!
//! The library fails in silence: with wrong parameters in the address it throws a text nobody catches, loads nevertheless, and
//! drops every later call. So what it will look at is looked at here first, and each fault has a kind of its own.

use core::fmt;

use crate::origin::Origin;
use crate::query::Query;

/// The parameter that says that the page is Lightning's softphone.
const MODE: &str = "mode";
/// The parameter that carries the origin of the page around the softphone. The library knows this spelling only.
const HOST_ORIGIN: &str = "sfdcIframeOrigin";
/// The parameter an administrator may add to choose the library's version (`66.0`).
const VERSION: &str = "opencti";
/// The parameter an administrator may add to choose where the library comes from.
const BASE: &str = "opencti-base";

/// What the browser says of the page, gathered so that the check needs no browser.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// `location.search`, before any router has rewritten it.
    pub search: &'a str,
    /// `location.origin`.
    pub origin: &'a str,
    /// Whether the page has a parent, `window.parent !== window`.
    pub framed: bool,
    /// The origin of that parent where the browser tells (`location.ancestorOrigins`, not in every browser), for certain.
    pub parent_origin: Option<&'a str>,
}

/// A page in which the client library can work, as far as can be seen from inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The value of `mode`, as given.
    pub mode: String,
    /// The origin of Lightning's page, to which all calls go.
    pub host: Origin,
    /// The page's own origin.
    pub own: Origin,
    /// Whether the browser confirmed that the parent is `host`.
    pub parent_confirmed: bool,
    /// The library version asked for in the address, unchecked; empty where none is.
    pub version: String,
    /// The library base address asked for in the address, unchecked; empty where none is.
    pub base: String,
}

/// Why the client library could not work in this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentError {
    /// What is wrong.
    pub fault: Fault,
    /// The parameter, or the origin, with which it is.
    pub seen: String,
    /// What there should be instead, where that is known: the right spelling, or the parent's origin.
    pub instead: String,
}

/// What can be wrong with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The page is not in a frame: opened by itself, not by Lightning's utility bar.
    NotFramed,
    /// The page's own origin is not `http` or `https` (a sandboxed frame, a file).
    OwnOrigin,
    /// A parameter is not there, or empty: not loaded by the softphone, or lost by a redirect.
    MissingParameter,
    /// A parameter is there under another spelling, which the library does not know.
    MisCasedParameter,
    /// A parameter is there more than once, of which the library makes nothing.
    RepeatedParameter,
    /// The value of this parameter is not percent-encoded text, at which the library stops.
    BrokenEncoding,
    /// The host's origin ends in a slash.
    TrailingSlash,
    /// The host's origin is not an origin as browsers write it.
    NotAnOrigin,
    /// The host's origin has another scheme than the page (`http` on an `https` page, or the reverse).
    SchemeDiffers,
    /// The host's origin is not one of Salesforce's, and the page is not on a loopback host.
    NotSalesforce,
    /// The host's origin is not that of the page's parent: the browser would drop every call.
    WrongOrigin,
}

impl EnvironmentError {
    pub(crate) fn new(fault: Fault, seen: &str) -> Self {
        Self { fault, seen: seen.to_owned(), instead: String::new() }
    }

    pub(crate) fn instead_of(self, instead: &str) -> Self {
        Self { instead: instead.to_owned(), ..self }
    }
}

impl Environment {
    /// Checks the page.
    ///
    /// # Errors
    /// The first fault found, in the order of [`Fault`]'s variants.
    pub fn check(frame: &Frame<'_>) -> Result<Self, EnvironmentError> {
        if !frame.framed {
            return Err(EnvironmentError::new(Fault::NotFramed, ""));
        }
        let own = Origin::parse(frame.origin).ok_or_else(|| EnvironmentError::new(Fault::OwnOrigin, frame.origin))?;
        let query = Query::parse(frame.search)?;
        let [mode, stated, version, base] = {
            let mut values = [const { String::new() }; 4];
            for (at, key) in [MODE, HOST_ORIGIN, VERSION, BASE].into_iter().enumerate() {
                values[at] = query.get(key)?;
                if values[at].is_empty() && at < 2 {
                    return Err(EnvironmentError::new(Fault::MissingParameter, key));
                }
            }
            values
        };
        let host = check_host(&stated, &own).map_err(|fault| EnvironmentError::new(fault, &stated))?;
        match frame.parent_origin {
            Some(parent) if parent != stated => {
                Err(EnvironmentError::new(Fault::WrongOrigin, &stated).instead_of(parent))
            }
            parent => Ok(Self { mode, host, own, parent_confirmed: parent.is_some(), version, base }),
        }
    }
}

fn check_host(stated: &str, own: &Origin) -> Result<Origin, Fault> {
    Err(match Origin::parse(stated) {
        None if stated.strip_suffix('/').is_some_and(|cut| Origin::parse(cut).is_some()) => Fault::TrailingSlash,
        // The library compares the origin of each answer with this text.
        Some(host) if host.as_str() == stated => {
            if host.is_secure() != own.is_secure() {
                Fault::SchemeDiffers
            } else if host.is_salesforce() || own.is_loopback() {
                return Ok(host);
            } else {
                Fault::NotSalesforce
            }
        }
        _ => Fault::NotAnOrigin,
    })
}

impl fmt::Display for EnvironmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fault, seen, instead } = self;
        match fault {
            Fault::NotFramed => f.write_str("the page is not in a frame"),
            Fault::OwnOrigin => write!(f, "the page's own origin is {seen}"),
            Fault::MissingParameter => write!(f, "the parameter {seen} is missing"),
            Fault::MisCasedParameter => write!(f, "the parameter {instead} is spelled {seen}"),
            Fault::RepeatedParameter => write!(f, "the parameter {seen} is there twice"),
            Fault::BrokenEncoding => write!(f, "the value of {seen} is not percent-encoded text"),
            Fault::TrailingSlash => write!(f, "the host's origin {seen} ends in a slash"),
            Fault::NotAnOrigin => write!(f, "the host's origin {seen} is none"),
            Fault::SchemeDiffers => write!(f, "the host's origin {seen} has another scheme than the page"),
            Fault::NotSalesforce => write!(f, "the host's origin {seen} is not Salesforce's"),
            Fault::WrongOrigin => write!(f, "the host's origin is {instead}, not {seen}"),
        }
    }
}

impl core::error::Error for EnvironmentError {}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{Environment, EnvironmentError, Fault, Frame};

    const PANEL: &str = "https://panel.example.com";
    const LIGHTNING: &str = "?mode=Lightning&isdtp=vw&sfdcIframeOrigin=https:%2F%2Facme.lightning.force.com&nonce=1f&\
        ltn_app_id=06m&clc=0";

    fn check(search: &str, origin: &str) -> Result<Environment, EnvironmentError> {
        Environment::check(&Frame { search, origin, framed: true, parent_origin: None })
    }

    fn fault(search: &str) -> EnvironmentError {
        check(search, PANEL).unwrap_err()
    }

    #[test]
    fn what_lightning_appends_is_right() {
        let environment = check(LIGHTNING, PANEL).unwrap();
        assert_eq!(environment.mode, "Lightning");
        assert_eq!(environment.host.as_str(), "https://acme.lightning.force.com");
        assert_eq!((environment.version.as_str(), environment.base.as_str()), ("", ""));
        assert!(!environment.parent_confirmed);
    }

    #[test]
    fn what_an_administrator_adds_is_read() {
        let search = "?opencti=58.0&opencti-base=https%3A%2F%2Facme.my.salesforce.com&mode=Lightning&\
            sfdcIframeOrigin=https://acme.lightning.force.com";
        let environment = check(search, PANEL).unwrap();
        assert_eq!(environment.version, "58.0");
        assert_eq!(environment.base, "https://acme.my.salesforce.com");
    }

    #[test]
    fn each_fault_has_its_kind() {
        let is = EnvironmentError::new;
        let miscased = |expected: &str, found: &str| is(Fault::MisCasedParameter, found).instead_of(expected);
        let host = "sfdcIframeOrigin=https://acme.lightning.force.com";
        assert_eq!(fault(""), is(Fault::MissingParameter, "mode"));
        assert_eq!(fault(&format!("?{host}")), is(Fault::MissingParameter, "mode"));
        assert_eq!(fault(&format!("?mode=&{host}")), is(Fault::MissingParameter, "mode"));
        assert_eq!(fault("?mode=Lightning"), is(Fault::MissingParameter, "sfdcIframeOrigin"));
        assert_eq!(
            fault("?mode=Lightning&sfdcIFrameOrigin=https://acme.lightning.force.com"),
            miscased("sfdcIframeOrigin", "sfdcIFrameOrigin")
        );
        assert_eq!(fault(&format!("?Mode=Lightning&{host}")), miscased("mode", "Mode"));
        assert_eq!(fault(&format!("?mode=Lightning&{host}&{host}")), is(Fault::RepeatedParameter, "sfdcIframeOrigin"));
        assert_eq!(fault(&format!("?mode=a&mode=b&{host}")), is(Fault::RepeatedParameter, "mode"));
        assert_eq!(fault(&format!("?mode=Lightning&{host}&x=100%")), is(Fault::BrokenEncoding, "x"));
        for (wrong, origin) in [
            (Fault::TrailingSlash, "https://acme.lightning.force.com/"),
            (Fault::NotAnOrigin, "acme.lightning.force.com"),
            (Fault::NotAnOrigin, "https://Acme.force.com"),
            (Fault::NotAnOrigin, "null"),
            (Fault::SchemeDiffers, "http://acme.lightning.force.com"),
            (Fault::NotSalesforce, "https://evil.example"),
            (Fault::NotSalesforce, "https://localhost"),
        ] {
            assert_eq!(fault(&format!("?mode=Lightning&sfdcIframeOrigin={origin}")), is(wrong, origin));
        }
    }

    #[test]
    fn another_host_only_for_a_panel_on_loopback() {
        let search = "?mode=Lightning&sfdcIframeOrigin=http://127.0.0.1:8420";
        assert!(check(search, "http://127.0.0.1:8421").is_ok());
        assert!(check(search, "http://localhost:8421").is_ok());
        assert_eq!(check(search, "http://panel.example.com").unwrap_err().fault, Fault::NotSalesforce);
    }

    #[test]
    fn the_frame_is_looked_at() {
        let frame = Frame { search: LIGHTNING, origin: PANEL, framed: false, parent_origin: None };
        assert_eq!(Environment::check(&frame), Err(EnvironmentError::new(Fault::NotFramed, "")));
        let frame = Frame { framed: true, origin: "null", ..frame };
        assert_eq!(Environment::check(&frame), Err(EnvironmentError::new(Fault::OwnOrigin, "null")));
        let frame = Frame { origin: PANEL, parent_origin: Some("https://acme.my.salesforce.com"), ..frame };
        let wrong = EnvironmentError::new(Fault::WrongOrigin, "https://acme.lightning.force.com");
        assert_eq!(Environment::check(&frame), Err(wrong.instead_of("https://acme.my.salesforce.com")));
        let frame = Frame { parent_origin: Some("https://acme.lightning.force.com"), ..frame };
        assert!(Environment::check(&frame).unwrap().parent_confirmed);
    }

    proptest! {
        #[test]
        fn only_salesforce_is_a_host_elsewhere(origin in "https?://[a-zA-Z0-9.:/@_-]{0,40}(force\\.com|salesforce\\.com)?[/:.a-z]{0,4}") {
            let search = format!("?mode=Lightning&sfdcIframeOrigin={origin}");
            if let Ok(environment) = check(&search, PANEL) {
                let host = url::Url::parse(environment.host.as_str()).unwrap();
                prop_assert_eq!(host.scheme(), "https");
                let name = host.host_str().unwrap();
                prop_assert!(name.ends_with(".force.com") || name.ends_with(".salesforce.com"), "{}", name);
            }
        }

        #[test]
        fn any_text_is_checked(search in any::<String>(), origin in any::<String>()) {
            let _ = check(&search, &origin);
            let _ = check(&search, PANEL);
        }
    }
}
