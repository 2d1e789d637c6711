//! The members of a supervisor's team.

use denwa_core::text::Msg;
use denwa_core::view_model::TeamView;
use denwa_core::{TeamAction, UserAction};
use leptos::html;
use leptos::prelude::*;

use super::member::Member;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::{ByPlace, keep_value, roving::rove_rows};

/// The members, by their extensions, narrowed down by a text.
#[component]
pub fn Members(
    /// The team.
    team: Memo<Option<TeamView>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let rows = Memo::new(move |_| team.with(|team| team.as_ref().map_or_else(Vec::new, |team| team.members.clone())));
    let modes = Memo::new(move |_| team.with(|team| team.as_ref().map_or_else(Vec::new, |team| team.modes.clone())));
    let status = Memo::new(move |_| team.with(|team| team.as_ref().and_then(|team| team.status)));
    let find = move || team.with(|team| team.as_ref().map(|team| team.find.clone()).unwrap_or_default());
    let field = NodeRef::<html::Input>::new();
    keep_value(field, find);
    // The member whose status is being chosen, by her extension: one form is open at a time.
    let chosen = RwSignal::new(None::<String>);
    let word = move || Msg::FindInTeam.t(language.get());
    view! {
        <div class="dw-list__head">
            <input
                class="dw-input"
                type="search"
                autocomplete="off"
                aria-label=word
                placeholder=word
                node_ref=field
                on:input:target=move |event| dispatch(UserAction::Team(TeamAction::Find(event.target().value())))
            />
        </div>
        <ul
            class="dw-list"
            aria-label=move || Msg::Members.t(language.get())
            hidden=move || rows.with(Vec::is_empty)
            on:keydown=|event| rove_rows(&event)
        >
            <ByPlace items=rows let:member>
                <Member member modes chosen />
            </ByPlace>
        </ul>
        <p class="dw-list__status" role="status">{status}</p>
    }
    .into_any()
}
