//! The button that closes a page of the administrator's.

use denwa_core::AdminAction;
use denwa_core::text::Msg;
use leptos::prelude::*;

use crate::admin::use_admin_dispatch;
use crate::view::parts::focus::focus_by_id;
use crate::view::parts::{Icon, IconName, use_language};

/// Closes a page and gives the focus back to the button that opened it.
#[component]
pub fn ClosePage(
    /// The ID of that button.
    opener: &'static str,
) -> impl IntoView {
    let language = use_language();
    let dispatch = use_admin_dispatch();
    let label = move || Msg::BackToCalls.t(language.get());
    let close = move |_| {
        dispatch(AdminAction::Close);
        focus_by_id(opener);
    };
    view! {
        <button type="button" class="dw-tool" aria-label=label title=label on:click=close>
            <Icon name=IconName::Close />
        </button>
    }
    .into_any()
}
