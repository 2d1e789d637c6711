//! The button that opens the setup assistant, or goes back to all settings.

use denwa_core::AdminAction;
use denwa_core::admin_io::SetupCommand;
use denwa_core::text::SetupMsg;
use leptos::prelude::*;

use super::context::use_is_setup;
use crate::admin::use_admin_dispatch;
use crate::view::parts::{Icon, IconName, use_language};
use crate::view::settings::context::use_settings;

/// The button, for administrators. Beside the search field of a narrow page only its picture is seen.
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
    let icon = Signal::derive(move || if is_open.get() { IconName::Settings } else { IconName::Check });
    let press = move |_| {
        let command = if is_open.get_untracked() { SetupCommand::Close } else { SetupCommand::Open };
        dispatch(AdminAction::Setup(command));
    };
    view! {
        <button
            type="button"
            class="dw-action dw-action--small dw-setup-button"
            class:dw-setup-button--short=move || !is_open.get()
            title=word
            hidden=move || !is_administrator.get()
            on:click=press
        >
            <Icon name=icon />
            <span class="dw-setup-button__word">{word}</span>
        </button>
    }
    .into_any()
}
