//! The top of a card: what the call does, since when, on which line, and, biggest of all, who it is.

use leptos::prelude::*;

use super::Call;
use crate::view::parts::timer;

/// State, timer, line and number of matches; then the name. `name` is the ID of the element with the name.
pub fn head(call: Call, name: String) -> AnyView {
    let since = Signal::derive(move || call.view.with(|view| view.as_ref().and_then(|view| view.since)));
    let talked = move || call.view.with(|view| view.as_ref().and_then(|view| view.talked.clone()));
    let who = call.name(|view| match (&view.record, view.matches.is_empty()) {
        (None, false) => "dw-who__name dw-who__name--unsure",
        _ => "dw-who__name",
    });
    let badge = call.name(|view| if view.matches.is_empty() { "dw-badge" } else { "dw-badge dw-badge--several" });
    view! {
        <div class="dw-card__top">
            <span class="dw-card__state">{call.text(|view| &view.title)}</span>
            {timer(call.ui, since)}
            <span class="dw-time" hidden=call.is_not(|view| view.talked.is_some())>{talked}</span>
            <span class="dw-card__line">{call.text(|view| &view.line)}</span>
            <span class=badge role="status" hidden=call.is(|view| view.count.is_empty())>{call.text(|view| &view.count)}</span>
        </div>
        <div class="dw-who">
            <h2 class=who id=name>{call.text(|view| &view.headline)}</h2>
            <p class="dw-who__about">{call.text(|view| &view.about)}</p>
            <p class="dw-who__number">{call.text(|view| &view.number)}</p>
        </div>
    }
    .into_any()
}
