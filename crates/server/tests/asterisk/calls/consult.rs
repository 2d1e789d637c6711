//! Consultation, alternating, going back, and transfer after it.

use super::{Desk, customer, known_number, pair};
use crate::bench::{Order, State};
use denwa_protocol::{Cause, CommandError, ConnectionState, Direction};
use denwa_server::pbx::PbxRequest;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_consultation_ends_in_a_transfer() {
    let Some(mut desk) = Desk::start("consult_transfer").await else { return };
    let call = desk.talk().await;
    let (consultation, theirs) = desk.consult(&call).await;
    // The phone has one call; the panel has two cards.
    let held = desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
    assert_eq!((held.remote.number.clone(), held.held_at.is_some()), (customer(), true));
    assert_eq!((consultation.direction, consultation.internal), (Direction::Outbound, true));
    assert_eq!(consultation.remote.number, known_number("2002"));
    assert_eq!(consultation.consults.as_ref(), Some(&call.id));
    assert_ne!(consultation.request_id, call.request_id);
    // The consultation is one call, which came from a colleague.
    assert_eq!(
        (theirs.request_id.as_str(), &theirs.remote.number),
        (consultation.request_id.as_str(), &known_number("2001"))
    );
    assert_eq!(theirs.came_from.unwrap().extension, "2001");

    desk.bench.request("2001", PbxRequest::Transfer(pair(&call, &consultation))).await.unwrap();
    let ended = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!(ended.ended.unwrap().cause, Cause::Transferred);
    let ended = desk.bench.see("2001", |c| c.id == consultation.id && c.ended.is_some()).await;
    assert_eq!((ended.ended.unwrap().cause, ended.request_id), (Cause::Transferred, consultation.request_id));
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    // Suzuki has the customer, and the customer's call.
    let taken = desk
        .bench
        .see("2002", |c| c.id == theirs.id && c.remote.number == customer() && c.request_id == call.request_id)
        .await;
    assert_eq!((taken.state, taken.internal), (ConnectionState::Connected, false));
    assert_eq!(taken.came_from.unwrap().extension, "2001");
    desk.customer.order(Order::Hangup);
    let over = desk.bench.see("2002", |c| c.id == theirs.id && c.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::Normal);
    desk.suzuki.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alternating_and_going_back() {
    let Some(mut desk) = Desk::start("alternate").await else { return };
    let call = desk.talk().await;
    let (consultation, _) = desk.consult(&call).await;
    for _ in 0..2 {
        desk.bench.request("2001", PbxRequest::Alternate(pair(&call, &consultation))).await.unwrap();
        desk.bench.see("2001", |c| c.id == consultation.id && c.state == ConnectionState::Held).await;
        desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
        let wrong = desk.bench.request("2001", PbxRequest::Alternate(pair(&call, &consultation))).await;
        assert_eq!(wrong.unwrap_err(), CommandError::WrongState);
        desk.bench.request("2001", PbxRequest::Alternate(pair(&consultation, &call))).await.unwrap();
        desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
        desk.bench.see("2001", |c| c.id == consultation.id && c.state == ConnectionState::Connected).await;
    }
    desk.bench.request("2001", PbxRequest::Reconnect(pair(&call, &consultation))).await.unwrap();
    let over = desk.bench.see("2001", |c| c.id == consultation.id && c.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::Normal);
    desk.suzuki.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
    // Again; now the colleague hangs up, and the customer still waits.
    let (second, _) = desk.consult(&call).await;
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
    desk.suzuki.order(Order::Hangup);
    desk.bench.see("2001", |c| c.id == second.id && c.ended.is_some()).await;
    desk.bench.request("2001", PbxRequest::Retrieve { call: call.id.clone() }).await.unwrap();
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
    // Once more; the agent hangs up the first call and goes on with the colleague.
    let (third, _) = desk.consult(&call).await;
    desk.bench.request("2001", PbxRequest::HangUp { call: call.id.clone() }).await.unwrap();
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::Normal);
    desk.customer.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.request("2001", PbxRequest::Hold { call: third.id.clone() }).await.unwrap();
    desk.bench.request("2001", PbxRequest::Retrieve { call: third.id.clone() }).await.unwrap();
    desk.bench.request("2001", PbxRequest::HangUp { call: third.id.clone() }).await.unwrap();
    desk.bench.see("2001", |c| c.id == third.id && c.ended.is_some()).await;
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_consultation_that_reaches_nobody() {
    let Some(mut desk) = Desk::start("consult_nobody").await else { return };
    let call = desk.talk().await;
    let consult = |number: &str| PbxRequest::Consult { call: call.id.clone(), number: number.into(), presented: None };
    assert_eq!(desk.bench.request("2001", consult("9999")).await.unwrap_err(), CommandError::NoSuchNumber);
    assert_eq!(desk.bench.request("2001", consult("1\r\nx")).await.unwrap_err(), CommandError::BadNumber);
    for (number, cause) in [("710", Cause::Busy), ("1003", Cause::Unreachable)] {
        let id = desk.bench.request("2001", consult(number)).await.unwrap().call.unwrap();
        let over = desk.bench.see("2001", |c| c.id == id && c.ended.is_some()).await;
        assert_eq!((over.ended.unwrap().cause, over.answered_at), (cause, None), "{number}");
        desk.bench.request("2001", PbxRequest::Retrieve { call: call.id.clone() }).await.unwrap();
    }
    // One that rings, and a number presented to it.
    let presented = Some("0312345000".to_owned());
    let consult = PbxRequest::Consult { call: call.id.clone(), number: "2002".into(), presented };
    let id = desk.bench.request("2001", consult).await.unwrap().call.unwrap();
    desk.suzuki.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "0312345000"));
    let rings = desk.bench.see("2001", |c| c.id == id && c.remote_state == ConnectionState::Alerting).await;
    assert_eq!((rings.state, rings.line.as_deref()), (ConnectionState::Connected, Some("0312345000")));
    let both = denwa_protocol::CallPair { held: call.id.clone(), active: id.clone() };
    let early = desk.bench.request("2001", PbxRequest::Conference(both.clone())).await;
    assert_eq!(early.unwrap_err(), CommandError::WrongState);
    desk.bench.request("2001", PbxRequest::Reconnect(both)).await.unwrap();
    let over = desk.bench.see("2001", |c| c.id == id && c.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::NoAnswer);
    desk.suzuki.wait_for(|s| matches!(s, State::Ended { .. }));
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
    // The customer gives up while the colleague rings: the agent goes on with the consultation.
    let consult = PbxRequest::Consult { call: call.id.clone(), number: "2002".into(), presented: None };
    let id = desk.bench.request("2001", consult).await.unwrap().call.unwrap();
    desk.suzuki.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.customer.order(Order::Hangup);
    desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    desk.suzuki.order(Order::Answer);
    desk.bench.see("2001", |c| c.id == id && c.answered_at.is_some()).await;
    desk.sato.order(Order::Hangup);
    desk.bench.see("2001", |c| c.id == id && c.ended.is_some()).await;
    desk.suzuki.wait_for(|s| matches!(s, State::Ended { .. }));
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transfer_while_the_colleague_rings() {
    let Some(mut desk) = Desk::start("transfer_ringing").await else { return };
    let call = desk.talk().await;
    let consult = PbxRequest::Consult { call: call.id.clone(), number: "2002".into(), presented: None };
    let id = desk.bench.request("2001", consult).await.unwrap().call.unwrap();
    desk.suzuki.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "2001"));
    let both = denwa_protocol::CallPair { held: call.id.clone(), active: id.clone() };
    desk.bench.request("2001", PbxRequest::Transfer(both)).await.unwrap();
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!((over.ended.unwrap().cause, over.transfer.is_some()), (Cause::Transferred, true));
    let over = desk.bench.see("2001", |c| c.id == id && c.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::Transferred);
    desk.suzuki.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "+15550109001"));
    desk.suzuki.order(Order::Answer);
    let answered = |c: &denwa_protocol::Call| {
        c.transfer.as_ref().is_some_and(|t| t.state == denwa_protocol::TransferState::Answered)
    };
    desk.bench.see("2001", |c| c.id == call.id && answered(c)).await;
    desk.customer.order(Order::Hangup);
    desk.suzuki.wait_for(|s| *s == State::Ended { code: 200 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_server_finds_the_consultation() {
    let Some(mut desk) = Desk::start("consult_restart").await else { return };
    let call = desk.talk().await;
    let (consultation, _) = desk.consult(&call).await;
    desk.bench.reconnect().await;
    let held = desk.bench.see("2001", |c| c.id == call.id).await;
    assert_eq!((held.state, held.remote.number), (ConnectionState::Held, customer()));
    let found = desk.bench.see("2001", |c| c.id == consultation.id).await;
    assert_eq!((found.state, found.consults.as_ref()), (ConnectionState::Connected, Some(&call.id)));
    assert_eq!(found.remote.number, known_number("2002"));
    desk.bench.request("2001", PbxRequest::Reconnect(pair(&call, &consultation))).await.unwrap();
    desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
    desk.suzuki.wait_for(|s| *s == State::Ended { code: 200 });
    // The customer hangs up: nobody keeps the agent's phone.
    desk.customer.order(Order::Hangup);
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hanging_up_right_after_going_back() {
    let Some(mut desk) = Desk::start("consult_hang_up").await else { return };
    let call = desk.talk().await;
    let (consultation, _) = desk.consult(&call).await;
    desk.bench.request("2001", PbxRequest::Reconnect(pair(&call, &consultation))).await.unwrap();
    desk.bench.request("2001", PbxRequest::HangUp { call: call.id.clone() }).await.unwrap();
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    desk.bench.wait_for_no_channels().await;
}
