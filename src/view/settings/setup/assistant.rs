//! The setup assistant as a whole.

use leptos::prelude::*;

use super::context::SetupContext;
use super::current::Current;
use super::list::StepList;
use crate::admin::use_admin_screen;

/// The assistant.
#[component]
pub fn SetupAssistant() -> impl IntoView {
    let Some(first) = use_admin_screen().with_untracked(|screen| screen.setup.clone()) else {
        return ().into_any();
    };
    provide_context(SetupContext::new(first));
    view! {
        <div class="dw-setup" id="setup">
            <Current />
            <StepList />
        </div>
    }
    .into_any()
}
