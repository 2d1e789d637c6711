//! A file next to what is stored.

use denwa_core::config::{ConfigCommand, FileFault};
use denwa_core::text::{SettingsMsg, say};
use denwa_core::view_model::settings::ImportView;
use leptos::prelude::*;

use super::difference::Difference;
use crate::view::parts::{ByPlace, SmallButton};
use crate::view::settings::context::use_settings;

/// What a file has that differs from what is stored, to choose from.
#[component]
pub fn Comparison() -> impl IntoView {
    let settings = use_settings();
    let language = settings.language;
    let is_open = settings.memo(|view| view.import.is_some());
    let fault = settings.memo(|view| match view.import {
        Some(ImportView::Refused(fault)) => Some(fault),
        _ => None,
    });
    let differences = settings.memo(|view| match &view.import {
        Some(ImportView::Differences(differences)) => differences.iter().cloned().enumerate().collect(),
        _ => Vec::new(),
    });
    let count = Memo::new(move |_| differences.with(Vec::len));
    let is_compared = move || is_open.get() && fault.with(Option::is_none);
    let word = move |message: SettingsMsg| move || message.t(language.get());
    let item = |item| view! { <Difference item /> }.into_any();
    view! {
        <p class="dw-field__wrong" role="alert" hidden=move || fault.with(Option::is_none)>
            {move || fault.get().map(|fault| fault_message(fault).t(language.get()))}
        </p>
        <p role="status" hidden=move || !is_compared()>
            {move || is_compared().then(|| say::settings::differences(language.get(), count.get()))}
        </p>
        <div class="dw-rows">
            <ByPlace items=differences children=item />
        </div>
        <div class="dw-pager" hidden=move || !is_open.get()>
            <SmallButton
                word=word(SettingsMsg::ApplyImport)
                is_hidden=Signal::derive(move || count.get() == 0)
                on_click=move |_| settings.run(ConfigCommand::ApplyImport)
            />
            <SmallButton word=word(SettingsMsg::Close) on_click=move |_| settings.run(ConfigCommand::CloseImport) />
        </div>
    }
    .into_any()
}

fn fault_message(fault: FileFault) -> SettingsMsg {
    match fault {
        FileFault::NotJson => SettingsMsg::FileNotJson,
        FileFault::NotSettings => SettingsMsg::FileNotSettings,
        FileFault::Newer => SettingsMsg::FileNewer,
    }
}
