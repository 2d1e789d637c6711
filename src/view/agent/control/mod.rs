//! What can be done with a call beside its two buttons: further services, tones, where it is sent, the pair of two calls, a conference.

mod keypad;
mod lines;
mod marks;
mod pair;
mod parties;
mod target;
mod tile;
mod tiles;

pub use lines::ControlLines;
pub use marks::Marks;

use denwa_core::view_model::{CardView, ControlView};
use leptos::prelude::*;

use crate::view::parts::focus::focus_by_id;
use keypad::TonesKeypad;
use pair::Pair;
use parties::Parties;
use target::TargetField;
use tiles::Tiles;

/// What is open below the small buttons of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The keypad for tones.
    Keypad,
    /// The field for the number that the call is sent to.
    Target,
}

impl Opened {
    /// The element ID of its part of a call's card.
    fn id(self, call: &str) -> String {
        match self {
            Self::Keypad => format!("tones-{call}"),
            Self::Target => format!("target-{call}"),
        }
    }

    /// The element ID of the button that opens it.
    fn opener(self, call: &str) -> String {
        format!("open-{}", self.id(call))
    }
}

/// What can be done with a call beside its two buttons. What opens and what comes later is below what is there already, so that nothing
/// moves under a finger.
#[component]
pub fn CallControls(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let call = card.with_untracked(|card| card.call.clone());
    let control = Memo::new(move |_| card.with(|card| card.control.clone()));
    let opened = RwSignal::new(None::<Opened>);
    let shows =
        move |part, has: fn(&ControlView) -> bool| Memo::new(move |_| opened.get() == Some(part) && control.with(has));
    let shows_keypad = shows(Opened::Keypad, |control| control.tones.is_some());
    let shows_target = shows(Opened::Target, |control| control.target.is_some());
    // What was open for one phase does not open again in another.
    Effect::new(move || {
        let is_offered = shows_keypad.get() || shows_target.get();
        if !is_offered && opened.get_untracked().is_some() {
            opened.set(None);
        }
    });
    let close = {
        let call = call.clone();
        Callback::new(move |()| {
            if let Some(part) = opened.get_untracked() {
                opened.set(None);
                focus_by_id(&part.opener(&call));
            }
        })
    };
    let (of_keypad, of_target, of_parties) = (call.clone(), call.clone(), call.clone());
    view! {
        <Tiles call=call.clone() tiles=Memo::new(move |_| control.with(|control| control.tiles.clone())) opened />
        <Show when=move || shows_keypad.get()>
            <TonesKeypad call=of_keypad.clone() control on_close=close />
        </Show>
        <Show when=move || shows_target.get()>
            <TargetField call=of_target.clone() control on_close=close />
        </Show>
        <Pair call control opened />
        <Parties call=of_parties control />
    }
    .into_any()
}
