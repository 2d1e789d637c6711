//! One call: its card.

mod actions;
mod head;
mod lines;
mod matches;
mod results;

use denwa_core::card::Phase;
use denwa_core::project::CardView;
use leptos::prelude::*;

use super::Ui;
use super::el::{El, el};

/// A call as its views see it.
#[derive(Clone, Copy)]
struct Call {
    ui: Ui,
    id: StoredValue<String>,
}

impl Call {
    /// Reads something of the card; nothing once it is put away.
    fn read<T>(self, read: impl FnOnce(&CardView) -> T) -> Option<T> {
        self.ui.read(|screen| self.id.with_value(|id| screen.cards.iter().find(|card| card.id == *id).map(read)))
    }

    /// A text of the card.
    fn text(self, read: fn(&CardView) -> &str) -> String {
        self.read(|view| read(view).to_owned()).unwrap_or_default()
    }

    /// Whether something is so.
    fn is(self, read: fn(&CardView) -> bool) -> bool {
        self.read(read).unwrap_or_default()
    }

    /// A class, an icon or another name that stands in the code.
    fn name(self, read: fn(&CardView) -> &'static str) -> &'static str {
        self.read(read).unwrap_or_default()
    }

    /// The call's ID.
    fn id(self) -> String {
        self.id.get_value()
    }

    /// An ID for an element of this card.
    fn element_id(self, part: &str) -> String {
        [part, &self.id()].concat()
    }
}

/// The card of a call.
pub fn card(ui: Ui, id: String) -> El {
    let card = el("article", "").attr("data-call", &id);
    let call = Call { ui, id: StoredValue::new(id) };
    card.attr("aria-labelledby", &call.element_id(head::NAME))
        .class_of(move || call.class())
        .attr_of("data-phase", move || Some(call.name(|view| phase(view.phase)).to_owned()))
        .with(&head::head(call))
        .with(&[actions::actions(call), matches::matches(call)])
        .with(&[results::results(call), results::links(call)])
        .with(&lines::lines(call))
}

impl Call {
    fn class(self) -> &'static str {
        let Some(phase) = self.read(|view| view.phase) else { return "dw-card" };
        match phase {
            Phase::Ended(_) if !self.is_first() => "dw-card dw-card--ended dw-card--compact",
            Phase::Held if self.others_go_on() => "dw-card dw-card--held dw-card--compact",
            _ => class(phase),
        }
    }

    fn is_first(self) -> bool {
        self.ui.read(|screen| screen.cards.first().is_some_and(|first| first.id == self.id()))
    }

    /// Whether another call rings, or is talked on.
    fn others_go_on(self) -> bool {
        let quiet = |phase| matches!(phase, Phase::Held | Phase::Ended(_));
        self.ui.read(|screen| screen.cards.iter().any(|card| !quiet(card.phase) && card.id != self.id()))
    }
}

fn class(phase: Phase) -> &'static str {
    match phase {
        Phase::Ringing => "dw-card dw-card--ringing",
        Phase::Prompting | Phase::Dialling => "dw-card dw-card--calling",
        Phase::Talking => "dw-card dw-card--talking",
        Phase::Held => "dw-card dw-card--held",
        Phase::Ended(_) => "dw-card dw-card--ended",
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Ringing => "ringing",
        Phase::Prompting => "prompting",
        Phase::Dialling => "dialling",
        Phase::Talking => "talking",
        Phase::Held => "held",
        Phase::Ended(_) => "ended",
    }
}
