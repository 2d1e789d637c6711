//! Several records with one number: which of them is it?

use denwa_core::text::Msg;
use denwa_core::view_model::{CardView, MatchView};
use leptos::prelude::*;

use super::match_option::MatchOption;
use crate::app::use_language;
use crate::view::parts::roving::rove;

/// The records to choose from, below the buttons. One stop of the Tab key; the arrow keys move in it.
#[component]
pub fn Matches(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let language = use_language();
    let call = StoredValue::new(card.with_untracked(|card| card.call.clone()));
    let matches = Memo::new(move |_| card.with(|card| card.matches.clone()));
    let title_id = move || format!("matches-{}", call.get_value());
    // The Tab key stops at the chosen record, or else at the first.
    let stop = Memo::new(move |_| {
        matches.with(|matches| {
            let chosen = matches.iter().find(|found| found.is_chosen);
            chosen.or(matches.first()).map(|found| found.record.clone())
        })
    });
    view! {
        <Show when=move || !matches.with(Vec::is_empty)>
            <div class="dw-matches">
                <p class="dw-matches__title" id=title_id()>{move || Msg::ChooseMatch.t(language.get())}</p>
                <div role="listbox" aria-labelledby=title_id() on:keydown=|event| rove(&event)>
                    <For each=move || matches.get() key=|found| found.record.clone() let:first>
                        <MatchOption call=call.get_value() found=found_of(matches, first) stop />
                    </For>
                </div>
            </div>
        </Show>
    }
    .into_any()
}

/// A record as it changes. Of a record that has just gone it stays what it was.
fn found_of(matches: Memo<Vec<MatchView>>, first: MatchView) -> Memo<MatchView> {
    Memo::new(move |last: Option<&MatchView>| {
        let found = matches.with(|matches| matches.iter().find(|found| found.record == first.record).cloned());
        found.unwrap_or_else(|| last.unwrap_or(&first).clone())
    })
}
