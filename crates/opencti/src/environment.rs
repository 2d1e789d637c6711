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
    /// The library version asked for in the address, unchecked.
    pub version: Option<String>,
    /// The library base address asked for in the address, unchecked.
    pub base: Option<String>,
}

/// Why the client library could not work in this page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvironmentError {
    /// The page is not in a frame: opened by itself, not by Lightning's utility bar.
    NotFramed,
    /// The page's own origin is not `http` or `https` (a sandboxed frame, a file).
    OwnOrigin(String),
    /// A parameter is not there, or empty: not loaded by the softphone, or lost by a redirect.
    MissingParameter(&'static str),
    /// A parameter is there under another spelling, which the library does not know.
    MisCasedParameter {
        /// The right spelling.
        expected: &'static str,
        /// The spelling in the address.
        found: String,
    },
    /// A parameter is there more than once, of which the library makes nothing.
    RepeatedParameter(&'static str),
    /// The value of this parameter is not percent-encoded text, at which the library stops.
    BrokenEncoding(String),
    /// The host's origin ends in a slash.
    TrailingSlash(String),
    /// The host's origin is not an origin as browsers write it.
    NotAnOrigin(String),
    /// The host's origin has another scheme than the page (`http` on an `https` page, or the reverse).
    SchemeDiffers(String),
    /// The host's origin is not one of Salesforce's, and the page is not on a loopback host.
    NotSalesforce(String),
    /// The host's origin is not that of the page's parent: the browser would drop every call.
    WrongOrigin {
        /// The origin in the address.
        stated: String,
        /// The parent's.
        parent: String,
    },
}

impl Environment {
    /// Checks the page.
    ///
    /// # Errors
    /// The first fault found, in the order of [`EnvironmentError`]'s variants.
    pub fn check(frame: &Frame<'_>) -> Result<Self, EnvironmentError> {
        if !frame.framed {
            return Err(EnvironmentError::NotFramed);
        }
        let own = Origin::parse(frame.origin).ok_or_else(|| EnvironmentError::OwnOrigin(frame.origin.to_owned()))?;
        let query = Query::parse(frame.search)?;
        let required = |key| query.get(key)?.ok_or(EnvironmentError::MissingParameter(key));
        let mode = required(MODE)?;
        let stated = required(HOST_ORIGIN)?;
        let version = query.get(VERSION)?;
        let base = query.get(BASE)?;
        let host = check_host(&stated, &own)?;
        if let Some(parent) = frame.parent_origin
            && parent != host.as_str()
        {
            return Err(EnvironmentError::WrongOrigin { stated, parent: parent.to_owned() });
        }
        Ok(Self { mode, host, own, parent_confirmed: frame.parent_origin.is_some(), version, base })
    }
}

fn check_host(stated: &str, own: &Origin) -> Result<Origin, EnvironmentError> {
    let fault: fn(String) -> EnvironmentError = match Origin::parse(stated) {
        None if stated.strip_suffix('/').is_some_and(|cut| Origin::parse(cut).is_some()) => {
            EnvironmentError::TrailingSlash
        }
        // The library compares the origin of each answer with this text.
        Some(host) if host.as_str() == stated => {
            if host.is_secure() != own.is_secure() {
                EnvironmentError::SchemeDiffers
            } else if host.is_salesforce() || own.is_loopback() {
                return Ok(host);
            } else {
                EnvironmentError::NotSalesforce
            }
        }
        _ => EnvironmentError::NotAnOrigin,
    };
    Err(fault(stated.to_owned()))
}

impl fmt::Display for EnvironmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFramed => f.write_str("the page is not in a frame"),
            Self::OwnOrigin(origin) => write!(f, "the page's own origin is {origin}"),
            Self::MissingParameter(key) => write!(f, "the parameter {key} is missing"),
            Self::MisCasedParameter { expected, found } => write!(f, "the parameter {expected} is spelled {found}"),
            Self::RepeatedParameter(key) => write!(f, "the parameter {key} is there twice"),
            Self::BrokenEncoding(key) => write!(f, "the value of {key} is not percent-encoded text"),
            Self::TrailingSlash(origin) => write!(f, "the host's origin {origin} ends in a slash"),
            Self::NotAnOrigin(origin) => write!(f, "the host's origin {origin} is none"),
            Self::SchemeDiffers(origin) => write!(f, "the host's origin {origin} has another scheme than the page"),
            Self::NotSalesforce(origin) => write!(f, "the host's origin {origin} is not Salesforce's"),
            Self::WrongOrigin { stated, parent } => write!(f, "the host's origin is {parent}, not {stated}"),
        }
    }
}

impl core::error::Error for EnvironmentError {}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{Environment, EnvironmentError, Frame};

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
        assert_eq!((environment.version, environment.base), (None, None));
        assert!(!environment.parent_confirmed);
    }

    #[test]
    fn what_an_administrator_adds_is_read() {
        let search = "?opencti=58.0&opencti-base=https%3A%2F%2Facme.my.salesforce.com&mode=Lightning&\
            sfdcIframeOrigin=https://acme.lightning.force.com";
        let environment = check(search, PANEL).unwrap();
        assert_eq!(environment.version.as_deref(), Some("58.0"));
        assert_eq!(environment.base.as_deref(), Some("https://acme.my.salesforce.com"));
    }

    #[test]
    fn each_fault_has_its_kind() {
        use EnvironmentError as E;
        let host = "sfdcIframeOrigin=https://acme.lightning.force.com";
        assert_eq!(fault(""), E::MissingParameter("mode"));
        assert_eq!(fault(&format!("?{host}")), E::MissingParameter("mode"));
        assert_eq!(fault(&format!("?mode=&{host}")), E::MissingParameter("mode"));
        assert_eq!(fault("?mode=Lightning"), E::MissingParameter("sfdcIframeOrigin"));
        assert_eq!(
            fault("?mode=Lightning&sfdcIFrameOrigin=https://acme.lightning.force.com"),
            E::MisCasedParameter { expected: "sfdcIframeOrigin", found: "sfdcIFrameOrigin".to_owned() }
        );
        assert_eq!(
            fault(&format!("?Mode=Lightning&{host}")),
            E::MisCasedParameter { expected: "mode", found: "Mode".to_owned() }
        );
        assert_eq!(fault(&format!("?mode=Lightning&{host}&{host}")), E::RepeatedParameter("sfdcIframeOrigin"));
        assert_eq!(fault(&format!("?mode=a&mode=b&{host}")), E::RepeatedParameter("mode"));
        assert_eq!(fault(&format!("?mode=Lightning&{host}&x=100%")), E::BrokenEncoding("x".to_owned()));
        let with = |origin: &str| fault(&format!("?mode=Lightning&sfdcIframeOrigin={origin}"));
        assert_eq!(
            with("https://acme.lightning.force.com/"),
            E::TrailingSlash("https://acme.lightning.force.com/".to_owned())
        );
        assert_eq!(with("acme.lightning.force.com"), E::NotAnOrigin("acme.lightning.force.com".to_owned()));
        assert_eq!(with("https://Acme.force.com"), E::NotAnOrigin("https://Acme.force.com".to_owned()));
        assert_eq!(with("null"), E::NotAnOrigin("null".to_owned()));
        assert_eq!(
            with("http://acme.lightning.force.com"),
            E::SchemeDiffers("http://acme.lightning.force.com".to_owned())
        );
        assert_eq!(with("https://evil.example"), E::NotSalesforce("https://evil.example".to_owned()));
        assert_eq!(with("https://localhost"), E::NotSalesforce("https://localhost".to_owned()));
    }

    #[test]
    fn another_host_only_for_a_panel_on_loopback() {
        let search = "?mode=Lightning&sfdcIframeOrigin=http://127.0.0.1:8420";
        assert!(check(search, "http://127.0.0.1:8421").is_ok());
        assert!(check(search, "http://localhost:8421").is_ok());
        assert!(matches!(check(search, "http://panel.example.com"), Err(EnvironmentError::NotSalesforce(_))));
    }

    #[test]
    fn the_frame_is_looked_at() {
        let frame = Frame { search: LIGHTNING, origin: PANEL, framed: false, parent_origin: None };
        assert_eq!(Environment::check(&frame), Err(EnvironmentError::NotFramed));
        let frame = Frame { framed: true, origin: "null", ..frame };
        assert_eq!(Environment::check(&frame), Err(EnvironmentError::OwnOrigin("null".to_owned())));
        let frame = Frame { origin: PANEL, parent_origin: Some("https://acme.my.salesforce.com"), ..frame };
        assert!(matches!(Environment::check(&frame), Err(EnvironmentError::WrongOrigin { .. })));
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
