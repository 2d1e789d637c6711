//! The settings page as a whole.

use denwa_core::text::{Msg, SetupMsg};
use denwa_core::view_model::settings::Reading;
use leptos::prelude::*;

use super::context::SettingsContext;
use super::form::Form;
use super::object_offers::ObjectOffers;
use super::person_name::PersonName;
use super::search_box::SearchBox;
use super::setup::{SetupAssistant, SetupButton, use_is_setup};
use crate::admin::use_admin_screen;
use crate::view::close_page::ClosePage;

/// The settings page: all settings, or the setup assistant.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let Some(first) = use_admin_screen().with_untracked(|screen| screen.settings.clone()) else {
        return ().into_any();
    };
    let settings = SettingsContext::new(first);
    provide_context(settings);
    let is_setup = use_is_setup();
    let is_there = settings.memo(|view| view.reading == Reading::There);
    // While somebody else's settings are being read, the box that asked for them keeps its text and the focus.
    let was_there = Memo::new(move |last: Option<&bool>| is_there.get() || last.copied().unwrap_or_default());
    let title = move || {
        let language = settings.language.get();
        if is_setup.get() { SetupMsg::Title.t(language) } else { Msg::Settings.t(language) }
    };
    view! {
        <section class="dw-page" aria-label=title>
            <header class="dw-page__head">
                <h2 class="dw-page__title">{title}</h2>
                <Show when=move || was_there.get() && !is_setup.get()>
                    <PersonName />
                    <SearchBox />
                </Show>
                <SetupButton />
                <ClosePage opener="page-settings" />
            </header>
            <div class="dw-config">
                <Show when=move || is_setup.get() fallback=move || view! { <Form was_there /> }>
                    <SetupAssistant />
                </Show>
                <ObjectOffers />
            </div>
        </section>
    }
    .into_any()
}
