//! From the loaded page to the first connection, and every way it can fail.

use crate::rig::*;
use denwa_core::host::{Boot, CallCentre, HostRequest, Permissions};
use denwa_core::start::StartFault;
use denwa_core::{HostError, HostReply, Input, Language, SocketEvent, UserAction};
use denwa_protocol::{ClientMessage, ServerMessage};

#[test]
fn two_round_trips_to_the_host_come_before_signing_in() {
    let mut rig = Rig::loaded();
    assert_eq!(rig.asked.len(), 1);
    rig.initialise();
    assert_eq!(rig.asked.len(), 1);
    rig.boot();
    assert!(rig.asked.is_empty());
    assert_eq!(rig.connects, ["wss://pbx.example.com/telephony"]);
    assert!(rig.panel.is_starting());
    assert_eq!(rig.panel.status().word, "Starting");
    rig.input(Input::Socket(SocketEvent::Opened));
    assert!(matches!(&rig.sent[0], ClientMessage::SignIn { resume: None, client, .. } if client.instance == "page"));
    rig.tidy = false;
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    assert_eq!(rig.panel.status().word, "Ready");
    for wanted in [HostRequest::NotifyReady, HostRequest::EnableClickToDial, HostRequest::Label("Ready".to_owned())] {
        assert!(rig.is_asked(|request| *request == wanted), "{wanted:?}");
    }
}

#[test]
fn every_start_error_says_what_it_is_and_what_to_do_in_both_languages() {
    let seen = || "seen".to_owned();
    let errors = [
        StartFault::NotInSalesforce.alone(),
        StartFault::ParameterMisspelt.seen(seen()),
        StartFault::ParameterWrong.seen(seen()),
        StartFault::WrongOrigin.seen(seen()),
        StartFault::LibraryAddress.seen(seen()),
        StartFault::LibraryBlocked.seen(seen()),
        StartFault::LibraryIsLoginPage.seen(seen()),
        StartFault::LibraryRefused.alone(),
        StartFault::HostSilent.alone(),
        StartFault::HostRefused.seen(seen()),
        StartFault::NoEventServer.alone(),
        StartFault::NoSandboxServer.alone(),
        StartFault::BadEventServer.seen(seen()),
        StartFault::NoApex.seen(seen()),
        StartFault::NoPermission.alone(),
        StartFault::NoLogin.alone(),
        StartFault::NoKey.alone(),
        StartFault::BadToken.alone(),
        StartFault::TokenLate.alone(),
    ];
    for language in [Language::Ja, Language::En] {
        let mut told = Vec::new();
        for error in &errors {
            let mut rig = Rig::loaded();
            rig.user(UserAction::SetLanguage(language));
            let (id, _) = rig.ask(|request| *request == HostRequest::Initialise);
            rig.answer(id, Err(HostError::Start(error.clone())));
            let notices = rig.panel.notices();
            assert_eq!(notices.len(), 1);
            assert!(notices[0].can_try_again);
            assert_eq!(rig.panel.status().word, denwa_core::text::Msg::StatusOffline.t(language));
            told.push(notices[0].text.clone());
        }
        // A misspelt and a wrong parameter have one mend; every other has its own.
        told.sort();
        told.dedup();
        assert_eq!(told.len(), errors.len() - 1);
    }
}

#[test]
fn a_host_that_was_silent_is_tried_again() {
    let mut rig = Rig::loaded();
    let (id, _) = rig.ask(|_| true);
    rig.answer(id, Err(HostError::TimedOut));
    assert!(rig.panel.notices()[0].text.contains("Salesforce does not answer"));
    rig.pass(15_000);
    rig.initialise();
    rig.boot();
    assert_eq!(rig.connects.len(), 1);
}

#[test]
fn a_wrong_setting_is_not_tried_again_but_the_page_can_be_loaded_again() {
    for (event_server, words) in
        [(None, "No event server address"), (Some(" "), "No event server address"), (Some("http://x"), "is not right")]
    {
        let mut rig = Rig::loaded();
        let (id, _) = rig.ask(|_| true);
        let centre = CallCentre { event_server: event_server.map(str::to_owned), ..CallCentre::default() };
        rig.answer(id, Ok(HostReply::Initialised(Box::new(centre))));
        rig.boot();
        rig.pass(600_000);
        assert!(rig.asked.is_empty());
        assert!(rig.panel.notices()[0].text.contains(words));
        rig.user(UserAction::TryAgain);
        assert_eq!(rig.reloads, [None]);
    }
}

#[test]
fn another_library_version_is_loaded_once() {
    for (fixed, reloads) in [(false, 1), (true, 0)] {
        let mut rig = Rig::loaded();
        let (id, _) = rig.ask(|_| true);
        let centre = CallCentre {
            event_server: Some("wss://pbx.example.com".to_owned()),
            library_version: Some("64.0".to_owned()),
            loaded_version: "66.0".to_owned(),
            version_fixed: fixed,
            ..CallCentre::default()
        };
        rig.answer(id, Ok(HostReply::Initialised(Box::new(centre))));
        assert_eq!(rig.reloads.len(), reloads);
    }
}

#[test]
fn the_users_own_language_wins_over_the_browsers_and_a_choice_over_both() {
    let mut rig = Rig::loaded();
    rig.user(UserAction::SetLanguage(Language::Ja));
    rig.initialise();
    rig.boot();
    assert_eq!(rig.panel.language(), Language::Ja);
    assert_eq!(rig.panel.time_zone(), Some("Asia/Tokyo"));
}

#[test]
fn a_start_is_read_as_the_package_tells_it() {
    let read = |told: serde_json::Value| Boot::of(&mut crate::config::desk::of(told));
    let boot = read(serde_json::json!({
        "v": 1, "package": "0.2.0",
        "user": {"id": "005", "name": "佐藤 健", "username": "sato@example.com", "profileId": "00e", "profile": "Agents",
                 "language": "ja", "locale": "ja_JP", "timeZone": "Asia/Tokyo"},
        "organisation": {"id": "00D", "name": "Denwa", "sandbox": true},
        "permissions": {"agent": true, "administrator": false, "api": true},
        "settings": {"revision": "7", "levels": [{"level": "organisation", "id": "00D", "values": {"Skip_Internal__c": "off"}}]},
        "token": {"token": "a.b.c", "login": "sato", "expires": 1_795_000_000_000_u64},
    }));
    let boot = boot.expect("it is one");
    assert_eq!((boot.time_zone.as_str(), boot.sandbox), ("Asia/Tokyo", true));
    assert_eq!(boot.permissions, Permissions { agent: true, administrator: false, api: true });
    assert_eq!((boot.settings.0.list("levels").len(), boot.token.as_str()), (1, "a.b.c"));
    let with = |token: serde_json::Value| {
        let told = serde_json::json!({"v": 1, "user": {"id": "005"}, "organisation": {"id": "00D"}, "token": token});
        let boot = read(told).expect("one");
        assert_eq!(boot.token, "");
        boot.no_token
    };
    assert_eq!(with(serde_json::json!({"error": "noLogin"})), StartFault::NoLogin);
    assert_eq!(with(serde_json::json!({"error": "moon"})), StartFault::BadToken);
    assert_eq!(with(serde_json::json!({"token": "", "login": "x"})), StartFault::BadToken);
    assert_eq!(with(serde_json::json!("x")), StartFault::BadToken);
    assert_eq!(with(serde_json::Value::Null), StartFault::BadToken);
    for nobody in [
        serde_json::json!({"v": 1}),
        serde_json::json!({"user": {"id": "005"}}),
        serde_json::json!({"user": {}, "organisation": {"id": "00D"}}),
        serde_json::json!(7),
    ] {
        assert_eq!(read(nobody.clone()), None, "{nobody}");
    }
}
