//! The control of a switch or a choice: radio buttons, the first of which sets nothing at this level.

use denwa_core::settings::{Key, Kind};
use denwa_core::text::say;
use denwa_core::view_model::settings::FieldView;
use leptos::prelude::*;

use super::choice::Choice;
use crate::view::settings::context::use_settings;
use crate::view::settings::values::value_label;

/// The choices of a setting.
#[component]
pub fn Choices(key: Key, field: Memo<FieldView>) -> impl IntoView {
    let settings = use_settings();
    let language = settings.language;
    let code = key.code();
    let level = settings.memo(|view| view.level);
    let inherit = Signal::derive(move || {
        let above = field.with(|field| value_label(key, &field.above, language.get()));
        say::settings::inherit(language.get(), level.get(), &above)
    });
    let label = move |code: &'static str| Signal::derive(move || value_label(key, code, language.get()));
    let choices =
        codes(key).iter().map(|code| view! { <Choice key field value=*code label=label(code) /> }).collect_view();
    view! {
        <div
            class="dw-radios"
            role="radiogroup"
            id=code.clone()
            aria-labelledby=format!("label-{code}")
            aria-describedby=format!("help-{code} wrong-{code}")
        >
            <Choice key field value="" label=inherit />
            {choices}
        </div>
    }
    .into_any()
}

/// The codes to choose from, in the order they are shown.
fn codes(key: Key) -> &'static [&'static str] {
    match key.row().kind {
        Kind::Choice(codes) => codes,
        _ => &["on", "off"],
    }
}
