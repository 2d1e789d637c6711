//! A line of a file of logins.

use denwa_core::Language;
use denwa_core::config::LoginState;
use denwa_core::settings::{Key, Reason};
use denwa_core::text::{SettingsMsg, say};
use denwa_core::view_model::settings::LoginView;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;
use crate::view::settings::values::value_label;

#[component]
pub fn LoginLine(line: Memo<LoginView>) -> impl IntoView {
    let settings = use_settings();
    let mapping = move || line.with(|line| format!("{} → {}", line.username, line.login));
    let state = move || line.with(|line| state_words(line, settings.language.get()));
    view! {
        <p class="dw-row dw-row--line">
            <span class="dw-row__line">{mapping}</span>
            <span>{state}</span>
        </p>
    }
    .into_any()
}

fn state_words(line: &LoginView, language: Language) -> String {
    match line.state {
        LoginState::Asked => SettingsMsg::LoginAsked.t(language).to_owned(),
        LoginState::Ready => say::settings::login_ready(language, &value_label(Key::Login, &line.now, language)),
        LoginState::Same => SettingsMsg::LoginSame.t(language).to_owned(),
        LoginState::Saved => SettingsMsg::LoginSaved.t(language).to_owned(),
        LoginState::Wrong(Reason::Taken) if !line.taken_by.is_empty() => {
            say::settings::login_taken(language, &line.taken_by)
        }
        LoginState::Wrong(reason) => reason.words(Key::Login.row().kind, language),
    }
}
