//! A button of the bar that opens a page, or goes back to the calls.

use denwa_core::text::Msg;
use denwa_core::{Page, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{Icon, IconName, aria};

/// A button of the bar that opens a page, or goes back to the calls.
#[component]
pub fn PageButton(
    /// Its ID: the page gives the focus back to it.
    id: &'static str,
    /// The page.
    page: Page,
    /// Its picture.
    icon: IconName,
    /// Its label.
    word: Msg,
) -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let is_open = Memo::new(move |_| screen.with(|screen| screen.page == page));
    let word = move || word.t(language.get());
    let press = move |_| dispatch(UserAction::Show(if is_open.get_untracked() { Page::Calls } else { page }));
    view! {
        <button
            type="button"
            class="dw-tool"
            id=id
            aria-label=word
            title=word
            aria-pressed=move || aria(is_open.get())
            on:click=press
        >
            <Icon name=icon />
        </button>
    }
    .into_any()
}
