//! What is done with calls: transfers, consultations, conferences, parking, tones, and several calls at once. The server is played by the
//! test, on a virtual clock.

mod crossings;
mod model;
mod outcomes;
mod pairs;
mod several;
mod tones;

use crate::rig::*;
use denwa_core::view_model::{ControlView, Tile, TilePress, TileView};
use denwa_core::{CallControl, UserAction};
use denwa_protocol::{
    Call, Capabilities, Capability, CommandError, CommandOutcome, Event, Number, ParkedCall, Participant, Party,
    ServerMessage, Service,
};

/// A telephony that can do everything.
pub fn all() -> Capabilities {
    let yes = Capability::Available;
    Capabilities {
        answer: yes,
        decline: yes,
        hold: yes,
        hang_up: yes,
        dial: yes,
        agent_state: yes,
        send_tones: yes,
        deflect: yes,
        single_step_transfer: yes,
        consult: yes,
        conference: yes,
        park: yes,
        pick_up: yes,
        mute: yes,
        record: yes,
        pause_recording: yes,
        monitor: yes,
    }
}

/// A signed-in panel whose telephony can do everything.
pub fn able() -> Rig {
    let mut rig = Rig::live();
    rig.event(Event::Capabilities { capabilities: all() });
    rig
}

/// A panel with one call that the agent talks in.
pub fn talking() -> (Rig, Call) {
    let mut rig = able();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    (rig, call)
}

/// The same while she consults 2002, who has answered: the held call and the consultation.
pub fn consulting() -> (Rig, Call, Call) {
    let (mut rig, call) = talking();
    send_to(&mut rig, "c1", Service::Consult, "2002");
    let first = held(&rig, &call);
    rig.call(&first);
    let second = consultation(&rig, "c2", "2002", "c1");
    rig.call(&second);
    rig.done();
    let second = answered(&rig, &second);
    rig.call(&second);
    (rig, first, second)
}

pub fn consultation(rig: &Rig, id: &str, number: &str, of: &str) -> Call {
    Call {
        internal: true,
        consults: Some(of.to_owned()),
        state: denwa_protocol::ConnectionState::Connected,
        remote_state: denwa_protocol::ConnectionState::Alerting,
        ..prompting(rig, id, number)
    }
}

pub fn press(rig: &mut Rig, call: &str, service: Service) {
    rig.user(UserAction::Command { call: call.to_owned(), service });
}

pub fn control(rig: &mut Rig, call: &str, control: CallControl) {
    rig.user(UserAction::Control { call: call.to_owned(), control });
}

pub fn send_to(rig: &mut Rig, call: &str, service: Service, text: &str) {
    control(rig, call, CallControl::SendTo { service, text: text.to_owned(), record: None });
}

pub fn view(rig: &Rig, call: &str) -> ControlView {
    rig.panel.card(call).expect("the card").control
}

/// Presses a small button as the view does.
pub fn press_tile(rig: &mut Rig, call: &str, tile: Tile) {
    let found = tile_of(rig, call, tile);
    assert_eq!(found.unavailable, None, "{tile:?}");
    match found.press {
        TilePress::Send(action) => rig.user(action),
        other => panic!("{tile:?} sends nothing: {other:?}"),
    }
}

pub fn tile_of(rig: &Rig, call: &str, tile: Tile) -> TileView {
    let control = view(rig, call);
    let pair = control.pair.map(|pair| pair.tiles).unwrap_or_default();
    let found = control.tiles.into_iter().chain(pair).find(|view| view.tile == tile);
    found.unwrap_or_else(|| panic!("no {tile:?}"))
}

pub fn error(rig: &Rig, call: &str) -> Option<String> {
    rig.panel.card(call).expect("the card").error
}

pub fn answer(rig: &mut Rig, id: &str, error: Option<CommandError>) {
    let outcome = match error {
        None => CommandOutcome::Done,
        Some(error) => CommandOutcome::Failed { error, detail: None },
    };
    rig.message(ServerMessage::Answer { id: id.to_owned(), outcome });
}

pub fn party(number: &str, name: &str) -> Party {
    Party { number: Number::Known { digits: number.to_owned() }, name: Some(name.to_owned()) }
}

pub fn participant(id: &str, number: &str, name: &str) -> Participant {
    let state = denwa_protocol::ConnectionState::Connected;
    Participant { id: id.to_owned(), party: party(number, name), state }
}

pub fn parked(call: &Call, slot: &str) -> ParkedCall {
    ParkedCall {
        slot: slot.to_owned(),
        request_id: call.request_id.clone(),
        remote: call.remote.clone(),
        by: None,
        since: 0,
        record: None,
    }
}
