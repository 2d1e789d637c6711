//! A button of a call.

use denwa_core::UserAction;
use denwa_core::shortcuts::Shortcut;
use denwa_core::text::Msg;
use denwa_core::view_model::ButtonView;
use denwa_protocol::Service;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::shortcuts::{Keys, use_shortcut_keys};
use crate::app::{use_dispatch, use_language};
use crate::view::parts::{Icon, IconName, aria};

/// A button of a call, and why it cannot be pressed.
#[component]
pub fn CallButton(
    /// The call's ID.
    call: String,
    /// The button.
    button: Memo<ButtonView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let service = Memo::new(move |_| button.with(|button| button.service));
    let why = Memo::new(move |_| {
        button.with(|button| if button.is_busy { Some(Msg::Working.t(language.get())) } else { button.unavailable })
    });
    let why_id = format!("why-{}-{call}", place_name(service.get_untracked()));
    let press = move |event: MouseEvent| {
        // A double click on a button must not be a click on the button that takes its place.
        if event.detail() <= 1 && button.with_untracked(|button| button.unavailable.is_none()) {
            dispatch(UserAction::Command { call: call.clone(), service: service.get_untracked() });
        }
    };
    let keys = use_shortcut_keys(Signal::derive(move || Shortcut::of_service(service.get())));
    view! {
        <span class="dw-slot" class:dw-slot--keys=move || keys.label.with(Option::is_some)>
            <button
                type="button"
                class=move || format!("dw-action dw-action--{}", icon(service.get()).symbol())
                aria-describedby=why_id.clone()
                aria-keyshortcuts=keys.aria
                aria-disabled=move || aria(button.with(|button| button.unavailable.is_some()))
                aria-busy=move || aria(button.with(|button| button.is_busy))
                on:click=press
            >
                <Icon name=move || icon(service.get()) />
                <span>{move || button.with(|button| button.word)}</span>
            </button>
            <Keys keys />
            <span class="dw-why" role="tooltip" id=why_id hidden=move || why.get().is_none()>{why}</span>
        </span>
    }
    .into_any()
}

fn icon(service: Service) -> IconName {
    match service {
        Service::Decline | Service::HangUp => IconName::EndCall,
        Service::Hold => IconName::Pause,
        Service::Retrieve => IconName::Play,
        Service::Alternate | Service::Reconnect => IconName::Switch,
        Service::Deflect | Service::SingleStepTransfer | Service::Consult => IconName::Forward,
        Service::Transfer => IconName::ChangeOwner,
        Service::Conference | Service::DropParty => IconName::Groups,
        Service::Park => IconName::Pin,
        Service::Mute => IconName::Muted,
        Service::Record => IconName::RecordAlt,
        Service::SendTones => IconName::Keypad,
        Service::AgentState | Service::Monitor => IconName::User,
        Service::Answer | Service::Dial | Service::PickUp => IconName::Call,
    }
}

/// The place of a button: what ends a call stands in the second.
fn place_name(service: Service) -> &'static str {
    match service {
        Service::Decline | Service::HangUp => "second",
        _ => "first",
    }
}
