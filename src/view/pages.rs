//! The pages beside the agent's own, and how one goes there and back. The calls stay above them: [`super::agent`] keeps their cards, small.

use denwa_core::text::Msg;
use denwa_core::{Page, UserAction};
use leptos::prelude::*;

use super::el::{El, button, el, icon};
use super::{Ui, act, config, doctor, dom, words};

/// The way to a page and back, in the bar.
pub fn tool(ui: Ui, page: Page, name: Msg, picture: &str, id: &str) -> El {
    let open = move || ui.read(|screen| screen.page) == page;
    button("dw-tool")
        .attr("id", id)
        .attr_says(ui, "aria-label", name)
        .attr_says(ui, "title", name)
        .state("aria-pressed", open)
        .press(move || {
            act(UserAction::Show(if open() { Page::Calls } else { page }));
            // Who opened it goes on in it; it is to be seen in the next turn.
            request_animation_frame(|| dom::focus_id(config::SEARCH));
        })
        .with(&[icon(ui, picture)])
}

/// The page that is open, made when it opens.
pub fn pages(ui: Ui) -> El {
    let open = move || match ui.read(|screen| screen.page) {
        Page::Calls => Vec::new(),
        Page::Settings => vec!["settings".to_owned()],
        Page::Doctor => vec!["doctor".to_owned()],
    };
    el("div", "dw-pages").shown(move || ui.read(|screen| screen.page) != Page::Calls).each(open, move |name| {
        let (head, content, title) = if name == "settings" {
            let (head, content) = config::view(ui);
            (head, content, Msg::Settings)
        } else {
            (el("span", ""), doctor::view(ui), Msg::Doctor)
        };
        el("section", "dw-page").attr_says(ui, "aria-label", title).with(&[
            el("header", "dw-page__head").with(&[
                el("h2", "dw-page__title").says(ui, title),
                head,
                button("dw-tool")
                    .attr_says(ui, "aria-label", Msg::BackToCalls)
                    .attr_says(ui, "title", Msg::BackToCalls)
                    .press(move || {
                        act(UserAction::Show(Page::Calls));
                        dom::focus_id(&["page-", &name].concat());
                    })
                    .with(&[icon(ui, "close")]),
            ]),
            words::awaited(ui),
            content.shown(move || words::has_words(ui)),
        ])
    })
}
