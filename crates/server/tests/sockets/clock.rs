//! The server's system clock jumps while panels are connected.

use crate::client::{TestServer, WrongClock, token};
use denwa_protocol::{Command, CommandError, CommandOutcome, ServerMessage};
use serde_json::json;

const HOUR: i64 = 3_600_000;

/// How far the clock may be from the right time when it should be right, in milliseconds.
const TOLERANCE: u64 = 5_000;

#[tokio::test]
async fn a_clock_that_jumps_is_told_in_health_and_locks_nobody_out() {
    for error in [2 * HOUR, -HOUR] {
        let clock = WrongClock::new();
        let server = TestServer::start_with_clock(&clock).await;
        let (mut there, _) = server.panel("sato").await;
        clock.set(error);

        let health = server.get("/health").await.1;
        let jumped_by = health["clock"]["jumpedBy"].as_i64().unwrap();
        assert!(jumped_by.abs_diff(error) < TOLERANCE, "{health}");
        assert_eq!(health["status"], "degraded", "{health}");
        let now = health["now"].as_u64().unwrap();
        assert!(now.abs_diff(denwa_server::clock::millis()) < TOLERANCE, "{health}");

        // The panel that was there stays, and a panel with a fresh token gets in.
        let unknown = CommandOutcome::Failed { error: CommandError::NotSupported, detail: None };
        there.command("1", Command::Unknown).await;
        assert_eq!(there.answer("1").await, unknown, "{error}");
        let (mut new, snapshot) = server.panel("suzuki").await;
        assert!(snapshot.now.abs_diff(denwa_server::clock::millis()) < TOLERANCE);

        clock.set(0);
        let health = server.get("/health").await.1;
        assert_eq!((health["clock"]["jumpedBy"].as_i64(), health["status"].as_str()), (None, Some("ok")), "{health}");
        // The allowance of commands has not stopped.
        for i in 2..20 {
            new.command(&i.to_string(), Command::Unknown).await;
            assert_eq!(new.answer(&i.to_string()).await, unknown, "{error}");
        }
        server.stop().await;
    }
}

#[tokio::test]
async fn a_clock_that_jumps_in_mid_call_changes_nothing_of_the_call() {
    for error in [2 * HOUR, -HOUR] {
        let clock = WrongClock::new();
        let server = TestServer::start_with_clock(&clock).await;
        let (mut panel, _) = server.panel("sato").await;
        let call = json!({ "kind": "inbound", "from": "0312345678", "to": "2001" });
        let (_, made) = server.post("/sim/calls", &call).await;
        let rings = panel.call().await;
        panel.command("1", Command::Answer { call: rings.id.clone() }).await;
        assert_eq!(panel.answer("1").await, CommandOutcome::Done);
        clock.set(error);
        panel.command("2", Command::Hold { call: rings.id.clone() }).await;
        assert_eq!(panel.answer("2").await, CommandOutcome::Done, "{error}");
        let path = format!("/sim/calls/{}/remote-hangup", made["id"].as_str().unwrap());
        server.post(&path, &json!({})).await;
        let over = loop {
            let call = panel.call().await;
            if call.ended.is_some() {
                break call;
            }
        };
        let (answered, ended) = (over.answered_at.unwrap(), over.ended.unwrap().at);
        assert!(over.began_at <= answered && answered <= ended, "{error}");
        assert!(ended.abs_diff(denwa_server::clock::millis()) < TOLERANCE, "{error}");
        server.stop().await;
    }
}

#[tokio::test]
async fn a_token_that_is_valid_at_either_time_is_accepted_while_nobody_knows_which_is_right() {
    // The server's clock was an hour slow, or two hours fast, and has just been set right.
    for error in [-HOUR, 2 * HOUR] {
        let clock = WrongClock::new();
        clock.set(error);
        let server = TestServer::start_with_clock(&clock).await;
        clock.set(0);
        let mut panel = server.connect().await;
        panel.sign_in(&token("sato"), "page", None).await;
        let first = panel.next().await;
        assert!(matches!(first, ServerMessage::Snapshot(_)), "{error}: {first:?}");
        server.stop().await;
    }
}
