//! The two buttons below a small form of a card.

use denwa_core::text::Msg;
use leptos::prelude::*;

use super::extras::ExtraForm;
use crate::app::use_language;
use crate::view::parts::SmallButton;

/// The button that takes what was typed, and the one that closes the form.
#[component]
pub fn FormButtons(
    /// What the first button says.
    word: Msg,
    /// Takes what was typed.
    on_take: Callback<()>,
    /// The form that is open, if one is.
    open: RwSignal<Option<ExtraForm>>,
) -> impl IntoView {
    let language = use_language();
    let words = move |word: Msg| Signal::derive(move || word.t(language.get()));
    view! {
        <div class="dw-part__row">
            <SmallButton word=words(word) on_click=move |_| on_take.run(()) />
            <SmallButton word=words(Msg::Cancel) on_click=move |_| open.set(None) />
        </div>
    }
    .into_any()
}
