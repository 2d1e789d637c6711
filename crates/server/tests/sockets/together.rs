//! What two agents do together, seen in both panels, and a PBX that misbehaves.

use crate::client::{Panel, TestServer};
use denwa_protocol::{
    Call, CallPair, Cause, Command, CommandError, CommandOutcome, ConnectionState, Event, ServerMessage,
};
use serde_json::json;

/// Makes a customer's call to sato, who answers it.
async fn talk(server: &TestServer, panel: &mut Panel) -> (String, Call) {
    let inbound = json!({ "kind": "inbound", "from": "0312345678", "to": "2001" });
    let id = server.post("/sim/calls", &inbound).await.1["id"].as_str().unwrap().to_owned();
    let call = panel.call().await;
    panel.command("answer", Command::Answer { call: call.id }).await;
    (id, until(panel, |call| call.state == ConnectionState::Connected).await)
}

async fn until(panel: &mut Panel, is_wanted: impl Fn(&Call) -> bool) -> Call {
    loop {
        let call = panel.call().await;
        if is_wanted(&call) {
            return call;
        }
    }
}

#[tokio::test]
async fn a_conference_is_seen_in_both_panels_and_played_from_outside() {
    let server = TestServer::start().await;
    let (mut sato, _) = server.panel("sato").await;
    let (mut suzuki, _) = server.panel("suzuki").await;
    let (id, held) = talk(&server, &mut sato).await;
    let consult = Command::Consult {
        call: held.id.clone(),
        number: "2002".to_owned(),
        record: None,
        extension: None,
        presented: None,
    };
    sato.command("consult", consult).await;
    let asked = suzuki.call().await;
    suzuki.command("answer", Command::Answer { call: asked.id.clone() }).await;
    let active = until(&mut sato, |call| call.consults.is_some() && call.answered_at.is_some()).await;
    assert_eq!(active.consults.as_ref(), Some(&held.id));
    sato.command("merge", Command::Conference(CallPair { held: held.id.clone(), active: active.id.clone() })).await;
    let merged = until(&mut sato, |call| call.ended.is_some()).await;
    assert_eq!((merged.id, merged.ended.unwrap().cause), (active.id, Cause::Merged));
    let seen = until(&mut suzuki, |call| !call.parties.is_empty()).await;
    assert_eq!((seen.parties.len(), seen.request_id.as_str()), (2, id.as_str()));
    let outside = server.get("/sim/calls").await.1[0]["outside"][0]["id"].clone();
    let hang_up = format!("/sim/calls/{id}/remote-hangup");
    assert_eq!(server.post(&hang_up, &json!({ "party": "nobody" })).await.0, 409);
    assert_eq!(server.post(&hang_up, &json!({ "party": outside })).await.0, 200);
    let left = until(&mut suzuki, |call| call.parties.is_empty()).await;
    assert_eq!((left.ended, left.state), (None, ConnectionState::Connected));
    server.stop().await;
}

#[tokio::test]
async fn a_pbx_that_refuses_or_answers_late_is_told_apart() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    let (_, call) = talk(&server, &mut panel).await;
    assert_eq!(server.post("/sim/faults", &json!({ "refuses": true })).await.0, 200);
    panel.command("hold", Command::Hold { call: call.id.clone() }).await;
    let outcome = loop {
        if let ServerMessage::Answer { id, outcome } = panel.next().await
            && id == "hold"
        {
            break outcome;
        }
    };
    assert!(matches!(outcome, CommandOutcome::Failed { error: CommandError::Refused, .. }), "{outcome:?}");
    assert_eq!(server.post("/sim/faults", &json!({ "answersAfterMs": 100 })).await.0, 200);
    panel.command("again", Command::Hold { call: call.id.clone() }).await;
    let ServerMessage::Event { event: Event::Call { call }, .. } = panel.next().await else {
        panic!("the event first")
    };
    assert_eq!(call.state, ConnectionState::Held);
    assert_eq!(panel.answer("again").await, CommandOutcome::Done);
    server.stop().await;
}

#[tokio::test]
async fn events_that_come_twice_are_told_once() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    assert_eq!(server.post("/sim/faults", &json!({ "doublesEvents": true, "swapsEvents": true })).await.0, 200);
    let (id, call) = talk(&server, &mut panel).await;
    assert_eq!(server.post(&format!("/sim/calls/{id}/hold"), &json!({})).await.0, 200);
    assert_eq!(server.post(&format!("/sim/calls/{id}/remote-hangup"), &json!({})).await.0, 200);
    assert_eq!(panel.call().await.state, ConnectionState::Held);
    let ended = panel.call().await;
    assert_eq!((&ended.id, ended.ended.map(|ended| ended.cause)), (&call.id, Some(Cause::Normal)));
    assert_eq!(server.post("/sim/faults", &json!({ "dances": true })).await.0, 422);
    server.stop().await;
}
