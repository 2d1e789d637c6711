//! Addresses in settings: what they begin with and which host they name. No more is taken apart than the checks need.

use crate::cut::{find, first_of, parts, pieces, value};

/// An address with a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// `https`, as it is written; see [`Self::is`].
    pub scheme: &'a str,
    /// The host, in lower case, without a port. An IPv6 address keeps its brackets.
    pub host: String,
    /// What follows: empty, or from the first `/`, `?` or `#` on.
    pub rest: &'a str,
}

/// What Salesforce serves its library from: these and everything below them.
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
        let host = host.to_ascii_lowercase();
        (is_host(&host) || is_v6(&host)).then_some(Self { scheme, host, rest })
    }

    /// Whether that is its scheme.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// Whether it is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "[::1]") || self.host.ends_with(".localhost")
    }

    /// The org's My Domain: `acme--sb` of `acme--sb.sandbox.lightning.force.com` and of its packages' pages.
    #[must_use]
    pub fn my_domain(&self) -> &str {
        let label = &self.host[..first_of(&self.host, b".")];
        if find(&self.host, ".vf.").is_none() {
            return label;
        }
        label.bytes().rposition(|byte| byte == b'-').and_then(|at| label.get(..at)?.strip_suffix('-')).unwrap_or(label)
    }

    /// Whether it is on one of the domains that Salesforce serves pages and libraries from.
    #[must_use]
    pub fn is_salesforce(&self) -> bool {
        SALESFORCE.iter().any(|domain| self.host.len() > domain.len() && self.host.ends_with(domain))
    }
}

/// What stands before the first colon, if it can be the scheme of an address.
pub(crate) fn scheme(text: &str) -> Option<&str> {
    let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))?;
    let scheme = text.get(..end)?;
    (text.as_bytes().get(end) == Some(&b':') && scheme.starts_with(|first: char| first.is_ascii_alphabetic()))
        .then_some(scheme)
}

/// Whether that is the name of a host, in lower case.
pub(crate) fn is_host(host: &str) -> bool {
    let in_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(in_name)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && pieces(host, b".").all(label)
}

fn is_v6(host: &str) -> bool {
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or_default();
    inside.len() >= 2 && inside.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
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

fn ends_with(host: &str, domain: &str) -> bool {
    host.len()
        .checked_sub(domain.len())
        .and_then(|at| host.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_cannot_be_disguised() {
        let host = |text| Address::read(text).map(|address| address.host);
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
