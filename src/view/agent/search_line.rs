//! How the search for the other side of a call goes.

use denwa_core::UserAction;
use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, LineTone, SearchView};
use leptos::prelude::*;

use super::line::Line;
use super::line_action::LineAction;
use crate::app::use_dispatch;
use crate::view::parts::IconName;

/// How the search for the other side of a call goes, and how to start it.
#[component]
pub fn SearchLine(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let search = Memo::new(move |_| card.with(|card| card.search));
    let words = move || search.get().words().map(str::to_owned);
    let has_failed = move || matches!(search.get(), SearchView::CanRepeat(_));
    let action = move || match search.get() {
        SearchView::CanRepeat(_) => Some(Msg::SearchAgain),
        SearchView::CanStart => Some(Msg::SearchNow),
        SearchView::Silent | SearchView::Words(_) => None,
    };
    let start = move || dispatch(UserAction::SearchAgain { call: card.with_untracked(|card| card.call.clone()) });
    view! {
        <Line
            words=words
            tone=move || if has_failed() { LineTone::Warning } else { LineTone::Plain }
            icon=move || if has_failed() { IconName::Warning } else { IconName::Search }
            is_kept=move || search.get() == SearchView::CanStart
        >
            {move || action().map(|word| view! { <LineAction word on_click=start /> })}
        </Line>
    }
    .into_any()
}
