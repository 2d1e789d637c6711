//! A field in which somebody is looked up by name or number: a combobox with a list of suggestions.

use denwa_core::shortcuts::Shortcut;
use denwa_core::text::Msg;
use denwa_core::{LookupPlace, Target};
use leptos::html;
use leptos::prelude::*;

use super::lookup_list::LookupList;
use super::shortcuts::use_shortcut_keys;
use super::suggestions::Suggestions;
use crate::app::use_language;
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
    /// The shortcut that leads to it.
    #[prop(optional)]
    shortcut: Option<Shortcut>,
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
    let language = use_language();
    let suggestions = Suggestions::new(place, text, on_choose, on_enter);
    keep_value(field, move || text.get());
    let typed = move |value: String| {
        text.set(value);
        if let Some(on_edit) = on_edit {
            on_edit.run(());
        }
        suggestions.look_up();
    };
    let keys = use_shortcut_keys(Signal::stored(shortcut));
    let list_id = format!("{id}-list");
    let marked_id = move || suggestions.marked.get().map(|at| format!("{id}-option-{at}"));
    view! {
        <div class="dw-lookup">
            <label class:slds-assistive-text=is_label_hidden class="dw-lookup__label" for=id>{label}</label>
            <Show when=move || suggestions.view.with(Option::is_some)>
                <LookupList id suggestions />
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
                aria-expanded=move || aria(suggestions.has_options())
                aria-controls=list_id
                aria-activedescendant=marked_id
                aria-describedby=described_by
                aria-invalid=move || aria(is_invalid.get())
                aria-keyshortcuts=keys.aria
                title=keys.label
                placeholder=move || if is_label_hidden { label.get() } else { Msg::NameOrNumber.t(language.get()) }
                node_ref=field
                on:input:target=move |event| typed(event.target().value())
                on:keydown=move |event| suggestions.on_key(&event)
                on:blur=move |_| suggestions.close()
            />
        </div>
    }
    .into_any()
}
