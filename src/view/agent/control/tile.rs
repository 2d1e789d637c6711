//! A small button of a call: a picture and a word.

use denwa_core::text::Msg;
use denwa_core::view_model::{Tile, TilePress, TileView};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Opened;
use crate::app::{use_dispatch, use_language};
use crate::view::agent::shortcuts::use_shortcut_keys;
use crate::view::parts::{Icon, IconName, aria};

/// A small button of a call, and why it cannot be pressed. A row of them is one stop of the Tab key.
#[component]
pub fn TileButton(
    /// The call's ID.
    call: String,
    /// Its place in the row, and the button.
    tile: Memo<(usize, TileView)>,
    /// The place that the Tab key stops at.
    stop: RwSignal<usize>,
    /// What is open below the row.
    opened: RwSignal<Option<Opened>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let kind = Memo::new(move |_| tile.with(|(_, tile)| tile.tile));
    let why = Memo::new(move |_| {
        tile.with(|(_, tile)| if tile.is_busy { Some(Msg::Working.t(language.get())) } else { tile.unavailable })
    });
    let part = Memo::new(move |_| tile.with(|(_, tile)| opens(&tile.press)));
    let is_on = move || tile.with(|(_, tile)| tile.is_on.map(aria));
    let keys = use_shortcut_keys(Signal::derive(move || kind.get().shortcut()));
    let place = tile.with_untracked(|(place, _)| *place);
    let row = if tile.with_untracked(|(_, tile)| is_of_pair(tile.tile)) { "pair" } else { "tile" };
    let why_id = format!("why-{row}-{place}-{call}");
    let (of_opener, controlled) = (call.clone(), call);
    let press = move |event: MouseEvent| {
        // A double click on a button must not be a click on the button that takes its place.
        if event.detail() > 1 || tile.with_untracked(|(_, tile)| tile.unavailable.is_some()) {
            return;
        }
        match tile.with_untracked(|(_, tile)| tile.press.clone()) {
            TilePress::Send(action) => dispatch(action),
            TilePress::Keypad => toggle(opened, Opened::Keypad),
            TilePress::Target => toggle(opened, Opened::Target),
        }
    };
    view! {
        <span class="dw-slot">
            <button
                type="button"
                id=move || part.get().map(|part| part.opener(&of_opener))
                class="dw-tile"
                tabindex=move || if stop.get() == place { "0" } else { "-1" }
                aria-describedby=why_id.clone()
                aria-keyshortcuts=keys.aria
                title=keys.label
                aria-disabled=move || aria(tile.with(|(_, tile)| tile.unavailable.is_some()))
                aria-busy=move || aria(tile.with(|(_, tile)| tile.is_busy))
                aria-pressed=is_on
                aria-expanded=move || part.get().map(|part| aria(opened.get() == Some(part)))
                aria-controls=move || part.get().map(|part| part.id(&controlled))
                on:focus=move |_| stop.set(place)
                on:click=press
            >
                <Icon name=move || icon(kind.get()) />
                <span>{move || tile.with(|(_, tile)| tile.word)}</span>
            </button>
            <span class="dw-why" role="tooltip" id=why_id.clone() hidden=move || why.get().is_none()>{why}</span>
        </span>
    }
    .into_any()
}

fn opens(press: &TilePress) -> Option<Opened> {
    match press {
        TilePress::Send(_) => None,
        TilePress::Keypad => Some(Opened::Keypad),
        TilePress::Target => Some(Opened::Target),
    }
}

fn toggle(opened: RwSignal<Option<Opened>>, part: Opened) {
    opened.update(|opened| *opened = if *opened == Some(part) { None } else { Some(part) });
}

fn is_of_pair(tile: Tile) -> bool {
    matches!(tile, Tile::Transfer | Tile::Conference | Tile::Alternate | Tile::Reconnect)
}

fn icon(tile: Tile) -> IconName {
    match tile {
        Tile::Mute => IconName::Muted,
        Tile::Keypad => IconName::Keypad,
        Tile::Record => IconName::RecordAlt,
        Tile::Pause => IconName::PauseAlt,
        Tile::SendTo => IconName::Forward,
        Tile::Park => IconName::Pin,
        Tile::Message => IconName::Comments,
        Tile::Hand => IconName::ArrowUp,
        Tile::Harassment => IconName::Warning,
        Tile::Transfer => IconName::ChangeOwner,
        Tile::Conference => IconName::Groups,
        Tile::Alternate => IconName::Switch,
        Tile::Reconnect => IconName::Reply,
    }
}
