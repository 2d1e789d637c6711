//! The box to look for somebody whose settings are to be shown.

use core::time::Duration;

use denwa_core::config::{ConfigCommand, Subject};
use denwa_core::text::SettingsMsg;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::context::use_settings;
use super::offers::{Offer, Offers};
use super::person::{Person, people};
use crate::view::parts::keep_value;

/// The org is asked for people so long after the last key.
const PAUSE: Duration = Duration::from_millis(300);
const OFFERS: &str = "config-people";

/// The box to look for somebody. Nothing can be set from the first key until an offer is picked, or the box is empty again.
#[component]
pub fn PersonBox() -> impl IntoView {
    let settings = use_settings();
    let typed = RwSignal::new(String::new());
    let found = settings.memo(move |view| people(view, settings.language.get()));
    let offers = Memo::new(move |_| {
        let offer = |person: &Person| Offer { value: person.offer.clone(), label: String::new() };
        found.with(|found| found.iter().map(offer).collect())
    });
    let is_resolved = settings.memo(|view| view.is_subject_resolved);
    let later = StoredValue::new(None::<TimeoutHandle>);
    // An offer may be typed in full, also before the org has answered.
    Effect::new(move || {
        let picked = found.with(|found| found.iter().find(|person| person.offer == typed.get()).cloned());
        if let Some(person) = picked {
            forget(later);
            settings.run(ConfigCommand::LookAt { subject: person.subject, name: person.name });
        }
    });
    let input = move |text: String| {
        typed.set(text.clone());
        forget(later);
        if text.trim().is_empty() {
            settings.run(ConfigCommand::LookAt { subject: Subject::Me, name: String::new() });
            return;
        }
        settings.run(ConfigCommand::SeekSubject);
        let ask = move || settings.run(ConfigCommand::Find(text.clone()));
        later.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    on_cleanup(move || forget(later));
    let field = NodeRef::new();
    keep_value(field, move || typed.get());
    let word = move |message: SettingsMsg| move || message.t(settings.language.get());
    view! {
        <div class="dw-config__person">
            <label class="dw-row__label" for="config-person">{word(SettingsMsg::Person)}</label>
            <input
                id="config-person"
                class="dw-input"
                list=OFFERS
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                aria-describedby="config-person-wrong"
                placeholder=word(SettingsMsg::Myself)
                on:input:target=move |event| input(event.target().value())
            />
            <Offers id=OFFERS offers />
            <p class="dw-field__wrong" id="config-person-wrong" role="status" hidden=move || is_resolved.get()>
                {move || (!is_resolved.get()).then(word(SettingsMsg::PickPerson))}
            </p>
        </div>
    }
    .into_any()
}

/// Drops a question that is no longer wanted.
fn forget(later: StoredValue<Option<TimeoutHandle>>) {
    if let Some(Some(handle)) = later.try_update_value(Option::take) {
        handle.clear();
    }
}
