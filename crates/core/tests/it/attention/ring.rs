//! When it rings, and how; what is said where it cannot.

use super::*;
use denwa_core::SocketEvent;
use denwa_core::alerts::SoundEvent;
use denwa_core::crossing::ToPanel;
use denwa_protocol::{Cause, Service};

#[test]
fn it_rings_until_the_call_is_answered_declined_or_lost() {
    for end in ["answered", "missed", "lost"] {
        let mut rig = Rig::live();
        let call = ringing(&rig, "c1", "0312345678");
        rig.call(&call);
        assert_eq!(sounds(&rig), [Some(ring(RingPattern::Full))]);
        assert_eq!(state(&rig), RingState::Ringing);
        match end {
            "answered" => rig.call(&answered(&rig, &call)),
            "missed" => rig.call(&ended(&rig, &call, Cause::Missed)),
            _ => rig.snapshot(Vec::new()),
        }
        assert_eq!(sound(&rig), None, "{end}");
        assert_eq!(state(&rig), RingState::Off);
    }
}

#[test]
fn two_calls_that_ring_are_one_ring() {
    let mut rig = Rig::live();
    let (one, two) = (ringing(&rig, "c1", "0312345678"), ringing(&rig, "c2", "0612345678"));
    rig.call(&one);
    rig.call(&two);
    rig.call(&ended(&rig, &one, Cause::Missed));
    assert_eq!(sounds(&rig), [Some(ring(RingPattern::Full))]);
    rig.call(&ended(&rig, &two, Cause::Missed));
    assert_eq!(sound(&rig), None);
}

#[test]
fn a_call_during_another_rings_quietly_and_briefly() {
    let mut rig = Rig::live();
    let one = ringing(&rig, "c1", "0312345678");
    rig.call(&one);
    rig.call(&answered(&rig, &one));
    rig.call(&ringing(&rig, "c2", "0612345678"));
    assert_eq!(sound(&rig), Some(ring(RingPattern::Brief)));
    assert_eq!(state(&rig), RingState::Brief);
    rig.call(&ended(&rig, &answered(&rig, &one), Cause::Normal));
    assert_eq!(sound(&rig), Some(ring(RingPattern::Full)), "she is free again");
}

#[test]
fn only_the_primary_panel_rings_and_only_while_it_is_connected() {
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.primary(false, &[]);
    assert_eq!(sound(&rig), None);
    rig.primary(true, &[]);
    assert!(sound(&rig).is_some());
    rig.input(Input::Socket(SocketEvent::Closed));
    assert_eq!(sound(&rig), None, "nobody would stop it");
}

#[test]
fn a_browser_that_holds_the_ring_back_is_asked_again_at_the_next_touch() {
    let mut rig = Rig::live();
    rig.sound = SoundEvent::Blocked;
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert_eq!(state(&rig), RingState::Blocked);
    assert!(said(&rig, AttentionMsg::RingBlocked));
    rig.sound = SoundEvent::Heard;
    rig.user(UserAction::Touched);
    assert_eq!(state(&rig), RingState::Ringing);
    assert!(!said(&rig, AttentionMsg::RingBlocked));
    assert_eq!(sounds(&rig).len(), 2);
}

#[test]
fn a_browser_that_does_not_answer_holds_the_ring_back() {
    let mut rig = Rig::live();
    rig.answers_sound = false;
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.pass_live(1_000);
    assert_eq!(state(&rig), RingState::Ringing);
    rig.pass_live(1_000);
    assert_eq!(state(&rig), RingState::Blocked);
    browser(&mut rig, AttentionInput::Sound(SoundEvent::Heard));
    assert_eq!(state(&rig), RingState::Ringing, "it is heard after all");
}

#[test]
fn a_browser_that_cannot_ring_is_said_while_a_call_rings() {
    let mut rig = Rig::live();
    rig.sound = SoundEvent::NotAvailable;
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    assert!(said(&rig, AttentionMsg::RingNotAvailable));
    rig.user(UserAction::Touched);
    assert_eq!(sounds(&rig).len(), 1, "another try would not help");
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert!(!said(&rig, AttentionMsg::RingNotAvailable));
}

#[test]
fn a_trial_sounds_for_a_while_also_where_the_ring_is_off() {
    let mut rig = Rig::set(&[("Ring_Sound", "off")]);
    act(&mut rig, AttentionAction::Try);
    assert_eq!((sound(&rig), state(&rig)), (Some(ring(RingPattern::Full)), RingState::Trial));
    rig.pass_live(7_000);
    assert_eq!((sound(&rig), state(&rig)), (None, RingState::Off));
    act(&mut rig, AttentionAction::Try);
    act(&mut rig, AttentionAction::StopTrial);
    assert_eq!(sound(&rig), None);
}

#[test]
fn a_test_call_rings_and_does_not_keep_her() {
    let mut rig = Rig::live();
    rig.input(Input::Admin(ToPanel::TestCall));
    assert_eq!(sound(&rig), Some(ring(RingPattern::Full)));
    let is_warned = rig.all.iter().any(|effect| matches!(effect, Effect::WarnBeforeLeaving(true)));
    assert!(!is_warned);
    let call = rig.panel.screen().cards[0].call.clone();
    rig.user(UserAction::Command { call, service: Service::Decline });
    assert_eq!(sound(&rig), None);
}
