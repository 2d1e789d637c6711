//! Too much, too large, too slow, too silent, too strange.

use crate::client::Host;
use denwa_protocol::{
    ClientMessage, Command, CommandError, CommandOutcome, MAX_MESSAGE_BYTES, ServerMessage, SignOutReason,
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
    let host = Host::with("command_burst = 5\ncommands_per_second = 1").await;
    let (mut panel, _) = host.panel("sato").await;
    for i in 0..10 {
        panel.command(&i.to_string(), Command::Unknown).await;
    }
    let (mut limited, mut taken) = (0, 0);
    for _ in 0..10 {
        match panel.next().await {
            ServerMessage::Answer { outcome, .. } if outcome == failed(CommandError::RateLimited) => limited += 1,
            ServerMessage::Answer { outcome, .. } if outcome == failed(CommandError::NotSupported) => taken += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!((5..=6).contains(&taken) && limited == 10 - taken, "{taken} {limited}");
    host.stop().await;
}

#[tokio::test]
async fn bytes_past_the_rate_end_the_session() {
    let host = Host::with("byte_burst = 70000\nbytes_per_second = 10").await;
    let (mut panel, _) = host.panel("sato").await;
    let message = json!({ "type": "of tomorrow", "x": "x".repeat(30_000) }).to_string();
    for _ in 0..3 {
        panel.text(message.clone()).await;
    }
    assert_eq!(panel.next().await, MISBEHAVED);
    assert_eq!(panel.closed().await, 1008);
    host.stop().await;
}

#[tokio::test]
async fn a_message_too_large_ends_the_session() {
    let host = Host::start().await;
    let (mut panel, _) = host.panel("sato").await;
    panel.text(format!("{{\"type\":\"of tomorrow\",\"x\":\"{}\"}}", "x".repeat(MAX_MESSAGE_BYTES))).await;
    assert_eq!(panel.next().await, MISBEHAVED);
    assert_eq!(panel.closed().await, 1009);
    host.stop().await;
}

#[tokio::test]
async fn what_is_malformed_ends_the_session() {
    let host = Host::start().await;
    for text in ["", "{", "[]", "{\"type\":\"pong\"}", "{\"type\":\"command\"}", "{\"type\":\"signIn\",\"token\":\"\"}"]
    {
        let (mut panel, _) = host.panel("sato").await;
        panel.text(text).await;
        assert_eq!(panel.next().await, MISBEHAVED, "{text}");
    }
    let (mut panel, _) = host.panel("sato").await;
    futures_util::SinkExt::send(&mut panel.socket, Message::binary(vec![1, 2, 3])).await.unwrap();
    assert_eq!(panel.next().await, MISBEHAVED);
    let (mut panel, _) = host.panel("sato").await;
    panel.sign_in(&crate::client::token("sato"), "again", None).await;
    assert_eq!(panel.next().await, MISBEHAVED);
    host.stop().await;
}

#[tokio::test]
async fn what_is_unknown_is_ignored_and_a_broken_command_is_answered() {
    let host = Host::start().await;
    let (mut panel, _) = host.panel("sato").await;
    panel.text(r#"{"type":"of tomorrow","x":{"y":[1]}}"#).await;
    panel.text(r#"{"type":"active","x":1}"#).await;
    panel.text(r#"{"type":"command","id":"1","command":{"service":"teleport","to":"Mars"}}"#).await;
    assert_eq!(panel.answer("1").await, failed(CommandError::NotSupported));
    panel.text(r#"{"type":"command","id":"2","command":{"service":"answer"}}"#).await;
    assert_eq!(panel.answer("2").await, failed(CommandError::BadRequest));
    panel.text(r#"{"type":"command","id":"3","command":"answer"}"#).await;
    assert_eq!(panel.answer("3").await, failed(CommandError::BadRequest));
    host.stop().await;
}

#[tokio::test]
async fn a_panel_that_never_answers_a_ping_is_left() {
    let host = Host::with("idle_seconds = 11").await;
    let (mut panel, _) = host.panel("sato").await;
    let began = tokio::time::Instant::now();
    let mut pings = 0;
    let code = loop {
        match panel.socket.next().await.unwrap().unwrap() {
            Message::Text(text) => {
                assert!(matches!(serde_json::from_str(&text).unwrap(), ServerMessage::Ping { .. }));
                pings += 1;
            }
            Message::Close(frame) => break u16::from(frame.unwrap().code),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(code, 4003);
    assert!((1..=2).contains(&pings), "{pings}: at 5 s and 10 s");
    assert!(began.elapsed().as_secs() >= 11, "{:?}", began.elapsed());
    host.stop().await;
}

#[tokio::test]
async fn a_panel_that_answers_stays() {
    let host = Host::with("idle_seconds = 11").await;
    let (mut panel, _) = host.panel("sato").await;
    let began = tokio::time::Instant::now();
    while began.elapsed().as_secs() < 16 {
        let Message::Text(text) = panel.socket.next().await.unwrap().unwrap() else { panic!("text") };
        let ServerMessage::Ping { at } = serde_json::from_str(&text).unwrap() else { panic!("a ping: {text}") };
        panel.send(&ClientMessage::Pong { at }).await;
    }
    host.stop().await;
}

#[tokio::test]
async fn a_panel_that_does_not_read_is_dropped_and_the_others_go_on() {
    let generous = "commands_per_second = 100000\ncommand_burst = 100000\nbytes_per_second = 1000000000\n\
        byte_burst = 1000000000\nqueue = 160";
    let host = Host::with(generous).await;
    let (mut slow, _) = host.panel("sato").await;
    let (mut quick, _) = host.panel("sato").await;
    host.post("/sim/calls", &json!({ "kind": "inbound", "from": "1", "to": "2001" })).await;
    let call = quick.call().await.id;
    let mut base = 0;
    // Each note is an event of 8 kB to both, until the slow one's buffers and queue are full.
    while host.get("/health").await.1["sessions"] == 2 {
        for _ in 0..50 {
            let text = "x".repeat(8_000);
            quick.command(&base.to_string(), Command::SetNote { call: call.clone(), text, base }).await;
            assert_eq!(quick.answer(&base.to_string()).await, CommandOutcome::Done);
            base += 1;
        }
        assert!(base < 10_000, "it was never dropped");
    }
    // What was on its way may still be read; then the socket ends.
    while let Some(Ok(_)) = slow.socket.next().await {}
    quick.command("last", Command::Unknown).await;
    assert_eq!(quick.answer("last").await, failed(CommandError::NotSupported));
    host.stop().await;
}

#[tokio::test]
async fn there_is_an_end_to_sockets_of_one_address() {
    let host = Host::with("pending_per_address = 2").await;
    let (first, _second) = (host.connect().await, host.connect().await);
    let headers = [("origin", crate::client::ORIGIN), ("sec-websocket-protocol", denwa_protocol::SUBPROTOCOL)];
    assert_eq!(host.handshake(&headers).await.err().unwrap(), 429);
    drop(first);
    // The server notices by itself.
    while host.handshake(&headers).await.is_err() {}
    host.stop().await;
}
