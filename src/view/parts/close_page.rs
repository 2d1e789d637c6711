//! The button that closes a page.

use denwa_core::text::Msg;
use denwa_core::{Page, UserAction};
use leptos::prelude::*;

use super::focus::focus_by_id;
use super::{Icon, IconName};
use crate::app::{use_dispatch, use_language};

/// Closes a page and gives the focus back to the button that opened it.
#[component]
pub fn ClosePage(
    /// The ID of that button.
    opener: &'static str,
) -> impl IntoView {
    let language = use_language();
    let dispatch = use_dispatch();
    let label = move || Msg::BackToCalls.t(language.get());
    let close = move |_| {
        dispatch(UserAction::Show(Page::Calls));
        focus_by_id(opener);
    };
    view! {
        <button type="button" class="dw-tool" aria-label=label title=label on:click=close>
            <Icon name=IconName::Close />
        </button>
    }
    .into_any()
}
