//! Several calls at once: their order, their size, and that each keeps to itself.

use super::*;
use denwa_protocol::{Cause, Command};

fn compact(rig: &Rig) -> Vec<(String, bool)> {
    rig.panel.screen().cards.into_iter().map(|card| (card.call, card.is_compact)).collect()
}

#[test]
fn ringing_calls_stand_first_then_the_active_then_held_then_ended_ones() {
    let (mut rig, call) = talking();
    rig.pass_live(1_000);
    let second = ringing(&rig, "c2", "0399999999");
    rig.call(&second);
    rig.pass_live(1_000);
    rig.call(&ringing(&rig, "c3", "0388888888"));
    let small = |calls: &[(&str, bool)]| calls.iter().map(|(id, is)| ((*id).to_owned(), *is)).collect::<Vec<_>>();
    assert_eq!(compact(&rig), small(&[("c2", true), ("c3", true), ("c1", false)]));
    rig.call(&held(&rig, &call));
    rig.call(&answered(&rig, &second));
    assert_eq!(compact(&rig), small(&[("c3", true), ("c2", false), ("c1", true)]));
    rig.call(&ended(&rig, &second, Cause::Normal));
    assert_eq!(compact(&rig), small(&[("c3", true), ("c1", true), ("c2", true)]));
    assert_eq!(rig.panel.card("c3").unwrap().buttons.len(), 2, "its answer button is there");
    assert!(view(&rig, "c3").tiles.is_empty(), "a small card has its two buttons only");
}

#[test]
fn only_one_call_is_large_at_a_time() {
    let (rig, _, _) = consulting();
    assert_eq!(compact(&rig), [("c2".to_owned(), false), ("c1".to_owned(), true)]);
}

#[test]
fn the_first_call_that_rings_alone_is_large() {
    let mut rig = able();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert!(!rig.card().is_compact);
}

#[test]
fn hanging_up_overtakes_what_is_on_its_way() {
    let (mut rig, _) = talking();
    press(&mut rig, "c1", Service::Hold);
    let (hold, _) = rig.command();
    press(&mut rig, "c1", Service::HangUp);
    assert_eq!(rig.command().1, Command::HangUp { call: "c1".to_owned() });
    answer(&mut rig, &hold, Some(CommandError::WrongState));
    assert_eq!(error(&rig, "c1"), None, "nobody cares about the hold any more");
    assert!(rig.panel.card("c1").unwrap().buttons[1].is_busy);
    press(&mut rig, "c1", Service::HangUp);
    press(&mut rig, "c1", Service::Hold);
    let hang_ups = rig.commands().into_iter().filter(|(_, command)| matches!(command, Command::HangUp { .. }));
    assert_eq!(hang_ups.count(), 1);
    rig.fail(CommandError::TimedOut);
    press(&mut rig, "c1", Service::HangUp);
    assert!(rig.panel.card("c1").unwrap().buttons[1].is_busy, "there is a way back");
}
