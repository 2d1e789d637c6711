//! What is open: the settings and lists of a tab, or those that a search finds.

use denwa_core::settings::Group;
use denwa_core::text::{Language, SettingsMsg, say};
use leptos::html::Div;
use leptos::prelude::*;

use super::context::use_settings;
use super::entry::Entry;
use super::preview::Preview;
use super::tab::Tab;
use super::tools::Tools;

/// So many of the settings that a search finds are shown: typing on finds fewer.
const MOST_FOUND: usize = 8;

/// The panel of the open tab.
#[component]
pub fn Entries() -> impl IntoView {
    let settings = use_settings();
    let search = Memo::new(move |_| settings.search.with(|text| text.trim().to_lowercase()));
    let is_searching = Memo::new(move |_| search.with(|text| !text.is_empty()));
    let found = Memo::new(move |_| {
        let language = settings.language.get();
        let tab = settings.tab.get();
        let is_shown = |entry: &Entry| match search.get() {
            text if text.is_empty() => Tab::Group(entry.group()) == tab,
            text => entry.has(&text, language),
        };
        Entry::all().filter(is_shown).collect::<Vec<_>>()
    });
    let shown = move || {
        let most = if is_searching.get() { MOST_FOUND } else { usize::MAX };
        found.with(|found| found.iter().copied().take(most).collect::<Vec<_>>())
    };
    let is_open = move |tab: Tab| !is_searching.get() && settings.tab.get() == tab;
    let panel = NodeRef::<Div>::new();
    Effect::new(move || {
        settings.tab.track();
        // Another tab begins at its top.
        if let Some(panel) = panel.get() {
            panel.set_scroll_top(0);
        }
    });
    view! {
        <div
            id="config-panel"
            class="dw-config__panel"
            role="tabpanel"
            tabindex="0"
            node_ref=panel
            aria-labelledby=move || settings.tab.get().id()
        >
            <div>
                <For each=shown key=|entry| *entry children=Entry::view />
            </div>
            <Show when=move || is_open(Tab::Group(Group::PopUp))>
                <Preview />
            </Show>
            <Show when=move || is_open(Tab::Tools)>
                <Tools />
            </Show>
            <p class="dw-field__help" role="status">
                {move || is_searching.get().then(|| found_words(found.with(Vec::len), settings.language.get()))}
            </p>
        </div>
    }
    .into_any()
}

/// That a search finds nothing, or more than is shown.
fn found_words(found: usize, language: Language) -> String {
    match found {
        0 => SettingsMsg::NothingFound.t(language).to_owned(),
        found if found > MOST_FOUND => say::settings::more_found(language, found - MOST_FOUND),
        _ => String::new(),
    }
}
