//! What the agent must read: what happened, and what happens next.

use denwa_core::notice::{Gravity, Notice};
use denwa_core::text::{Msg, say};
use denwa_core::{Panel, UserAction};
use leptos::prelude::*;

use super::parts::icon;
use super::{Ui, act};

/// The notices, the gravest first. They are read aloud when they come.
pub fn notices(ui: Ui) -> AnyView {
    let notices = Memo::new(move |_| ui.panel.with(Panel::notices));
    view! {
        <div role="status" class="dw-notices" hidden=move || notices.with(Vec::is_empty)>
            {move || notices.get().into_iter().map(|one| notice(ui, one)).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

fn notice(ui: Ui, notice: Notice) -> AnyView {
    let Notice { gravity, text, detail, again_at, can_try_again } = notice;
    let (class, name) = match gravity {
        Gravity::Info => ("dw-notice", "info"),
        Gravity::Warning => ("dw-notice dw-notice--warning", "warning"),
        Gravity::Error => ("dw-notice dw-notice--error", "error"),
    };
    // Counted down on the screen, not aloud.
    let again = move || {
        let seconds = again_at.map(|at| at.saturating_sub(ui.now.get()).div_ceil(1_000));
        seconds.filter(|seconds| *seconds > 0).map(|seconds| say::again_in(ui.language.get(), seconds))
    };
    let no_detail = detail.is_empty();
    view! {
        <div class=class>
            {icon(ui, name)}
            <p class="dw-notice__text">{text}</p>
            <p class="dw-notice__detail" hidden=no_detail>{detail}</p>
            <p class="dw-notice__detail dw-time" aria-hidden="true" hidden=again_at.is_none()>{again}</p>
            <div class="dw-notice__actions" hidden=!can_try_again>
                <button type="button" class="dw-action dw-action--small" on:click=|_| act(UserAction::TryAgain)>
                    {ui.t(Msg::TryAgain)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
