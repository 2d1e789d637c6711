//! モニタリング・カスハラ対応.

use crate::control::all;
use crate::rig::*;
use denwa_core::{TeamAction, UserAction};
use denwa_protocol::{Call, Command, Event, HandKind, MonitorMode, RaisedHand};

#[test]
fn monitoring_shown_says_which_ways_of_taking_part_the_agent_sees() {
    for (set, shown) in
        [("never", [false, false, false]), ("spoken", [false, true, true]), ("always", [true, true, true])]
    {
        let modes = [MonitorMode::Listen, MonitorMode::Whisper, MonitorMode::BargeIn];
        for (mode, is_shown) in modes.into_iter().zip(shown) {
            let mut rig = Rig::set(&[("Monitoring_Shown", set)]);
            rig.event(Event::Capabilities { capabilities: all() });
            rig.event(Event::Supervises { supervises: true });
            let (agent, call) = ("2002".to_owned(), "s1".to_owned());
            rig.user(UserAction::Team(TeamAction::Monitor { agent, call, mode }));
            assert!(
                matches!(rig.command().1, Command::Monitor { shown, .. } if shown == is_shown),
                "{set} {mode:?} {:?}",
                rig.command()
            );
        }
    }
}

/// The card of a call that was reported as harassment.
fn reported(lists: &[(&str, &[(&str, &str)])]) -> denwa_core::view_model::HandView {
    let mut rig = Rig::set_lists(&[], lists);
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    let hand = RaisedHand { kind: HandKind::Harassment, at: rig.now, lowered_at: None, outcome: None };
    rig.call(&Call { hand: Some(hand), ..call });
    rig.card().hand.expect("it was reported")
}

#[test]
fn denwa_harassment_script_stands_in_the_card_in_its_order() {
    let lines: [(&str, &[(&str, &str)]); 2] =
        [("Denwa_Harassment_Script", &[("Line", "一行目")]), ("Denwa_Harassment_Script", &[("Line", "二行目")])];
    assert_eq!(reported(&lines).script, ["一行目", "二行目"]);
    assert_eq!(reported(&[]).script.len(), 3, "the panel's own");
}

#[test]
fn denwa_harassment_outcome_is_what_can_be_chosen() {
    let lines: [(&str, &[(&str, &str)]); 1] = [("Denwa_Harassment_Outcome", &[("Label", "弁護士に相談")])];
    let labels = |lists: &[(&str, &[(&str, &str)])]| -> Vec<String> {
        reported(lists).outcomes.into_iter().map(|outcome| outcome.label).collect()
    };
    assert_eq!(labels(&lines), ["弁護士に相談"]);
    assert_eq!(labels(&[]).len(), 4, "the panel's own");
}
