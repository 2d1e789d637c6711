//! Nothing goes on: the panel starts, or waits for a call.

use denwa_core::project::Stage;
use denwa_core::text::Msg;

use super::Ui;
use super::el::{El, el, icon};

/// What stands where the calls would.
pub fn idle(ui: Ui) -> [El; 2] {
    [
        el("div", "dw-start")
            .shown(move || ui.read(|screen| screen.stage == Stage::Starting))
            .with(&[el("p", "dw-wait").says(ui, Msg::Starting)]),
        el("div", "dw-idle")
            .shown(move || ui.read(|screen| screen.stage == Stage::Ready && screen.cards.is_empty()))
            .with(&[
                icon(ui, "call"),
                el("p", "dw-idle__word").says(ui, Msg::NoCalls),
                el("p", "").says(ui, Msg::NoCallsHint),
            ]),
    ]
}
