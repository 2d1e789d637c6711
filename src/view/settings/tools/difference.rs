//! A value of a file that differs from the stored one.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use denwa_core::text::settings::Expected;
use denwa_core::view_model::settings::DifferenceView;
use leptos::prelude::*;

use crate::view::settings::context::use_settings;
use crate::view::settings::values::{change_label, level_label, slot_label};

/// What is stored, and what the file says; a tick takes it.
#[component]
pub fn Difference(
    /// Its place among the differences, and what differs.
    item: Memo<(usize, DifferenceView)>,
) -> impl IntoView {
    let settings = use_settings();
    let place = item.with_untracked(|(place, _)| *place);
    let difference = Memo::new(move |_| item.with(|(_, difference)| difference.clone()));
    let language = settings.language;
    let reason = Memo::new(move |_| difference.with(|difference| difference.refusal.map(|refusal| refusal.reason)));
    let what = move || difference.with(|difference| slot_label(&difference.what, language.get()));
    let change = move || {
        difference.with(|difference| {
            change_label(difference.what.as_ref().ok().copied(), &difference.now, &difference.then, language.get())
        })
    };
    let level = move || {
        let level = difference.with(|difference| difference.level);
        level.map_or(SettingsMsg::Lock.t(language.get()), |level| level_label(Some(level), language.get()))
    };
    let refusal = move || {
        let expected = difference.with(expected_of);
        reason.get().map(|reason| reason.words(expected, language.get()))
    };
    let id = format!("difference-{place}");
    view! {
        <div class="dw-row dw-row--line">
            <input
                type="checkbox"
                class="dw-tick"
                id=id.clone()
                disabled=move || reason.with(Option::is_some)
                prop:checked=move || difference.with(|difference| difference.is_taken)
                on:change:target=move |event| {
                    settings.run(ConfigCommand::TakeDifference { index: place, take: event.target().checked() });
                }
            />
            <label class="dw-row__line" for=id>
                <span class="dw-field__label">{what}</span>
                <span class="dw-row__about">{change}</span>
                <span class="dw-field__wrong" hidden=move || reason.with(Option::is_none)>{refusal}</span>
            </label>
            <span class="dw-badge">{level}</span>
        </div>
    }
    .into_any()
}

/// What is expected in the place of a difference.
fn expected_of(difference: &DifferenceView) -> Expected {
    use denwa_core::config::SlotKind;
    match difference.what {
        Ok(SlotKind::Value(key)) => Expected::Value(key.row().kind),
        Ok(SlotKind::List(list)) => Expected::Rows(list),
        Ok(SlotKind::Lock(_)) | Err(_) => Expected::Unknown,
    }
}
