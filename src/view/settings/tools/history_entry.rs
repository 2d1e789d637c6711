//! A change of the past.

use denwa_core::text::SettingsMsg;
use denwa_core::view_model::settings::HistoryEntry;
use leptos::prelude::*;

use crate::view::parts::local_time;
use crate::view::settings::context::use_settings;
use crate::view::settings::values::{change_label, slot_label};

/// A change that was made.
#[component]
pub fn HistoryEntryRow(entry: HistoryEntry) -> impl IntoView {
    let settings = use_settings();
    let language = settings.language;
    let time_zone = settings.memo(|view| view.time_zone.clone());
    let entry = StoredValue::new(entry);
    let what = move || entry.with_value(|entry| slot_label(&entry.what, language.get()));
    let change = move || {
        entry
            .with_value(|entry| change_label(entry.what.as_ref().ok().copied(), &entry.from, &entry.to, language.get()))
    };
    let about = move || {
        entry.with_value(|entry| {
            let at = local_time(entry.at, &time_zone.get(), language.get());
            let place = if entry.level.is_none() { SettingsMsg::Lock.t(language.get()) } else { &entry.name };
            format!("{at} · {} · {place}", entry.by)
        })
    };
    view! {
        <div class="dw-row dw-row--line">
            <div class="dw-row__line">
                <span class="dw-field__label">{what}</span>
                <span>{change}</span>
                <span class="dw-row__about">{about}</span>
            </div>
        </div>
    }
    .into_any()
}
