//! One call: its card.

mod actions;
mod head;
mod lines;
mod matches;

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
    /// Nothing once the card is put away.
    view: Memo<Option<CardView>>,
}

impl Call {
    /// A text of the card.
    fn text(self, read: fn(&CardView) -> &str) -> String {
        self.view.with(|view| view.as_ref().map(read).unwrap_or_default().to_owned())
    }

    /// Whether something is so.
    fn is(self, read: fn(&CardView) -> bool) -> bool {
        self.view.with(|view| view.as_ref().is_some_and(read))
    }

    /// A class, an icon or another name that stands in the code.
    fn name(self, read: fn(&CardView) -> &'static str) -> &'static str {
        self.view.with(|view| view.as_ref().map(read).unwrap_or_default())
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
    let view = {
        let id = id.clone();
        Memo::new(move |_| ui.panel.with(|panel| panel.card(&id)))
    };
    let card = el("article", "").attr("data-call", &id);
    let call = Call { ui, id: StoredValue::new(id), view };
    card.attr("aria-labelledby", &call.element_id(head::NAME))
        .class_of(move || call.name(|view| class(view.phase)))
        .attr_of("data-phase", move || Some(call.name(|view| phase(view.phase)).to_owned()))
        .with(&head::head(call))
        .with(&[actions::actions(call), matches::matches(call)])
        .with(&lines::lines(call))
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
