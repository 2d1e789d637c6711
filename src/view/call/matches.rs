//! Several records with one number: which of them is it? Below the buttons, so that nothing moves when they arrive.

use denwa_core::UserAction;
use denwa_core::project::MatchView;
use denwa_core::text::Msg;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Call;
use crate::view::parts::icon;
use crate::view::{act, dom};

/// The list: one stop of the Tab key, the arrow keys move in it.
pub fn matches(call: Call) -> AnyView {
    let matches = Memo::new(move |_| call.view.with(|view| view.as_ref().map(|view| view.matches.clone()).unwrap_or_default()));
    let title = format!("matches-{}", call.id());
    let list = NodeRef::<leptos::html::Div>::new();
    let key = move |event: KeyboardEvent| {
        if let Some(list) = dom::element(list)
            && dom::rove(&list, "[role=option]", &event.key())
        {
            event.prevent_default();
        }
    };
    view! {
        <div class="dw-matches" hidden=move || matches.with(Vec::is_empty)>
            <p class="dw-matches__title" id=title.clone()>{call.ui.t(Msg::ChooseMatch)}</p>
            <div role="listbox" aria-labelledby=title node_ref=list on:keydown=key>
                {move || {
                    let matches = matches.get();
                    let stop = matches.iter().position(|one| one.chosen).unwrap_or(0);
                    matches.into_iter().enumerate().map(|(at, one)| option(call, one, at == stop)).collect::<Vec<_>>()
                }}
            </div>
        </div>
    }
    .into_any()
}

fn option(call: Call, found: MatchView, stop: bool) -> AnyView {
    let MatchView { record, name, about, object, chosen } = found;
    let (class, picture) = match object.as_str() {
        "Contact" => ("dw-object dw-object--contact", "contact"),
        "Account" => ("dw-object dw-object--account", "account"),
        "Lead" => ("dw-object dw-object--lead", "lead"),
        "Case" => ("dw-object dw-object--case", "case"),
        _ => ("dw-object", "record"),
    };
    let choose = move |_| act(UserAction::Choose { call: call.id(), record: record.clone() });
    view! {
        <button
            type="button"
            class="dw-match"
            role="option"
            aria-selected=if chosen { "true" } else { "false" }
            tabindex=if stop { "0" } else { "-1" }
            on:click=choose
        >
            <span class=class>{icon(call.ui, picture)}</span>
            <span>
                <span class="dw-match__name">{name}</span>
                <span class="dw-match__about">{about}</span>
            </span>
            <span class="dw-match__mark">{chosen.then(|| icon(call.ui, "check"))}</span>
        </button>
    }
    .into_any()
}
