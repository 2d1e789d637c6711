//! Desktop notifications.

use super::*;
use denwa_core::alerts::{Notification, NotificationAccess, NotificationPress};
use denwa_protocol::{Cause, Command};

/// Notifications that were shown and closed, in order.
fn notified(rig: &Rig) -> Vec<Result<Notification, String>> {
    let notified = |effect: &Effect| match effect {
        Effect::Notify(notification) => Some(Ok(notification.clone())),
        Effect::CloseNotification { call } => Some(Err(call.clone())),
        _ => None,
    };
    rig.all.iter().filter_map(notified).collect()
}

fn allowed() -> Rig {
    let mut rig = Rig::live();
    browser(&mut rig, AttentionInput::Access(NotificationAccess::Granted));
    rig
}

#[test]
fn a_call_is_shown_on_the_desktop_while_the_agent_is_away() {
    let mut rig = allowed();
    browser(&mut rig, AttentionInput::Focused(true));
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    assert!(notified(&rig).is_empty(), "she is in the panel");
    browser(&mut rig, AttentionInput::Focused(false));
    let shown = notified(&rig).pop().unwrap().unwrap();
    assert_eq!(shown.title, "Incoming call 03-1234-5678");
    assert!(!shown.body.contains("1234"), "{shown:?}");
    let presses: Vec<_> = shown.buttons.iter().map(|button| (button.press, button.word)).collect();
    assert_eq!(presses, [(NotificationPress::Answer, "Answer"), (NotificationPress::Decline, "Decline")]);
    rig.found(vec![hanako()]);
    let shown = notified(&rig).pop().unwrap().unwrap();
    assert_eq!(shown.title, "Incoming call Hanako Yamada", "as soon as it is known");
    assert!(shown.body.contains("03-1234-5678"));
    browser(&mut rig, AttentionInput::Focused(true));
    assert!(notified(&rig).pop().unwrap().is_ok(), "it stays until the call no longer rings");
    rig.call(&answered(&rig, &call));
    assert_eq!(notified(&rig).pop(), Some(Err("c1".to_owned())));
}

#[test]
fn a_hidden_page_is_away_whatever_has_the_focus() {
    let mut rig = allowed();
    browser(&mut rig, AttentionInput::Focused(true));
    rig.user(UserAction::Visible(false));
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert_eq!(notified(&rig).len(), 1);
    rig.primary(false, &[]);
    assert_eq!(notified(&rig).pop(), Some(Err("c1".to_owned())), "another panel is in use");
}

#[test]
fn nothing_is_shown_on_the_desktop_that_is_not_wanted_or_not_allowed() {
    for access in [NotificationAccess::Askable, NotificationAccess::Denied, NotificationAccess::Missing] {
        let mut rig = Rig::live();
        browser(&mut rig, AttentionInput::Access(access));
        rig.call(&ringing(&rig, "c1", "0312345678"));
        assert!(notified(&rig).is_empty(), "{access:?}");
    }
    let mut rig = allowed();
    act(&mut rig, AttentionAction::SetNotifying(false));
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert!(notified(&rig).is_empty());
}

#[test]
fn a_press_of_a_notification_brings_the_panel_to_the_front() {
    let mut rig = allowed();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.shown = false;
    browser(&mut rig, AttentionInput::Pressed { call: "c1".to_owned(), press: NotificationPress::Open });
    assert!(rig.shown && rig.all.contains(&Effect::FocusPage));
    assert_eq!(notified(&rig).pop(), Some(Err("c1".to_owned())));
    let many = notified(&rig).len();
    rig.found(vec![hanako()]);
    assert_eq!(notified(&rig).len(), many, "it does not come back");
    assert!(rig.commands().is_empty());
}

#[test]
fn the_buttons_of_a_notification_answer_and_decline() {
    for (press, command) in [
        (NotificationPress::Answer, Command::Answer { call: "c1".to_owned() }),
        (NotificationPress::Decline, Command::Decline { call: "c1".to_owned() }),
    ] {
        let mut rig = allowed();
        rig.call(&ringing(&rig, "c1", "0312345678"));
        browser(&mut rig, AttentionInput::Pressed { call: "c1".to_owned(), press });
        assert_eq!(rig.command().1, command);
        assert_eq!(rig.all.contains(&Effect::FocusPage), press == NotificationPress::Answer);
    }
}

#[test]
fn a_late_press_of_a_notification_does_nothing() {
    let mut rig = allowed();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Missed));
    browser(&mut rig, AttentionInput::Pressed { call: "c1".to_owned(), press: NotificationPress::Answer });
    assert!(rig.commands().is_empty());
}

#[test]
fn the_words_say_whether_the_browser_allows_notifications_and_how() {
    for (access, words, allow) in [
        (NotificationAccess::Unknown, AttentionMsg::AccessUnknown, None),
        (NotificationAccess::Missing, AttentionMsg::AccessMissing, None),
        (NotificationAccess::Granted, AttentionMsg::AccessGranted, None),
        (NotificationAccess::Askable, AttentionMsg::AccessAskable, Some(AttentionMsg::Allow)),
        (NotificationAccess::InTab, AttentionMsg::AccessInTab, Some(AttentionMsg::AllowInTab)),
        (NotificationAccess::Denied, AttentionMsg::AccessDenied, None),
    ] {
        let mut rig = Rig::live();
        browser(&mut rig, AttentionInput::Access(access));
        let view = rig.panel.screen().attention;
        assert_eq!((view.access, view.allow), (words.t(Language::En), allow));
    }
    let mut rig = Rig::live();
    act(&mut rig, AttentionAction::AllowNotifications);
    assert_eq!(rig.all.last(), Some(&Effect::AskForNotifications), "only a press asks");
    assert_eq!(rig.all.iter().filter(|effect| **effect == Effect::AskForNotifications).count(), 1);
}
