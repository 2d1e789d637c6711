//! What an agent may add to a call's log: a follow-up task, or that there shall be no log.

use denwa_core::view_model::CardView;
use leptos::prelude::*;

use super::follow_up::FollowUpPart;
use super::skip_log::SkipLog;

/// A form that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraForm {
    /// The follow-up task.
    FollowUp,
    /// Why the call is not logged.
    SkipLog,
}

/// A follow-up task, or no log: two quiet buttons, of which one form opens at a time.
#[component]
pub fn Extras(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let open = RwSignal::new(None);
    let is_shown = Memo::new(move |_| {
        card.with(|card| {
            let view = &card.wrap_up;
            view.can_follow_up || view.can_skip_log || view.is_log_skipped || view.follow_up.is_some()
        })
    });
    view! {
        <Show when=move || is_shown.get()>
            <div class="dw-part dw-extras">
                <FollowUpPart card open />
                <SkipLog card open />
            </div>
        </Show>
    }
    .into_any()
}
