//! The places where what is to be done can be done.

use leptos::prelude::*;

use super::context::use_setup;
use super::remedy::RemedyLink;
use crate::view::parts::ByPlace;

/// The places, a line each.
#[component]
pub fn Remedies() -> impl IntoView {
    let remedies = use_setup().memo(|view| view.step().map(|step| step.remedies.clone()).unwrap_or_default());
    view! {
        <div class="dw-setup__places">
            <ByPlace items=remedies children=|remedy| view! { <RemedyLink remedy /> }.into_any() />
        </div>
    }
    .into_any()
}
