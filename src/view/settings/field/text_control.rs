//! The control of everything that is typed. The value that holds while nothing is typed is shown faintly.

use denwa_core::config::ConfigCommand;
use denwa_core::settings::{Key, Kind};
use denwa_core::view_model::settings::FieldView;
use leptos::html::Input;
use leptos::prelude::*;

use super::placeholder_chips::PlaceholderChips;
use crate::view::parts::{aria, keep_value};
use crate::view::settings::context::use_settings;
use crate::view::settings::object_offers::OBJECTS;

/// The text field of a setting.
#[component]
pub fn TextControl(key: Key, field: Memo<FieldView>) -> impl IntoView {
    let settings = use_settings();
    let code = key.code();
    let kind = key.row().kind;
    let input = NodeRef::<Input>::new();
    keep_value(input, move || field.with(|field| field.text.clone()));
    let above = move || field.with(|field| field.above.clone());
    let is_refused = move || field.with(|field| field.refusal.is_some());
    let takes_placeholders = matches!(kind, Kind::Template(_) | Kind::Url | Kind::Page);
    view! {
        <div>
            <input
                class="dw-input"
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                id=code.clone()
                aria-describedby=format!("help-{code} wrong-{code}")
                aria-invalid=move || aria(is_refused())
                placeholder=above
                inputmode=input_mode(kind)
                list=(kind == Kind::Object).then_some(OBJECTS)
                on:input:target=move |event| {
                    settings.run(ConfigCommand::Type { key, text: event.target().value() });
                }
                on:blur=move |_| settings.run(ConfigCommand::LeaveField(key))
            />
            {takes_placeholders.then(|| view! { <PlaceholderChips key input /> })}
        </div>
    }
    .into_any()
}

/// The keyboard that a touch screen shows.
fn input_mode(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Whole(_) | Kind::WholeOrNone(_) => Some("numeric"),
        Kind::SocketUrl | Kind::LibraryBase => Some("url"),
        _ => None,
    }
}
