//! Calling out.

use crate::rig::*;
use denwa_core::view_model::PhaseView;
use denwa_core::{HostEvent, Input, UserAction};
use denwa_protocol::{AttachedRecord, Cause, Command, ConnectionState};

fn dials(rig: &Rig) -> Vec<String> {
    rig.commands()
        .into_iter()
        .filter_map(|(_, command)| match command {
            Command::Dial { number, .. } => Some(number),
            _ => None,
        })
        .collect()
}

#[test]
fn a_typed_number_is_dialled_searched_for_at_the_answer_and_logged() {
    let mut rig = Rig::live();
    rig.user(UserAction::Dial("０３−１２３４−５６７８".to_owned()));
    assert_eq!(dials(&rig), ["0312345678"]);
    assert!(rig.panel.dial().is_dialling);
    let mut call = prompting(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.done();
    assert_eq!(rig.card().phase, PhaseView::Prompting);
    assert_eq!(rig.panel.status().word, "Calling out");
    call.state = ConnectionState::Connected;
    call.remote_state = ConnectionState::Alerting;
    rig.call(&call);
    assert_eq!(rig.card().phase, PhaseView::Dialling);
    assert!(!rig.is_asked(is_search));
    let call = answered(&rig, &call);
    rig.call(&call);
    rig.found(vec![hanako()]);
    assert_eq!(rig.popped().len(), 1);
    rig.pass(3_000);
    rig.call(&ended(&rig, &call, Cause::Normal));
    let log = rig.save_log("00T1");
    assert_eq!((log.call_type.as_str(), log.result.as_str(), log.duration_seconds), ("Outbound", "Connected", 3));
}

#[test]
fn an_outgoing_call_that_reached_nobody_is_logged_with_its_reason() {
    for (cause, words) in [
        (Cause::Busy, "Busy"),
        (Cause::NoAnswer, "No answer"),
        (Cause::Refused, "Refused"),
        (Cause::Unreachable, "Unreachable"),
    ] {
        let mut rig = Rig::live();
        let mut call = prompting(&rig, "c1", "0312345678");
        call.state = ConnectionState::Connected;
        call.remote_state = ConnectionState::Alerting;
        rig.call(&call);
        rig.call(&ended(&rig, &call, cause));
        rig.found(vec![]);
        let log = rig.save_log("00T1");
        assert_eq!((log.result.as_str(), log.duration_seconds), (words, 0));
    }
}

#[test]
fn a_click_on_a_number_carries_its_record_into_the_log() {
    let mut rig = Rig::live();
    let record = AttachedRecord { record_id: hanako().id, name: Some(hanako().name) };
    rig.input(Input::HostEvent(HostEvent::ClickToDial {
        number: "(03) 1234-5678".to_owned(),
        record: Some(record.clone()),
    }));
    assert_eq!(rig.command().1, Command::Dial { number: "0312345678".to_owned(), record: Some(record.clone()) });
    let mut call = prompting(&rig, "c1", "0312345678");
    call.record = Some(record);
    rig.call(&call);
    let call = answered(&rig, &call);
    rig.call(&call);
    assert!(!rig.is_asked(is_search) && !rig.is_asked(is_pop), "she is looking at it already");
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.save_log("00T1").who, Some(hanako().id));
}

#[test]
fn an_emergency_number_is_asked_about_once_more() {
    for number in ["110", "118", "119", "１１０"] {
        let mut rig = Rig::live();
        rig.user(UserAction::Dial(number.to_owned()));
        assert!(dials(&rig).is_empty());
        assert!(rig.panel.dial().question.is_some());
        rig.user(UserAction::CancelDial);
        assert!(dials(&rig).is_empty() && rig.panel.dial().question.is_none());
        rig.user(UserAction::Dial(number.to_owned()));
        rig.user(UserAction::ConfirmDial);
        rig.user(UserAction::ConfirmDial);
        assert_eq!(dials(&rig).len(), 1);
    }
}

#[test]
fn nonsense_is_refused_where_it_is_typed() {
    let mut rig = Rig::live();
    for text in ["", "   ", "hello", "2026-11-22", "<script>"] {
        rig.user(UserAction::Dial(text.to_owned()));
        assert!(rig.panel.dial().error.is_some(), "{text}");
        rig.user(UserAction::EditDial);
        assert!(rig.panel.dial().error.is_none());
    }
    assert!(dials(&rig).is_empty());
}

#[test]
fn a_click_to_dial_that_the_agent_did_not_take_up_is_not_logged() {
    let mut rig = Rig::live();
    let call = prompting(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Declined));
    rig.found(vec![]);
    assert!(!rig.is_asked(is_log));
}
