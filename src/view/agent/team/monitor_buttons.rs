//! The ways to take part in an agent's call.

use denwa_core::view_model::MonitorButton;
use denwa_core::{TeamAction, UserAction};
use leptos::prelude::*;

use crate::app::use_dispatch;
use crate::view::parts::{ByPlace, aria};

/// A button for each way to take part in an agent's call. The one in force is pressed.
#[component]
pub fn MonitorButtons(
    /// The agent's extension.
    #[prop(into)]
    agent: Signal<String>,
    /// Her call.
    #[prop(into)]
    call: Signal<String>,
    /// The ways.
    buttons: Memo<Vec<MonitorButton>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let button = move |button: Memo<MonitorButton>| {
        let unavailable = Memo::new(move |_| button.with(|button| button.unavailable));
        let press = move |_| {
            let (mode, is_idle) =
                button.with_untracked(|button| (button.mode, !button.is_on && button.unavailable.is_none()));
            if is_idle {
                let (agent, call) = (agent.get_untracked(), call.get_untracked());
                dispatch(UserAction::Team(TeamAction::Monitor { agent, call, mode }));
            }
        };
        view! {
            <button
                type="button"
                class="dw-action dw-action--small"
                aria-label=move || button.with(|button| button.label.clone())
                aria-pressed=move || aria(button.with(|button| button.is_on))
                aria-busy=move || aria(button.with(|button| button.is_busy))
                aria-disabled=move || aria(unavailable.get().is_some())
                title=unavailable
                on:click=press
            >
                {move || button.with(|button| button.word)}
            </button>
        }
    };
    view! { <ByPlace items=buttons children=button /> }.into_any()
}
