//! The HTTP control of the simulated PBX, and which pages may use it.

use crate::client::{ORIGIN, TestServer};
use denwa_protocol::{ConnectionState, Event, PhoneState, ServerMessage};
use serde_json::json;

#[tokio::test]
async fn calls_are_made_listed_and_acted_on() {
    let server = TestServer::start().await;
    assert_eq!(server.get("/sim/calls").await, (200, json!([])));
    let (status, made) = server.post("/sim/calls", &json!({ "kind": "queue", "queue": "support", "from": "1" })).await;
    assert_eq!(status, 201);
    let id = made["id"].as_str().unwrap();
    let listed = server.get("/sim/calls").await.1;
    assert_eq!((listed[0]["id"].as_str(), listed[0]["parts"].as_array().unwrap().len()), (Some(id), 2));
    assert_eq!(server.post(&format!("/sim/calls/{id}/answer"), &json!({ "extension": "2002" })).await.0, 200);
    let listed = server.get("/sim/calls").await.1;
    assert_eq!(listed[0]["parts"][0]["call"]["ended"]["cause"], "answeredElsewhere");
    assert_eq!(listed[0]["parts"][1]["call"]["state"], "connected");
    assert_eq!(server.post(&format!("/sim/calls/{id}/answer"), &json!({})).await.0, 409);
    assert_eq!(server.post(&format!("/sim/calls/{id}/dance"), &json!({})).await.0, 404);
    assert_eq!(server.post("/sim/calls/nothing/answer", &json!({})).await.0, 404);
    assert_eq!(server.post(&format!("/sim/calls/{id}/remote-hangup"), &json!({})).await.0, 200);
    assert_eq!(server.get("/sim/calls").await.1, json!([]));
    server.stop().await;
}

#[tokio::test]
async fn a_phone_that_goes_is_seen_in_the_panel() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    assert_eq!(server.post("/sim/phones/2001", &json!({ "registered": false })).await.0, 200);
    let ServerMessage::Event { event, .. } = panel.next().await else { panic!("an event") };
    assert_eq!(event, Event::Phone { phone: PhoneState::Unregistered });
    let (status, answer) = server.post("/sim/calls", &json!({ "kind": "inbound", "from": "1", "to": "2001" })).await;
    assert_eq!((status, answer["error"].as_str()), (409, Some("phone 2001 is not registered")));
    assert_eq!(server.post("/sim/phones/9", &json!({ "registered": true })).await.0, 422);
    server.stop().await;
}

#[tokio::test]
async fn a_call_dialled_in_the_panel_is_reported_step_by_step() {
    use ConnectionState::{Alerting, Connected, Initiated, Null};
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    let dial = denwa_protocol::Command::Dial {
        number: "0312345678".to_owned(),
        record: None,
        extension: None,
        presented: None,
        callback: None,
    };
    panel.command("1", dial).await;
    let mut states = vec![];
    while states.last() != Some(&(ConnectionState::Connected, ConnectionState::Connected)) {
        let call = panel.call().await;
        states.push((call.state, call.remote_state));
    }
    assert_eq!(states, [(Alerting, Null), (Initiated, Null), (Connected, Alerting), (Connected, Connected)]);
    server.stop().await;
}

#[tokio::test]
async fn foreign_pages_get_nothing() {
    let server = TestServer::start().await;
    let body = r#"{"kind":"inbound","from":"1","to":"2001"}"#;
    // Content types that a page of a foreign origin can send without a CORS preflight.
    for kind in ["text/plain", "application/x-www-form-urlencoded"] {
        assert_eq!(server.http("POST", "/sim/calls", &[("content-type", kind)], body).await.0, 415);
    }
    assert_eq!(server.http("POST", "/sim/calls", &[], body).await.0, 415);
    let json = ("content-type", "application/json");
    let evil = ("origin", "https://evil.example");
    assert_eq!(server.http("POST", "/sim/calls", &[json, evil], body).await.0, 403);
    assert_eq!(server.http("GET", "/sim/calls", &[evil], "").await.0, 403);
    assert_eq!(server.get("/sim/calls").await.1, json!([]), "nothing was made");
    let asks = ("access-control-request-method", "POST");
    let (_, head, _) = server.http("OPTIONS", "/sim/calls", &[evil, asks], "").await;
    assert!(!head.contains("access-control-allow-origin"), "{head}");
    let own = ("origin", ORIGIN);
    let (_, head, _) = server.http("OPTIONS", "/sim/calls", &[own, asks], "").await;
    assert!(head.contains(&format!("access-control-allow-origin: {ORIGIN}")), "{head}");
    assert_eq!(server.http("POST", "/sim/calls", &[json, own], body).await.0, 201);
    server.stop().await;
}

#[tokio::test]
async fn malformed_requests_are_refused_with_an_error_message() {
    let server = TestServer::start().await;
    let json = ("content-type", "application/json");
    let huge = format!("{{\"kind\":\"inbound\",\"name\":\"{}\"}}", "x".repeat(3 << 20));
    for (path, body, expected) in [
        ("/sim/calls", "{", 400),
        ("/sim/calls", "{\"kind\":\"carrier pigeon\"}", 422),
        ("/sim/calls", "{\"kind\":\"inbound\",\"colour\":\"red\"}", 422),
        ("/sim/calls", huge.as_str(), 413),
        ("/sim/calls", "{\"kind\":\"group\",\"strategy\":\"zigzag\"}", 422),
        ("/sim/extensions/2001", "{\"phones\":300}", 422),
        ("/sim/extensions/2001", "{\"telephones\":2}", 422),
        ("/sim/pbx", "{}", 422),
        ("/sim/load", "{\"calls\":100,\"rate\":5,\"seconds\":1,\"callSeconds\":1}", 422),
    ] {
        let (status, _, answer) = server.http("POST", path, &[json], body).await;
        assert_eq!(status, expected, "{path} {answer}");
        assert!(answer["error"].as_str().is_some_and(|words| !words.is_empty()), "{path}");
        assert!(answer["code"].is_string(), "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn refusals_have_a_code() {
    let server = TestServer::start().await;
    for (path, body, expected) in [
        ("/sim/calls", json!({ "kind": "inbound", "to": "9999" }), (422, "noSuchExtension")),
        ("/sim/calls", json!({ "kind": "outbound", "from": "2001", "phone": 2, "to": "110" }), (422, "noSuchPhone")),
        ("/sim/calls", json!({ "kind": "outbound", "from": "2001", "to": "03-1234" }), (422, "badNumber")),
        ("/sim/calls", json!({ "kind": "outbound", "from": "2001" }), (422, "missing")),
        ("/sim/calls", json!({ "kind": "queue", "queue": "nobody" }), (422, "noSuchQueue")),
        ("/sim/calls", json!({ "kind": "group" }), (422, "noSuchGroup")),
        ("/sim/extensions/2001", json!({ "phones": 9 }), (422, "invalid")),
        ("/sim/extensions/2001", json!({ "followMe": "mobile" }), (422, "badNumber")),
        ("/sim/extensions/9999", json!({}), (422, "noSuchExtension")),
        ("/sim/calls/nothing/answer", json!({}), (404, "noSuchCall")),
    ] {
        let (status, answer) = server.post(path, &body).await;
        assert_eq!((status, answer["code"].as_str().unwrap()), expected, "{path} {body}: {answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn an_extension_gets_phones_and_a_call_is_taken_elsewhere() {
    let server = TestServer::start().await;
    let features = json!({ "phones": 2, "followMe": "09012345678", "callWaiting": false });
    assert_eq!(server.post("/sim/extensions/2001", &features).await.0, 200);
    let plan = server.get("/sim/plan").await.1;
    assert_eq!(plan["extensions"][0]["registered"], json!([true, true]));
    assert_eq!(plan["extensions"][0]["features"]["followMe"], "09012345678");
    assert_eq!(plan["queues"][0]["name"], "support");
    let group = json!({ "kind": "group", "members": ["2001"], "from": "0312345678" });
    let (status, made) = server.post("/sim/calls", &group).await;
    assert_eq!(status, 201);
    let call = format!("/sim/calls/{}", made["id"].as_str().unwrap());
    let listed = server.get("/sim/calls").await.1;
    assert_eq!(
        (listed[0]["parts"].as_array().unwrap().len(), &listed[0]["ringingOutside"]),
        (1, &json!("09012345678"))
    );
    assert_eq!(server.post(&format!("{call}/pick-up"), &json!({ "extension": "2002" })).await.0, 200);
    assert_eq!(server.post(&format!("{call}/park"), &json!({})).await.0, 200);
    assert_eq!(server.get("/sim/calls").await.1[0]["parked"], "71");
    let (status, retrieved) =
        server.post("/sim/calls", &json!({ "kind": "outbound", "from": "2001", "to": "71" })).await;
    assert_eq!((status, &retrieved["id"]), (201, &made["id"]));
    assert_eq!(server.post(&format!("{call}/transfer"), &json!({ "to": "2002" })).await.0, 200);
    server.stop().await;
}

#[tokio::test]
async fn health_reports_pbx_and_sessions() {
    let server = TestServer::start().await;
    let (_panel, _) = server.panel("sato").await;
    let (status, health) = server.get("/health").await;
    assert_eq!((status, health["status"].as_str()), (200, Some("ok")));
    assert_eq!((health["sessions"].as_u64(), health["pbx"]["state"].as_str()), (Some(1), Some("up")));
    server.stop().await;
}
