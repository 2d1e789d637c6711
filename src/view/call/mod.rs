//! One call: its card.

mod actions;
mod head;
mod lines;
mod matches;

use denwa_core::Panel;
use denwa_core::card::Phase;
use denwa_core::project::CardView;
use leptos::prelude::*;

use super::Ui;

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
    fn text(self, read: fn(&CardView) -> &str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.view.with(|view| view.as_ref().map(read).unwrap_or_default().to_owned())
    }

    /// Whether something is so.
    fn is(self, read: fn(&CardView) -> bool) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
        move || self.view.with(|view| view.as_ref().is_some_and(read))
    }

    /// Whether something is not so, for what is hidden then.
    fn is_not(self, read: fn(&CardView) -> bool) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
        move || self.view.with(|view| !view.as_ref().is_some_and(read))
    }

    /// A class, an icon or another name that stands in the code.
    fn name(self, read: fn(&CardView) -> &'static str) -> Signal<&'static str> {
        Signal::derive(move || self.view.with(|view| view.as_ref().map(read).unwrap_or_default()))
    }

    /// The call's ID.
    fn id(self) -> String {
        self.id.get_value()
    }
}

/// The card of a call.
pub fn card(ui: Ui, id: String) -> AnyView {
    let name = format!("who-{id}");
    let view = {
        let id = id.clone();
        Memo::new(move |_| ui.panel.with(|panel: &Panel| panel.card(&id)))
    };
    let call = Call { ui, id: StoredValue::new(id.clone()), view };
    let class = call.name(|view| class(view.phase));
    let phase = call.name(|view| phase(view.phase));
    view! {
        <article class=class data-phase=phase data-call=id aria-labelledby=name.clone()>
            {head::head(call, name.clone())}
            {actions::actions(call)}
            {matches::matches(call)}
            {lines::lines(call)}
        </article>
    }
    .into_any()
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
