//! ポップアップ.

use crate::rig::*;
use denwa_core::alerts::NotificationAccess;
use denwa_core::crossing::ToPanel;
use denwa_core::host::Size;
use denwa_core::{AttentionInput, Effect, HostEvent, Input, Page, UserAction};
use denwa_protocol::{Cause, Command, Number, Service};

const LARGE: Size = Size { width: 640, height: 800 };

#[test]
fn popup_size_opens_the_panel_that_far() {
    for (size, shown, pixels) in [("standard", true, DEFINED), ("large", true, LARGE), ("none", false, DEFINED)] {
        let mut rig = Rig::set(&[("Popup_Size", size)]);
        rig.tidy = false;
        rig.asked.clear();
        rig.call(&ringing(&rig, "c1", "0312345678"));
        let label = |request: &denwa_core::HostRequest| matches!(request, denwa_core::HostRequest::Label(_));
        assert!(rig.is_asked(label), "the utility item shows the call");
        rig.tidy = true;
        rig.user(UserAction::Visible(true));
        assert_eq!((rig.shown, rig.size), (shown, pixels), "{size}");
    }
}

#[test]
fn popup_size_returns_to_the_definitions_after_an_answered_call() {
    let mut rig = Rig::set(&[("Popup_Size", "large")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.user(UserAction::Touched);
    rig.call(&answered(&rig, &call));
    rig.pass_live(300_000);
    assert_eq!(rig.size, LARGE, "an answered call stays");
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    rig.pass_live(20_000);
    rig.user(UserAction::Touched);
    rig.pass_live(29_000);
    assert_eq!(rig.size, LARGE, "she is at work in it");
    rig.pass_live(2_000);
    assert_eq!((rig.shown, rig.size), (true, DEFINED), "its visibility is hers");
}

#[test]
fn popup_seconds_return_the_panel_to_how_it_was() {
    for was in [false, true] {
        let mut rig = Rig::set(&[("Popup_Seconds", "10"), ("Popup_Size", "large")]);
        rig.shown = was;
        rig.call(&ringing(&rig, "c1", "0312345678"));
        rig.pass_live(9_900);
        assert_eq!((rig.shown, rig.size), (true, LARGE));
        rig.pass_live(200);
        assert_eq!((rig.shown, rig.size), (was, DEFINED), "it still rings, but its time has passed");
    }
}

#[test]
fn popup_seconds_do_not_touch_a_panel_the_agent_touched_or_a_call_that_was_answered() {
    let mut rig = Rig::set(&[("Popup_Seconds", "10")]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.user(UserAction::Touched);
    rig.pass_live(60_000);
    assert!(rig.shown);

    let mut rig = Rig::set(&[("Popup_Seconds", "10")]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.input(Input::HostEvent(HostEvent::ClickToDial { number: "0312345678".to_owned(), record: None }));
    rig.pass_live(60_000);
    assert!(rig.shown, "she dials from a page");

    let mut rig = Rig::set(&[("Popup_Seconds", "10")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&answered(&rig, &call));
    rig.pass_live(60_000);
    assert!(rig.shown);
}

#[test]
fn popup_seconds_without_end_last_until_the_call_ends() {
    let mut rig = Rig::set(&[("Popup_Seconds", "0")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.pass_live(600_000);
    assert!(rig.shown);
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert!(!rig.shown);
}

#[test]
fn popup_buttons_hidden_are_gone_from_shortcuts_too() {
    let mut rig = Rig::set(&[("Popup_Buttons", "off")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    assert!(rig.card().buttons.is_empty());
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Answer });
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Decline });
    assert!(rig.commands().is_empty());
    rig.call(&answered(&rig, &call));
    assert_eq!(rig.card().buttons.len(), 2);
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::HangUp });
    assert_eq!(rig.command().1, Command::HangUp { call: "c1".to_owned() }, "an answered call can always be hung up");
}

fn copies(rig: &Rig) -> Vec<String> {
    rig.all
        .iter()
        .filter_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn copy_number_copies_a_linked_callers_number() {
    let mut rig = Rig::set(&[("Copy_Number", "on")]);
    rig.call(&ringing(&rig, "c1", "+81312345678"));
    assert_eq!(copies(&rig), ["0312345678"]);
    rig.input(Input::Copied { call: "c1".to_owned(), done: true });
    assert_eq!(rig.card().remark, Some("Number copied"));
    rig.user(UserAction::Touched);
    assert_eq!(copies(&rig).len(), 1);
}

#[test]
fn copy_number_leaves_internal_unticked_monitoring_and_withheld_calls_alone() {
    let on = ("Copy_Number", "on");
    for (values, number, internal) in [
        (vec![("Copy_Number", "off")], "0312345678", false),
        (vec![on], "2002", true),
        (vec![on, ("Skip_Internal", "off")], "2002", true),
        (vec![on, ("Lines_Default", "off")], "0312345678", false),
        (vec![on], "9999", false),
        (vec![on], "", false),
    ] {
        let mut rig = Rig::set(&values);
        let mut call = ringing(&rig, "c1", number);
        call.internal = internal;
        if number.is_empty() {
            call.remote.number = Number::Withheld;
        }
        rig.call(&call);
        rig.call(&prompting(&rig, "c2", "0312345678"));
        assert!(copies(&rig).is_empty(), "{values:?}");
    }
}

#[test]
fn copy_number_waits_for_a_click_where_the_page_has_no_focus() {
    let mut rig = Rig::set(&[("Copy_Number", "on")]);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.input(Input::Copied { call: "c1".to_owned(), done: false });
    assert!(rig.card().remark.unwrap().contains("Click in the panel once"));
    rig.user(UserAction::Touched);
    assert_eq!(copies(&rig).len(), 2);
    rig.input(Input::Copied { call: "c1".to_owned(), done: true });
    rig.user(UserAction::Touched);
    assert_eq!(copies(&rig).len(), 2);

    let mut rig = Rig::set(&[("Copy_Number", "on")]);
    rig.call(&call);
    rig.input(Input::Copied { call: "c1".to_owned(), done: false });
    rig.call(&ended(&rig, &call, Cause::Missed));
    rig.user(UserAction::Touched);
    assert_eq!(copies(&rig).len(), 1, "the call is over: the clipboard is the agent's");
    assert_eq!(rig.card().remark, None);
}

#[test]
fn withheld_name_is_shown_and_logged() {
    let mut rig = Rig::set(&[("Withheld_Name", "番号非通知のお客様")]);
    let mut call = ringing(&rig, "c1", "");
    call.remote.number = Number::Withheld;
    rig.call(&call);
    assert_eq!(rig.card().headline, "番号非通知のお客様");
    assert!(!rig.is_asked(is_search) && !rig.is_asked(is_pop));
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert_eq!(rig.save_log("00T1").subject, "Inbound call: 番号非通知のお客様");
}

#[test]
fn the_settings_widen_the_panel_and_it_returns() {
    let mut rig = Rig::set(&[("Popup_Size", "large"), ("Popup_Seconds", "10")]);
    rig.user(UserAction::Show(Page::Settings));
    let wide = rig.size;
    assert!(wide.width > 640);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert_eq!(rig.size, wide, "a call does not take the room away");
    rig.user(UserAction::Show(Page::Calls));
    assert_eq!(rig.size, LARGE);
    rig.user(UserAction::Show(Page::Doctor));
    rig.call(&ended(&rig, &ringing(&rig, "c1", "0312345678"), Cause::Missed));
    rig.pass_live(60_000);
    assert_eq!(rig.size, wide);
    rig.user(UserAction::Show(Page::Calls));
    assert_eq!(rig.size, DEFINED);
}

#[test]
fn a_test_call_rings_as_it_is_set_and_touches_nothing() {
    let mut rig = Rig::set(&[("Popup_Size", "large"), ("Copy_Number", "on"), ("Search_Inbound", "ringing")]);
    let test = || Input::Admin(ToPanel::TestCall);
    rig.input(test());
    rig.input(test());
    assert!(rig.shown && rig.size == LARGE);
    let card = rig.card();
    assert_eq!((card.about.as_str(), card.buttons.len()), ("Test call", 2));
    rig.snapshot(vec![]);
    rig.user(UserAction::Command { call: card.call.clone(), service: Service::Answer });
    assert_eq!(rig.card().title, "On a call");
    rig.user(UserAction::Command { call: card.call.clone(), service: Service::Hold });
    rig.user(UserAction::Command { call: card.call.clone(), service: Service::Retrieve });
    rig.user(UserAction::Command { call: card.call.clone(), service: Service::HangUp });
    assert!(rig.panel.call_ids().is_empty());
    rig.input(test());
    rig.pass_live(61_000);
    assert!(rig.panel.call_ids().is_empty(), "it ends by itself");
    assert!(rig.commands().is_empty() && copies(&rig).is_empty());
    assert!(!rig.is_asked(is_search) && !rig.is_asked(is_log) && !rig.is_asked(is_pop));
}

#[test]
fn ring_sound_rings_for_incoming_calls_unless_it_is_off() {
    for (set, rings) in [("on", true), ("off", false)] {
        let mut rig = Rig::set(&[("Ring_Sound", set)]);
        rig.call(&ringing(&rig, "c1", "0312345678"));
        assert_eq!(rig.all.iter().any(|effect| matches!(effect, Effect::Ring(_))), rings, "{set}");
    }
}

#[test]
fn ring_volume_is_how_loud_it_rings() {
    let mut rig = Rig::set(&[("Ring_Volume", "25")]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    let volume = rig.all.iter().find_map(|effect| match effect {
        Effect::Ring(wanted) => Some(wanted.volume),
        _ => None,
    });
    assert_eq!(volume, Some(25));
}

#[test]
fn desktop_notification_is_shown_unless_it_is_off() {
    for (set, shows) in [("on", true), ("off", false)] {
        let mut rig = Rig::set(&[("Desktop_Notification", set)]);
        rig.input(Input::Attention(AttentionInput::Access(NotificationAccess::Granted)));
        rig.call(&ringing(&rig, "c1", "0312345678"));
        assert_eq!(rig.all.iter().any(|effect| matches!(effect, Effect::Notify(_))), shows, "{set}");
    }
}
