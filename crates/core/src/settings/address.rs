//! Addresses in settings: their scheme, their host, and whether the host may be used.

use salesforce_origin::{Host, Origin, OriginError};

use super::reason::Reason;

/// An address with a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// `https`, as it is written; see [`Self::is`].
    pub scheme: &'a str,
    /// The host, as it is written, without a port. An IPv6 address keeps its brackets.
    pub host: &'a str,
    /// What follows the host: nothing, or a text that begins with `/`, `?` or `#`.
    pub rest: &'a str,
}

impl<'a> Address<'a> {
    /// Reads `scheme://host:port/rest`. A user before the host is refused, and so is a host in other letters than ASCII.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let scheme = scheme(text)?;
        let after = text[scheme.len()..].strip_prefix("://")?;
        let (authority, rest) = after.split_at(after.find(['/', '?', '#']).unwrap_or(after.len()));
        let (host, _port) = Host::parse_with_port(authority).ok()?;
        Some(Self { scheme, host: host.as_str(), rest })
    }

    /// Whether `scheme` is the address's scheme.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// Whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.host_is(Host::is_loopback)
    }

    /// Whether the host is one of those that serve an org's pages.
    #[must_use]
    pub fn is_salesforce(&self) -> bool {
        self.host_is(Host::serves_pages)
    }

    fn host_is(&self, property: fn(Host<'a>) -> bool) -> bool {
        Host::parse(self.host).is_some_and(property)
    }
}

/// The scheme before the first colon.
pub(crate) fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

/// Whether `host` is the name of a host, or an IPv4 address.
pub(crate) fn is_host(host: &str) -> bool {
    !host.starts_with('[') && Host::parse(host).is_some()
}

/// Checks where the Open CTI library is to be loaded from, by the rule of the bindings: an origin of Salesforce's own over
/// `https`. An origin of this machine passes too, for the simulator's panel has no other.
pub(crate) fn check_library_base(text: &str) -> Result<String, Reason> {
    let origin = Origin::parse(text.strip_suffix('/').unwrap_or(text)).map_err(|error| match error {
        OriginError::Scheme if scheme(text).is_some() => Reason::Insecure,
        _ => Reason::Malformed,
    })?;
    if origin.serves_library() || origin.is_loopback() {
        Ok(origin.as_str().to_owned())
    } else if origin.is_secure() {
        Err(Reason::OtherHost)
    } else {
        Err(Reason::Insecure)
    }
}

/// Whether `text` is an address of another org than the one that `own` is an address of. An address that belongs to all orgs
/// (`login.salesforce.com`) is not another's.
pub(crate) fn is_of_other_org(text: &str, own: &str) -> bool {
    let hosts = Address::read(text).zip(Address::read(own));
    let hosts = hosts.and_then(|(address, own)| Host::parse(address.host).zip(Host::parse(own.host)));
    hosts.is_some_and(|(host, own)| {
        if host.is_loopback() || own.is_loopback() {
            return host.is_loopback() != own.is_loopback();
        }
        host.org().zip(own.org()).is_some_and(|(org, own)| !org.eq_ignore_ascii_case(own))
    })
}

/// Whether a host is among the allowed hosts (接続を許可するホスト): names separated by commas or spaces; `*.` before a name allows
/// every host below it.
#[must_use]
pub fn is_allowed_host(allowed: &str, host: &str) -> bool {
    Host::parse(host).is_some_and(|host| {
        allowed.split([',', ' ']).filter(|item| !item.is_empty()).any(|item| match item.strip_prefix("*.") {
            Some(domain) => host.is_below(domain),
            None => host.as_str().eq_ignore_ascii_case(item),
        })
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
    fn addresses_of_other_orgs() {
        let own = "https://acme--sb.sandbox.my.salesforce.com";
        for of_this_org in [
            "https://ACME--sb.sandbox.lightning.force.com/lightning/o/Case/new",
            "https://acme--sb--denwa.sandbox.vf.force.com",
            "https://login.salesforce.com",
            "/001/e",
            "",
        ] {
            assert!(!is_of_other_org(of_this_org, own), "{of_this_org}");
        }
        for other in [
            "https://acme.my.salesforce.com",
            "https://acme--sb2.sandbox.lightning.force.com/001/e",
            "https://acmee--sb.sandbox.my.salesforce.com",
            "http://localhost:8421",
        ] {
            assert!(is_of_other_org(other, own), "{other}");
        }
        assert!(!is_of_other_org("http://localhost:8420/001/e", "http://127.0.0.1:8421"));
        assert!(is_of_other_org("https://acme.my.salesforce.com", "http://127.0.0.1:8421"));
        assert!(!is_of_other_org("https://acme.my.salesforce.com", ""), "which org this is nobody knows yet");
    }

    #[test]
    fn library_bases_are_what_the_bindings_take() {
        assert_eq!(
            check_library_base("https://Acme.my.salesforce.com/").as_deref(),
            Ok("https://acme.my.salesforce.com")
        );
        for (text, reason) in [
            ("https://acme.my.salesforce-setup.com", Reason::OtherHost),
            ("https://acme.force.com", Reason::OtherHost),
            ("https://acme.my.salesforce.com:443", Reason::Malformed),
            ("https://acme.my.salesforce.com//", Reason::Malformed),
            ("acme.my.salesforce.com", Reason::Malformed),
            ("ftp://acme.my.salesforce.com", Reason::Insecure),
        ] {
            assert_eq!(check_library_base(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn salesforces_own() {
        let own = |text| Address::read(text).unwrap().is_salesforce();
        assert!(own("https://acme.my.salesforce.com") && own("https://acme--sb.sandbox.lightning.force.com"));
        assert!(!own("https://acme.force.com") && !own("https://salesforce.com.evil.example"));
        assert!(!own("https://evilsalesforce.com"));
    }
}
