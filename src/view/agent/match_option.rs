//! A record to choose.

use denwa_core::UserAction;
use denwa_core::view_model::{MatchView, RecordKind};
use leptos::prelude::*;

use crate::app::use_dispatch;
use crate::view::parts::{Icon, IconName, aria};

/// A record to choose.
#[component]
pub fn MatchOption(
    /// The call's ID.
    call: String,
    /// The record.
    found: Memo<MatchView>,
    /// The record that the Tab key stops at.
    stop: Memo<Option<String>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let MatchView { record, kind, .. } = found.get_untracked();
    let is_chosen = Memo::new(move |_| found.with(|found| found.is_chosen));
    let is_stop = {
        let record = record.clone();
        move || stop.with(|stop| stop.as_ref() == Some(&record))
    };
    let choose = {
        let record = record.clone();
        move |_| dispatch(UserAction::Choose { call: call.clone(), record: record.clone() })
    };
    view! {
        <button
            type="button"
            class="dw-match"
            role="option"
            data-match=record
            aria-selected=move || aria(is_chosen.get())
            tabindex=move || if is_stop() { "0" } else { "-1" }
            on:click=choose
        >
            <span class=format!("dw-object dw-object--{}", icon(kind).symbol())>
                <Icon name=icon(kind) />
            </span>
            <span>
                <span class="dw-match__name">
                    {move || found.with(|found| found.name.clone())}
                    <Show when=move || found.with(|found| !found.phonetic.is_empty())>
                        <span class="dw-who__phonetic">{move || found.with(|found| found.phonetic.clone())}</span>
                    </Show>
                </span>
                <span class="dw-match__about">{move || found.with(|found| found.about.clone())}</span>
            </span>
            <Show when=move || is_chosen.get()>
                <span class="dw-match__mark">
                    <Icon name=IconName::Check />
                </span>
            </Show>
        </button>
    }
    .into_any()
}

fn icon(kind: RecordKind) -> IconName {
    match kind {
        RecordKind::Contact => IconName::Contact,
        RecordKind::Account => IconName::Company,
        RecordKind::Lead => IconName::Lead,
        RecordKind::Case => IconName::Case,
        RecordKind::Other => IconName::Record,
    }
}
