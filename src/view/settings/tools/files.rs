//! All settings as a JSON file.

use denwa_core::config::{ConfigCommand, FileFault, FileHeader, SettingsFile};
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::chosen_file::ChosenFile;
use super::comparison::Comparison;
use super::export_link::ExportLink;
use crate::json;
use crate::view::settings::context::use_settings;

/// Export and import.
#[component]
pub fn Files() -> impl IntoView {
    let settings = use_settings();
    let word = move |message: SettingsMsg| move || message.t(settings.language.get());
    let import = move |text: String| settings.run(ConfigCommand::Import(read_file(&text)));
    view! {
        <section class="dw-field">
            <h3 class="dw-field__label">{word(SettingsMsg::Files)}</h3>
            <p class="dw-field__help">{word(SettingsMsg::FilesHelp)}</p>
            <div class="dw-pager">
                <ExportLink />
                <ChosenFile
                    id="config-import"
                    accept=".json"
                    word=Signal::derive(word(SettingsMsg::Import))
                    on_text=import
                />
            </div>
            <Comparison />
        </section>
    }
    .into_any()
}

/// Reads a file of settings, or says why it is none.
fn read_file(text: &str) -> Result<SettingsFile, FileFault> {
    let header: FileHeader = json::from_text(text).map_err(|error| match error {
        json::JsonError::Shape(_) => FileFault::NotSettings,
        _ => FileFault::NotJson,
    })?;
    header.check()?;
    json::from_text(text).map_err(|_| FileFault::NotSettings)
}
