//! The buttons that turn the pages of a long list.

use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::context::{ListContext, PAGE, Part};
use crate::view::parts::SmallButton;
use crate::view::settings::context::use_settings;

/// Turns the pages, where there are several.
#[component]
pub fn Pager() -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let part = Memo::new(move |_| context.part());
    let is_first = move || part.get().from == 1;
    let is_last = move || part.with(|part| part.to == part.all);
    let word = move |message: SettingsMsg| move || message.t(settings.language.get());
    let position = move || {
        let Part { from, to, all } = part.get();
        format!("{from}–{to} / {all}")
    };
    view! {
        <div class="dw-pager" hidden=move || part.with(|part| part.all <= PAGE)>
            <SmallButton
                word=word(SettingsMsg::PreviousPage)
                is_disabled=Signal::derive(is_first)
                on_click=move |_| context.turn(true)
            />
            <span class="dw-number" role="status">{position}</span>
            <SmallButton
                word=word(SettingsMsg::NextPage)
                is_disabled=Signal::derive(is_last)
                on_click=move |_| context.turn(false)
            />
        </div>
    }
    .into_any()
}
