//! Web origins, and whose they are.
//!
//! An origin is what `Window.postMessage` and the browser's `MessageEvent.origin` speak of: scheme, host and port, and nothing
//! else. Only the plain form is understood (ASCII host, no user, no path), because everything that is compared here is
//! compared by the browser or by the client library as text.

use core::fmt;

use crate::query::cut;

/// An `http` or `https` origin, in the browser's own spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    /// Where the host begins and ends in the text.
    host: (usize, usize),
}

const SECURE: &str = "https://";
const PLAIN: &str = "http://";

impl Origin {
    /// Reads an origin. The text must be as a browser prints it, save for the case of its letters: no path, not even a slash
    /// at the end, no user, no query, no port that goes without saying.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let (rest, implied) = match (text.strip_prefix(SECURE), text.strip_prefix(PLAIN)) {
            (Some(rest), _) => (rest, 443),
            (_, Some(rest)) => (rest, 80),
            _ => return None,
        };
        let bytes = rest.as_bytes();
        // The colons of an IPv6 address stand in brackets.
        let colon = bytes.iter().rposition(|&byte| byte == b':').filter(|_| !rest.ends_with(']'));
        let host = &bytes[..colon.unwrap_or(bytes.len())];
        let is_host = match host {
            [b'[', address @ .., b']'] => is_v6(address),
            _ => is_name(host),
        };
        let is_port = colon.is_none_or(|colon| {
            let digits = &bytes[colon + 1..];
            let port = decimal(digits).filter(|port| *port != implied && *port <= u16::MAX.into());
            port.is_some() && digits[0] != b'0'
        });
        let begin = text.len() - bytes.len();
        (is_host && is_port).then_some(Self { host: (begin, begin + host.len()), text })
    }

    /// The origin of a host that speaks `https` on its own port.
    pub(crate) fn secure(host: &[&str]) -> Self {
        let text = [SECURE, &host.concat()].concat();
        Self { host: (SECURE.len(), text.len()), text }
    }

    /// The origin as text: `https://acme.lightning.force.com`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host without scheme and port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.text.get(self.host.0..self.host.1).unwrap_or_default()
    }

    /// Whether the scheme is `https`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.text.starts_with(SECURE)
    }

    /// Whether the host is this machine: `localhost` and its subdomains, `127.0.0.0/8`, `[::1]`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || is_loopback_v4(host)
    }

    /// Whether the client library accepts this as Salesforce's: a subdomain of one of the domains of its own check
    /// (as of versions 55 and 57), of which version 43 knows the first two.
    #[must_use]
    pub fn is_salesforce(&self) -> bool {
        const DOMAINS: [&str; 10] = [
            ".force.com",
            ".salesforce.com",
            ".visualforce.com",
            ".my-visualforce.com",
            ".my-lightning.com",
            ".my-salesforce.com",
            ".salesforce.mil",
            ".salesforce.ms",
            ".crmforce.mil",
            ".crmforce.ms",
        ];
        is_below(self.host(), &DOMAINS)
    }

    /// Whether a script may be taken from here: Salesforce's, `https`, and not a domain on which customers publish sites
    /// of their own (`acme.force.com`, `acme.secure.force.com`), whose paths may answer anything.
    #[must_use]
    pub fn serves_library(&self) -> bool {
        const FORCE_COM: [&str; 3] = [".lightning.force.com", ".vf.force.com", ".visual.force.com"];
        let host = self.host();
        self.is_secure() && self.is_salesforce() && (!host.ends_with(".force.com") || is_below(host, &FORCE_COM))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether something stands before one of the domains, each of which begins with a dot.
fn is_below(host: &str, domains: &[&str]) -> bool {
    domains.iter().any(|domain| host.len() > domain.len() && host.ends_with(domain))
}

fn is_v6(address: &[u8]) -> bool {
    !address.is_empty() && address.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b':')
}

/// Labels of letters, digits, hyphens and underscores, none of them empty.
fn is_name(host: &[u8]) -> bool {
    let mut last = b'.';
    for &byte in host {
        let right =
            if byte == b'.' { last != b'.' } else { byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') };
        if !right {
            return false;
        }
        last = byte;
    }
    last != b'.'
}

/// A number of up to five digits; the library's own reading is for any.
pub(crate) fn decimal(digits: &[u8]) -> Option<u32> {
    let right = matches!(digits.len(), 1..=5) && digits.iter().all(u8::is_ascii_digit);
    right.then(|| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

fn is_loopback_v4(host: &str) -> bool {
    let (mut parts, mut rest) = (0, Some(host));
    while let Some(text) = rest {
        let (part, more) = cut(text, b'.');
        if decimal(part.as_bytes()).is_none_or(|part| part > u8::MAX.into()) {
            return false;
        }
        rest = more;
        parts += 1;
    }
    parts == 4 && host.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn origins_are_read_as_browsers_print_them() {
        let origin = Origin::parse("https://Acme.Lightning.force.com:6101").unwrap();
        assert_eq!(origin.as_str(), "https://acme.lightning.force.com:6101");
        assert_eq!(origin.host(), "acme.lightning.force.com");
        assert!(origin.is_secure());
        assert_eq!(Origin::parse("http://a:443").unwrap().as_str(), "http://a:443");
        assert_eq!(Origin::parse("http://[::1]:8421").unwrap().host(), "[::1]");
        for wrong in [
            "",
            "null",
            "https://",
            "https://a/",
            "https://a/b",
            "https://u@a",
            "https://a:",
            "https://a:99999",
            "https://a:443",
            "http://a:80",
            "https://a:0443",
            "https://a:+1",
            "https://a..b",
            "https://a?b",
            "https://a#b",
            "https://a\\b",
            "https://東京.jp",
            "javascript:alert(1)",
            "https://[::1",
            "https://[]",
            "https://[::1]x",
            "https://[x]",
        ] {
            assert_eq!(Origin::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn whose_an_origin_is() {
        let salesforce = |text: &str| Origin::parse(text).unwrap().is_salesforce();
        for yes in [
            "https://acme.lightning.force.com",
            "https://acme.lightning.force.com:6101",
            "https://a--ns.vf.force.com",
            "https://acme.visualforce.com",
            "https://acme.my-lightning.com",
            "https://acme.lightning.crmforce.mil",
            "https://acme.my.salesforce.mil",
        ] {
            assert!(salesforce(yes), "{yes}");
        }
        for no in [
            "https://localhost",
            "https://acme.salesforce-setup.com",
            "https://acme.sfcrmapps.cn",
            "https://force.com",
            "https://evilforce.com",
            "https://acme.lightning.force.com.evil.example",
        ] {
            assert!(!salesforce(no), "{no}");
        }
    }

    #[test]
    fn customers_sites_serve_no_library() {
        let serves = |text: &str| Origin::parse(text).unwrap().serves_library();
        assert!(serves("https://acme.my.salesforce.com"));
        assert!(serves("https://acme.lightning.force.com"));
        assert!(serves("https://acme--ns.vf.force.com"));
        assert!(serves("https://c.na85.visual.force.com"));
        assert!(!serves("https://acme.force.com"));
        assert!(!serves("https://acme.secure.force.com"));
        assert!(!serves("http://acme.my.salesforce.com"));
    }

    #[test]
    fn loopback() {
        let loopback = |text: &str| Origin::parse(text).unwrap().is_loopback();
        assert!(loopback("http://127.0.0.1:8421"));
        assert!(loopback("http://localhost:8421"));
        assert!(loopback("http://panel.localhost"));
        assert!(loopback("http://[::1]"));
        assert!(!loopback("http://127.0.0.1.example.com"));
        assert!(!loopback("http://localhost.example.com"));
        assert!(!loopback("http://10.0.0.1"));
    }
}
