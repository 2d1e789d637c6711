//! What the agent sees: views of the core's projections. They send inputs and hold no state but what is their own: whether a menu is
//! open, and what stands in the dial bar.

pub mod agent;
mod call;
mod clock;
mod dial;
mod dom;
mod el;
mod idle;
mod notices;
mod status;

use denwa_core::project::Stage;
use denwa_core::text::say;
use denwa_core::{Input, Language, Now, Panel, UserAction};
use leptos::prelude::*;

use crate::shell::dispatch;
use el::{El, el};

/// What every view needs.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The core's state.
    panel: RwSignal<Panel>,
    /// What concerns all of it.
    whole: Memo<(Language, Stage)>,
    /// The time, every second, while something shows it.
    now: RwSignal<Now>,
    /// The address of the icons.
    icons: &'static str,
}

impl Ui {
    /// For this panel.
    pub fn new(panel: RwSignal<Panel>) -> Self {
        Self {
            panel,
            whole: Memo::new(move |_| panel.with(|panel| (panel.language(), panel.stage()))),
            now: RwSignal::new(crate::shell::clock::now()),
            icons: dom::icons(),
        }
    }

    /// The present language.
    fn language(self) -> Language {
        self.whole.get().0
    }

    /// Where the panel as a whole stands.
    fn stage(self) -> Stage {
        self.whole.get().1
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
