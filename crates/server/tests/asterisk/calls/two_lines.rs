//! What an agent does at a phone with two lines: consulting, transferring, connecting both calls, muting.

use super::{Desk, customer, known_number, pair};
use crate::bench::{Order, State};
use denwa_protocol::{Call, Cause, ConnectionState};
use denwa_server::pbx::PbxRequest;

/// The agent holds the call on the first line, and calls the colleague on the second. Returns both cards of that.
async fn consult_at_the_phone(desk: &mut Desk, call: &Call) -> (Call, Call) {
    desk.sato.order_line(1, Order::Hold);
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
    desk.sato.order(Order::Call { number: "2002".into() });
    desk.suzuki.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "2001"));
    let rings = desk.bench.see("2002", |c| c.state == ConnectionState::Alerting).await;
    desk.suzuki.order(Order::Answer);
    let is_up = |c: &Call| c.id != call.id && c.answered_at.is_some() && c.ended.is_none();
    let consultation = desk.bench.see("2001", is_up).await;
    assert_eq!(consultation.consults.as_ref(), Some(&call.id));
    let theirs = desk.bench.see("2002", |c| c.id == rings.id && c.state == ConnectionState::Connected).await;
    desk.suzuki.hears(Some("2001"));
    (consultation, theirs)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_attended_transfer_at_the_phone() {
    let Some(mut desk) = Desk::start_with_lines("attended_phone", 2).await else { return };
    let call = desk.talk().await;
    let (consultation, theirs) = consult_at_the_phone(&mut desk, &call).await;
    desk.sato.order(Order::Join);
    desk.suzuki.hears(Some("9001"));
    desk.customer.hears(Some("2002"));
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::Transferred);
    desk.bench.see("2001", |c| c.id == consultation.id && c.ended.is_some()).await;
    let taken = desk.bench.see("2002", |c| c.id == theirs.id && c.remote.number == customer()).await;
    assert_eq!((&taken.request_id, taken.internal), (&call.request_id, false));
    assert_eq!(taken.came_from.unwrap().extension, "2001");
    desk.customer.order(Order::Hangup);
    desk.bench.see("2002", |c| c.id == theirs.id && c.ended.is_some()).await;
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_calls_of_a_phone_in_the_panel() {
    let Some(mut desk) = Desk::start_with_lines("two_lines", 2).await else { return };
    let call = desk.talk().await;
    let (consultation, theirs) = consult_at_the_phone(&mut desk, &call).await;
    // Muting concerns one call.
    desk.bench.request("2001", PbxRequest::SetMute { call: consultation.id.clone(), muted: true }).await.unwrap();
    desk.suzuki.wait_for(|s| *s == State::Silence);
    let muted = desk.bench.see("2001", |c| c.id == consultation.id && c.muted).await;
    assert!(!desk.bench.see("2001", |c| c.id == call.id).await.muted);
    // The phone connects both calls itself.
    desk.sato.order_line(1, Order::Retrieve);
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
    desk.customer.hears(Some("2001"));
    assert_eq!(muted.state, ConnectionState::Connected);
    // Held at the phone again, the two are transferred from the panel.
    desk.sato.order_line(1, Order::Hold);
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
    desk.bench.request("2001", PbxRequest::Transfer(pair(&call, &consultation))).await.unwrap();
    desk.customer.hears(Some("2002"));
    desk.suzuki.hears(Some("9001"));
    let taken = desk.bench.see("2002", |c| c.id == theirs.id && c.remote.number == customer()).await;
    assert_eq!(taken.request_id, call.request_id);
    desk.suzuki.order(Order::Hangup);
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_call_is_answered_from_the_panel() {
    let Some(mut desk) = Desk::start_with_lines("second_line", 2).await else { return };
    let call = desk.talk().await;
    desk.suzuki.order(Order::Call { number: "2001".into() });
    let second = desk.bench.see("2001", |c| c.id != call.id && c.state == ConnectionState::Alerting).await;
    desk.bench.request("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
    desk.bench.request("2001", PbxRequest::Answer { call: second.id.clone() }).await.unwrap();
    desk.suzuki.hears(Some("2001"));
    desk.bench.see("2001", |c| c.id == second.id && c.state == ConnectionState::Connected).await;
    let both = pair(&call, &second);
    desk.bench.request("2001", PbxRequest::Alternate(both)).await.unwrap();
    desk.customer.hears(Some("2001"));
    desk.suzuki.hears(None);
    desk.bench.see("2001", |c| c.id == second.id && c.state == ConnectionState::Held).await;
    desk.bench.request("2001", PbxRequest::Alternate(pair(&second, &call))).await.unwrap();
    desk.suzuki.hears(Some("2001"));
    desk.bench.request("2001", PbxRequest::Conference(pair(&call, &second))).await.unwrap();
    let merged = desk.bench.see("2001", |c| c.parties.len() == 2).await;
    let numbers: Vec<_> = merged.parties.iter().map(|party| party.party.number.clone()).collect();
    assert!(numbers.contains(&customer()) && numbers.contains(&known_number("2002")), "{merged:?}");
}
