//! Says that a shortcut does nothing now.

use leptos::prelude::*;

use crate::app::use_screen;

/// Why the shortcut that was pressed last did nothing, over the panel for a moment: nothing moves.
#[component]
pub fn IdleShortcut() -> impl IntoView {
    let screen = use_screen();
    let words = Memo::new(move |_| screen.with(|screen| screen.shortcuts.idle.clone()));
    view! { <p class="dw-said" role="status">{words}</p> }.into_any()
}
