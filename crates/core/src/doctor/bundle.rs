//! What may be handed to others: the findings without persons, numbers, logins, tokens, and without names of hosts but for the shape of
//! Salesforce's own.

use super::{Finding, Privacy, Seen, Words};
use crate::cut;
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
    let mut out = ["Denwa ", env!("CARGO_PKG_VERSION"), " ", at].concat();
    for Finding { check, state, seen, words } in findings {
        let more = match words {
            Words::None => "",
            Words::Own(what, _) => what.t(Language::En),
            Words::Text(code) => code,
            Words::After(check) => check.code(),
        };
        let mark = match words {
            Words::None => "",
            Words::After(_) => " – after ",
            _ => " – ",
        };
        out += &["\n", check.code(), ": ", state.code(), mark, more].concat();
        for Seen { what, value, privacy } in seen {
            let shape = match privacy {
                Privacy::Address => shape(value),
                _ => String::new(),
            };
            let value = match privacy {
                Privacy::Open | Privacy::Word => value,
                Privacy::Address => &*shape,
                Privacy::Secret => HIDDEN,
            };
            let before = if what.is_empty() { ["", "", " · "] } else { ["\n  ", what, ": "] };
            out += &before.concat();
            out += value;
        }
    }
    out + "\n"
}

/// What stands for what is not told.
const HIDDEN: &str = "(…)";

/// An address without what names somebody: `https://….lightning.force.com`.
fn shape(address: &str) -> String {
    let known = |(scheme, _): &(&str, &str)| matches!(*scheme, "https" | "http" | "wss" | "ws");
    let Some((scheme, rest)) = cut::split_at(address, "://").filter(known) else { return HIDDEN.to_owned() };
    let host = &rest[..cut::first_of(rest, b"/?#\\:")];
    let mut shown = ["", if matches!(host, "127.0.0.1" | "localhost") { host } else { "…" }];
    for domain in DOMAINS {
        if host.ends_with(domain) {
            shown = ["…", domain];
            break;
        }
    }
    [scheme, "://", shown[0], shown[1]].concat()
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
