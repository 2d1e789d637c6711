//! Who changed which value, and when.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use denwa_core::view_model::settings::HistoryView;
use leptos::prelude::*;

use super::history_entry::HistoryEntryRow;
use crate::view::parts::SmallButton;
use crate::view::settings::context::use_settings;

/// The history, once it is asked for.
#[component]
pub fn History() -> impl IntoView {
    let settings = use_settings();
    let history = settings.memo(|view| view.history.clone());
    let is_open = Memo::new(move |_| history.with(Option::is_some));
    let word = move |message: SettingsMsg| Signal::derive(move || message.t(settings.language.get()));
    let changes = move || match history.get() {
        None => ().into_any(),
        Some(HistoryView::Waiting) => view! { <p role="status">{word(SettingsMsg::Loading)}</p> }.into_any(),
        Some(HistoryView::Failed { detail }) => view! {
            <p class="dw-field__wrong" role="alert">{word(SettingsMsg::HistoryNotRead)} " " {detail}</p>
        }
        .into_any(),
        Some(HistoryView::There(entries)) if entries.is_empty() => {
            view! { <p role="status">{word(SettingsMsg::HistoryEmpty)}</p> }.into_any()
        }
        Some(HistoryView::There(entries)) => {
            let entries = entries.iter().cloned().map(|entry| view! { <HistoryEntryRow entry /> }).collect_view();
            view! { <div class="dw-rows">{entries}</div> }.into_any()
        }
    };
    view! {
        <section class="dw-field">
            <h3 class="dw-field__label">{word(SettingsMsg::History)}</h3>
            <p class="dw-field__help">{word(SettingsMsg::HistoryHelp)}</p>
            <div class="dw-pager">
                <SmallButton
                    word=word(SettingsMsg::ShowHistory)
                    on_click=move |_| settings.run(ConfigCommand::ShowHistory(None))
                />
                <Show when=move || is_open.get()>
                    <SmallButton
                        word=word(SettingsMsg::Close)
                        on_click=move |_| settings.run(ConfigCommand::CloseHistory)
                    />
                </Show>
            </div>
            {changes}
        </section>
    }
    .into_any()
}
