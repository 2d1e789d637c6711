//! The window in which an agent signs in outside a CRM.

use denwa_core::UserAction;
use denwa_core::host::{Credentials, without_breaks};
use denwa_core::text::Msg;
use leptos::ev::{Event, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::focus::give_focus;
use crate::view::parts::{aria, insert_at_cursor};

/// Asks for login and password. After a sign-in that did not work the login stays, and the password is typed anew.
#[component]
pub fn SignIn() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let sign_in = Memo::new(move |_| screen.with(|screen| screen.sign_in.clone()));
    let error = Memo::new(move |_| sign_in.with(|sign_in| sign_in.as_ref().and_then(|sign_in| sign_in.error.clone())));
    let is_busy = Memo::new(move |_| sign_in.with(|sign_in| sign_in.as_ref().is_some_and(|sign_in| sign_in.is_busy)));
    let (login, password) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    Effect::new(move || give_focus(login.get().as_ref()));
    Effect::new(move |was_busy: Option<bool>| {
        let is_busy = is_busy.get();
        if was_busy == Some(true)
            && !is_busy
            && let Some(field) = password.get_untracked()
        {
            field.set_value("");
            give_focus(Some(&field));
        }
        is_busy
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = |field: NodeRef<html::Input>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
        dispatch(UserAction::SignIn(Credentials::typed(&text(login), &text(password))));
    };
    view! {
        <form class="dw-sign-in dw-form" autocomplete="off" aria-busy=move || aria(is_busy.get()) on:submit=submit>
            <h2>{move || Msg::SignIn.t(language.get())}</h2>
            <label class="dw-form__field">
                <span>{move || Msg::LoginId.t(language.get())}</span>
                <input
                    class="dw-input"
                    type="text"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="200"
                    node_ref=login
                    on:paste:target=move |event| paste_without_breaks(&event, &event.target())
                    on:input:target=move |event| take_breaks_out(&event.target())
                />
            </label>
            <label class="dw-form__field">
                <span>{move || Msg::Password.t(language.get())}</span>
                <input
                    class="dw-input"
                    type="password"
                    autocomplete="off"
                    maxlength="200"
                    node_ref=password
                    on:paste:target=move |event| paste_without_breaks(&event, &event.target())
                    on:input:target=move |event| take_breaks_out(&event.target())
                />
            </label>
            <p class="dw-list__status dw-list__status--error" role="alert" hidden=move || error.with(Option::is_none)>
                {error}
            </p>
            <button type="submit" class="dw-action dw-action--main" aria-busy=move || aria(is_busy.get())>
                {move || Msg::SignIn.t(language.get())}
            </button>
        </form>
    }
    .into_any()
}

/// Pastes a text without the line breaks and tabs that come along. The browser itself would make a space of a line break.
fn paste_without_breaks(event: &Event, field: &HtmlInputElement) {
    let clipboard = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let Some(text) = clipboard.and_then(|data| data.get_data("text/plain").ok()) else { return };
    let clean = without_breaks(&text);
    if clean != text && insert_at_cursor(field, &clean) {
        event.prevent_default();
    }
}

/// What is dropped into the field may bring them along, too.
fn take_breaks_out(field: &HtmlInputElement) {
    let text = field.value();
    let clean = without_breaks(&text);
    if clean != text {
        field.set_value(&clean);
    }
}
