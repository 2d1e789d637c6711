//! Sign-in: origins, sub-protocol, tokens, and the first message.

use crate::client::{ORIGIN, TestServer, claims, signed, token, token_with, token_with_extension};
use denwa_protocol::{
    Activity, ClientMessage, MAX_MESSAGE_BYTES, PbxState, PhoneState, Refusal, SUBPROTOCOL, ServerMessage,
    SignOutReason,
};
use denwa_server::clock;
use serde_json::json;

#[tokio::test]
async fn a_valid_token_gets_a_snapshot_and_then_ready() {
    let server = TestServer::start().await;
    let (_, snapshot) = server.panel("sato").await;
    assert_eq!((snapshot.login.as_str(), snapshot.extension.as_str()), ("sato", "2001"));
    assert_eq!((snapshot.pbx, snapshot.phone), (PbxState::Up, PhoneState::Registered));
    assert!(snapshot.primary && snapshot.server.pbx.contains("simulated"));
    assert_eq!((snapshot.lines.len(), snapshot.reasons.len()), (1, 1));
    server.stop().await;
}

#[tokio::test]
async fn only_pages_of_allowed_origins_get_a_socket() {
    let server = TestServer::start().await;
    let protocol = ("sec-websocket-protocol", SUBPROTOCOL);
    for origin in ["https://evil.example", "https://panel.example.evil.example", "http://panel.example", "null"] {
        assert_eq!(server.handshake(&[("origin", origin), protocol]).await.err().unwrap(), 403, "{origin}");
    }
    assert_eq!(server.handshake(&[protocol]).await.err().unwrap(), 403);
    let two = [("origin", ORIGIN), ("origin", "https://evil.example"), protocol];
    assert_eq!(server.handshake(&two).await.err().unwrap(), 403);
    assert!(server.handshake(&[("origin", ORIGIN), protocol]).await.is_ok());
    server.stop().await;
}

#[tokio::test]
async fn the_sub_protocol_is_required() {
    let server = TestServer::start().await;
    assert_eq!(server.handshake(&[("origin", ORIGIN)]).await.err().unwrap(), 400);
    let other = ("sec-websocket-protocol", "denwa.telephony.v2");
    assert_eq!(server.handshake(&[("origin", ORIGIN), other]).await.err().unwrap(), 400);
    let either = ("sec-websocket-protocol", "denwa.telephony.v2, denwa.telephony.v1");
    assert!(server.handshake(&[("origin", ORIGIN), either]).await.is_ok());
    server.stop().await;
}

#[tokio::test]
async fn every_bad_token_is_refused_and_the_socket_closed() {
    let server = TestServer::start_with_limits("refusal_burst = 1000").await;
    let none = {
        // The classic attack: `alg: none` and no signature.
        let parts: Vec<_> = token("sato").split('.').map(str::to_owned).collect();
        format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.", parts[1])
    };
    let cut = {
        let mut cut = token("sato");
        cut.pop();
        cut
    };
    let bad = [
        ("empty", String::new(), Refusal::BadToken),
        ("no token", "x".repeat(1000), Refusal::BadToken),
        ("cut", cut, Refusal::BadToken),
        ("alg none", none, Refusal::BadToken),
        ("another key", signed(&claims("sato"), b"another key, 32 bytes long or so"), Refusal::BadToken),
        ("another audience", token_with(&json!({ "aud": "other" })), Refusal::BadToken),
        ("no audience", token_with(&json!({ "aud": null })), Refusal::BadToken),
        ("another organisation", token_with(&json!({ "iss": "00D5g0000009OrgEAE" })), Refusal::BadToken),
        ("no organisation", token_with(&json!({ "iss": null })), Refusal::BadToken),
        ("no login", token_with(&json!({ "login": null })), Refusal::BadToken),
        ("no user", token_with(&json!({ "sub": null })), Refusal::BadToken),
        ("no ID", token_with(&json!({ "jti": null })), Refusal::BadToken),
        ("an empty ID", token_with(&json!({ "jti": "" })), Refusal::BadToken),
        ("a huge ID", token_with(&json!({ "jti": "x".repeat(65) })), Refusal::BadToken),
        ("a huge login", token_with(&json!({ "login": "x".repeat(81) })), Refusal::BadToken),
        ("no time of issue", token_with(&json!({ "iat": null })), Refusal::BadToken),
        ("not valid yet", token_with(&json!({ "nbf": clock::millis() / 1000 + 600 })), Refusal::BadToken),
        ("a hundred years", token_with(&json!({ "exp": 4_900_000_000_u64 })), Refusal::BadToken),
        ("no expiry", token_with(&json!({ "exp": null })), Refusal::BadToken),
        ("expired", token_with(&json!({ "exp": 1_700_000_000 })), Refusal::ExpiredToken),
        ("an unknown extension", token_with_extension(), Refusal::BadToken),
        ("nobody", token_with(&json!({ "login": "nobody" })), Refusal::UnknownAgent),
    ];
    for (name, token, reason) in bad {
        let mut panel = server.connect().await;
        panel.sign_in(&token, "page", None).await;
        assert_eq!(panel.refusal().await, reason, "{name}");
        assert_eq!(panel.close_code().await, 1008, "{name}");
    }
    server.stop().await;
}

#[tokio::test]
async fn the_first_message_must_be_a_sign_in() {
    let server = TestServer::start().await;
    let cases = [
        (serde_json::to_string(&ClientMessage::Active { by: Activity::Input }).unwrap(), Refusal::SignInExpected),
        ("{\"type\":\"of tomorrow\"}".to_owned(), Refusal::SignInExpected),
        ("{\"type\":\"signIn\",\"token\":7}".to_owned(), Refusal::BadRequest),
        ("not JSON".to_owned(), Refusal::BadRequest),
        (String::new(), Refusal::BadRequest),
    ];
    for (text, reason) in cases {
        let mut panel = server.connect().await;
        panel.send_text(text.clone()).await;
        assert_eq!(panel.refusal().await, reason, "{text}");
        assert_eq!(panel.close_code().await, 1008);
    }
    let mut panel = server.connect().await;
    panel.send_text("x".repeat(MAX_MESSAGE_BYTES + 1)).await;
    assert_eq!(panel.refusal().await, Refusal::BadRequest);
    assert_eq!(panel.close_code().await, 1009);
    server.stop().await;
}

#[tokio::test]
async fn a_silent_socket_is_refused_after_ten_seconds() {
    let server = TestServer::start().await;
    let mut panel = server.connect().await;
    let began = tokio::time::Instant::now();
    assert_eq!(panel.refusal().await, Refusal::SignInExpected);
    assert!(began.elapsed().as_secs() >= 9, "{:?}", began.elapsed());
    server.stop().await;
}

#[tokio::test]
async fn a_session_ends_with_its_token() {
    let server = TestServer::start().await;
    let mut panel = server.connect().await;
    let soon = clock::millis() / 1000 + 2;
    panel.sign_in(&token_with(&json!({ "exp": soon })), "page", None).await;
    assert!(matches!(panel.next().await, ServerMessage::Snapshot(_)));
    assert_eq!(panel.next().await, ServerMessage::Ready);
    assert_eq!(panel.next().await, ServerMessage::SignedOut { reason: SignOutReason::TokenExpired });
    assert_eq!(panel.close_code().await, 4001);
    assert!(clock::millis() >= soon * 1000);
    server.stop().await;
}
