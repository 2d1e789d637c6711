//! The doctor's page: every check with its state, what was seen, what it means and what to do. It decides nothing.

use denwa_core::doctor::{Finding, Seen, State, Words, bundle};
use denwa_core::{Language, Panel};

use super::change;
use super::scope::{word, word_with};
use super::value::{Map, Value};
use crate::shell::{self, browser};

/// Shows the page.
pub fn show(panel: &Panel, copied: &str, page: &mut Map) {
    let language = panel.language();
    let findings = panel.findings();
    let [errors, warnings, running] =
        [State::Error, State::Warning, State::Running].map(|state| bundle::count(&findings, state));
    let sum = match (errors, warnings) {
        _ if running > 0 => word(language, "doctor.running"),
        (0, 0) => word(language, "doctor.sound"),
        _ => word_with(language, "doctor.found", &[&errors.to_string(), &warnings.to_string()]),
    };
    page.put("sum", &sum);
    page.put("running", &(running > 0));
    page.put("copied", &word(language, copied));
    let (mut groups, mut checks) = (Vec::new(), Vec::new());
    for (place, finding) in findings.iter().enumerate() {
        checks.push(row(language, finding));
        let group = finding.check.group();
        if findings.get(place + 1).is_none_or(|next| next.check.group() != group) {
            let mut map = Map::default();
            map.put("group", group);
            map.put("checks", &core::mem::take(&mut checks));
            groups.push(map.done());
        }
    }
    page.put("groups", &groups);
}

/// Copies what may be handed to others.
pub fn copy() {
    change(&mut |local| local.copied = "");
    let at = String::from(js_sys::Date::new_0().to_iso_string());
    let text = shell::read(|panel| bundle::text(&panel.findings(), &at)).unwrap_or_default();
    let told = |copied| change(&mut |local| local.copied = if copied { "doctor.copied" } else { "doctor.notCopied" });
    browser::copy(&text, Box::new(told));
}

fn row(language: Language, finding: &Finding) -> Value {
    let say = |what: &str, code: &str| word(language, &["doctor.", what, ".", code].concat());
    let (means, fix) = match finding.words {
        Words::None => Default::default(),
        Words::Own(what, fix) => (what.t(language).to_owned(), fix.t(language).to_owned()),
        Words::Text(code) => (say(code, "means"), say(code, "fix")),
        Words::After(check) => (word_with(language, "doctor.after", &[&say("check", check.code())]), String::new()),
    };
    let mut map = Map::default();
    map.put("check", finding.check.code());
    map.put("state", finding.state.code());
    map.put("icon", ["success", "warning", "error", "info", "search"][finding.state as usize]);
    map.put("means", &means);
    let fix = if fix.is_empty() { fix } else { [&word(language, "doctor.fix"), ": ", &fix].concat() };
    map.put("fix", &fix);
    map.put("seen", &seen(language, &finding.seen));
    map.done()
}

/// A line for each thing seen.
fn seen(language: Language, all: &[Seen]) -> String {
    let mut text = String::new();
    for seen in all {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&word(language, &["doctor.seen.", seen.what].concat()));
        for (place, part) in seen.value.split('\u{1f}').enumerate() {
            text.push_str(if place == 0 { ": " } else { " · " });
            match part.strip_prefix('@') {
                // A word, and what goes into it.
                Some(parts) => {
                    let mut parts = parts.split('|');
                    let name = parts.next().unwrap_or_default();
                    let (min, max) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                    text.push_str(&word(language, name).replace("{min}", min).replace("{max}", max));
                }
                None => text.push_str(part),
            }
        }
    }
    text
}
