//! What may be handed to others: the findings without persons, numbers, logins, tokens, and without names of hosts but for the shape of
//! Salesforce's own.

use super::{Finding, Privacy, State, Words};
use crate::text::Language;

/// The domains of Salesforce whose names say what a host is for, the longest first.
const DOMAINS: &[&str] = &[
    ".sandbox.lightning.force.com",
    ".develop.lightning.force.com",
    ".scratch.lightning.force.com",
    ".trailblaze.lightning.force.com",
    ".sandbox.my.salesforce.com",
    ".develop.my.salesforce.com",
    ".scratch.my.salesforce.com",
    ".lightning.force.com",
    ".my.salesforce.com",
    ".vf.force.com",
    ".visual.force.com",
    ".salesforce.com",
    ".force.com",
];

/// The findings as text: a line for each, with what was seen below it.
#[must_use]
pub fn text(findings: &[Finding], at: &str) -> String {
    let mut out = ["Denwa ", env!("CARGO_PKG_VERSION"), " ", at, "\n"].concat();
    for finding in findings {
        out.push_str(finding.check.code());
        out.push_str(": ");
        out.push_str(finding.state.code());
        match finding.words {
            Words::None => {}
            Words::Own(what, _) => line(&mut out, " – ", what.t(Language::En)),
            Words::Text(code) => line(&mut out, " – ", code),
            Words::After(check) => line(&mut out, " – after ", check.code()),
        }
        out.push('\n');
        for seen in &finding.seen {
            line(&mut out, "  ", seen.what);
            line(&mut out, ": ", &shown(seen.privacy, &seen.value));
            out.push('\n');
        }
    }
    out
}

/// How many are so.
#[must_use]
pub fn count(findings: &[Finding], state: State) -> usize {
    findings.iter().filter(|finding| finding.state == state).count()
}

fn line(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    out.push_str(text);
}

fn shown(privacy: Privacy, value: &str) -> String {
    match privacy {
        Privacy::Open => value.replace('\u{1f}', " "),
        Privacy::Address => shape(value),
        Privacy::Secret => "(…)".to_owned(),
    }
}

/// An address without what names somebody: `https://….lightning.force.com`.
fn shape(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return "(…)".to_owned() };
    if !matches!(scheme, "https" | "http" | "wss" | "ws") {
        return "(…)".to_owned();
    }
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    let host = if host == "127.0.0.1" || host == "localhost" {
        host
    } else {
        DOMAINS.iter().find(|domain| host.ends_with(**domain)).copied().unwrap_or("")
    };
    let hidden = if host.starts_with('.') || host.is_empty() { "…" } else { "" };
    [scheme, "://", hidden, host].concat()
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn of_an_address_only_its_shape_is_told() {
        for (address, told) in [
            ("https://acme.lightning.force.com/one/one.app?x=1", "https://….lightning.force.com"),
            ("https://acme--uat.sandbox.lightning.force.com", "https://….sandbox.lightning.force.com"),
            ("https://acme.my.salesforce.com:443/support", "https://….my.salesforce.com"),
            ("wss://pbx.acme.example/telephony?key=1", "wss://…"),
            ("https://tanaka@acme.example/", "https://…"),
            ("https://evil.lightning.force.com.acme.example/", "https://…"),
            ("ws://127.0.0.1:8422/telephony", "ws://127.0.0.1"),
            ("javascript:alert(1)", "(…)"),
            ("acme", "(…)"),
            ("", "(…)"),
        ] {
            assert_eq!(shape(address), told, "{address}");
        }
    }
}
