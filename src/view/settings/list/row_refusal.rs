//! Why a row is refused as a whole.

use denwa_core::text::settings::Expected;
use leptos::prelude::*;

use super::context::ListContext;
use crate::view::settings::context::use_settings;

/// Why a row is refused as a whole.
#[component]
pub fn RowRefusal(place: usize) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let reason = context.memo(move |view| Some(view.rows.get(place)?.fault(None)?.refusal.reason));
    let words = move || reason.get().map(|reason| reason.words(Expected::Rows(context.list), settings.language.get()));
    view! { <p class="dw-field__wrong" role="status" hidden=move || reason.with(Option::is_none)>{words}</p> }
        .into_any()
}
