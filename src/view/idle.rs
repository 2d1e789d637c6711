//! Nothing goes on: the panel starts, or waits for a call.

use denwa_core::project::Stage;
use denwa_core::text::Msg;
use denwa_core::Panel;
use leptos::prelude::*;

use super::Ui;
use super::parts::icon;

/// What stands where the calls would.
pub fn idle(ui: Ui, calls: Memo<Vec<String>>) -> AnyView {
    let stage = Memo::new(move |_| ui.panel.with(Panel::stage));
    let starting = move || stage.get() == Stage::Starting;
    let waiting = move || stage.get() == Stage::Ready && calls.with(Vec::is_empty);
    view! {
        <div class="dw-start" hidden=move || !starting()>
            <p class="dw-wait">{ui.t(Msg::Starting)}</p>
        </div>
        <div class="dw-idle" hidden=move || !waiting()>
            {icon(ui, "call")}
            <p class="dw-idle__word">{ui.t(Msg::NoCalls)}</p>
            <p>{ui.t(Msg::NoCallsHint)}</p>
        </div>
    }
    .into_any()
}
