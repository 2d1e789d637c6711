//! The hand that an agent raised last, in a line, for her supervisors.

use denwa_core::text::Msg;
use denwa_core::{DeskAction, DeskTab, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{Icon, IconName, SmallButton};

/// The hand that was raised last, in a line that is read aloud at once, while the team is not shown.
#[component]
pub fn HandNews() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let hand = Memo::new(move |_| screen.with(|screen| screen.desk.hand.clone()));
    let is_harassment = Memo::new(move |_| hand.with(|hand| hand.as_ref().is_some_and(|hand| hand.is_harassment)));
    view! {
        <div class="dw-news" class:dw-news--alert=is_harassment role="alert">
            <Show when=move || hand.with(Option::is_some)>
                <Icon name=IconName::Warning />
                <p class="dw-news__text">{move || hand.get().map(|hand| hand.words)}</p>
                <SmallButton
                    word=move || Msg::Show.t(language.get())
                    on_click=move |_| dispatch(UserAction::Desk(DeskAction::Show(DeskTab::Team)))
                />
            </Show>
        </div>
    }
    .into_any()
}
