//! Conferences: merging, dropping a party, and going on without the agent.

use super::{Desk, customer, known_number, pair};
use crate::bench::{Order, State};
use denwa_protocol::{Cause, ConnectionState, Number};
use denwa_server::pbx::PbxRequest;

fn numbers(call: &denwa_protocol::Call) -> Vec<Number> {
    call.parties.iter().map(|participant| participant.party.number.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conference_of_four_shrinks_to_two() {
    let Some(mut desk) = Desk::start("conference").await else { return };
    let call = desk.talk().await;
    let (consultation, theirs) = desk.consult(&call).await;
    desk.bench.request("2001", PbxRequest::Conference(pair(&call, &consultation))).await.unwrap();
    let merged = desk.bench.see("2001", |c| c.id == consultation.id && c.ended.is_some()).await;
    assert_eq!(merged.ended.unwrap().cause, Cause::Merged);
    let three = desk.bench.see("2001", |c| c.id == call.id && c.parties.len() == 2).await;
    assert_eq!(three.state, ConnectionState::Connected);
    assert!(numbers(&three).contains(&customer()) && numbers(&three).contains(&known_number("2002")), "{three:?}");
    let seen = desk.bench.see("2002", |c| c.id == theirs.id && c.parties.len() == 2).await;
    assert!(numbers(&seen).contains(&customer()) && numbers(&seen).contains(&known_number("2001")), "{seen:?}");
    // A fourth: the others go on while the agent asks.
    let third = desk.bench.phone("1001", true);
    desk.bench.wait_for_phone("1001", denwa_protocol::PhoneState::Registered).await;
    let consult = PbxRequest::Consult { call: call.id.clone(), number: "1001".into(), presented: None };
    let second = desk.bench.request("2001", consult).await.unwrap().call.unwrap();
    third.wait_for(|s| matches!(s, State::Incoming { .. }));
    third.order(Order::Answer);
    let second = desk.bench.see("2001", |c| c.id == second && c.answered_at.is_some()).await;
    let away = desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
    assert_eq!(away.parties.len(), 2);
    desk.bench.request("2001", PbxRequest::Conference(pair(&call, &second))).await.unwrap();
    let four = desk
        .bench
        .see("2001", |c| c.id == call.id && c.parties.len() == 3 && numbers(c).contains(&known_number("1001")))
        .await;
    assert!(four.parties.iter().take(2).eq(&three.parties), "a party has the same ID: {four:?}");
    let out = four.parties.iter().find(|p| p.party.number == known_number("1001")).unwrap();
    let drop = PbxRequest::DropParty { call: call.id.clone(), party: out.id.clone() };
    desk.bench.request("2001", drop).await.unwrap();
    third.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.see("2001", |c| c.id == call.id && c.parties.len() == 2).await;
    // The colleague hangs up at the phone: a call of two is left, with the customer.
    desk.suzuki.order(Order::Hangup);
    let two = desk.bench.see("2001", |c| c.id == call.id && c.parties.is_empty()).await;
    assert_eq!(two.remote.number, customer());
    desk.bench.request("2001", PbxRequest::HangUp { call: call.id.clone() }).await.unwrap();
    // Nobody waits alone in the room.
    desk.customer.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conference_goes_on_without_the_agent() {
    let Some(mut desk) = Desk::start("conference_leave").await else { return };
    let call = desk.talk().await;
    let (consultation, theirs) = desk.consult(&call).await;
    // The agent alternates first: the consultation is the held one and goes on.
    desk.bench.request("2001", PbxRequest::Alternate(pair(&call, &consultation))).await.unwrap();
    desk.bench.request("2001", PbxRequest::Conference(pair(&consultation, &call))).await.unwrap();
    let merged = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!(merged.ended.unwrap().cause, Cause::Merged);
    let three = desk.bench.see("2001", |c| c.id == consultation.id && c.parties.len() == 2).await;
    assert!(numbers(&three).contains(&customer()), "{three:?}");
    desk.bench.request("2001", PbxRequest::HangUp { call: consultation.id.clone() }).await.unwrap();
    desk.bench.see("2001", |c| c.id == consultation.id && c.ended.is_some()).await;
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    let left = desk.bench.see("2002", |c| c.id == theirs.id && c.remote.number == customer()).await;
    assert!(left.parties.is_empty() && left.ended.is_none());
    desk.customer.order(Order::Hangup);
    desk.bench.see("2002", |c| c.id == theirs.id && c.ended.is_some()).await;
    desk.suzuki.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.wait_for_no_channels().await;
}
