//! A check: its state, what was seen, what it means and what to do.

use denwa_core::doctor::{Finding, State};
use leptos::prelude::*;

use super::explained::{Explained, Explanation};
use super::names::{check_name, state_name};
use crate::view::parts::{Icon, IconName, use_language};

/// A check.
#[component]
pub fn Check(finding: Memo<Finding>) -> impl IntoView {
    let language = use_language();
    let check = Memo::new(move |_| finding.with(|finding| finding.check));
    let state = Memo::new(move |_| finding.with(|finding| finding.state));
    let explained = Memo::new(move |_| finding.with(|finding| Explained::of(finding, language.get())));
    view! {
        <li class="dw-check" data-check=move || check_name(check.get()) data-state=move || state_name(state.get())>
            <Icon name=Signal::derive(move || icon_of(state.get())) />
            <span class="dw-check__name">{move || check.get().text().t(language.get())}</span>
            <span class="dw-check__state">{move || state.get().text().t(language.get())}</span>
            <Explanation explained />
        </li>
    }
    .into_any()
}

/// The picture of a state.
#[must_use]
pub fn icon_of(state: State) -> IconName {
    match state {
        State::Ok => IconName::Success,
        State::Warning => IconName::Warning,
        State::Error => IconName::Error,
        State::Unknown => IconName::Info,
        State::Running => IconName::Search,
    }
}
