//! The check of the page that comes before the client library.
//!
//! The library fails in silence: with wrong parameters in the address it throws a string nobody catches, loads nevertheless, and drops
//! every later call. So this module checks first what the library will check, and tells each fault apart.

use salesforce_origin::Origin;
use thiserror::Error;

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
    /// `location.hash`, likewise.
    pub hash: &'a str,
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
    /// The library version that the address asks for, unchecked.
    pub version: Option<String>,
    /// The library base that the address asks for, unchecked.
    pub base: Option<String>,
}

/// Why the client library could not work in this page.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EnvironmentError {
    /// The page is not in a frame: opened by itself, not by Lightning's utility bar.
    #[error("the page is not in a frame")]
    NotFramed,
    /// The page's own origin is not `http` or `https` (a sandboxed frame, a file).
    #[error("the page's own origin is {0}")]
    OwnOrigin(String),
    /// A parameter is missing or empty: the page was not loaded by the softphone, or a redirect lost it.
    #[error("the parameter {0} is missing")]
    MissingParameter(&'static str),
    /// The parameters are behind a `#`: the adapter's address has one, and Lightning adds its parameters at the end.
    #[error("the parameters are behind a #, in {0}")]
    BehindHash(String),
    /// A parameter is there in a spelling that the library does not know.
    #[error("the parameter {expected} is spelled {found}")]
    MisspeltParameter {
        /// The spelling that the library knows.
        expected: &'static str,
        /// The spelling in the page's address.
        found: String,
    },
    /// A parameter is there more than once, which the library cannot read.
    #[error("the parameter {0} is there twice")]
    RepeatedParameter(&'static str),
    /// The value of this parameter is not percent-encoded text, at which the library stops.
    #[error("the value of {0} is not percent-encoded text")]
    BrokenEncoding(String),
    /// The host's origin ends in a slash.
    #[error("the host's origin {0} ends in a slash")]
    TrailingSlash(String),
    /// The host's origin is not an origin as browsers write it.
    #[error("the host's origin {0} is not an origin")]
    NotAnOrigin(String),
    /// The host's origin has another scheme than the page (`http` on an `https` page, or the reverse).
    #[error("the host's origin {0} has another scheme than the page")]
    SchemeDiffers(String),
    /// The host's origin is not one of Salesforce's, and the page is not on a loopback host.
    #[error("the host's origin {0} is not Salesforce's")]
    NotSalesforce(String),
    /// The host's origin is not that of the page's parent: the browser would drop every call.
    #[error("the host's origin is {parent}, not {stated}")]
    WrongOrigin {
        /// The origin in the page's address.
        stated: String,
        /// The origin of the page's parent, as the browser knows it.
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
        let own = Origin::parse(frame.origin).map_err(|_| EnvironmentError::OwnOrigin(frame.origin.to_owned()))?;
        let query = Query::parse(frame.search)?;
        if query.get(HOST_ORIGIN) == Ok(None) && names_host(frame.hash) {
            return Err(EnvironmentError::BehindHash(frame.hash.to_owned()));
        }
        let mode = query.get(MODE)?.ok_or(EnvironmentError::MissingParameter(MODE))?;
        let stated = query.get(HOST_ORIGIN)?.ok_or(EnvironmentError::MissingParameter(HOST_ORIGIN))?;
        let version = query.get(VERSION)?;
        let base = query.get(BASE)?;
        let host = check_host(&stated, &own)?;
        match frame.parent_origin {
            Some(parent) if parent != stated => {
                Err(EnvironmentError::WrongOrigin { stated, parent: parent.to_owned() })
            }
            parent => Ok(Self { mode, host, own, parent_confirmed: parent.is_some(), version, base }),
        }
    }
}

/// Whether there are Lightning's parameters in what follows a `#`.
fn names_host(hash: &str) -> bool {
    let parameters = hash.split(['?', '&']).skip(1);
    parameters.filter_map(|pair| pair.split_once('=')).any(|(name, _)| name.eq_ignore_ascii_case(HOST_ORIGIN))
}

fn check_host(stated: &str, own: &Origin) -> Result<Origin, EnvironmentError> {
    let seen = stated.to_owned();
    match Origin::parse(stated) {
        Err(_) if stated.strip_suffix('/').is_some_and(|origin| Origin::parse(origin).is_ok()) => {
            Err(EnvironmentError::TrailingSlash(seen))
        }
        Err(_) => Err(EnvironmentError::NotAnOrigin(seen)),
        // The library compares the origin of each answer with this text.
        Ok(host) if host.as_str() != stated => Err(EnvironmentError::NotAnOrigin(seen)),
        Ok(host) if host.is_secure() != own.is_secure() => Err(EnvironmentError::SchemeDiffers(seen)),
        Ok(host) if host.is_salesforce() || own.is_loopback() => Ok(host),
        Ok(_) => Err(EnvironmentError::NotSalesforce(seen)),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{Environment, EnvironmentError, Frame};

    const PANEL: &str = "https://panel.example.com";
    const LIGHTNING: &str = "?mode=Lightning&isdtp=vw&sfdcIframeOrigin=https:%2F%2Facme.lightning.force.com&nonce=1f&\
        ltn_app_id=06m&clc=0";

    fn check(search: &str, origin: &str) -> Result<Environment, EnvironmentError> {
        Environment::check(&Frame { search, hash: "", origin, framed: true, parent_origin: None })
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
        use EnvironmentError::{
            BrokenEncoding, MissingParameter, MisspeltParameter, NotAnOrigin, NotSalesforce, RepeatedParameter,
            SchemeDiffers, TrailingSlash,
        };
        let misspelt = |expected, found: &str| MisspeltParameter { expected, found: found.to_owned() };
        let host = "sfdcIframeOrigin=https://acme.lightning.force.com";
        assert_eq!(fault(""), MissingParameter("mode"));
        assert_eq!(fault(&format!("?{host}")), MissingParameter("mode"));
        assert_eq!(fault(&format!("?mode=&{host}")), MissingParameter("mode"));
        assert_eq!(fault("?mode=Lightning"), MissingParameter("sfdcIframeOrigin"));
        assert_eq!(
            fault("?mode=Lightning&sfdcIFrameOrigin=https://acme.lightning.force.com"),
            misspelt("sfdcIframeOrigin", "sfdcIFrameOrigin")
        );
        assert_eq!(fault(&format!("?Mode=Lightning&{host}")), misspelt("mode", "Mode"));
        assert_eq!(fault(&format!("?mode=Lightning&{host}&{host}")), RepeatedParameter("sfdcIframeOrigin"));
        assert_eq!(fault(&format!("?mode=a&mode=b&{host}")), RepeatedParameter("mode"));
        assert_eq!(fault(&format!("?mode=Lightning&{host}&x=100%")), BrokenEncoding("x".to_owned()));
        for (kind, origin) in [
            (TrailingSlash as fn(String) -> EnvironmentError, "https://acme.lightning.force.com/"),
            (NotAnOrigin, "acme.lightning.force.com"),
            (NotAnOrigin, "https://Acme.force.com"),
            (NotAnOrigin, "null"),
            (SchemeDiffers, "http://acme.lightning.force.com"),
            (NotSalesforce, "https://evil.example"),
            (NotSalesforce, "https://localhost"),
        ] {
            assert_eq!(fault(&format!("?mode=Lightning&sfdcIframeOrigin={origin}")), kind(origin.to_owned()));
        }
    }

    #[test]
    fn parameters_behind_a_hash_are_told_from_missing_ones() {
        let behind = |hash: &str, search: &str| {
            Environment::check(&Frame { search, hash, origin: PANEL, framed: true, parent_origin: None })
        };
        for hash in [format!("#/phone{LIGHTNING}"), format!("#{LIGHTNING}"), format!("#/phone?x=1&{}", &LIGHTNING[1..])]
        {
            assert_eq!(behind(&hash, ""), Err(EnvironmentError::BehindHash(hash.clone())));
            assert!(behind(&hash, LIGHTNING).is_ok(), "where the library looks they are right");
        }
        assert_eq!(behind("#/phone", ""), Err(EnvironmentError::MissingParameter("mode")));
        assert!(behind("#/phone", LIGHTNING).is_ok());
    }

    #[test]
    fn another_host_only_for_a_panel_on_loopback() {
        let search = "?mode=Lightning&sfdcIframeOrigin=http://127.0.0.1:8420";
        assert!(check(search, "http://127.0.0.1:8421").is_ok());
        assert!(check(search, "http://localhost:8421").is_ok());
        let foreign = EnvironmentError::NotSalesforce("http://127.0.0.1:8420".to_owned());
        assert_eq!(check(search, "http://panel.example.com"), Err(foreign));
    }

    #[test]
    fn the_frame_is_looked_at() {
        let frame = Frame { search: LIGHTNING, hash: "", origin: PANEL, framed: false, parent_origin: None };
        assert_eq!(Environment::check(&frame), Err(EnvironmentError::NotFramed));
        let frame = Frame { framed: true, origin: "null", ..frame };
        assert_eq!(Environment::check(&frame), Err(EnvironmentError::OwnOrigin("null".to_owned())));
        let frame = Frame { origin: PANEL, parent_origin: Some("https://acme.my.salesforce.com"), ..frame };
        let stated = "https://acme.lightning.force.com".to_owned();
        let parent = "https://acme.my.salesforce.com".to_owned();
        assert_eq!(Environment::check(&frame), Err(EnvironmentError::WrongOrigin { stated, parent }));
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
