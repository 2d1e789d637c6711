//! The extension behind the number that was dialled.

use denwa_core::UserAction;
use denwa_core::view_model::{CardView, LineTone};
use denwa_protocol::Service;
use leptos::prelude::*;

use super::line::Line;
use super::line_action::LineAction;
use crate::app::use_dispatch;
use crate::view::parts::IconName;

/// The extension behind the number that was dialled, and a button that sends it as tones.
#[component]
pub fn ExtensionLine(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let extension = Memo::new(move |_| card.with(|card| card.extension.clone()));
    let words = move || extension.with(|extension| extension.as_ref().map(|extension| extension.words.clone()));
    let is_sent = Memo::new(move |_| extension.with(|extension| extension.as_ref().is_some_and(|one| one.is_sent)));
    let action = Memo::new(move |_| extension.with(|extension| extension.as_ref()?.action));
    let send = move || {
        let call = card.with_untracked(|card| card.call.clone());
        dispatch(UserAction::Command { call, service: Service::SendTones });
    };
    view! {
        <Line
            words=words
            icon=IconName::Keypad
            tone=move || if is_sent.get() { LineTone::Success } else { LineTone::Plain }
        >
            {move || action.get().map(|word| view! { <LineAction word on_click=send /> })}
        </Line>
    }
    .into_any()
}
