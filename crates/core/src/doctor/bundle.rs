//! What may be handed to others: the findings without persons, numbers, logins, tokens, and without names of hosts but for the shape of
//! Salesforce's own. In English, for whoever helps.

use super::{Finding, Seen, Words};
use crate::settings::{Fault, Place};
use crate::start::start_words;
use crate::text::Language::En;
use crate::text::{DoctorMsg, Msg, say};
use std::fmt::Write;

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

/// Stands for a fact that is kept back.
const HIDDEN: &str = "(…)";

/// The findings as text: a line for each, with the facts below it. `at` is the present time, for people.
#[must_use]
pub fn text(findings: &[Finding], at: &str) -> String {
    let mut text = format!("Denwa {} {at}\n", env!("CARGO_PKG_VERSION"));
    for Finding { check, state, seen, words } in findings {
        let (check, state, words) = (check.text().t(En), state.text().t(En), meaning(*words));
        let dash = if words.is_empty() { "" } else { " – " };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{check}: {state}{dash}{words}");
        for fact in seen {
            let _ = writeln!(text, "  {}: {}", fact.text().t(En), shown(fact));
        }
    }
    text
}

fn meaning(words: Words) -> String {
    match words {
        Words::None => String::new(),
        Words::Start(fault) => start_words(fault).0.t(En).to_owned(),
        Words::OpenedElsewhere => Msg::RefusedReplaced.t(En).to_owned(),
        Words::Diagnosis(diagnosis) => diagnosis.means(En).to_owned(),
        Words::After(check) => say::doctor::after(En, check.text()),
    }
}

/// A fact as it may be handed to others.
fn shown(seen: &Seen) -> String {
    match seen {
        Seen::Address(address) | Seen::EmbeddingOrigin(address) | Seen::LibraryOrigin(address) => shape(address),
        Seen::OtherOrigin { embedding, expected } => format!("{} ≠ {}", shape(embedding), shape(expected)),
        Seen::Detail(_) | Seen::CallCentre(_) | Seen::Login(_) => HIDDEN.to_owned(),
        Seen::WrongSetting(fault) => wrong_setting(fault),
        Seen::SettingsBytes(bytes) => bytes.to_string(),
        Seen::LayoutObject { name, fields } => format!("{name}: {fields}"),
        Seen::LayoutNotFollowed => DoctorMsg::LayoutNotFollowed.t(En).to_owned(),
        Seen::Grant(grant) => grant.text().t(En).to_owned(),
        Seen::Unreadable { count, last } => format!("{count}, {}", last.name()),
        Seen::OrgClock(ahead) | Seen::ServerClock(ahead) => format!("{:+} s", ahead / 1_000),
        Seen::HostTime(took) | Seen::ServerTime(took) => format!("{took} ms"),
        Seen::PanelVersion(version) => (*version).to_owned(),
        Seen::Protocol(version) => version.to_string(),
        Seen::Object(text)
        | Seen::LogStatus(text)
        | Seen::LibraryVersion(text)
        | Seen::PackageVersion(text)
        | Seen::ServerVersion(text)
        | Seen::Pbx(text)
        | Seen::OrgApi(text)
        | Seen::Browser(text) => text.clone(),
    }
}

/// Which setting is wrong, at which level: neither its value nor a name that somebody made up.
fn wrong_setting(fault: &Fault) -> String {
    let name = match fault.place {
        Place::Setting(key) => key.row().field,
        Place::Row(list, _) => list.row().object,
        Place::Field | Place::List | Place::Lock | Place::Level => HIDDEN,
    };
    let level = fault.level.map_or("", |level| level.code());
    format!("{name} {level} {}", fault.reason.code()).trim().to_owned()
}

/// An address without what names somebody: `https://….lightning.force.com`.
fn shape(address: &str) -> String {
    let Some((scheme @ ("https" | "http" | "wss" | "ws"), rest)) = address.split_once("://") else {
        return HIDDEN.to_owned();
    };
    let host = rest.split(['/', '?', '#', '\\', ':']).next().unwrap_or_default();
    match DOMAINS.iter().find(|domain| host.ends_with(**domain)) {
        Some(domain) => format!("{scheme}://…{domain}"),
        None if matches!(host, "127.0.0.1" | "localhost") => format!("{scheme}://{host}"),
        None => format!("{scheme}://…"),
    }
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
