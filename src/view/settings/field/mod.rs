//! A setting: its name, the level its value comes from, its control, what it does, and what is wrong with it.

mod choice;
mod choices;
mod field_name;
mod lock_button;
mod origin;
mod placeholder_chip;
mod placeholder_chips;
mod refusal;
mod revert_link;
mod text_control;
mod unset_link;

pub use unset_link::unset_message;

use denwa_core::settings::{Key, Kind};
use denwa_core::text::say;
use leptos::prelude::*;

use self::choices::Choices;
use self::field_name::FieldName;
use self::lock_button::LockButton;
use self::origin::Origin;
use self::refusal::Refusal;
use self::revert_link::RevertLink;
use self::text_control::TextControl;
use self::unset_link::UnsetLink;
use crate::view::settings::context::use_settings;
use crate::view::settings::values::value_label;

/// A setting.
#[component]
pub fn Field(key: Key) -> impl IntoView {
    let settings = use_settings();
    let field = settings.field(key);
    let language = settings.language;
    let code = key.code();
    let label = format!("label-{code}");
    let is_unsaved = move || field.with(|field| field.is_unsaved);
    let is_editable = move || field.with(|field| field.is_editable);
    let help = move || {
        let default = value_label(key, key.row().default, language.get());
        format!("{} {}", key.help(language.get()), say::settings::default_is(language.get(), &default))
    };
    let control = if is_choice(key.row().kind) {
        view! { <Choices key field /> }.into_any()
    } else {
        view! { <TextControl key field /> }.into_any()
    };
    view! {
        <div class="dw-field" data-set=code.clone() data-unsaved=is_unsaved>
            <div class="dw-field__head">
                <FieldName key />
                <Origin key />
                <LockButton key field />
                <RevertLink key />
                <UnsetLink key />
            </div>
            <fieldset class="dw-field__control" aria-labelledby=label disabled=move || !is_editable()>
                {control}
            </fieldset>
            <p class="dw-field__help" id=format!("help-{code}")>{help}</p>
            <Refusal key />
        </div>
    }
    .into_any()
}

/// Whether the setting is chosen from buttons; otherwise it is typed.
fn is_choice(kind: Kind) -> bool {
    match kind {
        Kind::Switch | Kind::Choice(_) => true,
        Kind::Whole(_)
        | Kind::WholeOrNone(_)
        | Kind::Text(_)
        | Kind::SocketUrl
        | Kind::Version
        | Kind::LibraryBase
        | Kind::Number
        | Kind::Prefixes
        | Kind::Hosts
        | Kind::Page
        | Kind::Url
        | Kind::Template(_)
        | Kind::Object => false,
    }
}
