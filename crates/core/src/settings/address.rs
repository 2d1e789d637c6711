//! Addresses in settings: what they begin with and which host they name. No more is taken apart than the checks need.

use crate::cut::{ends_with, find, first_of, only, parts, pieces, value};

/// An address with a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// `https`, as it is written; see [`Self::is`].
    pub scheme: &'a str,
    /// The host, as it is written, without a port. An IPv6 address keeps its brackets.
    pub host: &'a str,
    /// What follows: empty, or from the first `/`, `?` or `#` on.
    pub rest: &'a str,
}

/// What Salesforce serves its library from: everything below these.
const SALESFORCE: &[&str] = &[
    ".lightning.force.com",
    ".vf.force.com",
    ".visual.force.com",
    ".salesforce.com",
    ".salesforce-setup.com",
    ".salesforce.mil",
    ".salesforce.ms",
    ".crmforce.mil",
    ".crmforce.ms",
];

/// This machine's names, but for those below `.localhost`.
const LOOPBACK: &[&str] = &["localhost", "127.0.0.1", "[::1]"];

impl<'a> Address<'a> {
    /// Reads `scheme://host:port/rest`. Names and passwords before the host, and hosts in other letters than ASCII, are refused.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let scheme = scheme(text)?;
        let after = text.get(scheme.len()..)?.strip_prefix("://")?;
        let (authority, rest) = after.split_at(first_of(after, b"/?#"));
        let colon = if authority.starts_with('[') { find(authority, "]")? + 1 } else { first_of(authority, b":") };
        let (host, port) = authority.split_at(colon);
        if !port.is_empty() && !(1..=0xffff).contains(&value(port.strip_prefix(':')?)?) {
            return None;
        }
        (is_host(host) || is_v6(host)).then_some(Self { scheme, host, rest })
    }

    /// Whether that is its scheme.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// Whether it is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        LOOPBACK.iter().any(|name| self.host.eq_ignore_ascii_case(name)) || self.is_below(&[".localhost"])
    }

    /// The org's My Domain: `acme--sb` of `acme--sb.sandbox.lightning.force.com` and of its packages' pages.
    #[must_use]
    pub fn my_domain(&self) -> &'a str {
        let label = &self.host[..first_of(self.host, b".")];
        if !self.is_below(&[".vf.force.com"]) {
            return label;
        }
        label.bytes().rposition(|byte| byte == b'-').and_then(|at| label.get(..at)?.strip_suffix('-')).unwrap_or(label)
    }

    /// Whether it is on one of the domains that Salesforce serves pages and libraries from.
    #[must_use]
    pub fn is_salesforce(&self) -> bool {
        self.is_below(SALESFORCE)
    }

    fn is_below(&self, domains: &[&str]) -> bool {
        domains.iter().any(|domain| self.host.len() > domain.len() && ends_with(self.host, domain))
    }
}

/// What stands before the first colon, if it can be the scheme of an address.
pub(crate) fn scheme(text: &str) -> Option<&str> {
    let scheme = text.get(..first_of(text, b":")).filter(|scheme| scheme.len() < text.len())?;
    (only(b"azAZ09++-.", scheme) && only(b"azAZ", scheme.get(..1)?)).then_some(scheme)
}

/// Whether that is the name of a host.
pub(crate) fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && only(b"azAZ09--__", label)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && pieces(host, b".").all(label)
}

fn is_v6(host: &str) -> bool {
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or_default();
    inside.len() >= 2 && only(b"09afAF::..", inside)
}

/// Whether a host is among the allowed ones (接続を許可するホスト): names separated by commas or spaces; `*.` before a name allows everything
/// below it.
#[must_use]
pub fn is_allowed_host(allowed: &str, host: &str) -> bool {
    parts(allowed, b", ").any(|item| match item.strip_prefix('*') {
        Some(domain) => domain.starts_with('.') && host.len() > domain.len() && ends_with(host, domain),
        None => host.eq_ignore_ascii_case(item),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_cannot_be_disguised() {
        let host = |text| Address::read(text).map(|address| address.host.to_ascii_lowercase());
        assert_eq!(host("HTTPS://CRM.Example.jp:8443/x?y#z").as_deref(), Some("crm.example.jp"));
        assert_eq!(host("wss://[::1]:9000/").as_deref(), Some("[::1]"));
        for wrong in [
            "https://crm.example@evil.example/",
            "https://crm.example\\@evil.example/",
            "https:/crm.example/",
            "https:crm.example/",
            "//crm.example/",
            "https://",
            "https:///x",
            "https://crm.example:/",
            "https://crm.example:0/",
            "https://crm.example:+80/",
            "https://crm.example:99999/",
            "https://電話.example/",
            "https://crm..example/",
            "https://crm example/",
            "https://{ANI}.example/",
            "https://[::1/",
            "https://[evil.example]/",
            "java\nscript://crm.example/",
            "1https://crm.example/",
            "",
        ] {
            assert_eq!(host(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn allowed_hosts() {
        let allowed = "crm.example, *.Example.jp";
        for host in ["crm.example", "CRM.example", "a.example.jp", "a.b.EXAMPLE.jp"] {
            assert!(is_allowed_host(allowed, host), "{host}");
        }
        for host in ["example.jp", "evilexample.jp", "crm.example.evil", "xcrm.example", ".example.jp", ""] {
            assert!(!is_allowed_host(allowed, host), "{host}");
        }
        assert!(!is_allowed_host("", "crm.example"));
        assert!(!is_allowed_host("*", "crm.example"), "a star alone would allow everything");
    }

    #[test]
    fn my_domains() {
        let of = |text| Address::read(text).unwrap().my_domain().to_owned();
        assert_eq!(of("https://acme.my.salesforce.com"), "acme");
        assert_eq!(of("https://acme--sb.sandbox.lightning.force.com"), "acme--sb");
        assert_eq!(of("https://acme--sb--denwa.sandbox.vf.force.com"), "acme--sb");
        assert_eq!(of("https://acme--c.vf.force.com"), "acme");
    }

    #[test]
    fn salesforces_own() {
        let own = |text| Address::read(text).unwrap().is_salesforce();
        assert!(own("https://acme.my.salesforce.com") && own("https://acme--sb.sandbox.lightning.force.com"));
        assert!(!own("https://acme.force.com") && !own("https://salesforce.com.evil.example"));
        assert!(!own("https://evilsalesforce.com"));
    }
}
