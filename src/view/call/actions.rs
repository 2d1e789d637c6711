//! What can be done with a call: two buttons in two fixed places. They stay the same buttons while the call goes on, so that nothing moves
//! under a finger and the focus is not lost.

use denwa_core::UserAction;
use denwa_core::project::Button;
use denwa_core::text::Msg;
use denwa_protocol::Service;
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};

use super::Call;
use crate::view::act;
use crate::view::el::{El, button, changing_icon, el};

/// The buttons.
pub fn actions(call: Call) -> El {
    el("div", "dw-actions")
        .shown(move || !call.is(|view| view.buttons.is_empty()))
        .with(&[Slot { call, place: 0 }.show("why-first-"), Slot { call, place: 1 }.show("why-second-")])
}

/// One of the places.
#[derive(Clone, Copy)]
struct Slot {
    call: Call,
    place: usize,
}

impl Slot {
    fn read<T>(self, read: impl Fn(&Button) -> T) -> Option<T> {
        self.call.read(|view| view.buttons.get(self.place).map(read)).flatten()
    }

    fn service(self) -> Option<Service> {
        self.read(|button| button.service)
    }

    fn busy(self) -> bool {
        self.read(|button| button.busy).unwrap_or_default()
    }

    /// Why it cannot be pressed, or that it has been.
    fn why(self) -> Option<String> {
        let working = Msg::Working.t(self.call.ui.language()).to_owned();
        if self.busy() { Some(working) } else { self.read(|button| button.disabled.map(str::to_owned)).flatten() }
    }

    fn press(self, event: &Event) {
        // A double click on one button must not be a click on what takes its place.
        let again = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.detail() > 1);
        let disabled = self.read(|button| button.disabled.is_some()).unwrap_or(true);
        if !again
            && !disabled
            && let Some(action) = self.service().and_then(|service| action(service, self.call.id()))
        {
            act(action);
        }
    }

    fn show(self, why: &str) -> El {
        let why = self.call.element_id(why);
        let press = button("")
            .attr("aria-describedby", &why)
            .class_of(move || self.service().map_or("dw-action", class))
            .flag("aria-disabled", move || self.read(|button| button.disabled.is_some()).unwrap_or_default())
            .flag("aria-busy", move || self.busy())
            .on("click", move |event| self.press(&event))
            .with(&[
                changing_icon(self.call.ui, move || self.service().map_or("call", icon_name)),
                el("span", "").text_of(move || self.read(|button| button.word.to_owned()).unwrap_or_default()),
            ]);
        let reason = el("span", "dw-why")
            .attr("role", "tooltip")
            .attr("id", &why)
            .shown(move || self.why().is_some())
            .text_of(move || self.why().unwrap_or_default());
        el("span", "dw-slot").with(&[press, reason])
    }
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
