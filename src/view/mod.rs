//! What the agent sees: views of the core's projections. They send inputs and hold no state but what is their own: whether a menu is
//! open, and what stands in the dial bar.

pub mod agent;
mod call;
mod clock;
mod config;
mod dial;
mod doctor;
mod dom;
mod el;
mod idle;
mod notices;
mod pages;
mod screen;
mod status;
mod words;

use denwa_core::text::say;
use denwa_core::{Input, Language, Now, Panel, UserAction};
use leptos::prelude::*;

use crate::shell::dispatch;
use el::{El, el};
use screen::Screen;

/// What every view needs.
#[derive(Clone, Copy)]
pub struct Ui {
    /// What is on the screen.
    screen: RwSignal<Screen>,
    /// The time, every second, while something shows it.
    now: RwSignal<Now>,
    /// Counts how often words of the pages beside the agent's came, or did not.
    words: RwSignal<u64>,
    /// Counts how often the settings were shown anew.
    settings: RwSignal<u64>,
    /// The address of the icons.
    icons: &'static str,
}

impl Ui {
    /// For a panel that has not begun.
    pub fn new() -> Self {
        Self {
            screen: RwSignal::new(Screen::of(&Panel::default())),
            now: RwSignal::new(crate::shell::clock::now()),
            words: RwSignal::new(0),
            settings: RwSignal::new(0),
            icons: dom::icons(),
        }
    }

    /// The panel may have changed.
    pub fn show(self, panel: &Panel) {
        let settings = config::renew(panel);
        let screen = Screen::of(panel);
        if self.screen.with_untracked(|shown| *shown != screen) {
            self.screen.set(screen);
        }
        if settings {
            self.settings.update(|times| *times += 1);
        }
    }

    /// Reads something of the screen, and reads it again when that changes.
    fn read<T>(self, read: impl FnOnce(&Screen) -> T) -> T {
        self.screen.with(read)
    }

    /// The present language.
    fn language(self) -> Language {
        self.read(|screen| screen.language)
    }
}

/// The agent does something.
fn act(action: UserAction) {
    dispatch(Input::User(action));
}

/// A running time, in tabular digits. It is not read aloud: it would be every second.
fn timer(ui: Ui, since: impl Fn() -> Option<Now> + 'static) -> El {
    el("span", "dw-time").attr("aria-hidden", "true").text_of(move || match since() {
        Some(since) => say::duration(ui.now.get().saturating_sub(since)),
        None => String::new(),
    })
}

/// Keys for so many items that are told apart by their place.
fn places(count: usize) -> Vec<String> {
    (0..count).map(|place| place.to_string()).collect()
}
