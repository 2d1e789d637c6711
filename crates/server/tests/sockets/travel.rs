//! A call goes from agent to agent on the simulated PBX, and what belongs to it goes with it.

use crate::client::{Panel, TestServer};
use denwa_protocol::{
    AttachedRecord, Call, CallPair, Cause, Command, CommandOutcome, ConnectionState, Event, ServerMessage,
};
use serde_json::json;

/// Reads events until a call of the panel is as wanted.
async fn until(panel: &mut Panel, is_wanted: impl Fn(&Call) -> bool) -> Call {
    loop {
        if let ServerMessage::Event { event: Event::Call { call }, .. } = panel.next().await
            && is_wanted(&call)
        {
            return call;
        }
    }
}

async fn done(panel: &mut Panel, id: &str, command: Command) {
    panel.command(id, command).await;
    loop {
        if let ServerMessage::Answer { id: answered, outcome } = panel.next().await {
            assert_eq!((answered.as_str(), outcome), (id, CommandOutcome::Done));
            return;
        }
    }
}

fn record() -> AttachedRecord {
    AttachedRecord { record_id: "0035g00000ABCDEFGH".to_owned(), name: Some("山田商店".to_owned()) }
}

/// A caller talks with Sato, who has chosen a record and written notes. Returns the call's ID.
async fn talking(server: &TestServer, sato: &mut Panel) -> String {
    let call = json!({ "kind": "inbound", "from": "0312345678", "to": "2001" });
    assert_eq!(server.post("/sim/calls", &call).await.0, 201);
    let call = until(sato, |call| call.state == ConnectionState::Alerting).await.id;
    done(sato, "answer", Command::Answer { call: call.clone() }).await;
    done(sato, "record", Command::SetRecord { call: call.clone(), record: Some(record()) }).await;
    done(sato, "note", Command::SetNote { call: call.clone(), text: "返品の件".to_owned(), base: 0 }).await;
    call
}

fn assert_has_travelled(call: &Call) {
    assert_eq!(call.record, Some(record()));
    assert_eq!(call.earlier.len(), 1);
    assert_eq!(call.earlier[0].by.extension, "2001");
    assert_eq!(call.earlier[0].note.as_deref(), Some("返品の件"));
    assert_eq!(call.came_from.as_ref().map(|from| from.extension.as_str()), Some("2001"));
}

#[tokio::test]
async fn a_consulted_call_is_transferred_with_its_record() {
    let server = TestServer::start().await;
    let (mut sato, _) = server.panel("sato").await;
    let (mut suzuki, _) = server.panel("suzuki").await;
    let held = talking(&server, &mut sato).await;
    let (call, number) = (held.clone(), "2002".to_owned());
    let consult = Command::Consult { call, number, record: None, extension: None, presented: None };
    sato.command("consult", consult).await;
    let active = until(&mut sato, |call| call.consults.as_ref() == Some(&held)).await.id;

    let rings = until(&mut suzuki, |call| call.state == ConnectionState::Alerting).await;
    assert_has_travelled(&rings);
    done(&mut suzuki, "answer", Command::Answer { call: rings.id.clone() }).await;
    until(&mut sato, |call| call.id == active && call.answered_at.is_some()).await;
    done(&mut sato, "transfer", Command::Transfer(CallPair { held, active })).await;
    let (_, snapshot) = server.panel_with_instance("suzuki", "other").await;
    assert_has_travelled(snapshot.calls.iter().find(|call| call.id == rings.id).unwrap());
    server.stop().await;
}

#[tokio::test]
async fn a_parked_call_is_picked_up_with_its_record() {
    let server = TestServer::start().await;
    let (mut sato, _) = server.panel("sato").await;
    let (mut suzuki, _) = server.panel("suzuki").await;
    let call = talking(&server, &mut sato).await;
    sato.command("park", Command::Park { call: call.clone() }).await;
    let over = until(&mut sato, |call| call.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::Parked);
    let parked = loop {
        if let ServerMessage::Event { event: Event::Parked { parked }, .. } = suzuki.next().await
            && parked.first().is_some_and(|parked| parked.by.is_some())
        {
            break parked;
        }
    };
    assert_eq!((Some(&parked[0].slot), &parked[0].record), (over.parked_at.as_ref(), &Some(record())));
    suzuki.command("pick-up", Command::PickUp { slot: parked[0].slot.clone() }).await;
    assert_has_travelled(&until(&mut suzuki, |call| call.answered_at.is_some()).await);
    server.stop().await;
}

#[tokio::test]
async fn a_call_is_transferred_blindly_with_its_record_and_answered() {
    let server = TestServer::start().await;
    let (mut sato, _) = server.panel("sato").await;
    let (mut suzuki, _) = server.panel("suzuki").await;
    let call = talking(&server, &mut sato).await;
    sato.command("transfer", Command::SingleStepTransfer { call, to: "2002".to_owned() }).await;
    let rings = until(&mut suzuki, |call| call.state == ConnectionState::Alerting).await;
    assert_has_travelled(&rings);
    done(&mut suzuki, "answer", Command::Answer { call: rings.id }).await;
    let is_answered = |call: &Call| {
        call.transfer.as_ref().is_some_and(|transfer| transfer.state == denwa_protocol::TransferState::Answered)
    };
    until(&mut sato, is_answered).await;
    server.stop().await;
}
