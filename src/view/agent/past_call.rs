//! An earlier call.

use denwa_core::text::Msg;
use denwa_core::view_model::{CallWay, PastCallView};
use denwa_core::{DeskAction, UserAction};
use leptos::prelude::*;

use super::recording::Recording;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::{Icon, IconName, aria, short_time};

/// An earlier call: how it went, who it was, when. The biggest button calls back.
#[component]
pub fn PastCall(
    /// The call.
    row: Memo<PastCallView>,
    /// The row whose buttons the Tab key stops at.
    stop: Memo<Option<String>>,
    /// Takes the row that has the focus.
    last_focused: RwSignal<Option<String>>,
    /// The user's time zone.
    zone: Memo<String>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let call = StoredValue::new(row.with_untracked(|row| row.call.clone()));
    let act = move |action: fn(String) -> DeskAction| dispatch(UserAction::Desk(action(call.get_value())));
    let tabindex = move || if stop.get() == Some(call.get_value()) { "0" } else { "-1" };
    let is_missed = Memo::new(move |_| row.with(|row| row.is_missed));
    let has_record = Memo::new(move |_| row.with(|row| row.has_record));
    let remark = Memo::new(move |_| row.with(|row| row.remark.clone()));
    let headline = move || row.with(|row| row.headline.clone());
    let at = Memo::new(move |_| short_time(row.with(|row| row.at), &zone.get(), language.get()));
    let call_back = Memo::new(move |_| row.with(|row| row.call_back.clone()));
    let unavailable = Memo::new(move |_| row.with(|row| row.unavailable));
    let dial = move |_| {
        if unavailable.get_untracked().is_none() && call_back.with_untracked(Option::is_some) {
            act(DeskAction::CallBack);
        }
    };
    let call_back_words = move || call_back.get().unwrap_or_else(|| Msg::NoNumber.t(language.get()).to_owned());
    let is_off = move || unavailable.get().is_some() || call_back.with(Option::is_none);
    view! {
        <li class="dw-item" class:dw-item--missed=is_missed on:focusin=move |_| last_focused.set(Some(call.get_value()))>
            <span class="dw-item__way" class:dw-item__way--out=move || row.with(|row| row.way == CallWay::Out)>
                <Icon name=IconName::ArrowDown />
            </span>
            <div class="dw-item__text">
                <Show
                    when=move || has_record.get()
                    fallback=move || view! { <span class="dw-item__name">{headline}</span> }
                >
                    <button
                        type="button"
                        class="dw-item__name dw-item__open"
                        title=move || Msg::OpenRecord.t(language.get())
                        tabindex=tabindex
                        on:click=move |_| act(DeskAction::OpenCallRecord)
                    >
                        {headline}
                    </button>
                </Show>
                <span class="dw-item__about">
                    <span class="dw-item__result">{move || row.with(|row| row.result)}</span>
                    <span class="dw-number">{move || row.with(|row| row.about.clone())}</span>
                </span>
                <span class="dw-item__about dw-item__remark" hidden=move || remark.with(Option::is_none)>{remark}</span>
            </div>
            <div class="dw-item__when dw-number">
                <span>{at}</span>
                <span class="dw-item__about">{move || row.with(|row| row.talked.clone())}</span>
            </div>
            <button
                type="button"
                class="dw-tool"
                data-rove="true"
                aria-label=call_back_words
                title=move || unavailable.get().map_or_else(call_back_words, str::to_owned)
                aria-disabled=move || aria(is_off())
                tabindex=tabindex
                on:click=dial
            >
                <Icon name=IconName::Call />
            </button>
            <Recording row tabindex=Signal::derive(tabindex) />
        </li>
    }
    .into_any()
}
