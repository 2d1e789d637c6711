//! The button that opens the setup assistant, or goes back to all settings.

use denwa_core::AdminAction;
use denwa_core::admin_io::SetupCommand;
use denwa_core::text::SetupMsg;
use leptos::prelude::*;

use super::context::use_is_setup;
use crate::admin::use_admin_dispatch;
use crate::view::parts::{SmallButton, use_language};
use crate::view::settings::context::use_settings;

/// The button, for administrators.
#[component]
pub fn SetupButton() -> impl IntoView {
    let dispatch = use_admin_dispatch();
    let language = use_language();
    let is_open = use_is_setup();
    let is_administrator = use_settings().memo(|view| view.is_administrator);
    let word = move || {
        let message = if is_open.get() { SetupMsg::AllSettings } else { SetupMsg::Title };
        message.t(language.get())
    };
    let press = move |_| {
        let command = if is_open.get_untracked() { SetupCommand::Close } else { SetupCommand::Open };
        dispatch(AdminAction::Setup(command));
    };
    view! { <SmallButton word is_hidden=Signal::derive(move || !is_administrator.get()) on_click=press /> }.into_any()
}
