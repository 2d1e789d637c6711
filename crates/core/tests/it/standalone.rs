//! The panel as a softphone page of its own, outside a CRM: signing in by password, working, signing in again, signing out.

use crate::rig::*;
use denwa_core::host::{CallCentre, Credentials, HostRequest, SignInFault};
use denwa_core::package::agent_token::{TokenAnswer, TokenError};
use denwa_core::package::boot::BootAnswer;
use denwa_core::text::AttentionMsg;
use denwa_core::view_model::Stage;
use denwa_core::{Effect, HostError, HostReply, Input, RequestId, SocketEvent, UserAction};
use denwa_protocol::{AgentMode, Cause, ClientMessage, Command, Refusal, ServerMessage};

/// The page that the event server hands out, before anybody has signed in.
fn page() -> Rig {
    let mut rig = Rig::loaded();
    let (id, _) = rig.ask(|request| *request == HostRequest::Initialise);
    let event_server = Some("wss://pbx.example.com/telephony".to_owned());
    let centre = CallCentre { event_server, is_standalone: true, ..CallCentre::default() };
    rig.answer(id, Ok(HostReply::Initialised(centre)));
    rig
}

fn type_in(rig: &mut Rig, login: &str, password: &str) {
    rig.user(UserAction::SignIn(Credentials::typed(login, password)));
}

fn asked(rig: &mut Rig) -> (RequestId, Credentials) {
    match rig.ask(|request| matches!(request, HostRequest::SignIn(_))) {
        (id, HostRequest::SignIn(credentials)) => (id, credentials),
        other => panic!("{other:?}"),
    }
}

fn boot(rig: &Rig) -> BootAnswer {
    BootAnswer { settings: raw(&[("Integration", "none")], &[]), token: token(rig.now), ..rig.boot.clone() }
}

/// From the page to a live connection.
fn signed_in() -> Rig {
    let mut rig = page();
    type_in(&mut rig, "sato", "secret");
    let (id, _) = asked(&mut rig);
    let answer = Ok(Box::new(boot(&rig)));
    rig.answer(id, Ok(HostReply::SignedIn(answer)));
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    rig
}

fn error(rig: &Rig) -> Option<String> {
    rig.panel.screen().sign_in.expect("the window is shown").error
}

#[test]
fn the_agent_signs_in_with_what_she_pasted_and_is_told_that_she_is_connected() {
    let mut rig = page();
    let screen = rig.panel.screen();
    assert!(screen.sign_in.is_some() && screen.is_standalone && !screen.can_sign_out);
    type_in(&mut rig, "sato\r\n", "\tse cret\n");
    type_in(&mut rig, "sato", "again");
    let (id, credentials) = asked(&mut rig);
    assert_eq!((credentials.login.as_str(), credentials.password.reveal()), ("sato", "se cret"));
    assert!(!rig.is_asked(|request| matches!(request, HostRequest::SignIn(_))), "one at a time");
    assert!(rig.panel.screen().sign_in.expect("not yet").is_busy);
    let answer = Ok(Box::new(boot(&rig)));
    rig.answer(id, Ok(HostReply::SignedIn(answer)));
    assert!(rig.panel.screen().sign_in.is_none());
    assert_eq!(rig.connects, ["wss://pbx.example.com/telephony"]);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    let is_greeted = |rig: &Rig| rig.panel.notices().iter().any(|notice| notice.text == "Connected");
    assert!(is_greeted(&rig));
    rig.pass_live(6_000);
    assert!(!is_greeted(&rig));
    let everything = format!("{:?}", rig.all);
    assert!(!everything.contains("se cret"), "what is printed has no password");
}

#[test]
fn a_sign_in_that_does_not_work_is_told_in_words_and_can_be_tried_again() {
    let mut rig = page();
    type_in(&mut rig, "sato", "\t");
    assert_eq!(error(&rig).as_deref(), Some("Type your login ID and your password"));
    for (answer, words) in [
        (Ok(HostReply::SignedIn(Err(SignInFault::Wrong))), "The login ID or the password is wrong"),
        (Ok(HostReply::SignedIn(Err(SignInFault::TooMany { wait: Some(30) }))), "Too many tries. Try again in 30 s"),
        (
            Ok(HostReply::SignedIn(Err(SignInFault::NotOffered))),
            "This server takes no passwords. Ask your administrator",
        ),
        (Err(HostError::TimedOut), "The server cannot be reached. Check the network, then try again"),
        (
            Ok(HostReply::SignedIn(Ok(Box::default()))),
            "The server cannot be reached. Check the network, then try again",
        ),
    ] {
        type_in(&mut rig, "sato", "wrong");
        let (id, _) = asked(&mut rig);
        rig.answer(id, answer);
        assert_eq!(error(&rig).as_deref(), Some(words));
    }
    assert!(rig.connects.is_empty());
}

#[test]
fn calls_work_and_nothing_is_searched_for_opened_or_logged() {
    let mut rig = signed_in();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.user(UserAction::EditNote { call: "c1".to_owned(), text: "a note".to_owned() });
    rig.user(UserAction::KeepNote { call: "c1".to_owned() });
    assert!(rig.commands().iter().any(|(_, command)| matches!(command, Command::SetNote { .. })));
    rig.done();
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert!(!rig.is_asked(is_search) && !rig.is_asked(is_log) && !rig.is_asked(is_pop));
    assert!(
        rig.card().can_dismiss
            || rig.commands().iter().any(|(_, command)| matches!(command, Command::ReportLog { .. }))
    );
}

#[test]
fn a_sign_in_that_the_server_takes_no_longer_is_asked_for_again_and_the_calls_stay() {
    let mut rig = signed_in();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.message(ServerMessage::SignedOut { reason: denwa_protocol::SignOutReason::TokenExpired });
    let (id, _) = rig.ask(is_token);
    let none = TokenAnswer { error: Some(TokenError::Other), ..TokenAnswer::default() };
    rig.answer(id, Ok(HostReply::Token(none)));
    assert!(error(&rig).expect("why").starts_with("Your sign-in has expired"));
    assert_eq!(rig.panel.call_ids(), ["c1"]);
    type_in(&mut rig, "sato", "secret");
    let (id, _) = asked(&mut rig);
    let answer = Ok(Box::new(boot(&rig)));
    rig.answer(id, Ok(HostReply::SignedIn(answer)));
    assert_eq!(rig.connects.len(), 2);

    // The event server was started anew: it has another key.
    let mut rig = signed_in();
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Refused { reason: Refusal::BadToken, retry_after: None, now: None });
    assert!(error(&rig).is_some());
}

#[test]
fn signing_out_signs_off_and_leaves_nothing_of_the_agent_in_the_page() {
    let mut rig = signed_in();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.user(UserAction::SignOut);
    let screen = rig.panel.screen();
    assert!(rig.panel.is_live() && screen.offers_sign_out && !screen.can_sign_out, "not while a call goes on");
    let later = AttentionMsg::SignOutLater.t(screen.language);
    assert!(screen.notices.iter().any(|notice| notice.text == later), "{:?}", screen.notices);
    rig.call(&ended(&rig, &call, Cause::Missed));
    rig.user(UserAction::SignOut);
    let off = Command::SetAgentState { mode: AgentMode::LoggedOff, reason: None };
    let last = rig.all.iter().rev().take(4).collect::<Vec<_>>();
    assert!(
        last.iter()
            .any(|effect| matches!(effect, Effect::Send(ClientMessage::Command { command, .. }) if *command == off)),
        "{last:?}"
    );
    assert!(rig.is_asked(|request| *request == HostRequest::SignOut));
    let screen = rig.panel.screen();
    assert!(screen.sign_in.is_some_and(|sign_in| sign_in.error.is_none()));
    assert!(screen.cards.is_empty() && screen.stage == Stage::Starting);
}
