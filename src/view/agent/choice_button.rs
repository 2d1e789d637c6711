//! A word to choose about a call.

use denwa_core::view_model::ResultView;
use leptos::prelude::*;

use crate::view::parts::{Icon, IconName, aria};

/// A word to choose about a call: how it went, how harassment ended. Pressed again, the choice is taken back.
#[component]
pub fn ChoiceButton(
    /// The word.
    choice: Memo<ResultView>,
    /// Gets the word that is chosen from now on; none if the choice is taken back.
    on_choose: impl Fn(Option<String>) + 'static,
) -> impl IntoView {
    let is_chosen = Memo::new(move |_| choice.with(|choice| choice.is_chosen));
    let press = move |_| {
        let ResultView { label, is_chosen } = choice.get_untracked();
        on_choose((!is_chosen).then_some(label));
    };
    view! {
        <button
            type="button"
            class="dw-action dw-action--small"
            aria-pressed=move || aria(is_chosen.get())
            on:click=press
        >
            <Show when=move || is_chosen.get()>
                <Icon name=IconName::Check />
            </Show>
            <span>{move || choice.with(|choice| choice.label.clone())}</span>
        </button>
    }
    .into_any()
}
