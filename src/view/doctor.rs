//! The doctor's page: every check with its state, what was seen, what it means and what to do. It decides nothing.

use denwa_core::doctor::{Finding, Privacy, State, Words, bundle};
use denwa_core::{Language, Panel};

use super::change;
use super::scope::{said, word};
use super::value::{Map, Value};
use crate::shell::{self, browser};

/// Shows the page.
pub fn show(panel: &Panel, copied: &str, page: &mut Map) {
    let mut counts = [0; 5];
    let (mut groups, mut checks) = (Vec::new(), Vec::new());
    let findings = panel.findings();
    for (place, finding) in findings.iter().enumerate() {
        counts[finding.state as usize] += 1;
        checks.push(row(panel.language(), finding));
        let group = finding.check.group();
        if findings.get(place + 1).is_none_or(|next| next.check.group() != group) {
            let mut map = Map::default();
            map.put("group", group);
            map.list("checks", core::mem::take(&mut checks));
            groups.push(map.done());
        }
    }
    let running = counts[State::Running as usize] > 0;
    let sound = counts[State::Error as usize] + counts[State::Warning as usize] == 0;
    page.put("sum", if running { "doctor.running" } else { ["doctor.found", "doctor.sound"][usize::from(sound)] });
    page.number("errors", counts[State::Error as usize]);
    page.number("warnings", counts[State::Warning as usize]);
    page.flag("running", running);
    page.put("copied", copied);
    page.list("groups", groups);
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
    let mut map = Map::default();
    map.put("check", finding.check.code());
    map.put("state", finding.state.code());
    map.put("icon", ["success", "warning", "error", "info", "search"][finding.state as usize]);
    match finding.words {
        Words::None => {}
        Words::Own(what, fix) => {
            map.put("means", what.t(language));
            map.put("fix", fix.t(language));
        }
        Words::Text(code) => map.put("words", code),
        Words::After(check) => map.text("after", word(language, &["doctor.check.", check.code()].concat())),
    }
    // A line for each thing seen.
    let mut text = String::new();
    for seen in &finding.seen {
        if seen.what.is_empty() {
            text.push_str(" · ");
        } else {
            text.push('\n');
            text.push_str(&word(language, &["doctor.seen.", seen.what].concat()));
            text.push_str(": ");
        }
        if seen.privacy == Privacy::Word {
            text.push_str(&said(language, &seen.value));
        } else {
            text.push_str(&seen.value);
        }
    }
    map.put("seen", text.get(1..).unwrap_or_default());
    map.done()
}
