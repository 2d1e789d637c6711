//! What the agent sees: the core's projections, shown by templates. Views send inputs and hold no state but what is their own ([`Local`]):
//! whether a menu is open, and what stands in the dial bar.
//!
//! After every input the whole screen is told anew as plain [`value`]s; [`template`] says how the page follows them, [`act`] what its
//! buttons do.

pub mod act;
mod clock;
mod config;
mod dial;
mod doctor;
mod dom;
mod el;
mod menu;
mod named;
mod reader;
mod scope;
mod screen;
mod template;
#[cfg(test)]
mod tests;
mod words;

use core::cell::{OnceCell, RefCell};

use denwa_core::project::{Stage, value};
use denwa_core::{Language, Page, Panel};

use crate::shell;
use scope::Scope;
use template::Part;
use value::Value;

/// What views know that is nobody else's.
#[derive(Default)]
struct Local {
    /// The menu of the status is open.
    menu: bool,
    /// The keypad is open.
    keypad: bool,
    /// What stands in the dial bar.
    number: String,
    /// The dial bar as it was shown last.
    dial: dial::Was,
    /// What came of copying the doctor's findings: a key of `static/text`.
    copied: &'static str,
    /// The settings, while they are open.
    config: Option<Box<config::Local>>,
    /// What was shown last: page, stage and language.
    was: Option<(Page, Stage, Language)>,
}

thread_local! {
    static LOCAL: RefCell<Local> = RefCell::default();
    static VIEW: OnceCell<Part> = const { OnceCell::new() };
}

/// The panel may have changed. When it is shown for the first time, it is put into the page.
pub fn show(panel: &Panel) {
    let now = (panel.page(), panel.stage(), panel.language());
    let was = LOCAL.with_borrow_mut(|local| local.was.replace(now));
    if was != Some(now) {
        let (page, stage, language) = now;
        words::fetch_for(page, stage);
        dom::speak(language);
    }
    let screen = LOCAL.with_borrow_mut(|local| screen::of(panel, local));
    VIEW.with(|view| match view.get() {
        Some(part) => part.scope.set(screen),
        None => drop(put_up(screen).map(|part| view.set(part))),
    });
}

/// Puts the panel in place of what the page shows.
fn put_up(screen: Value) -> Option<Part> {
    let part = template::part("panel", Scope::new(screen, None))?;
    dom::by_id("panel")?.replace(&part.root);
    Some(part)
}

/// Shows what is another now.
fn follow() {
    VIEW.with(|view| view.get().map(Part::follow));
}

/// Something of the views' own may have changed.
fn refresh() {
    shell::read(show);
}

/// Changes something of the views' own. One function for all that changes it, not a copy for each.
fn change(change: &mut dyn FnMut(&mut Local)) {
    LOCAL.with_borrow_mut(change);
    refresh();
}
