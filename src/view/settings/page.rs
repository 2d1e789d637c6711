//! The settings page as a whole.

use denwa_core::text::Msg;
use denwa_core::view_model::settings::Reading;
use leptos::prelude::*;

use super::context::SettingsContext;
use super::entries::Entries;
use super::not_there::NotThere;
use super::object_offers::ObjectOffers;
use super::person_name::PersonName;
use super::save_bar::SaveBar;
use super::search_box::SearchBox;
use super::subject::Subject;
use super::tabs::Tabs;
use crate::admin::use_admin_screen;
use crate::view::close_page::ClosePage;

/// The settings page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let Some(first) = use_admin_screen().with_untracked(|screen| screen.settings.clone()) else {
        return ().into_any();
    };
    let settings = SettingsContext::new(first);
    provide_context(settings);
    let is_there = settings.memo(|view| view.reading == Reading::There);
    // While somebody else's settings are being read, the box that asked for them keeps its text and the focus.
    let was_there = Memo::new(move |last: Option<&bool>| is_there.get() || last.copied().unwrap_or_default());
    view! {
        <section class="dw-page" aria-label=move || Msg::Settings.t(settings.language.get())>
            <header class="dw-page__head">
                <h2 class="dw-page__title">{move || Msg::Settings.t(settings.language.get())}</h2>
                <Show when=move || was_there.get()>
                    <PersonName />
                    <SearchBox />
                </Show>
                <ClosePage opener="page-settings" />
            </header>
            <div class="dw-config">
                <Show when=move || was_there.get()>
                    <Subject />
                </Show>
                <Show when=move || is_there.get() fallback=NotThere>
                    <div class="dw-config__body">
                        <Tabs />
                        <Entries />
                    </div>
                    <SaveBar />
                </Show>
                <ObjectOffers />
            </div>
        </section>
    }
    .into_any()
}
