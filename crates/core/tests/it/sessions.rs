//! Connecting, losing the connection, and coming back.

use crate::rig::*;
use denwa_core::input::Unreadable;
use denwa_core::package::agent_token::TokenAnswer;
use denwa_core::{HostError, HostReply, Input, SocketEvent, UserAction};
use denwa_protocol::{
    ClientMessage, Command, Event, PbxState, PhoneState, Refusal, Resume, ServerMessage, Service, SignOutReason,
};

fn reconnect(rig: &mut Rig) {
    let before = rig.connects.len();
    rig.pass(40_000);
    assert!(rig.connects.len() > before, "it connects again by itself");
}

fn last_sign_in(rig: &Rig) -> Option<Resume> {
    rig.sent
        .iter()
        .rev()
        .find_map(|message| match message {
            ClientMessage::SignIn { resume, .. } => Some(resume.clone()),
            _ => None,
        })
        .expect("it signs in")
}

#[test]
fn a_lost_connection_is_said_keeps_the_call_and_comes_back_where_it_was() {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![]);
    rig.input(Input::Socket(SocketEvent::Closed));
    assert!(!rig.panel.is_live());
    let notice = &rig.panel.notices()[0];
    assert!(notice.text.contains("was lost") && notice.text.contains("Calls go on"));
    assert!(notice.again_at.is_some_and(|at| at > rig.now && at <= rig.now + 1_000));
    assert_eq!(rig.card().title, "On a call");
    assert!(rig.card().buttons.iter().all(|button| button.unavailable.is_some()));
    assert_eq!(rig.panel.status().word, "On a call");
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    assert_eq!(last_sign_in(&rig), Some(Resume { stream: "stream".to_owned(), seq: rig.seq }));
    // The server sends what was missed, then says that it is live again.
    rig.event(Event::Phone { phone: PhoneState::Unregistered });
    rig.message(ServerMessage::Ready);
    assert!(rig.panel.is_live());
    assert!(rig.panel.notices()[0].text.contains("not registered"));
}

#[test]
fn waiting_grows_with_each_try_up_to_half_a_minute_and_the_agent_need_not_wait() {
    let mut rig = Rig::live();
    rig.input(Input::Socket(SocketEvent::Closed));
    let mut waits = Vec::new();
    for _ in 0..12 {
        let at = rig.panel.wake_at().unwrap();
        waits.push(at - rig.now);
        rig.pass(at - rig.now);
        rig.input(Input::Socket(SocketEvent::Closed));
    }
    assert!(waits[0] >= 250 && waits[0] <= 500, "{waits:?}");
    assert!(waits.iter().all(|wait| *wait <= 30_000) && waits[11] >= 15_000, "{waits:?}");
    let tries = rig.connects.len();
    rig.user(UserAction::TryAgain);
    assert_eq!(rig.connects.len(), tries + 1);
}

#[test]
fn a_silent_socket_is_noticed_in_ten_seconds_and_in_fifteen_when_hidden() {
    for (visible, allowed) in [(true, 10_000), (false, 15_000)] {
        let mut rig = Rig::live();
        rig.user(UserAction::Visible(visible));
        rig.message(ServerMessage::Ping { at: 1 });
        assert_eq!(rig.sent.last(), Some(&ClientMessage::Pong { at: 1 }));
        rig.pass(allowed - 1);
        assert!(rig.panel.is_live());
        rig.pass(1);
        assert!(!rig.panel.is_live());
        assert!(rig.panel.notices()[0].text.contains("does not answer"));
    }
}

#[test]
fn an_event_is_applied_once_and_a_gap_is_filled() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.seq -= 1;
    rig.event(Event::Pbx { pbx: PbxState::Down });
    assert!(rig.panel.notices().is_empty(), "an event with an old number is skipped");
    rig.seq += 5;
    rig.event(Event::Pbx { pbx: PbxState::Down });
    assert!(!rig.panel.is_live(), "a gap is not lived with");
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    assert_eq!(last_sign_in(&rig).unwrap().seq, 11);
}

#[test]
fn something_unreadable_leads_to_a_new_snapshot() {
    let mut rig = Rig::live();
    rig.input(Input::Socket(SocketEvent::Garbled(Unreadable::NotJson)));
    assert!(rig.panel.notices()[0].text.contains("unreadable"));
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    assert_eq!(last_sign_in(&rig).unwrap().stream, "", "no stream is named, so that everything is told again");
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    assert!(rig.panel.is_live() && rig.panel.notices().is_empty());
}

#[test]
fn unknown_messages_and_events_are_ignored() {
    let mut rig = Rig::live();
    rig.message(ServerMessage::Unknown);
    rig.event(Event::Unknown);
    assert!(rig.panel.is_live() && rig.panel.notices().is_empty());
}

#[test]
fn a_command_is_repeated_under_its_own_id_after_a_new_connection() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Answer });
    let first = rig.command();
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Ready);
    assert_eq!(rig.command(), first);
    assert_eq!(rig.commands().iter().filter(|(_, c)| matches!(c, Command::Answer { .. })).count(), 2);
}

#[test]
fn an_expired_token_is_renewed_without_a_word() {
    for message in [
        ServerMessage::SignedOut { reason: SignOutReason::TokenExpired },
        ServerMessage::Refused { reason: Refusal::ExpiredToken, retry_after: None, now: None },
    ] {
        let mut rig = Rig::live();
        rig.pass(1_000);
        rig.message(message);
        rig.give_token();
        assert_eq!(rig.connects.len(), 2);
        rig.input(Input::Socket(SocketEvent::Opened));
        assert!(matches!(rig.sent.last(), Some(ClientMessage::SignIn { token, .. }) if token == "token-1001000"));
    }
}

#[test]
fn a_token_that_does_not_come_is_said_and_asked_for_again() {
    let mut rig = Rig::live();
    rig.message(ServerMessage::SignedOut { reason: SignOutReason::TokenExpired });
    let (id, _) = rig.asked.pop().unwrap();
    rig.answer(id, Err(HostError::TimedOut));
    assert!(rig.panel.notices()[0].text.contains("token"));
    rig.pass(1_000);
    rig.give_token();
    assert_eq!(rig.connects.len(), 2);
}

#[test]
fn a_wrong_token_and_an_unknown_agent_need_a_person() {
    for (reason, words) in [(Refusal::BadToken, "key"), (Refusal::UnknownAgent, "login"), (Refusal::Unknown, "refused")]
    {
        let mut rig = Rig::loaded();
        rig.initialise();
        rig.boot();
        rig.input(Input::Socket(SocketEvent::Opened));
        rig.message(ServerMessage::Refused { reason, retry_after: None, now: None });
        rig.input(Input::Socket(SocketEvent::Closed));
        rig.pass(600_000);
        assert_eq!(rig.connects.len(), 1, "it does not knock for ever");
        assert!(rig.panel.notices()[0].text.contains(words), "{:?}", rig.panel.notices());
        rig.user(UserAction::TryAgain);
        rig.give_token();
        assert_eq!(rig.connects.len(), 2);
    }
}

#[test]
fn a_server_that_is_not_there_is_said_and_tried_for_ever() {
    let mut rig = Rig::loaded();
    rig.initialise();
    rig.boot();
    for _ in 0..20 {
        rig.input(Input::Socket(SocketEvent::Closed));
        assert!(rig.panel.notices()[0].text.contains("cannot be reached"));
        reconnect(&mut rig);
    }
}

#[test]
fn a_pbx_that_goes_away_leaves_the_call_on_the_screen() {
    let mut rig = Rig::live();
    rig.call(&answered(&rig, &ringing(&rig, "c1", "0312345678")));
    rig.event(Event::Pbx { pbx: PbxState::Down });
    assert!(rig.panel.notices()[0].text.contains("reconnects by itself"));
    let card = rig.card();
    assert_eq!(card.title, "On a call");
    assert!(card.buttons.iter().all(|button| button.unavailable == Some("The telephone system is not connected")));
    rig.event(Event::Pbx { pbx: PbxState::Up });
    assert!(rig.card().buttons.iter().all(|button| button.unavailable.is_none()));
}

#[test]
fn a_login_the_server_does_not_know_is_left_as_soon_as_it_is_corrected() {
    let mut rig = Rig::loaded();
    rig.initialise();
    rig.boot();
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Refused { reason: Refusal::UnknownAgent, retry_after: None, now: None });
    // While the package names the same login, nobody knocks at the event server.
    for _ in 0..3 {
        rig.pass(4_000);
        rig.give_token();
        assert_eq!(rig.connects.len(), 1);
    }
    rig.pass(4_000);
    let (id, _) = rig.ask(is_token);
    let corrected = TokenAnswer { login: Some("sato2".to_owned()), ..token(rig.now) };
    rig.answer(id, Ok(HostReply::Token(corrected)));
    assert_eq!(rig.connects.len(), 2, "within five seconds");
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    assert!(rig.panel.is_live() && rig.panel.notices().is_empty());
}

/// The server refuses a token as expired; by its own clock it is now `ahead` of the panel's.
fn refuse_expired(rig: &mut Rig, ahead: i64) {
    rig.input(Input::Socket(SocketEvent::Opened));
    let now = Some(rig.now.saturating_add_signed(ahead));
    rig.message(ServerMessage::Refused { reason: Refusal::ExpiredToken, retry_after: None, now });
}

#[test]
fn a_fresh_token_that_counts_as_expired_is_renewed_once_and_then_waited_with() {
    let hours = 2 * 3_600_000;
    let mut rig = Rig::loaded();
    rig.initialise();
    rig.boot();
    refuse_expired(&mut rig, hours);
    rig.give_token();
    assert_eq!(rig.connects.len(), 2, "renewed at once");
    refuse_expired(&mut rig, hours);
    let mut waits = Vec::new();
    let mut asked = 0;
    while rig.now < 1_000_000 + 3_600_000 {
        assert!(!rig.is_asked(is_token));
        let notice = &rig.panel.notices()[0];
        assert!(notice.text.contains("event server's clock is 2 h ahead of Salesforce's"), "{}", notice.text);
        let at = rig.panel.wake_at().unwrap();
        waits.push(at - rig.now);
        rig.pass(at - rig.now);
        if rig.is_asked(is_token) {
            asked += 1;
            rig.give_token();
        }
        refuse_expired(&mut rig, hours);
    }
    assert!(waits.len() < 200 && waits.iter().skip(8).all(|wait| *wait <= 30_000), "{waits:?}");
    assert!(asked <= 6, "{asked} requests to the org in an hour");
    // The clock is set right: the panel comes back by itself.
    let at = rig.panel.wake_at().unwrap();
    rig.pass(at - rig.now);
    if rig.is_asked(is_token) {
        rig.give_token();
    }
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    assert!(rig.panel.is_live() && rig.panel.notices().is_empty(), "{:?}", rig.panel.notices());
}

#[test]
fn a_session_that_ends_as_soon_as_it_begins_asks_for_no_flood_of_tokens() {
    let mut rig = Rig::live();
    let mut asked = 0;
    for _ in 0..100 {
        rig.message(ServerMessage::SignedOut { reason: SignOutReason::TokenExpired });
        if rig.is_asked(is_token) {
            asked += 1;
            rig.give_token();
        } else {
            let at = rig.panel.wake_at().unwrap();
            rig.pass(at - rig.now);
        }
        rig.input(Input::Socket(SocketEvent::Opened));
        rig.snapshot(vec![]);
        rig.message(ServerMessage::Ready);
    }
    assert!(asked <= 40, "{asked} requests in {} s", (rig.now - 1_000_000) / 1_000);
    assert!(rig.now > 1_000_000 + 1_000_000, "the waits grow although each connection was live for a moment");
}

#[test]
fn each_clock_is_named_in_both_languages() {
    let told = |org_ahead: i64, server_ahead: i64, language| {
        let mut rig = Rig::loaded();
        rig.org_ahead = org_ahead;
        rig.initialise();
        rig.boot();
        rig.user(UserAction::SetLanguage(language));
        refuse_expired(&mut rig, server_ahead);
        rig.give_token();
        refuse_expired(&mut rig, server_ahead);
        rig.panel.notices()[0].text.clone()
    };
    let (ja, en) = (denwa_core::Language::Ja, denwa_core::Language::En);
    assert!(told(0, 7_380_000, ja).contains("イベントサーバーの時計が Salesforce より2時間3分進んで"));
    assert!(told(-600_000, 0, en).contains("Salesforce's clock is 10 min behind"));
    // This computer's clock is wrong too: that is not what the sign-in fails by.
    assert!(told(600_000, 4_200_000, en).contains("event server's clock is 1 h ahead"));
    assert!(told(0, 0, en).contains("a new sign-in token has expired"), "no clock is to blame");
}

#[test]
fn a_busy_server_is_left_alone_for_as_long_as_it_asks() {
    let mut rig = Rig::loaded();
    rig.initialise();
    rig.boot();
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Refused { reason: Refusal::RateLimited, retry_after: Some(12_000), now: None });
    rig.pass(11_900);
    assert_eq!(rig.connects.len(), 1);
    rig.pass(1_000);
    assert_eq!(rig.connects.len(), 2);
}
