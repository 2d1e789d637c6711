//! Origins, as `Window.postMessage` and the browser's `MessageEvent.origin` write them: scheme, host and port, and nothing else.

use std::fmt;
use std::ops::Range;

use crate::domains;
use crate::host::Host;

/// An `http` or `https` origin in the browser's own spelling, so that it can be compared as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    /// Where in the text the host is.
    host: Range<usize>,
}

/// Why a text is not an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginError {
    /// The text does not begin with `http://` or `https://`.
    Scheme,
    /// What follows is not the host alone: it has a user, a path or a query, or letters that are not ASCII.
    Host,
    /// The port is not a number, or it is the one that the scheme implies.
    Port,
}

impl Origin {
    /// Reads an origin. The text must be as a browser writes it but for the case of its letters: no path, not even a slash
    /// at the end, no user, no query, no port that the scheme implies.
    ///
    /// # Errors
    /// For any other text.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let text = text.to_ascii_lowercase();
        let (scheme, authority) = text.split_once("://").ok_or(OriginError::Scheme)?;
        let implied_port = match scheme {
            "https" => 443,
            "http" => 80,
            _ => return Err(OriginError::Scheme),
        };
        let (host, port) = Host::parse_with_port(authority)?;
        if port == Some(implied_port) {
            return Err(OriginError::Port);
        }
        let start = text.len() - authority.len();
        let host = start..start + host.as_str().len();
        Ok(Self { text, host })
    }

    /// The origin as text: `https://acme.lightning.force.com`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host without scheme and port.
    #[must_use]
    pub fn host(&self) -> Host<'_> {
        Host(&self.text[self.host.clone()])
    }

    /// Whether the scheme is `https`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.text.starts_with("https://")
    }

    /// Whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.host().is_loopback()
    }

    /// Whether the Open CTI library accepts the host as Salesforce's.
    #[must_use]
    pub fn is_salesforce(&self) -> bool {
        self.host().is_salesforce()
    }

    /// Whether a script may be taken from here: over `https`, from a host that only Salesforce decides about.
    #[must_use]
    pub fn serves_library(&self) -> bool {
        self.is_secure() && self.host().serves_library()
    }

    /// The org's My Domain, for an origin of Lightning: `https://acme--sb.sandbox.lightning.force.com` belongs to
    /// `https://acme--sb.sandbox.my.salesforce.com`.
    #[must_use]
    pub fn my_domain(&self) -> Option<Self> {
        let host = domains::my_domain(self.host())?;
        let text = format!("https://{host}");
        Some(Self { host: text.len() - host.len()..text.len(), text })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "an origin begins with http:// or https://",
            Self::Host => "an origin has a host and nothing behind it",
            Self::Port => "the port is not one that an origin names",
        })
    }
}

impl std::error::Error for OriginError {}
