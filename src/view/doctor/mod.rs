//! The doctor's page: every check with its state, what was seen, what it means and what to do. It decides nothing.

use denwa_core::doctor::{Check, Finding, State, Words, bundle};
use denwa_core::{Page, UserAction};
use leptos::prelude::*;

use super::el::{El, button, changing_icon, el};
use super::{Ui, act};
use crate::shell::browser;

/// What came of copying.
#[derive(Clone, Copy, PartialEq)]
enum Copied {
    No,
    Yes,
    Failed,
}

/// The page.
pub fn view(ui: Ui) -> El {
    let copied = RwSignal::new(Copied::No);
    let count = move |state| ui.read(|screen| bundle::count(&screen.findings, state));
    let running = move || count(State::Running) > 0;
    let page = el("div", "dw-doctor").state("aria-busy", running).with(&[
        // Read aloud when it changes: that it is being found out, and what came of it.
        el("p", "dw-doctor__sum").attr("role", "status").text_of(move || {
            match (count(State::Error), count(State::Warning)) {
                _ if running() => ui.word("doctor.running"),
                (0, 0) => ui.word("doctor.sound"),
                (errors, warnings) => ui.word_with("doctor.found", &[&errors.to_string(), &warnings.to_string()]),
            }
        }),
        el("div", "dw-doctor__tools").with(&[
            button("dw-action dw-action--small")
                .text_of(move || ui.word("doctor.again"))
                .press(|| act(UserAction::Show(Page::Doctor))),
            button("dw-action dw-action--small")
                .text_of(move || ui.word("doctor.copy"))
                .press(move || copy(ui, copied)),
            el("p", "dw-doctor__note").attr("role", "status").text_of(move || match copied.get() {
                Copied::No => String::new(),
                Copied::Yes => ui.word("doctor.copied"),
                Copied::Failed => ui.word("doctor.notCopied"),
            }),
        ]),
    ]);
    let mut named = "";
    let mut list = el("ul", "dw-checks");
    for check in Check::ALL {
        let group = check.group();
        if group != named {
            named = group;
            list = el("ul", "dw-checks");
            let heading = el("h3", "dw-doctor__group").text_of(move || ui.word(&key("group", group)));
            let _ = page.clone().with(&[heading, list.clone()]);
        }
        let _ = list.clone().with(&[row(ui, *check)]);
    }
    page
}

/// The key of a word of the doctor.
fn key(what: &str, code: &str) -> String {
    ["doctor.", what, ".", code].concat()
}

fn copy(ui: Ui, copied: RwSignal<Copied>) {
    copied.set(Copied::No);
    let at = js_sys::Date::new_0().to_iso_string();
    let text = ui.screen.with_untracked(|screen| bundle::text(&screen.findings, &String::from(at)));
    browser::copy(&text, Box::new(move |done| copied.set(if done { Copied::Yes } else { Copied::Failed })));
}

fn row(ui: Ui, check: Check) -> El {
    let read = move |tell: fn(Ui, &Finding) -> String| {
        move || {
            ui.read(|screen| screen.findings.get(check as usize).map(|finding| tell(ui, finding)).unwrap_or_default())
        }
    };
    let state =
        move || ui.read(|screen| screen.findings.get(check as usize).map_or(State::Unknown, |found| found.state));
    let part = |class: &str, tell: fn(Ui, &Finding) -> String| {
        el("p", class).shown(move || !read(tell)().is_empty()).text_of(read(tell))
    };
    el("li", "dw-check")
        .attr("data-check", check.code())
        .attr_of("data-state", move || Some(state().code().to_owned()))
        .with(&[
            changing_icon(ui, move || match state() {
                State::Ok => "success",
                State::Warning => "warning",
                State::Error => "error",
                State::Unknown => "info",
                State::Running => "search",
            }),
            el("span", "dw-check__name").text_of(move || ui.word(&key("check", check.code()))),
            el("span", "dw-check__state").text_of(move || ui.word(&key("state", state().code()))),
            part("dw-check__text", means),
            part("dw-check__text dw-check__fix", fix),
            part("dw-check__seen", seen),
        ])
}

fn means(ui: Ui, finding: &Finding) -> String {
    match finding.words {
        Words::None => String::new(),
        Words::Own(what, _) => what.t(ui.language()).to_owned(),
        Words::Text(code) => ui.word(&key(code, "means")),
        Words::After(check) => ui.word_with("doctor.after", &[&ui.word(&key("check", check.code()))]),
    }
}

fn fix(ui: Ui, finding: &Finding) -> String {
    let words = match finding.words {
        Words::None | Words::After(_) => return String::new(),
        Words::Own(_, fix) => fix.t(ui.language()).to_owned(),
        Words::Text(code) => ui.word(&key(code, "fix")),
    };
    [&ui.word("doctor.fix"), ": ", &words].concat()
}

/// A line for each thing seen.
fn seen(ui: Ui, finding: &Finding) -> String {
    let mut text = String::new();
    for seen in &finding.seen {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&ui.word(&key("seen", seen.what)));
        for (place, part) in seen.value.split('\u{1f}').enumerate() {
            text.push_str(if place == 0 { ": " } else { " · " });
            match part.strip_prefix('@') {
                // A word, and what goes into it.
                Some(word) => {
                    let mut parts = word.split('|');
                    let name = parts.next().unwrap_or_default();
                    let (min, max) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                    text.push_str(&ui.word(name).replace("{min}", min).replace("{max}", max));
                }
                None => text.push_str(part),
            }
        }
    }
    text
}
