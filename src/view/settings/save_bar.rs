//! The bar at the bottom: what is not saved, and what somebody else changed meanwhile.

use leptos::prelude::*;

use super::conflict::Conflict;
use super::context::use_settings;
use super::save_buttons::SaveButtons;
use super::save_state::SaveState;
use crate::view::parts::ByPlace;

/// The bar.
#[component]
pub fn SaveBar() -> impl IntoView {
    let settings = use_settings();
    let conflicts = settings.memo(|view| view.conflicts.clone());
    view! {
        <footer class="dw-config__bar">
            <div class="dw-conflicts">
                <ByPlace items=conflicts children=|conflict| view! { <Conflict conflict /> }.into_any() />
            </div>
            <SaveState />
            <SaveButtons />
        </footer>
    }
    .into_any()
}
