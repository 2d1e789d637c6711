//! Commands that cross: both sides hang up, a PBX that refuses, answers late, or restarts in the middle, events out of order or doubled.

use super::*;
use denwa_core::{Input, SocketEvent};
use denwa_protocol::{Cause, Command, PbxState, TransferState, Transferred};

fn is_busy(rig: &Rig) -> bool {
    rig.panel.screen().cards.iter().any(|card| {
        let control = &card.control;
        let tiles = control.tiles.iter().chain(control.pair.iter().flat_map(|pair| &pair.tiles));
        card.buttons.iter().any(|button| button.is_busy)
            || tiles.into_iter().any(|tile| tile.is_busy)
            || control.tones.as_ref().is_some_and(|tones| tones.is_busy)
            || control.parties.iter().any(|party| party.is_busy)
    })
}

#[test]
fn both_sides_hang_up() {
    let (mut rig, call) = talking();
    press(&mut rig, "c1", Service::HangUp);
    rig.call(&ended(&rig, &call, Cause::Normal));
    rig.fail(CommandError::NoSuchCall);
    assert_eq!((error(&rig, "c1"), is_busy(&rig)), (None, false), "it is over, as the agent wanted");
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.card().title, "Inbound · Answered");
}

#[test]
fn hold_crosses_a_transfer() {
    let (mut rig, call) = talking();
    send_to(&mut rig, "c1", Service::SingleStepTransfer, "2002");
    press(&mut rig, "c1", Service::Hold);
    assert!(!matches!(rig.command().1, Command::Hold { .. }), "one thing at a time");
    let transfer = Some(Transferred { to: party("2002", "Sato"), state: TransferState::Alerting });
    rig.call(&Call { transfer, ..ended(&rig, &call, Cause::Transferred) });
    rig.call(&held(&rig, &call));
    assert_eq!(rig.card().title, "Inbound · Transferring", "a call does not come back to life");
    assert!(!is_busy(&rig));
}

#[test]
fn a_transfer_to_oneself_to_nobody_or_to_a_busy_number_leaves_the_call() {
    for (refusal, words) in [
        (CommandError::ToOneself, "Transfer now did not work: This is your own number"),
        (CommandError::NoSuchNumber, "Transfer now did not work: The telephony knows no such number"),
        (CommandError::Refused, "Transfer now did not work: The telephone system or the phone refused"),
        (CommandError::BadNumber, "Transfer now did not work: This number cannot be dialled"),
    ] {
        let (mut rig, _) = talking();
        send_to(&mut rig, "c1", Service::SingleStepTransfer, "2001");
        rig.fail(refusal);
        assert_eq!(error(&rig, "c1").as_deref(), Some(words));
        assert_eq!((rig.card().title.as_str(), is_busy(&rig)), ("On a call", false));
        assert!(view(&rig, "c1").target.unwrap().has_failed);
    }
}

#[test]
fn a_consultation_that_is_never_answered_leads_back() {
    let (mut rig, call) = talking();
    send_to(&mut rig, "c1", Service::Consult, "2002");
    rig.call(&held(&rig, &call));
    let second = consultation(&rig, "c2", "2002", "c1");
    rig.call(&second);
    rig.done();
    rig.pass_live(60_000);
    press_tile(&mut rig, "c2", Tile::Reconnect);
    rig.call(&ended(&rig, &second, Cause::NoAnswer));
    rig.call(&call);
    rig.done();
    assert_eq!(rig.panel.card("c1").unwrap().title, "On a call");
    assert_eq!(rig.panel.card("c2").unwrap().title, "Internal · No answer");
    assert!(!is_busy(&rig) && view(&rig, "c1").pair.is_none());
}

#[test]
fn a_consultation_whose_number_is_wrong_says_so_and_the_caller_is_there() {
    let (mut rig, call) = talking();
    send_to(&mut rig, "c1", Service::Consult, "2099");
    rig.call(&held(&rig, &call));
    rig.fail(CommandError::NoSuchNumber);
    assert_eq!(error(&rig, "c1").as_deref(), Some("Hold and consult did not work: The telephony knows no such number"));
    assert_eq!(rig.card().buttons[0].word, "Retrieve");
}

#[test]
fn the_caller_hangs_up_while_her_transfer_is_on_its_way() {
    let (mut rig, first, second) = consulting();
    press_tile(&mut rig, "c2", Tile::Transfer);
    rig.call(&ended(&rig, &first, Cause::Normal));
    rig.fail(CommandError::NoSuchCall);
    assert_eq!(error(&rig, "c2").as_deref(), Some("Transfer did not work: That call is no longer there"));
    assert_eq!(rig.panel.card("c2").unwrap().title, "On a call", "the colleague is still there");
    assert!(view(&rig, "c2").pair.is_none());
    assert!(view(&rig, "c2").tiles.iter().any(|tile| tile.tile == Tile::SendTo), "she can be sent on alone");
    assert_eq!(second.consults.as_deref(), Some("c1"));
}

#[test]
fn a_late_answer_changes_nothing_more() {
    let (mut rig, _, _) = consulting();
    press_tile(&mut rig, "c2", Tile::Conference);
    let (id, _) = rig.command();
    rig.pass_live(13_000);
    assert_eq!(error(&rig, "c2").as_deref(), Some("Merge did not work: No answer in time. Check the phone"));
    assert!(!is_busy(&rig));
    answer(&mut rig, &id, None);
    assert!(error(&rig, "c2").is_some(), "what happened is told by events");
}

#[test]
fn a_pbx_that_restarts_loses_the_calls_but_no_command() {
    let (mut rig, first, second) = consulting();
    press_tile(&mut rig, "c2", Tile::Transfer);
    rig.event(Event::Pbx { pbx: PbxState::Down });
    assert!(tile_of(&rig, "c2", Tile::Mute).unavailable.is_some());
    rig.fail(CommandError::PbxDown);
    assert!(error(&rig, "c2").unwrap().ends_with("The telephone system is not connected"));
    rig.call(&ended(&rig, &first, Cause::Lost));
    rig.call(&ended(&rig, &second, Cause::Lost));
    rig.event(Event::Pbx { pbx: PbxState::Up });
    assert!(!is_busy(&rig));
    assert!(rig.panel.screen().cards.iter().all(|card| card.title.ends_with("Lost sight of the call")));
}

#[test]
fn a_server_that_was_killed_meanwhile_says_that_nobody_knows() {
    let (mut rig, _, _) = consulting();
    press_tile(&mut rig, "c2", Tile::Alternate);
    rig.fail(CommandError::OutcomeUnknown);
    assert!(error(&rig, "c2").unwrap().starts_with("Switch may or may not have been done"));
}

#[test]
fn events_that_come_twice_or_in_another_order_lead_to_the_same_screen() {
    let end = |order: [usize; 4]| {
        let (mut rig, first, second) = consulting();
        let parties = vec![participant("p1", "0312345678", "Hanako"), participant("p2", "2002", "Sato")];
        let events = [
            Call { parties, ..answered(&rig, &first) },
            ended(&rig, &second, Cause::Merged),
            second.clone(),
            ended(&rig, &second, Cause::Merged),
        ];
        press_tile(&mut rig, "c2", Tile::Conference);
        for place in order {
            rig.call(&events[place]);
        }
        rig.done();
        rig.panel.screen().cards
    };
    let expected = end([0, 1, 2, 3]);
    for order in [[1, 0, 2, 3], [1, 2, 0, 3], [1, 3, 2, 0], [2, 1, 0, 0]] {
        assert_eq!(end(order), expected, "{order:?}");
    }
}

#[test]
fn a_command_is_repeated_on_a_new_connection_and_answered_there() {
    let (mut rig, _, _) = consulting();
    press_tile(&mut rig, "c2", Tile::Transfer);
    let (id, command) = rig.command();
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Ready);
    let again: Vec<_> = rig.commands().into_iter().filter(|sent| *sent == (id.clone(), command.clone())).collect();
    assert_eq!(again.len(), 2, "the same ID, so that it is done once");
}
