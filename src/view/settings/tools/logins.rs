//! Logins of many users, mapped by a CSV file.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::chosen_file::ChosenFile;
use super::login_line::LoginLine;
use crate::view::parts::{ByPlace, SmallButton};
use crate::view::settings::context::use_settings;

/// Reads the file, shows what becomes of its lines, and saves those that are valid.
#[component]
pub fn Logins() -> impl IntoView {
    let settings = use_settings();
    let lines = settings.memo(|view| view.logins.clone().unwrap_or_default());
    let is_open = settings.memo(|view| view.logins.is_some());
    let word = move |message: SettingsMsg| Signal::derive(move || message.t(settings.language.get()));
    view! {
        <section class="dw-field">
            <h3 class="dw-field__label">{word(SettingsMsg::Logins)}</h3>
            <p class="dw-field__help">{word(SettingsMsg::LoginsHelp)}</p>
            <div class="dw-pager">
                <ChosenFile
                    id="config-logins"
                    accept=".csv,.txt"
                    word=word(SettingsMsg::ChooseCsv)
                    on_text=move |text| settings.run(ConfigCommand::ReadLogins(text))
                />
            </div>
            <div class="dw-rows">
                <ByPlace items=lines children=|line| view! { <LoginLine line /> }.into_any() />
            </div>
            <div class="dw-pager" hidden=move || !is_open.get()>
                <SmallButton
                    word=word(SettingsMsg::SaveLogins)
                    on_click=move |_| settings.run(ConfigCommand::SaveLogins)
                />
                <SmallButton word=word(SettingsMsg::Close) on_click=move |_| settings.run(ConfigCommand::CloseLogins) />
            </div>
        </section>
    }
    .into_any()
}
