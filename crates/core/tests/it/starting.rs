//! From the loaded page to the first connection, and every way it can fail.

use crate::rig::*;
use denwa_core::host::{CallCentre, HostRequest, StartError, StartFault};
use denwa_core::package::agent_token::{TokenAnswer, TokenError};
use denwa_core::package::boot::BootAnswer;
use denwa_core::view_model::Stage;
use denwa_core::{HostError, HostReply, Input, Language, SocketEvent, UserAction};
use denwa_protocol::{ClientMessage, ServerMessage};
use serde_json::json;

#[test]
fn two_round_trips_to_the_host_come_before_signing_in() {
    let mut rig = Rig::loaded();
    assert_eq!(rig.asked.len(), 1);
    rig.initialise();
    assert_eq!(rig.asked.len(), 1);
    rig.boot();
    assert!(rig.asked.is_empty());
    assert_eq!(rig.connects, ["wss://pbx.example.com/telephony"]);
    assert_eq!(rig.panel.stage(), Stage::Starting);
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
        StartFault::NotInSalesforce.without_detail(),
        StartFault::AddressHasHash.with_detail(seen()),
        StartFault::ParameterMisspelt.with_detail(seen()),
        StartFault::ParameterWrong.with_detail(seen()),
        StartError::wrong_origin("https://a.example", "https://b.example"),
        StartFault::NoPackage.with_detail(seen()),
        StartFault::LibraryAddress.with_detail(seen()),
        StartFault::LibraryBlocked.with_detail(seen()),
        StartFault::LibraryIsLoginPage.with_detail(seen()),
        StartFault::LibraryRefused.without_detail(),
        StartFault::HostSilent.without_detail(),
        StartFault::HostRefused.with_detail(seen()),
        StartFault::NoEventServer.without_detail(),
        StartFault::NoSandboxServer.without_detail(),
        StartFault::BadEventServer.with_detail(seen()),
        StartFault::NoApex.with_detail(seen()),
        StartFault::NoPermission.without_detail(),
        StartFault::NoLogin.without_detail(),
        StartFault::NoKey.without_detail(),
        StartFault::BadToken.without_detail(),
        StartFault::TokenLate.without_detail(),
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
        rig.answer(id, Ok(HostReply::Initialised(centre)));
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
        rig.answer(id, Ok(HostReply::Initialised(centre)));
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
fn a_start_without_a_user_or_a_token_is_none() {
    let read = |text: serde_json::Value| serde_json::from_value::<BootAnswer>(text).expect("an answer");
    let fails = |boot: BootAnswer| {
        let mut rig = Rig::loaded();
        rig.initialise();
        let (id, _) = rig.ask(is_boot);
        rig.answer(id, Ok(HostReply::Boot(boot)));
        assert!(rig.connects.is_empty());
        rig.panel.notices()[0].text.clone()
    };
    let words = |fault| denwa_core::start::start_words(fault).0.t(Language::En);
    let with = |token: serde_json::Value| {
        fails(read(json!({"user": {"id": "005", "language": "en"}, "organisation": {"id": "00D"}, "token": token})))
    };
    assert!(with(json!({"error": "noLogin"})).contains(words(StartFault::NoLogin)));
    assert!(with(json!({"error": "moon"})).contains(words(StartFault::BadToken)));
    assert!(with(json!({"token": "", "login": "x"})).contains(words(StartFault::BadToken)));
    for nobody in [json!({}), json!({"user": {"id": "005"}}), json!({"user": {}, "organisation": {"id": "00D"}})] {
        assert!(fails(read(nobody)).contains(words(StartFault::BadToken)));
    }
}

#[test]
fn a_login_that_is_corrected_lets_the_panel_in_within_five_seconds() {
    let mut rig = Rig::loaded();
    rig.initialise();
    let no_login = TokenAnswer { error: Some(TokenError::NoLogin), ..TokenAnswer::default() };
    let (id, _) = rig.ask(is_boot);
    rig.answer(id, Ok(HostReply::Boot(BootAnswer { token: no_login.clone(), ..boot(rig.now) })));
    let text = rig.panel.notices()[0].text.clone();
    // Asked again without a word, every few seconds at first.
    for _ in 0..3 {
        rig.pass(4_000);
        let (id, _) = rig.ask(is_boot);
        rig.answer(id, Ok(HostReply::Boot(BootAnswer { token: no_login.clone(), ..boot(rig.now) })));
        assert_eq!(rig.panel.notices()[0].text, text);
        assert_eq!(rig.panel.notices()[0].again_at, None);
    }
    rig.pass(4_000);
    rig.boot();
    assert_eq!(rig.connects.len(), 1);
}

#[test]
fn a_login_that_nobody_corrects_is_asked_about_ever_more_rarely_and_then_no_more() {
    let mut rig = Rig::loaded();
    rig.initialise();
    let no_login = TokenAnswer { error: Some(TokenError::NoLogin), ..TokenAnswer::default() };
    let mut asked = Vec::new();
    for _ in 0..500 {
        if rig.is_asked(is_boot) {
            let (id, _) = rig.ask(is_boot);
            asked.push(rig.now);
            rig.answer(id, Ok(HostReply::Boot(BootAnswer { token: no_login.clone(), ..boot(rig.now) })));
        }
        let Some(at) = rig.panel.wake_at() else { break };
        rig.pass(at - rig.now);
    }
    assert!((100..200).contains(&asked.len()), "{}", asked.len());
    assert!(asked.last().unwrap() - asked[0] < 2 * 3_600_000);
    assert_eq!(rig.panel.wake_at(), None, "then it is left to a person");
}

#[test]
fn a_wrong_origin_is_said_in_a_sentence() {
    let mut rig = Rig::loaded();
    let (id, _) = rig.ask(|_| true);
    let why = StartError::wrong_origin("https://evil.example", "https://acme.lightning.force.com");
    rig.answer(id, Err(HostError::Start(why)));
    let detail = rig.panel.notices()[0].detail.clone().expect("a detail");
    for part in ["https://evil.example", "https://acme.lightning.force.com", "is embedded by"] {
        assert!(detail.contains(part), "{detail}");
    }
}

#[test]
fn a_stored_library_base_that_cannot_be_used_never_keeps_the_panel_from_starting() {
    for base in ["https://evil.example", "https://salesforce.com.evil.example", "javascript:alert(1)", "acme"] {
        let rig = Rig::set(&[("Library_Base", base)]);
        assert!(rig.panel.is_live() && rig.reloads.is_empty(), "{base}");
    }
}
