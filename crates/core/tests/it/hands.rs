//! Raising the hand about a call (挙手・カスハラ): what supervisors are told, what the card shows, and what the log says.

use crate::control::talking;
use crate::rig::*;
use denwa_core::UserAction;
use denwa_core::view_model::{CardView, Tile, TilePress, TileView};
use denwa_protocol::{Call, Cause, Command, CommandError, HandKind, RaisedHand};

fn tile(card: &CardView, tile: Tile) -> TileView {
    card.control.tiles.iter().find(|view| view.tile == tile).expect("the button is there").clone()
}

fn press(rig: &mut Rig, which: Tile) {
    match tile(&rig.card(), which).press {
        TilePress::Send(action) => rig.user(action),
        other => panic!("{other:?}"),
    }
}

fn hand(rig: &Rig, kind: HandKind) -> RaisedHand {
    RaisedHand { kind, at: rig.now + rig.ahead, lowered_at: None, outcome: None }
}

fn with_hand(call: &Call, hand: RaisedHand) -> Call {
    Call { hand: Some(hand), ..call.clone() }
}

/// Commands about hands, without their IDs.
fn asked(rig: &Rig) -> Vec<Command> {
    let about = |command: &Command| matches!(command, Command::RaiseHand { .. } | Command::LowerHand { .. });
    rig.commands().into_iter().map(|(_, command)| command).filter(about).collect()
}

fn c1() -> String {
    "c1".to_owned()
}

#[test]
fn one_press_raises_the_hand_and_another_takes_it_down() {
    let (mut rig, call) = talking();
    assert_eq!(tile(&rig.card(), Tile::Hand).is_on, Some(false));
    press(&mut rig, Tile::Hand);
    press(&mut rig, Tile::Hand);
    assert_eq!(asked(&rig), [Command::RaiseHand { call: c1(), kind: HandKind::Help }], "a second press asks no more");
    assert!(tile(&rig.card(), Tile::Hand).is_busy && rig.card().hand.is_none());
    let raised = hand(&rig, HandKind::Help);
    rig.call(&with_hand(&call, raised.clone()));
    let card = rig.card();
    let view = card.hand.clone().expect("the hand is up");
    assert!((view.can_lower, view.is_harassment, view.is_busy) == (true, false, false));
    assert!(view.script.is_empty() && view.outcomes.is_empty());
    assert_eq!(view.since, Some(rig.now), "by the panel's clock");
    let button = tile(&card, Tile::Hand);
    assert!(button.is_on == Some(true) && !button.is_busy);
    press(&mut rig, Tile::Hand);
    assert_eq!(asked(&rig).pop(), Some(Command::LowerHand { call: c1(), outcome: None }));
    rig.call(&with_hand(&call, RaisedHand { lowered_at: Some(rig.now + rig.ahead), ..raised }));
    assert!(rig.card().hand.is_none() && tile(&rig.card(), Tile::Hand).is_on == Some(false));
}

#[test]
fn harassment_shows_what_to_say_and_its_outcome_can_be_chosen_after_the_call() {
    let (mut rig, call) = talking();
    press(&mut rig, Tile::Harassment);
    assert_eq!(asked(&rig), [Command::RaiseHand { call: c1(), kind: HandKind::Harassment }]);
    let raised = hand(&rig, HandKind::Harassment);
    let reported = with_hand(&call, raised.clone());
    rig.call(&reported);
    let view = rig.card().hand.expect("it is reported");
    assert_eq!((view.title, view.script.len()), ("Reported as harassment: supervisors see it", 3));
    rig.call(&ended(&rig, &reported, Cause::Normal));
    let log = rig.save_log("00T1");
    assert!(log.description.contains("Reported: Harassment"), "{}", log.description);
    let view = rig.card().hand.expect("how it ended is still to be said");
    assert!(view.script.is_empty(), "nobody listens any more");
    let outcome = view.outcomes[2].label.clone();
    rig.user(UserAction::LowerHand { call: c1(), outcome: Some(outcome.clone()) });
    let lowered = RaisedHand { lowered_at: Some(rig.now), outcome: Some(outcome.clone()), ..raised };
    rig.call(&ended(&rig, &with_hand(&call, lowered), Cause::Normal));
    let view = rig.card().hand.expect("it was reported");
    assert!(view.outcomes[2].is_chosen && view.since.is_none() && !view.can_lower);
    let (_, log) = rig.logged();
    assert_eq!(log.id.as_deref(), Some("00T1"), "the same log is corrected");
    assert!(log.description.contains(&format!("Harassment ({outcome})")), "{}", log.description);
}

#[test]
fn a_hand_that_was_not_raised_is_told_and_can_be_raised_again() {
    let (mut rig, _) = talking();
    press(&mut rig, Tile::Harassment);
    rig.fail(CommandError::WrongState);
    assert_eq!(rig.card().error.as_deref(), Some("Harassment did not work: Not possible in the call's present state"));
    press(&mut rig, Tile::Harassment);
    assert!(rig.card().error.is_none());
    rig.pass_live(7_000);
    assert_eq!(rig.card().error.as_deref(), Some("Harassment did not work: No answer in time. Check the phone"));
}

#[test]
fn a_hand_asked_for_before_an_outage_is_asked_for_again_under_the_same_id() {
    let (mut rig, call) = talking();
    press(&mut rig, Tile::Hand);
    let (id, _) = rig.command();
    rig.input(denwa_core::Input::Socket(denwa_core::SocketEvent::Closed));
    let offline = tile(&rig.card(), Tile::Hand);
    assert_eq!(offline.unavailable, Some("Not connected to the event server"));
    rig.pass(1_000);
    rig.input(denwa_core::Input::Socket(denwa_core::SocketEvent::Opened));
    rig.snapshot(vec![call]);
    rig.message(denwa_protocol::ServerMessage::Ready);
    let again = rig.commands().into_iter().filter(|(other, _)| *other == id).count();
    assert_eq!(again, 2);
}

#[test]
fn no_hand_is_raised_about_a_call_that_rings_or_is_over() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.user(UserAction::RaiseHand { call: c1(), kind: HandKind::Harassment });
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    rig.user(UserAction::RaiseHand { call: c1(), kind: HandKind::Harassment });
    rig.user(UserAction::LowerHand { call: c1(), outcome: None });
    assert!(asked(&rig).is_empty());
}
