//! The padlock of a setting.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::Key;
use denwa_core::text::SettingsMsg;
use denwa_core::view_model::settings::FieldView;
use leptos::prelude::*;

use crate::view::parts::{Icon, IconName, aria};
use crate::view::settings::context::use_settings;

/// The padlock of a setting.
#[component]
pub fn LockButton(key: Key, field: Memo<FieldView>) -> impl IntoView {
    let settings = use_settings();
    let is_locked = move || field.with(|field| field.is_locked);
    let is_lockable = move || field.with(|field| field.is_lockable);
    let title = move || {
        let message = if is_locked() { SettingsMsg::Locked } else { SettingsMsg::Unlocked };
        message.t(settings.language.get())
    };
    let toggle = move |_| {
        let (is_locked, is_lockable) = field.with_untracked(|field| (field.is_locked, field.is_lockable));
        if is_lockable {
            settings.run(ConfigCommand::Lock { key, locked: !is_locked });
        }
    };
    view! {
        <button
            type="button"
            class="dw-tool dw-tool--small dw-lock"
            aria-label=move || SettingsMsg::Lock.t(settings.language.get())
            aria-describedby=format!("label-{}", key.code())
            title=title
            aria-pressed=move || aria(is_locked())
            aria-disabled=move || aria(!is_lockable())
            on:click=toggle
        >
            <Icon name=Signal::derive(move || if is_locked() { IconName::Lock } else { IconName::Unlock }) />
        </button>
    }
    .into_any()
}
