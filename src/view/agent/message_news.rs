//! The last message of a colleague, in a line.

use denwa_core::text::Msg;
use denwa_core::{DeskAction, DeskTab, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::SmallButton;

/// The last message of a colleague, in a line that is read aloud when it comes.
#[component]
pub fn MessageNews() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let news = Memo::new(move |_| screen.with(|screen| screen.desk.news.clone()));
    let put_away = move |_| {
        if let Some(news) = news.get_untracked() {
            dispatch(UserAction::Desk(DeskAction::PutMessageAway(news.id)));
        }
    };
    view! {
        <div class="dw-news" role="status">
            <Show when=move || news.with(Option::is_some)>
                <p class="dw-news__text">{move || news.get().map(|news| news.words)}</p>
                <SmallButton
                    word=move || Msg::Show.t(language.get())
                    on_click=move |_| dispatch(UserAction::Desk(DeskAction::Show(DeskTab::Messages)))
                />
                <SmallButton word=move || Msg::PutAway.t(language.get()) on_click=put_away />
            </Show>
        </div>
    }
    .into_any()
}
