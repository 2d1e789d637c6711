//! All steps.

use denwa_core::text::SetupMsg;
use leptos::prelude::*;

use super::context::use_setup;
use super::line::StepLine;
use crate::view::parts::roving::rove_rows;
use crate::view::parts::{ByPlace, use_language};

/// All steps, each with how far it has come. The arrow keys move in the list.
#[component]
pub fn StepList() -> impl IntoView {
    let language = use_language();
    let steps = use_setup().memo(|view| view.steps.iter().cloned().enumerate().collect::<Vec<_>>());
    view! {
        <section class="dw-setup__all" aria-labelledby="setup-all">
            <h3 class="dw-field__label" id="setup-all">{move || SetupMsg::Steps.t(language.get())}</h3>
            <ol class="dw-checks" on:keydown=move |event| rove_rows(&event)>
                <ByPlace items=steps children=|step| view! { <StepLine step /> }.into_any() />
            </ol>
        </section>
    }
    .into_any()
}
