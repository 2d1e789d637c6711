//! The buttons of the step that is shown.

use denwa_core::admin_io::SetupCommand;
use denwa_core::config::ConfigCommand;
use denwa_core::setup::{Step, StepState};
use denwa_core::text::{DoctorMsg, SettingsMsg, SetupMsg};
use leptos::prelude::*;

use super::context::use_setup;
use crate::view::parts::{SmallButton, use_language};
use crate::view::settings::context::use_settings;

/// Checks again, or makes a test call; goes on, or leaves the step undone.
#[component]
pub fn StepButtons() -> impl IntoView {
    let setup = use_setup();
    let settings = use_settings();
    let language = use_language();
    let is_test = setup.memo(|view| view.step().is_some_and(|step| step.step == Step::TestCall));
    let can_skip = setup.memo(|view| view.step().is_some_and(|step| step.state == StepState::ToDo));
    let can_go_on = setup.memo(|view| {
        let is_settled = |state| matches!(state, StepState::Done | StepState::Waits(_) | StepState::Skipped);
        view.step().is_some_and(|step| is_settled(step.state))
    });
    view! {
        <div class="dw-pager">
            <SmallButton
                word=move || SetupMsg::Next.t(language.get())
                is_hidden=Signal::derive(move || !can_go_on.get())
                on_click=move |_| setup.go(SetupCommand::Next)
            />
            <SmallButton
                word=move || DoctorMsg::CheckAgain.t(language.get())
                is_hidden=is_test
                on_click=move |_| setup.run(SetupCommand::CheckAgain)
            />
            <SmallButton
                word=move || SettingsMsg::TestCall.t(language.get())
                is_hidden=Signal::derive(move || !is_test.get())
                on_click=move |_| settings.run(ConfigCommand::TestCall)
            />
            <SmallButton
                word=move || SetupMsg::Skip.t(language.get())
                is_hidden=Signal::derive(move || !can_skip.get())
                on_click=move |_| setup.go(SetupCommand::Skip)
            />
        </div>
    }
    .into_any()
}
