//! What an incoming call looks like with the values of the form, saved or not, in both languages beside each other.

mod card;
mod case;
mod case_choice;

use denwa_core::Language;
use denwa_core::settings::{Key, PopUpSize};
use denwa_core::text::{SettingsMsg, say};
use leptos::prelude::*;

use self::card::PreviewCard;
use self::case::Case;
use self::case_choice::CaseChoice;
use crate::view::settings::context::{SettingsContext, use_settings};
use crate::view::settings::values::value_label;

/// The preview.
#[component]
pub fn Preview() -> impl IntoView {
    let settings = use_settings();
    let case = RwSignal::new(Case::OneMatch);
    let cases = Case::ALL.map(|of| view! { <CaseChoice of case /> }).collect_view();
    view! {
        <section class="dw-field" aria-labelledby="config-preview">
            <h3 class="dw-field__label" id="config-preview">
                {move || SettingsMsg::Preview.t(settings.language.get())}
            </h3>
            <div class="dw-radios" role="radiogroup" aria-labelledby="config-preview">{cases}</div>
            <p class="dw-field__help" role="status">{move || duration_words(settings)}</p>
            <div class="dw-preview">
                <PreviewCard case language=Language::Ja />
                <PreviewCard case language=Language::En />
            </div>
        </section>
    }
    .into_any()
}

/// How far the panel opens and when it goes back.
fn duration_words(settings: SettingsContext) -> String {
    let language = settings.language.get();
    let size = settings.effective(Key::PopUpSize);
    if size == PopUpSize::Closed.code() {
        return SettingsMsg::PreviewClosed.t(language).to_owned();
    }
    let size = value_label(Key::PopUpSize, &size, language);
    match settings.effective(Key::PopUpSeconds).as_str() {
        "0" => say::settings::preview_stays(language, &size),
        seconds => say::settings::preview_returns(language, &size, seconds),
    }
}
