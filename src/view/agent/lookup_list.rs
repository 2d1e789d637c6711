//! The suggestions of a field in which somebody is looked up.

use denwa_core::text::Msg;
use denwa_core::view_model::{LookupKind, LookupOption};
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlDivElement;

use super::presence::Presence;
use super::suggestions::Suggestions;
use crate::app::use_language;
use crate::view::parts::{ByPlace, Icon, IconName, aria};

/// The suggestions of a field, above or below it, without taking the focus from it.
#[component]
pub fn LookupList(
    /// The field's element ID.
    id: &'static str,
    /// The suggestions.
    suggestions: Suggestions,
) -> impl IntoView {
    let language = use_language();
    let Suggestions { view, marked, .. } = suggestions;
    let options = Memo::new(move |_| {
        let options = view.with(|view| view.as_ref().map_or_else(Vec::new, |view| view.options.clone()));
        options.into_iter().enumerate().collect::<Vec<_>>()
    });
    let status = Memo::new(move |_| view.with(|view| view.as_ref().and_then(|view| view.status)));
    let option = move |item: Memo<(usize, LookupOption)>| {
        let at = item.with_untracked(|(at, _)| *at);
        let node = NodeRef::<html::Div>::new();
        let is_marked = Memo::new(move |_| marked.get() == Some(at));
        Effect::new(move || {
            if let Some(node) = node.get().filter(|_| is_marked.get()) {
                node.scroll_into_view_with_bool(false);
            }
        });
        let of = move |part: fn(&LookupOption) -> String| item.with(|(_, option)| part(option));
        let presence = Memo::new(move |_| item.with(|(_, option)| option.presence.clone()));
        view! {
            <div
                id=format!("{id}-option-{at}")
                class="dw-option"
                role="option"
                aria-selected=move || aria(is_marked.get())
                node_ref=node
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| suggestions.choose(item.with_untracked(|(_, option)| option.clone()))
            >
                <Icon name=move || item.with(|(_, option)| icon(option.kind)) />
                <span class="dw-option__text">
                    <span class="dw-option__name">{move || of(|option| option.name.clone())}</span>
                    <span class="dw-option__about">
                        {move || of(|option| option.about.clone())} " "
                        <span class="dw-number">{move || of(|option| option.number.clone())}</span>
                    </span>
                </span>
                <span class="dw-option__warning">{move || item.with(|(_, option)| option.warning)}</span>
                <Presence presence />
            </div>
        }
    };
    let pop = NodeRef::<html::Div>::new();
    // On a card the list may end below what is in sight. The list of the dial bar never does.
    Effect::new(move || {
        let is_on_card = |pop: &HtmlDivElement| pop.closest(".dw-main").is_ok_and(|main| main.is_some());
        if let Some(pop) = pop.get().filter(is_on_card)
            && options.with(|options| !options.is_empty())
        {
            pop.scroll_into_view_with_bool(false);
        }
    });
    view! {
        <div class="dw-lookup__pop" node_ref=pop>
            <div
                id=format!("{id}-list")
                role="listbox"
                aria-label=move || Msg::LookupList.t(language.get())
                hidden=move || options.with(Vec::is_empty)
            >
                <ByPlace items=options children=option />
            </div>
            <p class="dw-lookup__status" role="status" hidden=move || status.get().is_none()>{status}</p>
        </div>
    }
    .into_any()
}

fn icon(kind: LookupKind) -> IconName {
    match kind {
        LookupKind::Last => IconName::Call,
        LookupKind::Colleague => IconName::User,
        LookupKind::Queue => IconName::Record,
        LookupKind::SpeedDial => IconName::Keypad,
        LookupKind::Record => IconName::Contact,
    }
}
