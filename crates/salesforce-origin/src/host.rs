//! Hosts, as they are written in addresses.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::OriginError;
use crate::domains;

/// The longest name of a host, and the longest label of one (RFC 1035).
const MAX_NAME: usize = 253;
const MAX_LABEL: usize = 63;

/// A host: an ASCII name, an IPv4 address, or an IPv6 address in brackets. Its letters may be of either case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host<'a>(pub(crate) &'a str);

impl<'a> Host<'a> {
    /// Reads a host without user and port. Names in other letters than ASCII are refused, because the browser rewrites them.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let is_host = match text.strip_prefix('[') {
            Some(rest) => rest.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()),
            None => is_name(text),
        };
        is_host.then_some(Self(text))
    }

    /// Reads a host that may have a port behind it: `pbx.example:8443`, `[::1]:80`.
    ///
    /// # Errors
    /// [`OriginError::Host`] or [`OriginError::Port`]. A port has no leading zeros and no sign.
    pub fn parse_with_port(text: &'a str) -> Result<(Self, Option<u16>), OriginError> {
        let (host, port) = match text.rsplit_once(':') {
            // The colons of an IPv6 address are inside its brackets.
            Some((host, port)) if !text.ends_with(']') => (host, Some(port)),
            _ => (text, None),
        };
        let host = Self::parse(host).ok_or(OriginError::Host)?;
        let port = port.map(|port| parse_port(port).ok_or(OriginError::Port)).transpose()?;
        Ok((host, port))
    }

    /// The host as it was written.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// Whether the host is this machine: `localhost` and the names below it, `127.0.0.0/8`, `[::1]`.
    #[must_use]
    pub fn is_loopback(self) -> bool {
        self.0.eq_ignore_ascii_case("localhost")
            || self.is_below("localhost")
            || self.0 == "[::1]"
            || self.0.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
    }

    /// Whether the Open CTI library accepts this host as Salesforce's.
    #[must_use]
    pub fn is_salesforce(self) -> bool {
        domains::is_salesforce(self)
    }

    /// Whether Salesforce alone decides what this host serves, so that a script may be taken from it.
    #[must_use]
    pub fn serves_library(self) -> bool {
        domains::serves_library(self)
    }

    /// Whether the pages of an org, Setup among them, are below this host.
    #[must_use]
    pub fn serves_pages(self) -> bool {
        domains::serves_pages(self)
    }

    /// The name of the org that the host belongs to, with that of its sandbox: `acme--sb`. `None` for a host of all orgs, such as
    /// `login.salesforce.com`.
    #[must_use]
    pub fn org(self) -> Option<&'a str> {
        domains::org(self)
    }

    /// Whether the host is a subdomain of `domain`.
    #[must_use]
    pub fn is_below(self, domain: &str) -> bool {
        self.labels_before(domain).is_some()
    }

    /// The labels before `domain`: `acme.my` of `acme.my.salesforce.com`, before `salesforce.com`.
    pub(crate) fn labels_before(self, domain: &str) -> Option<&'a str> {
        let (labels, tail) = self.0.split_at_checked(self.0.len().checked_sub(domain.len())?)?;
        if tail.eq_ignore_ascii_case(domain) { labels.strip_suffix('.') } else { None }
    }

    pub(crate) fn first_label(self) -> &'a str {
        self.0.split_once('.').map_or(self.0, |(label, _)| label)
    }
}

fn parse_port(text: &str) -> Option<u16> {
    text.parse().ok().filter(|_| text.starts_with(|first| matches!(first, '1'..='9')))
}

fn is_name(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    text.len() <= MAX_NAME
        && text.split('.').all(is_label)
        && (!ends_in_number(text) || text.parse::<Ipv4Addr>().is_ok())
}

/// Whether a browser would read the host as an IPv4 address (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
fn ends_in_number(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    last.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
