//! Sessions: calls, commands, reconnecting, and the end.

use crate::client::{TestServer, token};
use denwa_protocol::{
    Cause, Command, CommandError, CommandOutcome, ConnectionState, Event, PbxState, Resume, ServerMessage,
    SignOutReason,
};
use serde_json::json;

fn failed(error: CommandError) -> CommandOutcome {
    CommandOutcome::Failed { error, detail: None }
}

#[tokio::test]
async fn a_call_rings_is_answered_held_retrieved_and_hung_up() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    let (status, made) = server
        .post("/sim/calls", &json!({ "kind": "inbound", "from": "0312345678", "name": "山田", "to": "2001" }))
        .await;
    assert_eq!(status, 201);
    let call = panel.call().await;
    assert_eq!((call.state, &call.request_id), (ConnectionState::Alerting, &made["id"].as_str().unwrap().to_owned()));
    let id = || call.id.clone();
    let course = [
        (Command::Answer { call: id() }, ConnectionState::Connected),
        (Command::Hold { call: id() }, ConnectionState::Held),
        (Command::Retrieve { call: id() }, ConnectionState::Connected),
        (Command::HangUp { call: id() }, ConnectionState::Null),
    ];
    let mut last = call.clone();
    for (i, (command, state)) in course.into_iter().enumerate() {
        panel.command(&i.to_string(), command).await;
        // The event and the answer may come in either order.
        let (mut has_event, mut is_answered) = (false, false);
        while !(has_event && is_answered) {
            match panel.next().await {
                ServerMessage::Event { event: Event::Call { call }, .. } => {
                    assert_eq!(call.state, state);
                    (has_event, last) = (true, call);
                }
                ServerMessage::Answer { outcome, .. } => {
                    assert_eq!(outcome, CommandOutcome::Done);
                    is_answered = true;
                }
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(last.ended.map(|ended| ended.cause), Some(Cause::Normal));
    server.stop().await;
}

#[tokio::test]
async fn agents_act_on_their_own_calls_only() {
    let server = TestServer::start().await;
    let (mut sato, _) = server.panel("sato").await;
    let (mut suzuki, _) = server.panel("suzuki").await;
    server.post("/sim/calls", &json!({ "kind": "inbound", "from": "0312345678", "to": "2001" })).await;
    let call = sato.call().await.id;
    suzuki.command("1", Command::Answer { call: call.clone() }).await;
    assert_eq!(
        suzuki.next().await,
        ServerMessage::Answer { id: "1".to_owned(), outcome: failed(CommandError::NoSuchCall) }
    );
    sato.command("1", Command::Answer { call }).await;
    assert_eq!(sato.answer("1").await, CommandOutcome::Done);
    server.stop().await;
}

#[tokio::test]
async fn a_panel_that_reconnects_gets_the_events_it_missed() {
    let server = TestServer::start().await;
    let (panel, snapshot) = server.panel_with_instance("sato", "page").await;
    drop(panel);
    let (_, made) = server.post("/sim/calls", &json!({ "kind": "inbound", "from": "1", "to": "2001" })).await;
    let made = made["id"].as_str().unwrap().to_owned();
    server.post(&format!("/sim/calls/{made}/remote-hangup"), &json!({})).await;
    // Both events have been published once a snapshot has the ended call.
    loop {
        let (_, now) = server.panel("sato").await;
        if now.calls.first().is_some_and(|call| call.ended.is_some()) {
            break;
        }
    }
    let mut back = server.connect().await;
    let resume = Resume { stream: snapshot.stream.clone(), seq: snapshot.seq };
    back.sign_in(&token("sato"), "page", Some(resume)).await;
    assert!(matches!(back.next().await, ServerMessage::Primary { .. }));
    // A missed event about a call carries the call's present state.
    for (number, ended) in [(1, true), (2, true)] {
        let ServerMessage::Event { seq, event: Event::Call { call }, .. } = back.next().await else { panic!("a call") };
        assert_eq!(
            (seq, call.request_id.as_str(), call.ended.is_some()),
            (snapshot.seq + number, made.as_str(), ended)
        );
    }
    let missed = back.next().await;
    assert!(matches!(missed, ServerMessage::Event { event: Event::Missed { missed: 1 }, .. }), "{missed:?}");
    assert_eq!(back.next().await, ServerMessage::Ready);
    // An unknown stream leads to a new snapshot.
    let mut stranger = server.connect().await;
    let resume = Resume { stream: "other".to_owned(), seq: 1 };
    stranger.sign_in(&token("sato"), "stranger", Some(resume)).await;
    assert!(matches!(stranger.next().await, ServerMessage::Snapshot(_)));
    server.stop().await;
}

#[tokio::test]
async fn the_same_instance_again_replaces_the_old_socket() {
    let server = TestServer::start().await;
    let (mut old, _) = server.panel_with_instance("sato", "page").await;
    let (_new, snapshot) = server.panel_with_instance("sato", "page").await;
    assert!(snapshot.primary);
    assert_eq!(old.next().await, ServerMessage::SignedOut { reason: SignOutReason::Replaced });
    assert_eq!(old.close_code().await, 4002);
    assert_eq!(server.get("/health").await.1["sessions"], 1);
    server.stop().await;
}

#[tokio::test]
async fn the_panel_in_use_is_the_primary() {
    let server = TestServer::start().await;
    let (mut a, _) = server.panel("sato").await;
    let (mut b, snapshot) = server.panel("sato").await;
    assert!(!snapshot.primary);
    b.send(&denwa_protocol::ClientMessage::Active { by: denwa_protocol::Activity::Input }).await;
    assert_eq!(a.next().await, ServerMessage::Primary { primary: false, other_browser: false, unopened: vec![] });
    assert_eq!(b.next().await, ServerMessage::Primary { primary: true, other_browser: false, unopened: vec![] });
    drop(b);
    assert_eq!(a.next().await, ServerMessage::Primary { primary: true, other_browser: false, unopened: vec![] });
    server.stop().await;
}

#[tokio::test]
async fn panels_see_the_pbx_go_down_and_come_back() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    server.post("/sim/calls", &json!({ "kind": "inbound", "from": "1", "to": "2001" })).await;
    let call = panel.call().await;
    server.post("/sim/pbx", &json!({ "up": false })).await;
    let ServerMessage::Event { event, .. } = panel.next().await else { panic!("an event") };
    assert_eq!(event, Event::Pbx { pbx: PbxState::Down });
    panel.command("1", Command::Answer { call: call.id.clone() }).await;
    assert_eq!(panel.answer("1").await, failed(CommandError::PbxDown));
    assert_eq!(server.get("/health").await.1["status"], "degraded");
    server.post("/sim/pbx", &json!({ "up": true, "forget": true })).await;
    let ServerMessage::Event { event, .. } = panel.next().await else { panic!("an event") };
    assert_eq!(event, Event::Pbx { pbx: PbxState::Up });
    assert_eq!(panel.call().await.ended.map(|ended| ended.cause), Some(Cause::Lost));
    server.stop().await;
}

#[tokio::test]
async fn when_the_server_stops_panels_are_signed_out() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    let listening = tokio::spawn(async move {
        let message = panel.next().await;
        (message, panel.close_code().await)
    });
    server.stop().await;
    let signed_out = ServerMessage::SignedOut { reason: SignOutReason::Stopping };
    assert_eq!(listening.await.unwrap(), (signed_out, 1012));
}
