//! A place that somebody else changed meanwhile: both values, side by side.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use denwa_core::view_model::settings::ConflictView;
use leptos::prelude::*;

use super::context::use_settings;
use super::values::{content_label, level_label, slot_label};
use crate::view::parts::{SmallButton, local_time};

/// A conflict.
#[component]
pub fn Conflict(conflict: Memo<ConflictView>) -> impl IntoView {
    let settings = use_settings();
    let language = settings.language;
    let time_zone = settings.memo(|view| view.time_zone.clone());
    let place = move || {
        conflict.with(|conflict| {
            let language = language.get();
            let what = slot_label(&Ok(conflict.slot.kind()), language);
            let level = conflict.slot.level();
            let level = level.map_or(SettingsMsg::Lock.t(language), |level| level_label(Some(level), language));
            format!("{what} · {level}")
        })
    };
    let mine =
        move || conflict.with(|conflict| content_label(Some(conflict.slot.kind()), &conflict.mine, language.get()));
    let theirs =
        move || conflict.with(|conflict| content_label(Some(conflict.slot.kind()), &conflict.theirs, language.get()));
    let author = move || {
        conflict.with(|conflict| {
            let at = conflict.at.map(|at| local_time(at, &time_zone.get(), language.get()));
            format!("{} {}", conflict.by, at.unwrap_or_default())
        })
    };
    let slot = move || conflict.with_untracked(|conflict| conflict.slot.clone());
    let word = move |message: SettingsMsg| move || message.t(language.get());
    view! {
        <section class="dw-conflict" role="group" aria-label=place>
            <p class="dw-field__label">{place}</p>
            <div class="dw-conflict__side">
                <p class="dw-field__help">{word(SettingsMsg::Mine)}</p>
                <p class="dw-conflict__value">{mine}</p>
                <SmallButton
                    word=word(SettingsMsg::TakeMine)
                    on_click=move |_| settings.run(ConfigCommand::KeepMine(slot()))
                />
            </div>
            <div class="dw-conflict__side">
                <p class="dw-field__help"><span>{word(SettingsMsg::Theirs)}</span> " " <span>{author}</span></p>
                <p class="dw-conflict__value">{theirs}</p>
                <SmallButton
                    word=word(SettingsMsg::TakeTheirs)
                    on_click=move |_| settings.run(ConfigCommand::TakeTheirs(slot()))
                />
            </div>
        </section>
    }
    .into_any()
}
