//! Keyboard shortcuts: what they do, and the list in which the agent chooses their keys.

use super::Panel;
use crate::Now;
use crate::desk::DeskTab;
use crate::effect::Effect;
use crate::effects::{Effects, NEVER};
use crate::input::{Page, ShortcutAction, UserAction};
use crate::shortcuts::{ChosenShortcuts, KeyPress, Place, Refusal, Shortcut};

/// How long it is said that a shortcut does nothing now, in milliseconds.
const SAID_MS: u64 = 6_000;

/// What a shortcut does.
pub(crate) enum ShortcutStep {
    /// The same as a button.
    Act(UserAction),
    /// It leads somewhere.
    Go(Place),
}

/// Why a shortcut did nothing.
#[derive(Clone, Debug)]
pub(crate) struct Idle {
    pub shortcut: Shortcut,
    pub why: &'static str,
    until: Now,
}

/// The keyboard shortcuts, and their list.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShortcutDesk {
    /// The keys.
    pub chosen: ChosenShortcuts,
    /// Whether the list is open.
    pub is_open: bool,
    /// The shortcut whose keys are being chosen.
    pub changing: Option<Shortcut>,
    /// Why the keys that were wanted last are not had.
    pub refused: Option<(Shortcut, Refusal)>,
    /// The shortcut that did nothing, and why.
    pub idle: Option<Idle>,
}

impl ShortcutDesk {
    pub(super) fn wake_at(&self) -> Now {
        self.idle.as_ref().map_or(NEVER, |idle| idle.until)
    }

    pub(super) fn tick(&mut self, now: Now) {
        if self.wake_at() <= now {
            self.idle = None;
        }
    }

    pub(super) fn close(&mut self) {
        self.is_open = false;
        self.changing = None;
        self.refused = None;
    }

    /// The press that says which keys are chosen. Escape chooses none.
    fn press(&mut self, press: &KeyPress) {
        let Some(shortcut) = self.changing.filter(|_| !press.says_nothing()) else { return };
        if press.key == "Escape" {
            self.changing = None;
            return;
        }
        match press.wanted_chord().and_then(|keys| self.chosen.choose(shortcut, keys)) {
            Ok(()) => {
                self.changing = None;
                self.refused = None;
            }
            Err(refusal) => self.refused = Some((shortcut, refusal)),
        }
    }

    fn reset(&mut self, shortcut: Shortcut) {
        self.refused = self.chosen.reset(shortcut).err().map(|refusal| (shortcut, refusal));
    }
}

impl Panel {
    fn shortcuts_key(&self) -> Option<String> {
        self.boot.storage_key("shortcuts")
    }

    /// Has the browser read the keys.
    pub(super) fn load_shortcuts(&self, effects: &mut Effects) {
        if let Some(key) = self.shortcuts_key() {
            effects.push(Effect::LoadShortcuts { key });
        }
    }

    /// The keys are there.
    pub(super) fn on_shortcuts(&mut self, key: &str, chosen: ChosenShortcuts) {
        if self.shortcuts_key().as_deref() == Some(key) {
            self.shortcuts.chosen = chosen;
        }
    }

    fn keep_shortcuts(&self, effects: &mut Effects) {
        if let Some(key) = self.shortcuts_key() {
            effects.push(Effect::KeepShortcuts { key, shortcuts: self.shortcuts.chosen.clone() });
        }
    }

    pub(super) fn on_shortcut(&mut self, action: ShortcutAction, effects: &mut Effects) {
        let before = self.shortcuts.chosen.clone();
        match action {
            ShortcutAction::Run { shortcut, call } => self.run_shortcut(shortcut, call.as_deref(), effects),
            ShortcutAction::Open => self.open_shortcuts(effects),
            ShortcutAction::Close => self.close_shortcuts(effects),
            ShortcutAction::Change(shortcut) => {
                self.shortcuts.changing = Some(shortcut);
                self.shortcuts.refused = None;
            }
            ShortcutAction::Press(press) => self.shortcuts.press(&press),
            ShortcutAction::StopChange => self.shortcuts.changing = None,
            ShortcutAction::TakeOff(shortcut) => {
                self.shortcuts.chosen.take_off(shortcut);
                self.shortcuts.refused = None;
            }
            ShortcutAction::Reset(shortcut) => self.shortcuts.reset(shortcut),
            ShortcutAction::ResetAll => {
                self.shortcuts.chosen.reset_all();
                self.shortcuts.refused = None;
            }
        }
        if self.shortcuts.chosen != before {
            self.keep_shortcuts(effects);
        }
    }

    fn run_shortcut(&mut self, shortcut: Shortcut, call: Option<&str>, effects: &mut Effects) {
        self.shortcuts.idle = None;
        match self.shortcut_step(shortcut, call) {
            Ok(ShortcutStep::Act(action)) => self.on_user(action, effects),
            Ok(ShortcutStep::Go(Place::List)) if self.shortcuts.is_open => self.close_shortcuts(effects),
            Ok(ShortcutStep::Go(Place::List)) => self.open_shortcuts(effects),
            Ok(ShortcutStep::Go(place)) => self.go(place, effects),
            Err(why) => self.shortcuts.idle = Some(Idle { shortcut, why, until: effects.now + SAID_MS }),
        }
    }

    /// Brings a part of the panel into sight, and gives it the focus.
    fn go(&mut self, place: Place, effects: &mut Effects) {
        let is_of_call = matches!(place, Place::Call(_) | Place::Note(_) | Place::Keypad(_) | Place::Target(_));
        if place != Place::StatusMenu {
            self.leave_pages(effects);
        }
        if is_of_call && self.tab != DeskTab::Calls {
            self.show_tab(DeskTab::Calls, effects);
        }
        effects.push(Effect::Go(place));
    }

    fn open_shortcuts(&mut self, effects: &mut Effects) {
        self.leave_pages(effects);
        self.shortcuts.is_open = true;
        effects.push(Effect::Go(Place::List));
    }

    fn close_shortcuts(&mut self, effects: &mut Effects) {
        if self.shortcuts.is_open {
            self.shortcuts.close();
            effects.push(Effect::Go(Place::ListButton));
        }
    }

    /// Nothing is open beside the calls.
    fn leave_pages(&mut self, effects: &mut Effects) {
        self.shortcuts.close();
        if self.pages.is_open() {
            self.show_page(Page::Calls, effects);
        }
    }
}
