//! What the agent must read.

use leptos::prelude::*;

use super::notice::Notice;
use crate::app::use_screen;
use crate::view::parts::ByPlace;

/// What the agent must read, the gravest first. Read aloud when it comes.
#[component]
pub fn Notices() -> impl IntoView {
    let screen = use_screen();
    let notices = Memo::new(move |_| screen.with(|screen| screen.notices.clone()));
    view! {
        <div class="dw-notices" role="status">
            <ByPlace items=notices let:notice>
                <Notice notice />
            </ByPlace>
        </div>
    }
    .into_any()
}
