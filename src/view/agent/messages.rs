//! Messages of colleagues (メッセージ).

use denwa_core::text::Msg;
use denwa_core::view_model::{MessageView, MessagesView};
use denwa_core::{DeskAction, UserAction};
use leptos::prelude::*;

use super::message_form::MessageForm;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{SmallButton, local_time};

/// Messages of colleagues, the latest first, and the form for a new one.
#[component]
pub fn Messages() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let messages = Memo::new(move |last: Option<&Option<MessagesView>>| {
        screen.with(|screen| screen.desk.messages.clone()).or_else(|| last.cloned().flatten())
    });
    let of = move |part: fn(&MessagesView) -> bool| messages.with(|messages| messages.as_ref().is_some_and(part));
    let rows = Memo::new(move |_| messages.with(|all| all.as_ref().map_or_else(Vec::new, |all| all.rows.clone())));
    let zone =
        Memo::new(move |_| messages.with(|all| all.as_ref().map(|all| all.time_zone.clone()).unwrap_or_default()));
    let status = Memo::new(move |_| messages.with(|messages| messages.as_ref().and_then(|messages| messages.status)));
    let sending = Memo::new(move |_| messages.with(|messages| messages.as_ref().and_then(|all| all.sending.clone())));
    let has_failed = Memo::new(move |_| of(|messages| messages.has_failed));
    let is_writing = Memo::new(move |_| of(|messages| messages.is_writing));
    view! {
        <section id="messages" class="dw-main" role="tabpanel" aria-labelledby="tab-messages">
            <Show
                when=move || is_writing.get()
                fallback=move || {
                    view! {
                        <SmallButton
                            word=move || Msg::NewMessage.t(language.get())
                            on_click=move |_| dispatch(UserAction::Desk(DeskAction::WriteMessage { about: None }))
                        />
                    }
                }
            >
                <MessageForm messages />
            </Show>
            <p class="dw-list__status" class:dw-list__status--error=has_failed role="status">{sending}</p>
            <ul class="dw-list" hidden=move || rows.with(Vec::is_empty)>
                <For each=move || rows.get() key=|row| row.id.clone() let:row>
                    <MessageItem row zone />
                </For>
            </ul>
            <p class="dw-list__status" role="status">{status}</p>
        </section>
    }
    .into_any()
}

/// A message. It does not change.
#[component]
fn MessageItem(
    /// The message.
    row: MessageView,
    /// The user's time zone.
    zone: Memo<String>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let MessageView { id, from, at, text, about, has_record } = row;
    let id = StoredValue::new(id);
    view! {
        <li class="dw-item dw-item--message">
            <div class="dw-item__text">
                <span class="dw-item__name">{from}</span>
                <span class="dw-item__about dw-number">{move || local_time(at, &zone.get(), language.get())}</span>
                <span class="dw-item__words">{text}</span>
                <span class="dw-item__about">{about}</span>
            </div>
            <div class="dw-item__more">
                <Show when=move || has_record>
                    <SmallButton
                        word=move || Msg::OpenRecord.t(language.get())
                        on_click=move |_| dispatch(UserAction::Desk(DeskAction::OpenMessageRecord(id.get_value())))
                    />
                </Show>
                <SmallButton
                    word=move || Msg::PutAway.t(language.get())
                    on_click=move |_| dispatch(UserAction::Desk(DeskAction::PutMessageAway(id.get_value())))
                />
            </div>
        </li>
    }
    .into_any()
}
