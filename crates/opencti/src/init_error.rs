//! Why the client library is not at work: one variant for each of its silent failures.

use thiserror::Error;

use crate::address::AddressError;
use crate::environment::{Environment, EnvironmentError};
use crate::error::CallError;

/// Why initialisation failed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InitError {
    /// The library could not work in this page. Nothing was loaded.
    #[error(transparent)]
    Environment(#[from] EnvironmentError),
    /// The library's address is not allowed, or its version wrong. Nothing was loaded.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The script could not be fetched: no network, no such version, a content security policy, or a login page that the browser itself
    /// refused as a script.
    #[error("{url} could not be loaded")]
    ScriptFailed {
        /// Its address.
        url: String,
    },
    /// The script did not arrive in time.
    #[error("{url} did not load in time")]
    ScriptTimedOut {
        /// Its address.
        url: String,
    },
    /// The address answered something else than the library, most often a login page.
    #[error("{url} is not the client library")]
    NotTheLibrary {
        /// Its address.
        url: String,
    },
    /// The library came and refused to initialise: it objects to the page's address, which had passed the check.
    #[error("the client library refused to initialise: {}", text.as_deref().unwrap_or("no reason given"))]
    Refused {
        /// Its words. Of a script from another origin the browser reports only that some script failed: then there are none, and it
        /// counts as a refusal because the host did not answer either.
        text: Option<String>,
    },
    /// The host never answered.
    #[error(transparent)]
    HostSilent(Silence),
    /// The host answered with an error, or the library would not take the call.
    #[error(transparent)]
    Call(CallError),
}

/// The likely reason why a host never answered.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Silence {
    /// The browser confirmed the host's origin: the host is there and does not answer.
    #[error("the host never answered")]
    HostIsThere,
    /// The page's referrer names another origin than its address does: the address is probably wrong.
    #[error("nobody answered at {stated}; the host may be {referrer}")]
    OriginDoubtful {
        /// The origin in the page's address, to which the calls went.
        stated: String,
        /// The origin of the referrer.
        referrer: String,
    },
    /// This browser cannot tell the two apart.
    #[error("nobody answered at {stated}")]
    Unknown {
        /// The origin in the page's address, to which the calls went.
        stated: String,
    },
}

impl Silence {
    /// Tells the reason from the page's environment and its referrer.
    pub(crate) fn explain(environment: &Environment, referrer: &str) -> Self {
        if environment.parent_confirmed {
            return Self::HostIsThere;
        }
        let stated = environment.host.to_string();
        let referrer = origin_of(referrer).unwrap_or_default();
        // A page that has reloaded itself is its own referrer.
        if referrer.is_empty() || referrer == stated || referrer == environment.own.as_str() {
            Self::Unknown { stated }
        } else {
            Self::OriginDoubtful { stated, referrer }
        }
    }
}

/// The origin of an absolute address.
fn origin_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    Some(format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::Silence;
    use crate::environment::{Environment, Frame};

    #[test]
    fn kinds_of_silence_are_told_apart() {
        let stated = "https://acme.lightning.force.com".to_owned();
        let search = format!("?mode=Lightning&sfdcIframeOrigin={stated}");
        let explain = |parent_origin: Option<&str>, referrer: &str| {
            let origin = "https://panel.example.com";
            let frame = Frame { search: &search, hash: "", origin, framed: true, parent_origin };
            Silence::explain(&Environment::check(&frame).unwrap(), referrer)
        };
        assert_eq!(explain(Some(&stated), ""), Silence::HostIsThere);
        let unknown = Silence::Unknown { stated: stated.clone() };
        for useless in ["", "https://acme.lightning.force.com/", "https://panel.example.com/?x", "about:blank"] {
            assert_eq!(explain(None, useless), unknown, "{useless}");
        }
        let referrer = "https://other.lightning.force.com".to_owned();
        assert_eq!(
            explain(None, "https://other.lightning.force.com/one/one.app"),
            Silence::OriginDoubtful { stated, referrer }
        );
    }
}
