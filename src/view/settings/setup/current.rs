//! The step that is shown: what is to be done, where, and how to go on.

use denwa_core::text::{DoctorMsg, SetupMsg, say};
use leptos::html;
use leptos::prelude::*;

use super::buttons::StepButtons;
use super::context::{SetupContext, use_setup};
use super::remedies::Remedies;
use super::words::{explain, state_name, step_label};
use crate::view::doctor::Explanation;
use crate::view::parts::focus::give_focus;
use crate::view::parts::use_language;

/// The step that is shown; in its place that it is being looked for, or that none is left.
#[component]
pub fn Current() -> impl IntoView {
    let setup: SetupContext = use_setup();
    let language = use_language();
    let place = setup.memo(|view| view.place);
    let is_finished = setup.memo(|view| view.is_finished);
    let counts = setup.memo(|view| (view.done(), view.steps.len()));
    let is_shown = Memo::new(move |_| place.get().is_some());
    let heading = NodeRef::<html::H3>::new();
    Effect::new(move || {
        let is_settled = place.get().is_some() || is_finished.get();
        if is_settled && setup.take_focus() {
            give_focus(heading.get_untracked().as_ref());
        }
    });
    let title = setup.step(|step| step.step);
    let title = move || match title.get() {
        Some(step) => step_label(step, language.get()),
        None if is_finished.get() => {
            let (done, all) = counts.get();
            if done == all { SetupMsg::Finished.t(language.get()) } else { SetupMsg::FinishedPartly.t(language.get()) }
        }
        None => DoctorMsg::Checking.t(language.get()),
    };
    let progress = move || {
        let (done, all) = counts.get();
        let progress = say::setup::progress(language.get(), done, all);
        let place = place.get().map(|place| say::setup::place(language.get(), place + 1, all));
        place.into_iter().chain([progress]).collect::<Vec<_>>().join(" · ")
    };
    let state = setup.step(|step| step.state);
    let explained = setup.memo(move |view| view.step().map(|step| explain(step, language.get())).unwrap_or_default());
    view! {
        <section class="dw-setup__step" aria-labelledby="setup-step" data-state=move || state.get().map(state_name)>
            <p class="dw-field__help" hidden=move || place.get() != Some(0)>{move || SetupMsg::Intro.t(language.get())}</p>
            <p class="dw-field__help">{progress}</p>
            <h3 class="dw-setup__title" id="setup-step" tabindex="-1" node_ref=heading>{title}</h3>
            <p class="dw-setup__state" role="status">
                {move || state.get().map(|state| state.text().t(language.get()))}
            </p>
            <Show when=move || is_shown.get()>
                <Explanation explained />
                <Remedies />
                <StepButtons />
            </Show>
        </section>
    }
    .into_any()
}
