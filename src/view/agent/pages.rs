//! The place of the page that is open beside the calls, which another program fills.

use denwa_core::pages::Program;
use denwa_core::text::Msg;
use denwa_core::{Page, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::{PAGES, SmallButton};

/// The page that is open beside the calls, as soon as its program is there.
#[component]
pub fn Pages() -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let is_open = Memo::new(move |_| screen.with(|screen| screen.page != Page::Calls));
    let program = Memo::new(move |_| screen.with(|screen| screen.program));
    let is_there = move || program.get() == Program::There;
    let words = move || state_words(program.get()).map(|words| words.t(language.get()));
    let remedy = Memo::new(move |_| remedy(program.get()));
    view! {
        <div class="dw-pages" hidden=move || !is_open.get()>
            <div class="dw-start" hidden=is_there>
                <p role="status" class:dw-wait=move || program.get() == Program::Loading>{words}</p>
                <Show when=move || remedy.get().is_some()>
                    <SmallButton
                        word=move || remedy.get().map_or("", |word| word.t(language.get()))
                        on_click=move |_| dispatch(UserAction::LoadPages)
                    />
                </Show>
            </div>
            <div id=PAGES class="dw-pages__program" hidden=move || !is_there()></div>
        </div>
    }
    .into_any()
}

fn state_words(program: Program) -> Option<Msg> {
    match program {
        Program::NotLoaded | Program::There => None,
        Program::Loading => Some(Msg::PagesLoading),
        Program::Failed => Some(Msg::PagesFailed),
        Program::Broken => Some(Msg::PagesBroken),
    }
}

/// The word of the button that may help.
fn remedy(program: Program) -> Option<Msg> {
    match program {
        Program::NotLoaded | Program::Loading | Program::There => None,
        Program::Failed => Some(Msg::TryAgain),
        Program::Broken => Some(Msg::ReloadPanel),
    }
}
