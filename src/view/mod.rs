//! What the agent sees: views of the core's projections. They send inputs and hold no state but what is their own: whether a menu is
//! open, and what stands in the dial bar.

pub mod agent;
mod call;
mod clock;
mod dial;
mod dom;
mod idle;
mod notices;
mod parts;
mod status;

use denwa_core::text::Msg;
use denwa_core::{Input, Language, Now, Panel, UserAction};
use leptos::prelude::*;

use crate::shell::dispatch;

/// What every view needs.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The core's state.
    pub panel: RwSignal<Panel>,
    /// The language.
    pub language: Memo<Language>,
    /// The time, every second, while something shows it.
    pub now: RwSignal<Now>,
    /// The address of the icons.
    icons: &'static str,
}

impl Ui {
    /// For this panel.
    pub fn new(panel: RwSignal<Panel>) -> Self {
        Self {
            panel,
            language: Memo::new(move |_| panel.with(Panel::language)),
            now: RwSignal::new(crate::shell::clock::now()),
            icons: dom::icons(),
        }
    }

    /// A message in the present language.
    pub fn t(self, message: Msg) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || message.t(self.language.get())
    }
}

/// The agent does something.
fn act(action: UserAction) {
    dispatch(Input::User(action));
}
