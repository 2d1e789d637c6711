//! A check: its state, what was seen, what it means and what to do.

use denwa_core::Language;
use denwa_core::doctor::{Finding, State, Words};
use denwa_core::start::start_words;
use denwa_core::text::{DoctorMsg, Msg, say};
use leptos::prelude::*;

use super::names::{check_name, state_name};
use super::seen::seen_lines;
use crate::view::parts::use_language;
use crate::view::parts::{Icon, IconName};

/// A check.
#[component]
pub fn Check(finding: Memo<Finding>) -> impl IntoView {
    let language = use_language();
    let check = Memo::new(move |_| finding.with(|finding| finding.check));
    let state = Memo::new(move |_| finding.with(|finding| finding.state));
    let words = Memo::new(move |_| finding.with(|finding| explain(finding.words, language.get())));
    let has_meaning = move || words.with(|(means, _)| means.is_some());
    let has_fix = move || words.with(|(_, fix)| fix.is_some());
    let seen = Memo::new(move |_| {
        let language = language.get();
        let lines = |finding: &Finding| finding.seen.iter().map(|seen| seen_lines(seen, language)).collect::<Vec<_>>();
        finding.with(|finding| lines(finding).join("\n"))
    });
    let fix = move || words.with(|(_, fix)| fix.map(|fix| format!("{}: {fix}", DoctorMsg::Fix.t(language.get()))));
    view! {
        <li class="dw-check" data-check=move || check_name(check.get()) data-state=move || state_name(state.get())>
            <Icon name=Signal::derive(move || icon_of(state.get())) />
            <span class="dw-check__name">{move || check.get().text().t(language.get())}</span>
            <span class="dw-check__state">{move || state.get().text().t(language.get())}</span>
            <p class="dw-check__text" hidden=move || !has_meaning()>
                {move || words.with(|(means, _)| means.clone())}
            </p>
            <p class="dw-check__text dw-check__fix" hidden=move || !has_fix()>{fix}</p>
            <p class="dw-check__seen" hidden=move || seen.with(String::is_empty)>{move || seen.get()}</p>
        </li>
    }
    .into_any()
}

/// What a finding means, and what to do about it.
fn explain(words: Words, language: Language) -> (Option<String>, Option<&'static str>) {
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

fn icon_of(state: State) -> IconName {
    match state {
        State::Ok => IconName::Success,
        State::Warning => IconName::Warning,
        State::Error => IconName::Error,
        State::Unknown => IconName::Info,
        State::Running => IconName::Search,
    }
}
