//! A field in which somebody is looked up by name or number: a combobox with a list of suggestions.

use denwa_core::text::Msg;
use denwa_core::view_model::{LookupOption, LookupView};
use denwa_core::{DeskAction, LookupPlace, Target, UserAction};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::lookup_list::LookupList;
use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::keys::is_enter;
use crate::view::parts::{aria, keep_value};

/// A field in which somebody is looked up by name or number. Typing or an arrow key opens the list; the arrow keys mark a suggestion, Enter
/// takes it, Escape closes the list. Nothing is marked by itself: Enter never takes somebody whom the agent has not seen.
#[component]
pub fn Lookup(
    /// The field's element ID.
    id: &'static str,
    /// The field, for the core.
    place: LookupPlace,
    /// Its label.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Its text.
    text: RwSignal<String>,
    /// The field.
    field: NodeRef<html::Input>,
    /// The element that describes it.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Whether what was typed is refused.
    #[prop(optional, into)]
    is_invalid: Signal<bool>,
    /// Whether its label is not shown, but only read aloud.
    #[prop(optional)]
    is_label_hidden: bool,
    /// Called after the agent has changed the text.
    #[prop(optional, into)]
    on_edit: Option<Callback<()>>,
    /// Takes a suggestion.
    #[prop(into)]
    on_choose: Callback<Target>,
    /// Takes the text, on Enter without a marked suggestion.
    #[prop(into)]
    on_enter: Callback<String>,
) -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let here = StoredValue::new(place);
    keep_value(field, move || text.get());
    let view = Memo::new(move |_| {
        let is_here = |view: &LookupView| here.with_value(|place| view.place == *place);
        screen.with(|screen| screen.lookup.clone().filter(is_here))
    });
    let options =
        Memo::new(move |_| view.with(|view| view.as_ref().map_or_else(Vec::new, |view| view.options.clone())));
    let has_options = move || options.with(|options| !options.is_empty());
    // The marked suggestion, by its key: it stays marked when others come before it.
    let marked_key = RwSignal::new(None::<String>);
    let marked = Memo::new(move |_| {
        let key = marked_key.get()?;
        options.with(|options| options.iter().position(|option| option.key == key))
    });
    let look_up = move || {
        let text = text.get_untracked();
        dispatch(UserAction::Desk(DeskAction::LookUp { place: here.get_value(), text }));
    };
    let close = move || {
        marked_key.set(None);
        if view.with_untracked(Option::is_some) {
            dispatch(UserAction::Desk(DeskAction::StopLookUp(here.get_value())));
        }
    };
    let choose = move |option: LookupOption| {
        close();
        on_choose.run(option.target);
    };
    let mark = move |step: isize| {
        let keys = options.with_untracked(|options| options.iter().map(|one| one.key.clone()).collect::<Vec<_>>());
        if view.with_untracked(Option::is_none) {
            look_up();
        } else if !keys.is_empty() {
            let from = marked.get_untracked().map_or(if step > 0 { -1 } else { 0 }, usize::cast_signed);
            let to = (from + step).rem_euclid(keys.len().cast_signed());
            marked_key.set(keys.get(to.cast_unsigned()).cloned());
        }
    };
    let by_key = move |event: KeyboardEvent| {
        if is_enter(&event) {
            let option = marked.get_untracked().and_then(|at| options.with_untracked(|all| all.get(at).cloned()));
            match option {
                Some(option) => choose(option),
                None => {
                    close();
                    on_enter.run(text.get_untracked());
                }
            }
            return;
        }
        match event.key().as_str() {
            _ if event.is_composing() => {}
            "ArrowDown" => {
                event.prevent_default();
                mark(1);
            }
            "ArrowUp" => {
                event.prevent_default();
                mark(-1);
            }
            "Escape" if view.with_untracked(Option::is_some) => {
                event.prevent_default();
                event.stop_propagation();
                close();
            }
            _ => {}
        }
    };
    let typed = move |value: String| {
        text.set(value);
        marked_key.set(None);
        if let Some(on_edit) = on_edit {
            on_edit.run(());
        }
        look_up();
    };
    let list_id = format!("{id}-list");
    let option_id = move |at: usize| format!("{id}-option-{at}");
    let marked_id = move || marked.get().map(option_id);
    view! {
        <div class="dw-lookup">
            <label class:slds-assistive-text=is_label_hidden class="dw-lookup__label" for=id>{label}</label>
            <Show when=move || view.with(Option::is_some)>
                <LookupList id view marked on_choose=choose />
            </Show>
            <input
                id=id
                class="dw-dial__number"
                type="text"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || aria(has_options())
                aria-controls=list_id
                aria-activedescendant=marked_id
                aria-describedby=described_by
                aria-invalid=move || aria(is_invalid.get())
                placeholder=move || if is_label_hidden { label.get() } else { Msg::NameOrNumber.t(language.get()) }
                node_ref=field
                on:input:target=move |event| typed(event.target().value())
                on:keydown=by_key
                on:blur=move |_| close()
            />
        </div>
    }
    .into_any()
}
