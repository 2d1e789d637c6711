//! What can be done with a call: two buttons in two fixed places. They stay the same buttons while the call goes on, so that nothing moves
//! under a finger and the focus is not lost.

use denwa_core::UserAction;
use denwa_core::project::{Button, CardView};
use denwa_core::text::Msg;
use denwa_protocol::Service;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Call;
use crate::view::act;
use crate::view::parts::icon_of;

/// The buttons.
pub fn actions(call: Call) -> AnyView {
    view! {
        <div class="dw-actions" hidden=call.is(|view| view.buttons.is_empty())>
            {slot(call, |view| view.buttons.first(), "why-first-")}
            {slot(call, |view| view.buttons.get(1), "why-second-")}
        </div>
    }
    .into_any()
}

fn slot(call: Call, read: fn(&CardView) -> Option<&Button>, why: &str) -> AnyView {
    let button = Memo::new(move |_| call.view.with(|view| view.as_ref().and_then(read).cloned()));
    let service = move || button.with(|button| button.as_ref().map(|button| button.service));
    let disabled = move || button.with(|button| button.as_ref().and_then(|button| button.disabled.clone()));
    let busy = move || button.with(|button| button.as_ref().is_some_and(|button| button.busy));
    let why = why.to_owned() + &call.id();
    // A double click on one button must not be a click on what takes its place.
    let press = move |event: MouseEvent| {
        if event.detail() <= 1
            && disabled().is_none()
            && let Some(service) = service()
            && let Some(action) = action(service, call.id())
        {
            act(action);
        }
    };
    let name = Signal::derive(move || service().map_or("call", icon_name));
    view! {
        <div class="dw-slot">
            <button
                type="button"
                class=move || service().map_or("dw-action", class)
                aria-disabled=move || disabled().map(|_| "true")
                aria-busy=move || busy().then_some("true")
                aria-describedby=why.clone()
                on:click=press
            >
                {icon_of(call.ui, name)}
                <span>{move || button.with(|button| button.as_ref().map(|button| button.word.clone()))}</span>
            </button>
            <span class="dw-why" id=why hidden=move || disabled().is_none() && !busy()>
                {move || if busy() { Some(Msg::Working.t(call.ui.language.get()).to_owned()) } else { disabled() }}
            </span>
        </div>
    }
    .into_any()
}

fn action(service: Service, call: String) -> Option<UserAction> {
    Some(match service {
        Service::Answer => UserAction::Answer(call),
        Service::Decline => UserAction::Decline(call),
        Service::Hold => UserAction::Hold(call),
        Service::Retrieve => UserAction::Retrieve(call),
        Service::HangUp => UserAction::HangUp(call),
        Service::Dial | Service::AgentState => return None,
    })
}

fn class(service: Service) -> &'static str {
    match service {
        Service::Answer => "dw-action dw-action--answer",
        Service::Decline | Service::HangUp => "dw-action dw-action--end",
        _ => "dw-action",
    }
}

fn icon_name(service: Service) -> &'static str {
    match service {
        Service::Decline | Service::HangUp => "end_call",
        Service::Hold => "pause",
        Service::Retrieve => "play",
        Service::Answer | Service::Dial | Service::AgentState => "call",
    }
}
