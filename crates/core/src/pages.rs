//! The page that is open beside the calls, and the program that shows it: a browser loads it when a page is opened for the first time.
//!
//! `NotLoaded` → `Loading` (a page is opened) → `There` (the program has said so) or `Failed`. The agent's next try, or the next opening of
//! a page, leads from `Failed` to `Loading`. From any of these → `Broken`, which only loading the whole panel again mends: a second
//! start could not be told apart from what the broken program left in the page.

use crate::crossing::{Page, PanelFacts, ToAdmin};
use crate::effect::Effect;
use crate::effects::Effects;

/// The program that shows the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Program {
    /// Nobody has opened a page.
    #[default]
    NotLoaded,
    /// On its way.
    Loading,
    /// It shows what it is asked to show.
    There,
    /// It could not be loaded.
    Failed,
    /// It broke off.
    Broken,
}

/// The page that is open, and the program that shows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    /// The page that is open.
    pub page: Page,
    /// The program that shows it.
    pub program: Program,
    /// Whether the page of settings has opened by itself, with the setup assistant.
    pub has_opened_itself: bool,
    /// What the program was told last; none before that.
    told: Option<PanelFacts>,
}

impl Pages {
    /// Whether a page beside the calls is open.
    pub(crate) fn is_open(&self) -> bool {
        self.page != Page::Calls
    }

    /// Whether the program shows a page.
    pub(crate) fn is_shown(&self) -> bool {
        self.is_open() && self.program == Program::There
    }

    /// Opens a page, or goes back to the calls.
    pub(crate) fn show(&mut self, page: Page, effects: &mut Effects) {
        self.page = page;
        match self.program {
            Program::NotLoaded | Program::Failed if self.is_open() => self.load(effects),
            // The page that is opened waits for what the program must know before.
            Program::There if !self.is_open() => effects.push(Effect::ToAdmin(ToAdmin::Show(page))),
            _ => {}
        }
    }

    /// Tries to load the program again; after it broke off, with the whole panel.
    pub(crate) fn load_again(&mut self, effects: &mut Effects) {
        match self.program {
            Program::Failed => self.load(effects),
            Program::Broken => effects.push(Effect::Reload { library_version: None, library_base: None }),
            Program::NotLoaded | Program::Loading | Program::There => {}
        }
    }

    fn load(&mut self, effects: &mut Effects) {
        self.program = Program::Loading;
        effects.push(Effect::LoadAdmin);
    }

    /// The program has started: it knows nothing yet.
    pub(crate) fn on_ready(&mut self) {
        self.program = Program::There;
        self.told = None;
    }

    /// The program could not be loaded.
    pub(crate) fn on_failed(&mut self) {
        if self.program == Program::Loading {
            self.program = Program::Failed;
        }
    }

    /// The program broke off.
    pub(crate) fn on_broken(&mut self) {
        self.program = Program::Broken;
    }

    /// Tells the program of a page what has happened.
    pub(crate) fn tell(&self, message: impl FnOnce() -> ToAdmin, effects: &mut Effects) {
        if self.is_shown() {
            effects.push(Effect::ToAdmin(message()));
        }
    }

    /// Tells the program of a page what the panel knows, if that has changed.
    pub(crate) fn tell_facts(&mut self, facts: PanelFacts, effects: &mut Effects) {
        if self.is_shown() && self.told.as_ref() != Some(&facts) {
            self.told = Some(facts.clone());
            effects.push(Effect::ToAdmin(ToAdmin::Facts(Box::new(facts))));
        }
    }
}
