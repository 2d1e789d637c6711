//! Limits: too many or too large messages, too many sockets, panels that read too slowly or send nothing, malformed
//! messages.

use crate::client::TestServer;
use denwa_protocol::{
    Activity, ClientMessage, Command, CommandError, CommandOutcome, MAX_MESSAGE_BYTES, ServerMessage, SignOutReason,
};
use futures_util::StreamExt;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

const MISBEHAVED: ServerMessage = ServerMessage::SignedOut { reason: SignOutReason::Misbehaved };

fn failed(error: CommandError) -> CommandOutcome {
    CommandOutcome::Failed { error, detail: None }
}

#[tokio::test]
async fn commands_past_the_rate_are_answered_and_not_done() {
    let server = TestServer::start_with_limits("command_burst = 5\ncommands_per_second = 1").await;
    let (mut panel, _) = server.panel("sato").await;
    for i in 0..10 {
        panel.command(&i.to_string(), Command::Unknown).await;
    }
    let (mut limited, mut accepted) = (0, 0);
    for _ in 0..10 {
        match panel.next().await {
            ServerMessage::Answer { outcome, .. } if outcome == failed(CommandError::RateLimited) => limited += 1,
            ServerMessage::Answer { outcome, .. } if outcome == failed(CommandError::NotSupported) => accepted += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!((5..=6).contains(&accepted) && limited == 10 - accepted, "{accepted} {limited}");
    server.stop().await;
}

#[tokio::test]
async fn notices_leave_room_for_commands() {
    let server = TestServer::start_with_limits("command_burst = 5\ncommands_per_second = 1").await;
    let (mut panel, _) = server.panel("sato").await;
    for _ in 0..20 {
        panel.send(&ClientMessage::Active { by: Activity::Input }).await;
    }
    panel.command("first", Command::Unknown).await;
    let ServerMessage::Answer { outcome, .. } = panel.next().await else { panic!("an answer") };
    assert_eq!(outcome, failed(CommandError::NotSupported));
    server.stop().await;
}

#[tokio::test]
async fn bytes_past_the_rate_end_the_session() {
    let server = TestServer::start_with_limits("byte_burst = 70000\nbytes_per_second = 10").await;
    let (mut panel, _) = server.panel("sato").await;
    let message = json!({ "type": "of tomorrow", "x": "x".repeat(30_000) }).to_string();
    for _ in 0..3 {
        panel.send_text(message.clone()).await;
    }
    assert_eq!(panel.next().await, MISBEHAVED);
    assert_eq!(panel.close_code().await, 1008);
    server.stop().await;
}

#[tokio::test]
async fn a_message_too_large_ends_the_session() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    panel.send_text(format!("{{\"type\":\"of tomorrow\",\"x\":\"{}\"}}", "x".repeat(MAX_MESSAGE_BYTES))).await;
    assert_eq!(panel.next().await, MISBEHAVED);
    assert_eq!(panel.close_code().await, 1009);
    server.stop().await;
}

#[tokio::test]
async fn a_malformed_message_ends_the_session() {
    let server = TestServer::start().await;
    for text in ["", "{", "[]", "{\"type\":\"pong\"}", "{\"type\":\"command\"}", "{\"type\":\"signIn\",\"token\":\"\"}"]
    {
        let (mut panel, _) = server.panel("sato").await;
        panel.send_text(text).await;
        assert_eq!(panel.next().await, MISBEHAVED, "{text}");
    }
    let (mut panel, _) = server.panel("sato").await;
    futures_util::SinkExt::send(&mut panel.socket, Message::binary(vec![1, 2, 3])).await.unwrap();
    assert_eq!(panel.next().await, MISBEHAVED);
    let (mut panel, _) = server.panel("sato").await;
    panel.sign_in(&crate::client::token("sato"), "again", None).await;
    assert_eq!(panel.next().await, MISBEHAVED);
    server.stop().await;
}

#[tokio::test]
async fn what_is_unknown_is_ignored_and_a_broken_command_is_answered() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    panel.send_text(r#"{"type":"of tomorrow","x":{"y":[1]}}"#).await;
    panel.send_text(r#"{"type":"active","x":1}"#).await;
    panel.send_text(r#"{"type":"command","id":"1","command":{"service":"teleport","to":"Mars"}}"#).await;
    assert_eq!(panel.answer("1").await, failed(CommandError::NotSupported));
    panel.send_text(r#"{"type":"command","id":"2","command":{"service":"answer"}}"#).await;
    assert_eq!(panel.answer("2").await, failed(CommandError::BadRequest));
    panel.send_text(r#"{"type":"command","id":"3","command":"answer"}"#).await;
    assert_eq!(panel.answer("3").await, failed(CommandError::BadRequest));
    server.stop().await;
}

#[tokio::test]
async fn a_panel_that_never_answers_a_ping_is_disconnected() {
    let server = TestServer::start_with_limits("idle_seconds = 11").await;
    let (mut panel, _) = server.panel("sato").await;
    let began = tokio::time::Instant::now();
    let mut pings = 0;
    let code = loop {
        match panel.socket.next().await.unwrap().unwrap() {
            Message::Text(text) => match serde_json::from_str(&text).unwrap() {
                ServerMessage::Ping { .. } => pings += 1,
                ServerMessage::Queues { .. } => {}
                other => panic!("{other:?}"),
            },
            Message::Close(frame) => break u16::from(frame.unwrap().code),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(code, 4003);
    assert!((1..=2).contains(&pings), "{pings}: at 5 s and 10 s");
    assert!(began.elapsed().as_secs() >= 11, "{:?}", began.elapsed());
    server.stop().await;
}

#[tokio::test]
async fn a_panel_that_answers_pings_stays_connected() {
    let server = TestServer::start_with_limits("idle_seconds = 11").await;
    let (mut panel, _) = server.panel("sato").await;
    let began = tokio::time::Instant::now();
    while began.elapsed().as_secs() < 16 {
        let Message::Text(text) = panel.socket.next().await.unwrap().unwrap() else { panic!("text") };
        match serde_json::from_str(&text).unwrap() {
            ServerMessage::Ping { at } => panel.send(&ClientMessage::Pong { at }).await,
            ServerMessage::Queues { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_panel_that_does_not_read_is_dropped_and_the_others_go_on() {
    let generous = "commands_per_second = 100000\ncommand_burst = 100000\nbytes_per_second = 1000000000\n\
        byte_burst = 1000000000\nqueue = 160\nagent_commands_per_second = 100000\nagent_command_burst = 100000\n\
        agent_bytes_per_second = 1000000000\nagent_byte_burst = 1000000000\norganisation_command_burst = 100000";
    let server = TestServer::start_with_limits(generous).await;
    let (mut slow, _) = server.panel("sato").await;
    let (mut quick, _) = server.panel("sato").await;
    server.post("/sim/calls", &json!({ "kind": "inbound", "from": "1", "to": "2001" })).await;
    let call = quick.call().await.id;
    let mut base = 0;
    // Each note is an event of 8 kB to both, until the slow one's buffers and queue are full.
    while server.get("/health").await.1["sessions"] == 2 {
        for _ in 0..50 {
            let text = "x".repeat(8_000);
            quick.command(&base.to_string(), Command::SetNote { call: call.clone(), text, base }).await;
            assert_eq!(quick.answer(&base.to_string()).await, CommandOutcome::Done);
            base += 1;
        }
        assert!(base < 10_000, "it was never dropped");
    }
    // Messages that were already sent can still be read; then the socket ends.
    while let Some(Ok(_)) = slow.socket.next().await {}
    quick.command("last", Command::Unknown).await;
    assert_eq!(quick.answer("last").await, failed(CommandError::NotSupported));
    server.stop().await;
}
