//! A step in the list.

use denwa_core::admin_io::SetupCommand;
use denwa_core::view_model::StepView;
use leptos::prelude::*;

use super::context::use_setup;
use super::words::{state_name, step_icon, step_label, step_name};
use crate::view::doctor::state_name as found_name;
use crate::view::parts::{Icon, use_language};

/// A step: a button that shows it.
#[component]
pub fn StepLine(
    /// Its place, counted from 0, and the step.
    step: Memo<(usize, StepView)>,
) -> impl IntoView {
    let setup = use_setup();
    let language = use_language();
    let place = step.with_untracked(|(place, _)| *place);
    let is_shown = setup.memo(move |view| view.place == Some(place));
    // The Tab key stops at the step that is shown, or at the first.
    let is_stop = setup.memo(move |view| view.place.unwrap_or_default() == place);
    let state = Memo::new(move |_| step.with(|(_, view)| view.state));
    let name = Memo::new(move |_| step.with(|(_, view)| view.step));
    let found = Memo::new(move |_| step.with(|(_, view)| view.finding.as_ref().map(|found| found.state)));
    let icon = Memo::new(move |_| step.with(|(_, view)| step_icon(view)));
    view! {
        <li>
            <button
                type="button"
                class="dw-setup__line"
                data-rove=""
                data-step=move || step_name(name.get())
                data-state=move || state_name(state.get())
                data-found=move || found.get().map(found_name)
                aria-current=move || is_shown.get().then_some("step")
                tabindex=move || if is_stop.get() { "0" } else { "-1" }
                on:click=move |_| setup.go(SetupCommand::Choose(place))
            >
                <Icon name=icon />
                <span class="dw-setup__name">{move || step_label(name.get(), language.get())}</span>
                <span class="dw-setup__mark">{move || state.get().text().t(language.get())}</span>
            </button>
        </li>
    }
    .into_any()
}
