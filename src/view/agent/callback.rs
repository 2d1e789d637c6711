//! A caller to call back.

use denwa_core::callbacks::CallbackWish;
use denwa_core::text::Msg;
use denwa_core::view_model::{AttemptView, CallbackView, ClaimView};
use denwa_core::{DeskAction, Now, UserAction};
use leptos::prelude::*;

use super::put_away::PutAway;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::{ByPlace, Icon, IconName, aria, short_time};

/// A caller to call back: who it was and when, who has taken it on, the calls back so far.
#[component]
pub fn CallbackRow(
    /// The caller.
    row: Memo<CallbackView>,
    /// The user's time zone.
    zone: Memo<String>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let id = StoredValue::new(row.with_untracked(|row| row.id.clone()));
    let act = move |action: fn(String) -> DeskAction| dispatch(UserAction::Desk(action(id.get_value())));
    let has_record = Memo::new(move |_| row.with(|row| row.has_record));
    let who = move || row.with(|row| row.who.clone());
    let time = move |at: Now| short_time(at, &zone.get(), language.get());
    let attempts = Memo::new(move |_| row.with(|row| row.attempts.clone()));
    let unavailable = Memo::new(move |_| row.with(|row| row.unavailable.clone()));
    let label = move || row.with(|row| row.call_back.clone());
    let dial = move |_| {
        if unavailable.with_untracked(Option::is_none) {
            act(DeskAction::DialCallback);
        }
    };
    let attempt = move |attempt: Memo<AttemptView>| {
        view! { <li>{move || attempt.with(|attempt| format!("{} {}", time(attempt.at), attempt.words))}</li> }
    };
    view! {
        <li class="dw-item dw-item--callback" aria-busy=move || aria(row.with(|row| row.is_busy))>
            <div class="dw-item__text">
                <Show when=move || has_record.get() fallback=move || view! { <span class="dw-item__name">{who}</span> }>
                    <button
                        type="button"
                        class="dw-item__name dw-item__open"
                        title=move || Msg::OpenRecord.t(language.get())
                        on:click=move |_| act(DeskAction::OpenCallbackRecord)
                    >
                        {who}
                    </button>
                </Show>
                <span class="dw-item__about dw-number">{move || row.with(|row| row.about.clone())}</span>
                <span class="dw-item__about dw-item__claim">{move || row.with(|row| row.claim.clone())}</span>
                <ul class="dw-item__about dw-number">
                    <ByPlace items=attempts children=attempt />
                </ul>
            </div>
            <div class="dw-item__when dw-number">{move || time(row.with(|row| row.at))}</div>
            <button
                type="button"
                class="dw-tool"
                data-rove="true"
                aria-label=label
                title=move || unavailable.get().unwrap_or_else(label)
                aria-disabled=move || aria(unavailable.with(Option::is_some))
                on:click=dial
            >
                <Icon name=IconName::Call />
            </button>
            <div class="dw-item__acts">
                <Claim row />
                <PutAway row />
            </div>
        </li>
    }
    .into_any()
}

/// Takes the caller on, or gives the caller back; nothing while a colleague has taken the caller on.
#[component]
fn Claim(row: Memo<CallbackView>) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let button = Memo::new(move |_| {
        row.with(|row| match &row.claiming {
            ClaimView::Claim(label) => Some((CallbackWish::Claim, Msg::ClaimCallback, label.clone())),
            ClaimView::Release(label) => Some((CallbackWish::Release, Msg::ReleaseCallback, label.clone())),
            ClaimView::Colleague => None,
        })
    });
    let press = move |_| {
        if let Some((wish, ..)) = button.get_untracked() {
            let callback = row.with_untracked(|row| row.id.clone());
            dispatch(UserAction::Desk(DeskAction::Callback { callback, wish }));
        }
    };
    view! {
        <Show when=move || button.with(Option::is_some)>
            <button
                type="button"
                class="dw-action dw-action--small"
                aria-label=move || button.get().map(|(_, _, label)| label)
                on:click=press
            >
                {move || button.get().map(|(_, word, _)| word.t(language.get()))}
            </button>
        </Show>
    }
    .into_any()
}
