//! The panel's window after a call: it returns to how it was.

use crate::rig::*;
use denwa_core::host::{HostRequest, Size};
use denwa_core::{Effect, UserAction};
use denwa_protocol::{Cause, Service};

const LARGE: Size = Size { width: 640, height: 800 };

/// A panel whose agent answered a call in it, which has just ended.
fn after_a_call(size: &str, seconds: &str) -> Rig {
    let mut rig = Rig::set(&[("Popup_Size", size), ("Popup_Seconds", seconds)]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    let during = rig.size;
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Answer });
    rig.call(&answered(&rig, &call));
    rig.pass_live(60_000);
    assert_eq!(rig.size, during, "an answered call stays");
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    rig
}

#[test]
fn a_large_panel_returns_to_its_size_once_the_agent_leaves_it_alone() {
    for seconds in ["30", "600", "0"] {
        let mut rig = after_a_call("large", seconds);
        rig.pass_live(31_000);
        assert_eq!((rig.shown, rig.size), (true, DEFINED), "display time {seconds}");
    }
}

#[test]
fn a_large_panel_that_is_minimised_after_the_call_returns_at_once() {
    let mut rig = after_a_call("large", "30");
    rig.pass_live(10_000);
    assert_eq!(rig.size, LARGE, "she sees it");
    // No host reports that its panel was minimised.
    rig.shown = false;
    rig.pass_live(2_500);
    assert_eq!((rig.shown, rig.size), (false, DEFINED));

    let mut rig = after_a_call("large", "30");
    rig.user(UserAction::Visible(false));
    assert_eq!(rig.size, DEFINED, "another tab hides it");
}

#[test]
fn the_host_is_not_asked_for_ever_whether_the_panel_is_minimised() {
    let asked = |rig: &Rig| {
        let is_poll = |effect: &&Effect| matches!(effect, Effect::Host { request: HostRequest::PanelVisible, .. });
        rig.all.iter().filter(is_poll).count()
    };
    let mut rig = after_a_call("large", "30");
    rig.pass_live(600_000);
    assert!(asked(&rig) < 20, "{}", asked(&rig));
    let mut rig = after_a_call("standard", "30");
    rig.pass_live(600_000);
    assert_eq!(asked(&rig), 1, "there is no size to return from");
}

#[test]
fn a_large_panel_that_was_minimised_during_the_call_returns_with_its_end() {
    let mut rig = Rig::set(&[("Popup_Size", "large")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.user(UserAction::Touched);
    rig.call(&answered(&rig, &call));
    rig.user(UserAction::Visible(false));
    assert_eq!(rig.size, LARGE, "the call goes on");
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert_eq!(rig.size, DEFINED);
}

#[test]
fn a_call_answered_on_the_phone_leaves_the_panel_as_it_was() {
    let mut rig = Rig::set(&[("Popup_Size", "large")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&answered(&rig, &call));
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    rig.pass_live(31_000);
    assert_eq!((rig.shown, rig.size), (false, DEFINED));
}
