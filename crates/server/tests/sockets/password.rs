//! Sign-in by password, for agents outside Salesforce.

use crate::client::{ORIGIN, TestServer};
use denwa_protocol::ServerMessage;
use denwa_server::{clock, config::HashedPassword};
use serde_json::{Value, json};

const PASSWORD: &str = "正しい password 1";

/// Starts a server in whose configuration the agent `ito` has a password.
async fn start() -> TestServer {
    // The weakest parameters: an unoptimised build would take seconds for the real ones.
    let hash = HashedPassword::weak(PASSWORD).unwrap();
    TestServer::start_with_password(&hash).await
}

async fn post(server: &TestServer, path: &str, origin: &str, body: &Value) -> (u16, String, Value) {
    let headers = [("content-type", "application/json"), ("origin", origin)];
    server.http("POST", path, &headers, &body.to_string()).await
}

async fn sign_in(server: &TestServer, login: &str, password: &str) -> (u16, String, Value) {
    post(server, "/sign-in", ORIGIN, &json!({ "login": login, "password": password })).await
}

#[tokio::test]
async fn a_password_gives_a_token_that_signs_in_and_is_renewed() {
    let server = start().await;
    let (status, head, body) = sign_in(&server, "ito", PASSWORD).await;
    assert_eq!((status, &body["login"]), (200, &json!("ito")));
    assert!(head.contains("cache-control: no-store"));
    let mut token = body["token"].as_str().unwrap().to_owned();
    assert!(body["expiresAt"].as_u64().unwrap() > clock::millis());
    for instance in ["first", "second"] {
        let mut panel = server.connect().await;
        panel.sign_in(&token, instance, None).await;
        let ServerMessage::Snapshot(snapshot) = panel.next().await else { panic!("a snapshot") };
        assert_eq!((snapshot.login.as_str(), snapshot.supervises), ("ito", true));
        let (status, _, body) = post(&server, "/renew", ORIGIN, &json!({ "token": token })).await;
        assert_eq!(status, 200);
        let renewed = body["token"].as_str().unwrap().to_owned();
        assert_ne!(std::mem::replace(&mut token, renewed.clone()), renewed);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_wrong_password_a_hundred_times_is_answered_with_a_wait() {
    let server = start().await;
    let mut answers = Vec::new();
    for _ in 0..100 {
        let (status, head, body) = sign_in(&server, "ito", "wrong").await;
        assert_eq!(head.contains("retry-after: "), status == 429);
        answers.push((status, body["error"].as_str().unwrap().to_owned()));
    }
    let wrong = answers.iter().take_while(|answer| **answer == (401, "wrongPassword".to_owned())).count();
    assert_eq!(wrong, 5);
    assert!(answers[wrong..].iter().all(|answer| *answer == (429, "rateLimited".to_owned())));
    assert_eq!(sign_in(&server, "ito", PASSWORD).await.0, 429, "the right one has to wait, too");
    server.stop().await;
}

#[tokio::test]
async fn nothing_tells_whether_a_login_exists() {
    let server = start().await;
    // `sato` exists, and has no password.
    for login in ["nobody", "sato", ""] {
        let (status, _, body) = sign_in(&server, login, PASSWORD).await;
        assert_eq!((status, &body["error"]), (401, &json!("wrongPassword")), "{login}");
    }
    assert_eq!(sign_in(&server, "ito", &format!("{PASSWORD}\n")).await.0, 401, "nothing is cut off a password");
    server.stop().await;
}

#[tokio::test]
async fn only_pages_of_allowed_origins_may_ask_and_bad_requests_are_refused() {
    let server = start().await;
    let good = json!({ "login": "ito", "password": PASSWORD });
    for path in ["/sign-in", "/renew"] {
        assert_eq!(post(&server, path, "https://evil.example", &good).await.0, 403);
        assert_eq!(server.http("POST", path, &[], &good.to_string()).await.0, 403, "no origin at all");
        assert_eq!(post(&server, path, ORIGIN, &json!({ "login": 1 })).await.0, 400);
    }
    let foreign = crate::client::token("ito");
    assert_eq!(
        post(&server, "/renew", ORIGIN, &json!({ "token": foreign })).await.0,
        401,
        "Salesforce's are Salesforce's"
    );
    server.stop().await;
    let server = TestServer::start().await;
    assert_eq!(sign_in(&server, "sato", PASSWORD).await.0, 404, "nobody has a password");
    server.stop().await;
}
