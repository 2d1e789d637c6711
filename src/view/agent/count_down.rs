//! When the panel tries again by itself.

use denwa_core::Now;
use denwa_core::text::say;
use leptos::prelude::*;

use crate::app::use_language;
use crate::view::parts::use_now;

/// When the panel tries again by itself: counted down on the screen, not aloud.
#[component]
pub fn CountDown(
    /// When the panel tries again by itself.
    again_at: Memo<Option<Now>>,
) -> impl IntoView {
    let now = use_now();
    let language = use_language();
    let words = move || {
        let seconds = again_at.get()?.saturating_sub(now.get()).div_ceil(1_000);
        (seconds > 0).then(|| say::again_in(language.get(), seconds))
    };
    view! { <p class="dw-notice__detail dw-time" aria-hidden="true">{words}</p> }.into_any()
}
