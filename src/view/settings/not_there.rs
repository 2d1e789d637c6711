//! What stands in the place of settings that have not been read.

use denwa_core::config::ConfigCommand;
use denwa_core::text::{Msg, SettingsMsg};
use denwa_core::view_model::settings::Reading;
use leptos::prelude::*;

use super::context::use_settings;
use crate::view::parts::SmallButton;

/// The words in place of the form while the settings load, or if they cannot be read.
#[component]
pub fn NotThere() -> impl IntoView {
    let settings = use_settings();
    let failure = settings.memo(|view| match &view.reading {
        Reading::Failed { detail } => Some(detail.clone()),
        Reading::Waiting | Reading::There => None,
    });
    let word = move |message: SettingsMsg| move || message.t(settings.language.get());
    let content = move || match failure.get() {
        None => view! { <p class="dw-wait">{word(SettingsMsg::Loading)}</p> }.into_any(),
        Some(detail) => view! {
            <p role="alert">{word(SettingsMsg::NotRead)} " " {detail}</p>
            <SmallButton
                word=move || Msg::TryAgain.t(settings.language.get())
                on_click=move |_| settings.run(ConfigCommand::TryAgain)
            />
        }
        .into_any(),
    };
    view! { <div class="dw-start">{content}</div> }.into_any()
}
