//! The keyboard shortcuts: their keys, the list in which the agent changes them, and what each does now.

use super::{ButtonView, CardView, Tile, TilePress, TileView};
use crate::input::UserAction;
use crate::panel::{Panel, ShortcutStep};
use crate::shortcuts::{ChosenShortcuts, KeyPress, Place, Refusal, Shortcut};
use crate::text::{Language, Msg, say};
use denwa_protocol::{AgentMode, Service};

/// The keyboard shortcuts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShortcutsView {
    /// Whether their list is open.
    pub is_open: bool,
    /// The list; empty while it is not open.
    pub rows: Vec<ShortcutRow>,
    /// Some keys are not the default ones.
    pub can_reset_all: bool,
    /// Why the shortcut that was pressed last did nothing; for a moment.
    pub idle: Option<String>,
    chosen: ChosenShortcuts,
}

/// A shortcut of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortcutRow {
    /// Which.
    pub shortcut: Shortcut,
    /// What it does.
    pub word: &'static str,
    /// Its keys; none if it has none.
    pub keys: Option<String>,
    /// It has its default keys.
    pub is_default: bool,
    /// The next press says which keys it gets.
    pub is_changing: bool,
    /// Why it does not get the keys that were wanted.
    pub refusal: Option<String>,
}

impl ShortcutsView {
    /// The shortcut that a press is.
    #[must_use]
    pub fn pressed(&self, press: &KeyPress) -> Option<Shortcut> {
        self.chosen.pressed(press)
    }

    /// The keys of a shortcut for an `aria-keyshortcuts` attribute, if it has any.
    #[must_use]
    pub fn aria_keys(&self, shortcut: Shortcut) -> Option<String> {
        self.chosen.keys(shortcut).map(|keys| keys.to_string())
    }

    /// The keys of a shortcut as keyboards name them, if it has any.
    #[must_use]
    pub fn keys(&self, shortcut: Shortcut) -> Option<String> {
        self.chosen.keys(shortcut).map(crate::shortcuts::KeyChord::label)
    }
}

impl Panel {
    pub(super) fn shortcuts_view(&self) -> ShortcutsView {
        let language = self.context.language;
        let desk = &self.shortcuts;
        let row = |shortcut: Shortcut| ShortcutRow {
            shortcut,
            word: shortcut.word().t(language),
            keys: desk.chosen.keys(shortcut).map(crate::shortcuts::KeyChord::label),
            is_default: desk.chosen.is_default(shortcut),
            is_changing: desk.changing == Some(shortcut),
            refusal: desk.refused.filter(|(of, _)| *of == shortcut).map(|(_, why)| refusal_words(why, language)),
        };
        ShortcutsView {
            is_open: desk.is_open,
            rows: if desk.is_open { Shortcut::ALL.map(row).to_vec() } else { Vec::new() },
            can_reset_all: !desk.chosen.is_empty(),
            idle: desk.idle.as_ref().map(|idle| say::labelled(language, idle.shortcut.word().t(language), idle.why)),
            chosen: desk.chosen.clone(),
        }
    }

    /// What a shortcut does now, or why nothing: the same as the button that the screen shows. The call with the focus goes before the others.
    pub(crate) fn shortcut_step(
        &self,
        shortcut: Shortcut,
        focused: Option<&str>,
    ) -> Result<ShortcutStep, &'static str> {
        let language = self.context.language;
        let cards = self.cards_from(focused);
        let press = |services: &[Service]| press_button(&cards, services, language);
        match shortcut {
            Shortcut::Answer => press(&[Service::Answer]),
            Shortcut::Decline => press(&[Service::Decline]),
            Shortcut::HangUp => press(&[Service::HangUp]),
            Shortcut::Hold => press(&[Service::Hold, Service::Retrieve, Service::Alternate]),
            Shortcut::Mute => press_tile(&cards, Tile::Mute, language),
            Shortcut::Transfer if has_tile(&cards, Tile::SendTo) => press_tile(&cards, Tile::SendTo, language),
            Shortcut::Transfer => press_tile(&cards, Tile::Transfer, language),
            Shortcut::Keypad if has_tile(&cards, Tile::Keypad) => press_tile(&cards, Tile::Keypad, language),
            Shortcut::Keypad => Ok(ShortcutStep::Go(Place::DialKeypad)),
            Shortcut::Note => go_to_note(&cards, focused).ok_or(Msg::NoCalls.t(language)),
            Shortcut::NextCall => self.next_call(focused).ok_or(Msg::NoCalls.t(language)),
            Shortcut::Status => self.status_menu(),
            Shortcut::Ready => self.choose_mode(AgentMode::Ready),
            Shortcut::NotReady => self.choose_mode(AgentMode::NotReady),
            Shortcut::DialField => Ok(ShortcutStep::Go(Place::DialField)),
            Shortcut::List => Ok(ShortcutStep::Go(Place::List)),
        }
    }

    /// The cards as they are shown, but the one with the focus first.
    fn cards_from(&self, focused: Option<&str>) -> Vec<CardView> {
        let mut cards = self.card_views();
        if let Some(at) = cards.iter().position(|card| Some(card.call.as_str()) == focused) {
            cards[..=at].rotate_right(1);
        }
        cards
    }

    /// The call after the one with the focus, or else the first.
    fn next_call(&self, focused: Option<&str>) -> Option<ShortcutStep> {
        let cards = self.card_views();
        let at = cards.iter().position(|card| Some(card.call.as_str()) == focused);
        let next = at.map_or(0, |at| (at + 1) % cards.len());
        cards.get(next).map(|card| ShortcutStep::Go(Place::Call(card.call.clone())))
    }

    fn status_menu(&self) -> Result<ShortcutStep, &'static str> {
        self.check_status()?;
        Ok(ShortcutStep::Go(Place::StatusMenu))
    }

    fn choose_mode(&self, mode: AgentMode) -> Result<ShortcutStep, &'static str> {
        self.check_status()?;
        let is_it = |choice: &super::StatusChoice| choice.mode == mode && choice.reason.is_none();
        match self.status_view().choices.into_iter().find(is_it) {
            Some(choice) if choice.is_current => Err(Msg::ShortcutIsStatus.t(self.context.language)),
            Some(_) => Ok(ShortcutStep::Act(UserAction::SetMode { mode, reason: None })),
            None => Err(Msg::UnavailableNow.t(self.context.language)),
        }
    }

    /// Why the status cannot be changed now, if it cannot.
    fn check_status(&self) -> Result<(), &'static str> {
        let status = self.status_view();
        let unavailable = self.unavailable(self.context.server.capabilities.agent_state);
        match unavailable {
            Some(why) => Err(why),
            None if status.is_busy => Err(Msg::Working.t(self.context.language)),
            None if status.choices.is_empty() => Err(Msg::UnavailableNow.t(self.context.language)),
            None => Ok(()),
        }
    }
}

/// Presses the first button of these services.
fn press_button(cards: &[CardView], services: &[Service], language: Language) -> Result<ShortcutStep, &'static str> {
    let buttons = cards.iter().flat_map(|card| card.buttons.iter().map(move |button| (card, button)));
    let (card, button) = buttons
        .into_iter()
        .find(|(_, button)| services.contains(&button.service))
        .ok_or(Msg::ShortcutNoCall.t(language))?;
    let ButtonView { service, unavailable, is_busy, .. } = *button;
    check(unavailable, is_busy, language)?;
    Ok(ShortcutStep::Act(UserAction::Command { call: card.call.clone(), service }))
}

/// The small buttons of a call, those of its pair included.
fn tiles(card: &CardView) -> impl Iterator<Item = &TileView> {
    let of_pair = card.control.pair.as_ref().map_or(&[][..], |pair| &pair.tiles);
    card.control.tiles.iter().chain(of_pair)
}

fn has_tile(cards: &[CardView], tile: Tile) -> bool {
    cards.iter().flat_map(tiles).any(|view| view.tile == tile)
}

/// Presses the first small button of that kind.
fn press_tile(cards: &[CardView], tile: Tile, language: Language) -> Result<ShortcutStep, &'static str> {
    let found = cards.iter().flat_map(|card| tiles(card).map(move |view| (card, view)));
    let (card, view) = found.into_iter().find(|(_, view)| view.tile == tile).ok_or(Msg::ShortcutNoCall.t(language))?;
    check(view.unavailable, view.is_busy, language)?;
    let call = card.call.clone();
    Ok(match &view.press {
        TilePress::Send(action) => ShortcutStep::Act(action.clone()),
        TilePress::Keypad => ShortcutStep::Go(Place::Keypad(call)),
        TilePress::Target => ShortcutStep::Go(Place::Target(call)),
    })
}

/// The notes of the call with the focus, or else of the first that is not shown small.
fn go_to_note(cards: &[CardView], focused: Option<&str>) -> Option<ShortcutStep> {
    let is_wanted = |card: &&CardView| !card.is_compact || Some(card.call.as_str()) == focused;
    let card = cards.iter().find(is_wanted)?;
    Some(ShortcutStep::Go(Place::Note(card.call.clone())))
}

fn check(unavailable: Option<&'static str>, is_busy: bool, language: Language) -> Result<(), &'static str> {
    match unavailable {
        Some(why) => Err(why),
        None if is_busy => Err(Msg::Working.t(language)),
        None => Ok(()),
    }
}

/// Why a shortcut cannot have keys.
fn refusal_words(refusal: Refusal, language: Language) -> String {
    let message = match refusal {
        Refusal::Typing => Msg::KeysType,
        Refusal::Moving => Msg::KeysMove,
        Refusal::Browser => Msg::KeysOfBrowser,
        Refusal::ScreenReader => Msg::KeysOfScreenReader,
        Refusal::System => Msg::KeysOfSystem,
        Refusal::Unknown => Msg::KeysUnknown,
        Refusal::Taken(other) => return say::keys_taken(language, other.word()),
    };
    message.t(language).to_owned()
}
