//! States of a call that must be in sight: muted, recorded.

use denwa_core::view_model::{CardView, MarkView};
use leptos::prelude::*;

use crate::view::parts::ByPlace;

/// States of a call that must be in sight. They stand where nothing moves when they come and go.
#[component]
pub fn Marks(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let marks = Memo::new(move |_| card.with(|card| card.control.marks.clone()));
    let mark = |mark: Memo<MarkView>| {
        view! {
            <span class="dw-badge" class:dw-badge--error=move || mark.with(|mark| mark.is_alert)>
                {move || mark.with(|mark| mark.word)}
            </span>
        }
    };
    view! {
        <p class="dw-marks" role="status">
            <ByPlace items=marks children=mark />
        </p>
    }
    .into_any()
}
