//! Blind transfer and its outcomes, and deflection.

use super::{Desk, customer, known_number};
use crate::bench::{Order, State};
use denwa_protocol::{Cause, CommandError, ConnectionState, TransferState};
use denwa_server::pbx::PbxRequest;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_blind_transfer_is_answered_or_comes_back() {
    let Some(mut desk) = Desk::start("blind").await else { return };
    let call = desk.talk().await;
    let to = |number: &str| PbxRequest::SingleStepTransfer { call: call.id.clone(), to: number.into() };
    assert_eq!(desk.bench.request("2001", to("9999")).await.unwrap_err(), CommandError::NoSuchNumber);
    desk.bench.request("2001", to("2002")).await.unwrap();
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    let transfer = over.transfer.unwrap();
    assert_eq!((over.ended.unwrap().cause, transfer.state), (Cause::Transferred, TransferState::Alerting));
    assert_eq!(transfer.to.number, known_number("2002"));
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    let rings = desk.bench.see("2002", |c| c.state == ConnectionState::Alerting).await;
    assert_eq!((&rings.request_id, &rings.remote.number), (&call.request_id, &customer()));
    assert_eq!(rings.came_from.unwrap().extension, "2001");
    desk.suzuki.order(Order::Answer);
    let is =
        |state: TransferState| move |c: &denwa_protocol::Call| c.transfer.as_ref().is_some_and(|t| t.state == state);
    desk.bench.see("2001", |c| c.id == call.id && is(TransferState::Answered)(c)).await;
    // Suzuki sends the customer to Sato, who declines: the customer comes back.
    let theirs = desk.bench.see("2002", |c| c.id == rings.id && c.state == ConnectionState::Connected).await;
    let back = PbxRequest::SingleStepTransfer { call: theirs.id.clone(), to: "2001".into() };
    desk.bench.request("2002", back).await.unwrap();
    desk.suzuki.wait_for(|s| *s == State::Ended { code: 200 });
    let offered = desk.bench.see("2001", |c| c.id != call.id && c.state == ConnectionState::Alerting).await;
    desk.bench.request("2001", PbxRequest::Decline { call: offered.id.clone() }).await.unwrap();
    desk.bench.see("2002", |c| c.id == theirs.id && is(TransferState::Returned)(c)).await;
    let again = desk.bench.see("2002", |c| c.id != theirs.id && c.state == ConnectionState::Alerting).await;
    assert_eq!((&again.request_id, &again.remote.number), (&call.request_id, &customer()));
    assert_eq!(again.came_from.unwrap().extension, "2001");
    // A held call is transferred, too, and the customer does not wait for it.
    desk.suzuki.order(Order::Answer);
    desk.bench.see("2002", |c| c.id == again.id && c.state == ConnectionState::Connected).await;
    desk.bench.request("2002", PbxRequest::Hold { call: again.id.clone() }).await.unwrap();
    let to = PbxRequest::SingleStepTransfer { call: again.id.clone(), to: "2001".into() };
    desk.bench.request("2002", to).await.unwrap();
    desk.sato.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.customer.order(Order::Hangup);
    desk.bench.see("2002", |c| c.id == again.id && is(TransferState::Lost)(c)).await;
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_blind_transfer_at_the_phone() {
    let Some(mut desk) = Desk::start("blind_phone").await else { return };
    let call = desk.talk().await;
    loop {
        // Asterisk refuses the transfer until both channels are in their bridge.
        desk.sato.order(Order::Transfer { number: "2002".into() });
        if let State::Ended { .. } =
            desk.sato.wait_for(|s| matches!(s, State::Ended { .. } | State::TransferFailed { .. }))
        {
            break;
        }
    }
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!(over.transfer.unwrap().to.number, known_number("2002"));
    let rings = desk.bench.see("2002", |c| c.state == ConnectionState::Alerting).await;
    assert_eq!(rings.came_from.unwrap().extension, "2001");
    desk.suzuki.order(Order::Reject { code: None });
    let lost = |c: &denwa_protocol::Call| c.transfer.as_ref().is_some_and(|t| t.state == TransferState::Lost);
    desk.bench.see("2001", |c| c.id == call.id && lost(c)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ringing_call_is_sent_elsewhere() {
    let Some(mut desk) = Desk::start("deflect").await else { return };
    desk.customer.order(Order::Call { number: "2001".into() });
    let call = desk.bench.see("2001", |c| c.state == ConnectionState::Alerting).await;
    let deflect = |to: &str| PbxRequest::Deflect { call: call.id.clone(), to: to.into() };
    assert_eq!(desk.bench.request("2001", deflect("9999")).await.unwrap_err(), CommandError::NoSuchNumber);
    desk.bench.request("2001", deflect("2002")).await.unwrap();
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!(over.ended.unwrap().cause, Cause::Deflected);
    desk.sato.wait_for(|s| matches!(s, State::Ended { .. }));
    let rings = desk.bench.see("2002", |c| c.state == ConnectionState::Alerting).await;
    assert_eq!((&rings.request_id, &rings.remote.number), (&call.request_id, &customer()));
    desk.suzuki.order(Order::Answer);
    desk.customer.wait_for(|s| *s == State::Connected);
    // A consultation is sent elsewhere without the phone of the colleague who consults.
    let theirs = desk.bench.see("2002", |c| c.id == rings.id && c.state == ConnectionState::Connected).await;
    let consult = PbxRequest::Consult { call: theirs.id.clone(), number: "2001".into(), presented: None };
    let consultation = desk.bench.request("2002", consult).await.unwrap().call.unwrap();
    let asked = desk.bench.see("2001", |c| c.state == ConnectionState::Alerting).await;
    let third = desk.bench.phone("1001", true);
    desk.bench.wait_for_phone("1001", denwa_protocol::PhoneState::Registered).await;
    desk.bench.request("2001", PbxRequest::Deflect { call: asked.id.clone(), to: "1001".into() }).await.unwrap();
    third.wait_for(|s| matches!(s, State::Incoming { .. }));
    third.order(Order::Answer);
    desk.bench.see("2002", |c| c.id == consultation && c.answered_at.is_some()).await;
    desk.bench.request("2002", PbxRequest::HangUp { call: consultation.clone() }).await.unwrap();
    third.wait_for(|s| matches!(s, State::Ended { .. }));
    desk.bench.request("2002", PbxRequest::HangUp { call: theirs.id.clone() }).await.unwrap();
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ringing_call_is_forwarded_at_the_phone() {
    let Some(mut desk) = Desk::start("forward_phone").await else { return };
    desk.customer.order(Order::Call { number: "2001".into() });
    let call = desk.bench.see("2001", |c| c.state == ConnectionState::Alerting).await;
    desk.sato.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.sato.order(Order::Forward { number: "2002".into() });
    let rings = desk.bench.see("2002", |c| c.state == ConnectionState::Alerting).await;
    assert_eq!((&rings.request_id, &rings.remote.number), (&call.request_id, &customer()));
    desk.suzuki.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.suzuki.order(Order::Answer);
    desk.customer.hears(Some("2002"));
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!(over.answered_at, None);
    desk.bench.see("2001", |c| c.ended.is_some_and(|ended| ended.cause == Cause::AnsweredElsewhere)).await;
}
