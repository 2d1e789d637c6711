//! The box that adds what is typed.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::{Kind, List};
use denwa_core::text::SettingsMsg;
use denwa_core::view_model::settings::ListView;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::context::ListContext;
use super::link_all::LinkAll;
use crate::view::parts::keys::is_enter;
use crate::view::parts::{SmallButton, keep_value};
use crate::view::settings::context::use_settings;
use crate::view::settings::object_offers::OBJECTS;

/// Adds what is typed. A text that is refused stays, with the reason.
#[component]
pub fn AddBox(
    /// What is to be typed.
    label: SettingsMsg,
    /// What it is checked as.
    kind: Kind,
) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let list = context.list;
    let language = settings.language;
    let typed = RwSignal::new(String::new());
    let field = NodeRef::new();
    keep_value(field, move || typed.get());
    let refused = context.memo(|view| view.refused_addition.clone());
    Effect::new(move || {
        // The answer may come while the next text is being typed: that is not overwritten.
        if let Some(refused) = refused.get()
            && typed.with_untracked(String::is_empty)
        {
            typed.set(refused.text);
        }
    });
    let reason = Memo::new(move |_| {
        let refused = refused.get().filter(|refused| typed.with(|typed| *typed == refused.text));
        refused.map(|refused| refused.refusal.reason)
    });
    let add = move || {
        let text = typed.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        settings.run(ConfigCommand::Add { list, text: text.clone() });
        let is_refused = |view: &ListView| view.refused_addition.as_ref().is_some_and(|refused| refused.text == text);
        if !context.read(is_refused) {
            typed.set(String::new());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if is_enter(&event) {
            add();
        }
    };
    let word = Signal::derive(move || SettingsMsg::Add.t(language.get()));
    let wrong = context.id("add-wrong");
    view! {
        <div class="dw-pager">
            <input
                class="dw-input"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                id=context.id("add")
                aria-label=move || label.t(language.get())
                placeholder=move || label.t(language.get())
                aria-describedby=wrong.clone()
                list=(list == List::Targets).then_some(OBJECTS)
                on:input:target=move |event| typed.set(event.target().value())
                on:keydown=on_key
            />
            <SmallButton word on_click=move |_| add() />
            {(list == List::Lines).then(|| view! { <LinkAll /> })}
            <p class="dw-field__wrong" role="status" id=wrong hidden=move || reason.with(Option::is_none)>
                {move || reason.get().map(|reason| reason.words(kind, language.get()))}
            </p>
        </div>
    }
    .into_any()
}
