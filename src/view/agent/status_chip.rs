//! The chip that shows the status and opens its menu.

use denwa_core::shortcuts::Shortcut;
use denwa_core::view_model::{StatusView, Tone};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::shortcuts::use_shortcut_keys;
use super::status_menu::MenuStart;
use crate::view::parts::{Icon, IconName, Time, aria};

/// The chip that shows the status and opens its menu, by a click or the arrow keys.
#[component]
pub fn StatusChip(
    /// The status.
    status: Memo<StatusView>,
    /// The button.
    chip: NodeRef<html::Button>,
    /// Whether the menu is open.
    is_open: Memo<bool>,
    /// Opens and closes the menu.
    start: RwSignal<Option<MenuStart>>,
) -> impl IntoView {
    let toggle = move |_| start.set(if is_open.get_untracked() { None } else { Some(MenuStart::Current) });
    let open_by_key = move |event: KeyboardEvent| {
        let open_at = match event.key().as_str() {
            "ArrowDown" => MenuStart::Current,
            "ArrowUp" => MenuStart::Last,
            _ => return,
        };
        event.prevent_default();
        start.set(Some(open_at));
    };
    let keys = use_shortcut_keys(Signal::stored(Some(Shortcut::Status)));
    view! {
        <button
            type="button"
            id="status"
            class=move || format!("dw-status dw-status--{}", status.with(|status| tone_name(status.tone)))
            aria-haspopup="menu"
            aria-keyshortcuts=keys.aria
            title=keys.label
            aria-controls="status-menu"
            aria-describedby="status-hint"
            aria-expanded=move || aria(is_open.get())
            aria-disabled=move || aria(status.with(|status| status.is_fixed))
            aria-busy=move || aria(status.with(|status| status.is_busy))
            node_ref=chip
            on:click=toggle
            on:keydown=open_by_key
        >
            <span class="dw-status__dot" aria-hidden="true"></span>
            <span>{move || status.with(|status| status.word.clone())}</span>
            <Time since=move || status.with(|status| status.since) />
            <Icon name=IconName::ChevronDown />
        </button>
    }
    .into_any()
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Ready => "ready",
        Tone::Busy => "busy",
        Tone::Away => "away",
        Tone::Work => "work",
        Tone::Off => "off",
    }
}
