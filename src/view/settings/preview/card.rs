//! The card of the preview.

use denwa_core::Language;
use denwa_core::settings::Key;
use denwa_core::text::Msg;
use leptos::prelude::*;

use super::case::Case;
use crate::view::parts::{Icon, IconName};
use crate::view::settings::context::use_settings;

/// A card in one language.
#[component]
pub fn PreviewCard(case: RwSignal<Case>, language: Language) -> impl IntoView {
    let settings = use_settings();
    // A text that nobody has set is the word of the card's language, as on a real card.
    let set_or = move |key: Key, message: Msg| {
        let text = settings.effective(key);
        if text == key.row().default { message.t(language).to_owned() } else { text }
    };
    let name = move || match case.get() {
        Case::OneMatch => language.pick("山田 花子", "Hanako Yamada").to_owned(),
        Case::NoMatch => set_or(Key::NameNoMatch, Msg::NoMatch),
        Case::Several => set_or(Key::NameSeveral, Msg::SeveralMatches),
        Case::Withheld => set_or(Key::WithheldName, Msg::Withheld),
    };
    let number = move || if case.get() == Case::Withheld { "" } else { "03-1234-5678" };
    let has_buttons = move || settings.effective(Key::PopUpButtons) == "on";
    view! {
        <div class="dw-card dw-card--talking" lang=language.tag()>
            <div class="dw-card__top">
                <span class="dw-card__state">{Msg::Incoming.t(language)}</span>
                <span class="dw-time">"0:06"</span>
            </div>
            <div class="dw-who">
                <p class="dw-who__name">{name}</p>
                <p class="dw-who__number">{number}</p>
            </div>
            <Show when=has_buttons>
                <div class="dw-actions">
                    <span class="dw-action dw-action--call">
                        <Icon name=IconName::Call />
                        <span>{Msg::Answer.t(language)}</span>
                    </span>
                    <span class="dw-action dw-action--end_call">
                        <Icon name=IconName::EndCall />
                        <span>{Msg::Decline.t(language)}</span>
                    </span>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
