//! The lines below a card's buttons: why a command failed, how search and opening went, how the log stands, and what can be done about
//! each.

use denwa_core::UserAction;
use denwa_core::card::Phase;
use denwa_core::notice::Gravity;
use denwa_core::project::{CardView, PopView};
use denwa_core::text::Msg;

use super::Call;
use crate::view::el::{El, button, changing_icon, el};
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
pub fn lines(call: Call) -> [El; 10] {
    [
        line(call, COMMAND),
        line(call, PROMPT),
        line(call, SEARCH),
        line(call, BY_HAND),
        line(call, REMARK),
        line(call, RECORD),
        line(call, NEW_RECORD),
        line(call, LOG),
        line(call, RESULT),
        ended(call),
    ]
}

const ERROR: &str = "dw-line dw-line--error";
const WARNING: &str = "dw-line dw-line--warning";
const GOOD: &str = "dw-line dw-line--good";
const PLAIN: &str = "dw-line";

const COMMAND: Line = Line {
    class: |_| ERROR,
    icon: |_| "error",
    text: |call| call.text(|view| view.error.as_deref().unwrap_or_default()),
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
    text: |call| call.text(|view| view.search),
    link: Some(Link {
        word: Msg::SearchAgain,
        offered: |view| view.can_search_again,
        act: |view| UserAction::SearchAgain(view.id.clone()),
    }),
};

const BY_HAND: Line = Line {
    class: |_| PLAIN,
    icon: |_| "search",
    text: |_| String::new(),
    link: Some(Link {
        word: Msg::Search,
        offered: |view| view.can_search,
        act: |view| UserAction::SearchAgain(view.id.clone()),
    }),
};

const REMARK: Line =
    Line { class: |_| PLAIN, icon: |_| "info", text: |call| call.text(|view| view.remark), link: None };

const RESULT: Line = Line {
    class: |_| WARNING,
    icon: |_| "warning",
    text: |call| when(call, |view| view.lacks_result, Msg::ResultMissing),
    link: None,
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
    text: |call| call.text(|view| view.log.as_ref().map(|log| log.text.as_str()).unwrap_or_default()),
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
    if call.is(so) { message.t(call.ui.language()).to_owned() } else { String::new() }
}

fn line(call: Call, line: Line) -> El {
    let Line { class, icon, text, link } = line;
    let offered = link.as_ref().map(|link| link.offered);
    let shown = move || !text(call).is_empty() || offered.is_some_and(|offered| call.is(offered));
    let shown_line = el("div", "").class_of(move || call.name(class)).shown(shown).with(&[
        changing_icon(call.ui, move || call.name(icon)),
        el("span", "dw-line__text").attr("role", "status").text_of(move || text(call)),
    ]);
    match link {
        Some(offer) => shown_line.with(&[link_button(call, &offer, "dw-link")]),
        None => shown_line,
    }
}

fn link_button(call: Call, link: &Link, class: &'static str) -> El {
    let Link { word, offered, act: action } = *link;
    button(class).says(call.ui, word).shown(move || call.is(offered)).press(move || {
        if let Some(action) = call.read(action) {
            let puts_away = matches!(action, UserAction::Dismiss(_));
            act(action);
            if puts_away {
                // What had the focus is gone.
                dom::focus_id("calls");
            }
        }
    })
}

/// What can be done with a call that is over.
fn ended(call: Call) -> El {
    let call_back = Link {
        word: Msg::CallBack,
        offered: |view| view.call_back.is_some(),
        act: |view| UserAction::Dial(view.call_back.clone().unwrap_or_default()),
    };
    let dismiss =
        Link { word: Msg::Dismiss, offered: |view| view.can_dismiss, act: |view| UserAction::Dismiss(view.id.clone()) };
    el("div", "dw-actions")
        .shown(move || call.is(|view| view.can_dismiss))
        .with(&[link_button(call, &call_back, "dw-action"), link_button(call, &dismiss, "dw-action")])
}
