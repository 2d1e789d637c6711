//! What the agent must read: what happened, and what happens next.

use denwa_core::notice::{Gravity, Notice};
use denwa_core::text::{Msg, say};
use denwa_core::{Page, UserAction};
use leptos::prelude::*;

use super::el::{El, button, changing_icon, el};
use super::{Ui, act, places};

/// The notices, the gravest first. They are read aloud when they come.
pub fn notices(ui: Ui) -> El {
    el("div", "dw-notices").attr("role", "status").each(
        move || places(ui.read(|screen| screen.notices.len())),
        move |place| notice(ui, place.parse().unwrap_or(0)),
    )
}

fn notice(ui: Ui, place: usize) -> El {
    let read = move |read: fn(&Notice) -> String| {
        move || ui.read(|screen| screen.notices.get(place).map(read).unwrap_or_default())
    };
    let is = move |is: fn(&Notice) -> bool| move || ui.read(|screen| screen.notices.get(place).is_some_and(is));
    let gravity = move || ui.read(|screen| screen.notices.get(place).map_or(Gravity::Info, |notice| notice.gravity));
    let again = move || {
        let at = ui.read(|screen| screen.notices.get(place).and_then(|notice| notice.again_at))?;
        Some(at.saturating_sub(ui.now.get()).div_ceil(1_000)).filter(|seconds| *seconds > 0)
    };
    let class = move || match gravity() {
        Gravity::Info => "dw-notice",
        Gravity::Warning => "dw-notice dw-notice--warning",
        Gravity::Error => "dw-notice dw-notice--error",
    };
    let name = move || match gravity() {
        Gravity::Info => "info",
        Gravity::Warning => "warning",
        Gravity::Error => "error",
    };
    el("div", "").class_of(class).with(&[
        changing_icon(ui, name),
        el("p", "dw-notice__text").text_of(read(|notice| notice.text.clone())),
        el("p", "dw-notice__detail").shown(is(|notice| !notice.detail.is_empty())).text_of(read(|n| n.detail.clone())),
        // Counted down on the screen, not aloud.
        el("p", "dw-notice__detail dw-time")
            .attr("aria-hidden", "true")
            .shown(move || again().is_some())
            .text_of(move || again().map(|seconds| say::again_in(ui.language(), seconds)).unwrap_or_default()),
        el("div", "dw-notice__actions").shown(is(|notice| notice.can_try_again)).with(&[button(
            "dw-action dw-action--small",
        )
        .says(ui, Msg::TryAgain)
        .press(|| act(UserAction::TryAgain))]),
        // What is wrong in full, and what to do: also where nothing else works.
        el("div", "dw-notice__actions").shown(move || gravity() == Gravity::Error && !on_doctor(ui)).with(&[button(
            "dw-action dw-action--small",
        )
        .says(ui, Msg::Doctor)
        .press(|| act(UserAction::Show(Page::Doctor)))]),
    ])
}

fn on_doctor(ui: Ui) -> bool {
    ui.read(|screen| screen.page == Page::Doctor)
}
