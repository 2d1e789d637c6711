//! Why the client library is not at work: one variant for each of its silent failures.

use core::fmt;

use crate::address::AddressError;
use crate::environment::EnvironmentError;
use crate::error::CallError;

/// Why initialisation failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InitError {
    /// The page is not where the library could work. Nothing was loaded.
    Environment(EnvironmentError),
    /// The library's address is not allowed, or its version wrong. Nothing was loaded.
    Address(AddressError),
    /// The script could not be fetched: no network, no such version, a content security policy, or a login page that the
    /// browser itself refused as a script.
    ScriptFailed {
        /// Its address.
        url: String,
    },
    /// The script did not arrive in time.
    ScriptTimedOut {
        /// Its address.
        url: String,
    },
    /// The script came back as something else: a login page, most often.
    NotTheLibrary {
        /// Its address.
        url: String,
    },
    /// The library came and refused to initialise: it objects to the page's address, which had passed the check.
    Refused {
        /// What it said. Of a script from another origin the browser tells no words, only that some script failed: then this
        /// is none, and it is a refusal because the host never answered either.
        text: Option<String>,
    },
    /// The host never answered. See [`Silence`] for which of two it is.
    HostSilent(Silence),
    /// The host answered with an error, or the library would not take the call.
    Call(CallError),
}

/// What a host that never answered means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Silence {
    /// The browser confirmed the host's origin: the host is there and does not answer.
    HostIsThere,
    /// The page's referrer says another origin than its address does: the address is probably wrong.
    OriginDoubtful {
        /// The origin in the page's address, to which the calls went.
        stated: String,
        /// The origin of the referrer.
        referrer: String,
    },
    /// This browser does not tell which of the two it is.
    Unknown {
        /// The origin in the page's address, to which the calls went.
        stated: String,
    },
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment(error) => error.fmt(f),
            Self::Address(error) => error.fmt(f),
            Self::ScriptFailed { url } => write!(f, "{url} could not be loaded"),
            Self::ScriptTimedOut { url } => write!(f, "{url} did not load in time"),
            Self::NotTheLibrary { url } => write!(f, "{url} is not the client library"),
            Self::Refused { text } => {
                write!(f, "the client library refused to initialise: {}", text.as_deref().unwrap_or("no reason given"))
            }
            Self::HostSilent(Silence::HostIsThere) => f.write_str("the host never answered"),
            Self::HostSilent(Silence::OriginDoubtful { stated, referrer }) => {
                write!(f, "nobody answered at {stated}; the host may be {referrer}")
            }
            Self::HostSilent(Silence::Unknown { stated }) => write!(f, "nobody answered at {stated}"),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for InitError {}

impl From<EnvironmentError> for InitError {
    fn from(error: EnvironmentError) -> Self {
        Self::Environment(error)
    }
}

impl From<AddressError> for InitError {
    fn from(error: AddressError) -> Self {
        Self::Address(error)
    }
}
