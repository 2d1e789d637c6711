//! What a finding means, what to do about it, and the facts that it shows, in words.

use denwa_core::Language;
use denwa_core::doctor::{Finding, Words};
use denwa_core::start::start_words;
use denwa_core::text::{DoctorMsg, Msg, say};
use leptos::prelude::*;

use super::seen::seen_lines;
use crate::view::parts::use_language;

/// What a finding means, what to do about it, and the facts that it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// What it means.
    pub means: Option<String>,
    /// What to do about it.
    pub fix: Option<&'static str>,
    /// The facts, a line each.
    pub seen: String,
}

impl Explained {
    /// The words of a finding.
    #[must_use]
    pub fn of(finding: &Finding, language: Language) -> Self {
        let (means, fix) = meaning(finding.words, language);
        let seen: Vec<_> = finding.seen.iter().map(|seen| seen_lines(seen, language)).collect();
        Self { means, fix, seen: seen.join("\n") }
    }
}

/// Three paragraphs, of which those that have nothing to say are hidden.
#[component]
pub fn Explanation(explained: Memo<Explained>) -> impl IntoView {
    let language = use_language();
    let means = Memo::new(move |_| explained.with(|explained| explained.means.clone()));
    let fix = Memo::new(move |_| explained.with(|explained| explained.fix));
    let seen = Memo::new(move |_| explained.with(|explained| explained.seen.clone()));
    let fix_words = move || fix.get().map(|fix| format!("{}: {fix}", DoctorMsg::Fix.t(language.get())));
    view! {
        <p class="dw-check__text" hidden=move || means.with(Option::is_none)>{means}</p>
        <p class="dw-check__text dw-check__fix" hidden=move || fix.get().is_none()>{fix_words}</p>
        <p class="dw-check__seen" hidden=move || seen.with(String::is_empty)>{seen}</p>
    }
    .into_any()
}

fn meaning(words: Words, language: Language) -> (Option<String>, Option<&'static str>) {
    match words {
        Words::None => (None, None),
        Words::Start(fault) => {
            let (means, fix) = start_words(fault);
            (Some(means.t(language).to_owned()), Some(fix.t(language)))
        }
        Words::OpenedElsewhere => (Some(Msg::RefusedReplaced.t(language).to_owned()), Some(Msg::TryAgain.t(language))),
        Words::Diagnosis(diagnosis) => (Some(diagnosis.means(language).to_owned()), Some(diagnosis.fix(language))),
        Words::After(check) => (Some(say::doctor::after(language, check.text())), None),
    }
}
