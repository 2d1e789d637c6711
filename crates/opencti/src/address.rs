//! Where the client library is loaded from, and in which version.
//!
//! Its code runs in the panel with the panel's rights, and an address that anyone can type chooses it. So it is only ever loaded from
//! Salesforce's own domains over `https`, or from the panel's own origin.

use core::fmt;

use salesforce_origin::Origin;
use thiserror::Error;

use crate::environment::Environment;

/// A version of the client library, which is a version of Salesforce's API: `66.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u16);

impl Version {
    /// The oldest version these bindings know to behave as described.
    pub const OLDEST: Self = Self(43);
    /// The version that is loaded unless another is asked for.
    pub const DEFAULT: Self = Self(66);

    /// Reads `NN.0`.
    ///
    /// # Errors
    /// Another format, or a version before [`Version::OLDEST`].
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let is_number = |digits: &&str| {
            matches!(digits.len(), 1..=3) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0')
        };
        let version = text.strip_suffix(".0").filter(is_number).and_then(|digits| digits.parse().ok()).map(Self);
        match version {
            None => Err(AddressError::VersionFormat(text.to_owned())),
            Some(version) if version < Self::OLDEST => Err(AddressError::VersionTooOld(text.to_owned())),
            Some(version) => Ok(version),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.0", self.0)
    }
}

/// The address of the client library: always Salesforce's or the panel's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryAddress {
    base: Origin,
    version: Version,
}

/// Why there is no address for the client library.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AddressError {
    /// The version is not of the form `66.0`.
    #[error("the library version {0} is not of the form 66.0")]
    VersionFormat(String),
    /// The version is older than [`Version::OLDEST`].
    #[error("the library version {0} is too old")]
    VersionTooOld(String),
    /// The base is not an origin (`https://acme.my.salesforce.com`; a slash at its end is allowed).
    #[error("the library's base {0} is not an origin")]
    BaseFormat(String),
    /// The base is neither Salesforce's over `https` nor the panel's own.
    #[error("the library's base {0} is not Salesforce's")]
    BaseNotAllowed(String),
    /// No base was given, and none follows from the origins of panel and host.
    #[error("there is no address to load the library from")]
    NoBase,
}

impl LibraryAddress {
    /// Chooses the addresses to try, in this order: the base in the page's own address, or else `base`; then the implied base.
    ///
    /// A bad base in the page's address does not stop a panel that could start from the implied base. A version in the page's address
    /// wins over `version`.
    ///
    /// The implied base is the page's own origin on Salesforce's domains (a Visualforce page), else the org's My Domain, which follows
    /// from the host's origin, else the host's origin, else the page's own origin on a loopback host (the simulator).
    ///
    /// # Errors
    /// See [`AddressError`].
    pub fn choose(environment: &Environment, version: Version, base: Option<&str>) -> Result<Vec<Self>, AddressError> {
        let version = environment.version.as_deref().map_or(Ok(version), Version::parse)?;
        let implied = implied_base(environment);
        let explicit = match (environment.base.as_deref(), base) {
            (Some(typed), _) => match explicit_base(typed, &environment.own) {
                Err(_) if implied.is_some() => None,
                base => Some(base?),
            },
            (None, Some(base)) => Some(explicit_base(base, &environment.own)?),
            (None, None) => None,
        };
        let mut bases: Vec<Origin> = explicit.into_iter().chain(implied).collect();
        bases.dedup();
        if bases.is_empty() {
            return Err(AddressError::NoBase);
        }
        Ok(bases.into_iter().map(|base| Self { base, version }).collect())
    }

    /// The whole address of the script.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/support/api/{}/lightning/opencti_min.js", self.base, self.version)
    }

    /// The origin it comes from.
    #[must_use]
    pub fn base(&self) -> &Origin {
        &self.base
    }

    /// The version.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }
}

fn explicit_base(base: &str, own: &Origin) -> Result<Origin, AddressError> {
    match Origin::parse(base.strip_suffix('/').unwrap_or(base)) {
        Ok(origin) if origin.serves_library() || origin == *own => Ok(origin),
        Ok(_) => Err(AddressError::BaseNotAllowed(base.to_owned())),
        Err(_) => Err(AddressError::BaseFormat(base.to_owned())),
    }
}

fn implied_base(environment: &Environment) -> Option<Origin> {
    let Environment { own, host, .. } = environment;
    if own.is_salesforce() {
        return Some(own.clone());
    }
    if host.serves_library() {
        // Lightning's own domain may answer with a login page when no cookie reaches it; My Domain does not.
        return Some(host.my_domain().unwrap_or_else(|| host.clone()));
    }
    own.is_loopback().then(|| own.clone())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "../../salesforce-origin/tests/strategies/mod.rs"]
mod strategies;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::strategies::near_origin;
    use super::{AddressError, LibraryAddress, Version};
    use crate::environment::{Environment, Frame};

    fn environment(host: &str, own: &str) -> Environment {
        let search = format!("?mode=Lightning&sfdcIframeOrigin={host}");
        Environment::check(&Frame { search: &search, hash: "", origin: own, framed: true, parent_origin: None })
            .unwrap()
    }

    /// The address that is tried first.
    fn first(addresses: Result<Vec<LibraryAddress>, AddressError>) -> Result<LibraryAddress, AddressError> {
        addresses.map(|mut addresses| addresses.remove(0))
    }

    fn base(host: &str, own: &str) -> String {
        first(LibraryAddress::choose(&environment(host, own), Version::DEFAULT, None)).unwrap().base().to_string()
    }

    const PANEL: &str = "https://panel.example.com";
    const ACME: &str = "https://acme.lightning.force.com";

    #[test]
    fn my_domain_follows_from_the_host() {
        assert_eq!(base(ACME, PANEL), "https://acme.my.salesforce.com");
        assert_eq!(
            base("https://acme--sb.sandbox.lightning.force.com", PANEL),
            "https://acme--sb.sandbox.my.salesforce.com"
        );
        assert_eq!(base("https://acme.lightning.crmforce.mil", PANEL), "https://acme.my.salesforce.mil");
        assert_eq!(base("https://acme.lightning.force.com:6101", PANEL), "https://acme.my.salesforce.com");
    }

    #[test]
    fn any_other_host_of_salesforce_is_asked_itself() {
        assert_eq!(base("https://acme.my.salesforce.com", PANEL), "https://acme.my.salesforce.com");
        assert_eq!(base("https://acme--ns.vf.force.com", PANEL), "https://acme--ns.vf.force.com");
    }

    #[test]
    fn a_visualforce_page_asks_its_own_origin() {
        let own = "https://acme--denwa.vf.force.com";
        assert_eq!(base(ACME, own), own);
    }

    #[test]
    fn the_simulator_is_the_panels_own_origin() {
        assert_eq!(base("http://127.0.0.1:8420", "http://127.0.0.1:8421"), "http://127.0.0.1:8421");
    }

    #[test]
    fn a_customers_site_gives_no_library() {
        let environment = environment("https://acme.secure.force.com", PANEL);
        assert_eq!(LibraryAddress::choose(&environment, Version::DEFAULT, None), Err(AddressError::NoBase));
    }

    #[test]
    fn a_base_is_salesforces_or_the_panels_own() {
        let choose =
            |base: &str| first(LibraryAddress::choose(&environment(ACME, PANEL), Version::DEFAULT, Some(base)));
        assert_eq!(
            choose("https://gs0.lightning.force.com").unwrap().url(),
            "https://gs0.lightning.force.com/support/api/66.0/lightning/opencti_min.js"
        );
        assert!(choose("https://login.salesforce.com/").is_ok());
        assert!(choose(PANEL).is_ok());
        for foreign in ["https://evil.example", "http://acme.my.salesforce.com", "https://acme.force.com"] {
            assert_eq!(choose(foreign), Err(AddressError::BaseNotAllowed(foreign.to_owned())));
        }
        for broken in
            ["", "//evil.example", "https://acme.my.salesforce.com/x", "https://acme.my.salesforce.com@evil.example"]
        {
            assert_eq!(choose(broken), Err(AddressError::BaseFormat(broken.to_owned())));
        }
    }

    #[test]
    fn what_the_pages_address_says_wins() {
        let search =
            format!("?opencti=58.0&opencti-base=https://login.salesforce.com&mode=Lightning&sfdcIframeOrigin={ACME}");
        let frame = Frame { search: &search, hash: "", origin: PANEL, framed: true, parent_origin: None };
        let environment = Environment::check(&frame).unwrap();
        let addresses = LibraryAddress::choose(&environment, Version::DEFAULT, Some("https://evil.example")).unwrap();
        let urls: Vec<String> = addresses.iter().map(LibraryAddress::url).collect();
        assert_eq!(
            urls,
            [
                "https://login.salesforce.com/support/api/58.0/lightning/opencti_min.js",
                "https://acme.my.salesforce.com/support/api/58.0/lightning/opencti_min.js"
            ]
        );
    }

    #[test]
    fn a_bad_base_in_the_pages_address_gives_way_to_the_implied_one() {
        for bad in ["https://evil.example", "https://acme.force.com", "acme.my.salesforce.com", "x"] {
            let search = format!("?opencti-base={bad}&mode=Lightning&sfdcIframeOrigin={ACME}");
            let frame = Frame { search: &search, hash: "", origin: PANEL, framed: true, parent_origin: None };
            let addresses =
                LibraryAddress::choose(&Environment::check(&frame).unwrap(), Version::DEFAULT, None).unwrap();
            let bases: Vec<&str> = addresses.iter().map(|address| address.base().as_str()).collect();
            assert_eq!(bases, ["https://acme.my.salesforce.com"], "{bad}");
        }
        let search = "?opencti-base=x&mode=Lightning&sfdcIframeOrigin=https://acme.secure.force.com";
        let frame = Frame { search, hash: "", origin: PANEL, framed: true, parent_origin: None };
        let environment = Environment::check(&frame).unwrap();
        let none = Err(AddressError::BaseFormat("x".to_owned()));
        assert_eq!(LibraryAddress::choose(&environment, Version::DEFAULT, None), none);
    }

    #[test]
    fn the_same_base_is_tried_once() {
        let base = Some("https://acme.my.salesforce.com");
        let addresses = LibraryAddress::choose(&environment(ACME, PANEL), Version::DEFAULT, base).unwrap();
        assert_eq!(addresses.len(), 1);
    }

    #[test]
    fn versions_are_nn_0_from_43_on() {
        assert_eq!(Version::parse("66.0"), Ok(Version::DEFAULT));
        assert_eq!(Version::parse("43.0"), Ok(Version::OLDEST));
        assert_eq!(Version::parse("100.0").unwrap().to_string(), "100.0");
        assert_eq!(Version::parse("42.0"), Err(AddressError::VersionTooOld("42.0".to_owned())));
        for wrong in ["", "66", "66.1", "66.00", "066.0", "+66.0", "v66.0", "66.0/../..", "9999.0", ".0", "６６.0"] {
            assert_eq!(Version::parse(wrong), Err(AddressError::VersionFormat(wrong.to_owned())), "{wrong}");
        }
    }

    fn is_allowed(url: &str, own: &str) -> bool {
        let url = url::Url::parse(url).unwrap();
        let own = url::Url::parse(own).unwrap();
        let host = url.host_str().unwrap();
        url.origin() == own.origin()
            || url.scheme() == "https"
                && ["force.com", "visualforce.com", "my-visualforce.com", "my-lightning.com", "salesforce.com"]
                    .iter()
                    .chain(&["my-salesforce.com", "salesforce.mil", "salesforce.ms", "crmforce.mil", "crmforce.ms"])
                    .any(|domain| host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn never_a_foreign_host(
            host in prop_oneof![
                Just("https://acme.lightning.force.com".to_owned()),
                Just("https://acme.secure.force.com".to_owned()),
                Just("http://evil.example".to_owned()),
                near_origin(),
            ],
            given in proptest::option::of(near_origin()),
            asked in proptest::option::of(near_origin()),
            version in proptest::option::of(prop_oneof!["[0-9./]{0,6}", Just("66.0".to_owned())]),
            own in prop_oneof![Just(PANEL), Just("http://127.0.0.1:8421"), Just("https://acme--c.vf.force.com")],
        ) {
            let mut search = format!("?mode=Lightning&sfdcIframeOrigin={}", crate::query::encode(&host));
            for (key, value) in [("opencti-base", &asked), ("opencti", &version)] {
                if let Some(value) = value {
                    search.extend(["&", key, "=", &crate::query::encode(value)]);
                }
            }
            let frame = Frame { search: &search, hash: "", origin: own, framed: true, parent_origin: None };
            if let Ok(environment) = Environment::check(&frame)
                && let Ok(addresses) = LibraryAddress::choose(&environment, Version::DEFAULT, given.as_deref())
            {
                for url in addresses.iter().map(LibraryAddress::url) {
                    prop_assert!(is_allowed(&url, own), "{}", url);
                    prop_assert!(url.ends_with(".0/lightning/opencti_min.js"));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_derived_library_is_salesforces(org in "[a-z0-9][a-z0-9-]{0,20}(\\.sandbox|\\.develop|\\.scratch)?") {
            let host = format!("https://{org}.lightning.force.com");
            prop_assert_eq!(base(&host, PANEL), format!("https://{org}.my.salesforce.com"));
        }
    }
}
