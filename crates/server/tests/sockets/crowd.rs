//! Crowds and attackers: whoever shares their address, or the server, still gets in.

use crate::client::{ORIGIN, TestServer, signed, token, token_with};
use denwa_protocol::{Command, CommandError, CommandOutcome, Refusal, ServerMessage};
use serde_json::json;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};

fn failed(error: CommandError) -> CommandOutcome {
    CommandOutcome::Failed { error, detail: None }
}

#[tokio::test]
async fn a_good_token_gets_in_however_many_bad_ones_came_from_its_address() {
    let server = TestServer::start().await;
    let mut reasons = Vec::new();
    for _ in 0..40 {
        let mut panel = server.connect().await;
        panel.sign_in(&signed(&crate::client::claims("sato"), b"guessed, but long enough by far!"), "page", None).await;
        reasons.push(panel.refusal().await);
    }
    assert_eq!((reasons[0], reasons[39]), (Refusal::BadToken, Refusal::RateLimited), "failures are limited");
    server.panel("sato").await;
    server.stop().await;
}

#[tokio::test]
async fn a_good_token_gets_in_beside_silent_sockets_of_its_address() {
    let server = TestServer::start_with_limits("pending_per_address = 20\nunsigned_sockets = 30\nsockets = 2").await;
    let mut silent = Vec::new();
    for _ in 0..100 {
        silent.push(server.connect().await);
    }
    let (_panel, _) = server.panel("sato").await;
    // The oldest has been told to go; the youngest is still there.
    assert_eq!(silent[0].refusal().await, Refusal::RateLimited);
    let mut youngest = silent.pop().unwrap();
    youngest.sign_in(&token("suzuki"), "page", None).await;
    assert!(matches!(youngest.next().await, ServerMessage::Snapshot(_)));
    // Now the places of those who have signed in are taken.
    let mut late = server.connect().await;
    late.sign_in(&token("sato"), "another page", None).await;
    let ServerMessage::Refused { reason: Refusal::RateLimited, retry_after: Some(_), .. } = late.next().await else {
        panic!("full");
    };
    server.stop().await;
}

#[tokio::test]
async fn half_open_requests_come_to_an_end() {
    let server = TestServer::start_with_limits("pending_per_address = 20").await;
    let began = Instant::now();
    let mut slow = TcpStream::connect(&server.address).await.unwrap();
    slow.write_all(b"GET /health HTTP/1.1\r\nhost: x\r\n").await.unwrap();
    let mut crowd = Vec::new();
    for _ in 0..19 {
        crowd.push(TcpStream::connect(&server.address).await.unwrap());
    }
    let mut rest = Vec::new();
    timeout(Duration::from_secs(20), slow.read_to_end(&mut rest)).await.expect("the head has a deadline").unwrap();
    assert!(began.elapsed() >= Duration::from_secs(9), "{:?}", began.elapsed());
    server.stop().await;
}

#[tokio::test]
async fn more_half_open_requests_than_places_let_the_oldest_go() {
    let server = TestServer::start_with_limits("pending_per_address = 20").await;
    let mut crowd = Vec::new();
    for _ in 0..100 {
        crowd.push(TcpStream::connect(&server.address).await.unwrap());
    }
    let mut rest = Vec::new();
    timeout(Duration::from_secs(5), crowd[0].read_to_end(&mut rest)).await.expect("the oldest goes").unwrap();
    assert_eq!(server.get("/health").await.0, 200);
    server.panel("sato").await;
    server.stop().await;
}

#[tokio::test]
async fn a_huge_head_is_refused() {
    let server = TestServer::start().await;
    let huge = "x".repeat(20_000);
    let (status, ..) = server.http("GET", "/health", &[("x-huge", &huge)], "").await;
    assert_eq!(status, 431);
    let many: Vec<(String, String)> = (0..100).map(|n| (format!("x-{n}"), "1".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(server.http("GET", "/health", &many, "").await.0, 431);
    server.stop().await;
}

/// Opens a WebSocket by hand, to send frames that no library sends.
async fn raw_socket(server: &TestServer) -> TcpStream {
    let mut socket = TcpStream::connect(&server.address).await.unwrap();
    let head = format!(
        "GET /telephony HTTP/1.1\r\nhost: {}\r\norigin: {ORIGIN}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         sec-websocket-protocol: denwa.telephony.v1\r\n\r\n",
        server.address
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 1024];
    let length = socket.read(&mut answer).await.unwrap();
    assert!(answer[..length].starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer[..length]));
    socket
}

/// Returns a masked frame with this first byte and text.
fn frame(first: u8, text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    let mut frame = vec![first, 0x80 | 0x7e];
    frame.extend(length.to_be_bytes());
    frame.extend([0; 4]);
    frame.extend(text);
    frame
}

/// Sends bytes until the server closes the connection, and returns how many it took.
async fn send_until_closed(socket: &mut TcpStream, bytes: &[u8]) -> usize {
    let mut sent = 0;
    let (mut read, mut write) = socket.split();
    let mut answer = [0; 4096];
    let flood = async {
        loop {
            tokio::select! {
                written = write.write(bytes) => match written {
                    Ok(length) => sent += length,
                    Err(_) => return,
                },
                length = read.read(&mut answer) => if length.unwrap_or(0) == 0 { return },
            }
        }
    };
    timeout(Duration::from_secs(30), flood).await.expect("the flood is stopped");
    sent
}

/// An empty continuation frame, 1,000 times.
fn empty_frames() -> Vec<u8> {
    [0x00, 0x80, 0, 0, 0, 0].repeat(1_000)
}

#[tokio::test]
async fn empty_continuation_frames_count_before_sign_in() {
    let server = TestServer::start().await;
    let mut socket = raw_socket(&server).await;
    socket.write_all(&[0x01, 0x80, 0, 0, 0, 0]).await.unwrap();
    let sent = send_until_closed(&mut socket, &empty_frames()).await;
    assert!(sent < 8 << 20, "{sent} bytes were taken");
    server.stop().await;
}

#[tokio::test]
async fn empty_continuation_frames_count_after_sign_in() {
    let server = TestServer::start().await;
    let mut socket = raw_socket(&server).await;
    let client = json!({ "version": "test", "instance": "page" });
    let sign_in = json!({ "type": "signIn", "token": token("sato"), "client": client }).to_string();
    socket.write_all(&frame(0x81, sign_in.as_bytes())).await.unwrap();
    while server.get("/health").await.1["sessions"] != 1 {}
    socket.write_all(&[0x01, 0x80, 0, 0, 0, 0]).await.unwrap();
    let sent = send_until_closed(&mut socket, &empty_frames()).await;
    assert!(sent < 8 << 20, "{sent} bytes were taken");
    while server.get("/health").await.1["sessions"] != 0 {}
    server.stop().await;
}

#[tokio::test]
async fn connecting_again_renews_no_allowance() {
    let limits =
        "agent_command_burst = 10\nagent_commands_per_second = 1\nagent_dial_burst = 2\nagent_dials_per_minute = 1";
    let server = TestServer::start_with_limits(limits).await;
    let (mut done, mut dialled) = (0, 0);
    for connection in 0..5 {
        let (mut panel, _) = server.panel("sato").await;
        for command in 0..4 {
            let id = format!("{connection}-{command}");
            let dial = Command::Dial {
                number: "0312345678".to_owned(),
                record: None,
                extension: None,
                presented: None,
                callback: None,
            };
            panel.command(&id, if command < 2 { dial } else { Command::Unknown }).await;
            match panel.answer(&id).await {
                outcome if outcome == failed(CommandError::RateLimited) => {}
                CommandOutcome::Done => dialled += 1,
                _ => done += 1,
            }
        }
    }
    assert_eq!(dialled, 2);
    assert!((8..=12).contains(&(done + dialled)), "{done} {dialled}");
    // Another agent is not concerned.
    let (mut other, _) = server.panel("suzuki").await;
    other.command("1", Command::Unknown).await;
    assert_eq!(other.answer("1").await, failed(CommandError::NotSupported));
    server.stop().await;
}

#[tokio::test]
async fn an_agent_who_signs_in_all_the_time_has_to_wait() {
    let server = TestServer::start_with_limits("agent_sign_in_burst = 3\nagent_sign_ins_per_minute = 1").await;
    for _ in 0..3 {
        server.panel("sato").await;
    }
    let mut panel = server.connect().await;
    panel.sign_in(&token("sato"), "page", None).await;
    let ServerMessage::Refused { reason: Refusal::RateLimited, retry_after: Some(wait), .. } = panel.next().await
    else {
        panic!("rate limited");
    };
    assert!((1..=60_000).contains(&wait), "{wait}");
    server.panel("suzuki").await;
    server.stop().await;
}

#[tokio::test]
async fn a_token_serves_one_panel_which_may_connect_again() {
    let server = TestServer::start().await;
    let mine = token_with(&json!({ "jti": "the-first" }));
    for _ in 0..2 {
        let mut panel = server.connect().await;
        panel.sign_in(&mine, "page", None).await;
        assert!(matches!(panel.next().await, ServerMessage::Snapshot(_)));
    }
    let mut thief = server.connect().await;
    thief.sign_in(&mine, "another page", None).await;
    assert_eq!(thief.refusal().await, Refusal::ExpiredToken);
    server.stop().await;
}
