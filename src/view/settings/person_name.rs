//! The name of the person whose settings are shown.

use denwa_core::config::Subject;
use denwa_core::text::{SettingsMsg, say};
use leptos::prelude::*;

use super::context::{SettingsContext, use_settings};

/// Whose settings are shown, for those who may look at others': always in sight.
#[component]
pub fn PersonName() -> impl IntoView {
    let settings: SettingsContext = use_settings();
    let name = settings.memo(|view| match view.subject {
        _ if !view.is_administrator || !view.is_subject_resolved => None,
        Subject::Me => Some(None),
        Subject::Profile(_) | Subject::User(_) => Some(Some(view.subject_name.clone())),
    });
    let words = move || {
        let language = settings.language.get();
        name.get().map(|name| match name {
            Some(name) => say::settings::shown_for(language, &name),
            None => SettingsMsg::OwnSettings.t(language).to_owned(),
        })
    };
    view! { <p class="dw-page__about" role="status">{words}</p> }.into_any()
}
