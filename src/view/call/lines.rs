//! The lines below a card's buttons: why a command failed, how search and opening went, how the log stands, and what can be done about
//! each.

use denwa_core::UserAction;
use denwa_core::card::Phase;
use denwa_core::notice::Gravity;
use denwa_core::project::{CardView, PopView};
use denwa_core::text::Msg;
use leptos::prelude::*;

use super::Call;
use crate::view::parts::icon_of;
use crate::view::{act, dom};

/// Something to do in a line.
struct Link {
    word: Msg,
    offered: fn(&CardView) -> bool,
    act: fn(&CardView) -> UserAction,
}

/// A line: hidden while it has nothing to say and nothing to offer.
struct Line {
    class: fn(&CardView) -> &'static str,
    icon: fn(&CardView) -> &'static str,
    text: fn(Call) -> String,
    link: Option<Link>,
}

/// All lines of a card.
pub fn lines(call: Call) -> AnyView {
    view! {
        {line(call, COMMAND)}
        {line(call, PROMPT)}
        {line(call, SEARCH)}
        {line(call, RECORD)}
        {line(call, NEW_RECORD)}
        {line(call, LOG)}
        {ended(call)}
    }
    .into_any()
}

const ERROR: &str = "dw-line dw-line--error";
const WARNING: &str = "dw-line dw-line--warning";
const GOOD: &str = "dw-line dw-line--good";
const PLAIN: &str = "dw-line";

const COMMAND: Line = Line {
    class: |_| ERROR,
    icon: |_| "error",
    text: |call| call.text(|view| view.error.as_deref().unwrap_or_default())(),
    link: None,
};

const PROMPT: Line = Line {
    class: |_| PLAIN,
    icon: |_| "info",
    text: |call| when(call, |view| view.phase == Phase::Prompting, Msg::PromptingHint),
    link: None,
};

const SEARCH: Line = Line {
    class: |view| if view.can_search_again { WARNING } else { PLAIN },
    icon: |view| if view.can_search_again { "warning" } else { "search" },
    text: |call| call.text(|view| &view.search)(),
    link: Some(Link {
        word: Msg::SearchAgain,
        offered: |view| view.can_search_again,
        act: |view| UserAction::SearchAgain(view.id.clone()),
    }),
};

const RECORD: Line = Line {
    class: |view| match view.pop {
        PopView::Opened => GOOD,
        PopView::Failed => WARNING,
        PopView::Nothing => PLAIN,
    },
    icon: |view| match view.pop {
        PopView::Opened => "success",
        PopView::Failed => "warning",
        PopView::Nothing => "record",
    },
    text: |call| {
        let opened = when(call, |view| view.pop == PopView::Opened, Msg::RecordOpened);
        opened + &when(call, |view| view.pop == PopView::Failed, Msg::RecordNotOpened)
    },
    link: Some(Link {
        word: Msg::OpenRecord,
        offered: |view| view.record.is_some(),
        act: |view| UserAction::Choose { call: view.id.clone(), record: view.record.clone().unwrap_or_default() },
    }),
};

const NEW_RECORD: Line = Line {
    class: |_| PLAIN,
    icon: |_| "user",
    text: |call| when(call, |view| view.offers_new_record, Msg::NoMatch),
    link: Some(Link {
        word: Msg::NewRecord,
        offered: |view| view.offers_new_record,
        act: |view| UserAction::NewRecord(view.id.clone()),
    }),
};

const LOG: Line = Line {
    class: |view| match gravity(view) {
        Some(Gravity::Error) => ERROR,
        Some(Gravity::Warning) => WARNING,
        _ => GOOD,
    },
    icon: |view| match gravity(view) {
        Some(Gravity::Error) => "error",
        Some(Gravity::Warning) => "warning",
        _ => "success",
    },
    text: |call| call.text(|view| view.log.as_ref().map(|log| log.text.as_str()).unwrap_or_default())(),
    link: Some(Link {
        word: Msg::SaveAgain,
        offered: |view| view.log.as_ref().is_some_and(|log| log.can_save_again),
        act: |view| UserAction::SaveLogAgain(view.id.clone()),
    }),
};

fn gravity(view: &CardView) -> Option<Gravity> {
    view.log.as_ref().map(|log| log.gravity)
}

/// A message while something is so.
fn when(call: Call, so: fn(&CardView) -> bool, message: Msg) -> String {
    if call.is(so)() { message.t(call.ui.language.get()).to_owned() } else { String::new() }
}

fn line(call: Call, line: Line) -> AnyView {
    let Line { class, icon, text, link } = line;
    let text = Memo::new(move |_| text(call));
    let offered = link.as_ref().map(|link| link.offered);
    let shown = move || text.with(|text| !text.is_empty()) || offered.is_some_and(|offered| call.is(offered)());
    view! {
        <div class=call.name(class) hidden=move || !shown()>
            {icon_of(call.ui, call.name(icon))}
            <span class="dw-line__text" role="status">{move || text.get()}</span>
            {link.map(|link| button(call, link, "dw-link"))}
        </div>
    }
    .into_any()
}

fn button(call: Call, link: Link, class: &'static str) -> AnyView {
    let Link { word, offered, act: action } = link;
    let press = move |_| {
        if let Some(action) = call.view.with_untracked(|view| view.as_ref().map(action)) {
            let puts_away = matches!(action, UserAction::Dismiss(_));
            act(action);
            if puts_away {
                // What had the focus is gone.
                dom::focus_id("calls");
            }
        }
    };
    view! {
        <button type="button" class=class hidden=call.is_not(offered) on:click=press>{call.ui.t(word)}</button>
    }
    .into_any()
}

/// What can be done with a call that is over.
fn ended(call: Call) -> AnyView {
    let call_back = Link {
        word: Msg::CallBack,
        offered: |view| view.call_back.is_some(),
        act: |view| UserAction::Dial(view.call_back.clone().unwrap_or_default()),
    };
    let dismiss =
        Link { word: Msg::Dismiss, offered: |view| view.can_dismiss, act: |view| UserAction::Dismiss(view.id.clone()) };
    view! {
        <div class="dw-actions" hidden=call.is_not(|view| view.can_dismiss)>
            {button(call, call_back, "dw-action")}
            {button(call, dismiss, "dw-action")}
        </div>
    }
    .into_any()
}
