//! Parking and picking up.

use super::{Desk, customer};
use crate::bench::{Bench, Order, State};
use denwa_protocol::{Cause, CommandError, ConnectionState, Direction, ParkedCall};
use denwa_server::pbx::{PbxEvent, PbxRequest};

async fn wait_for_parked(bench: &mut Bench, fits: impl Fn(&[ParkedCall]) -> bool) -> Vec<ParkedCall> {
    let parked = bench.wait_for(|event| match event {
        PbxEvent::Parked { calls } if fits(calls) => Some(calls.clone()),
        _ => None,
    });
    parked.await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_parked_and_picked_up() {
    let Some(mut desk) = Desk::start("park").await else { return };
    let call = desk.talk().await;
    let pick_up = |slot: &str| PbxRequest::PickUp { slot: slot.into() };
    assert_eq!(desk.bench.request("2001", pick_up("731")).await.unwrap_err(), CommandError::NothingParked);
    desk.bench.request("2001", PbxRequest::Park { call: call.id.clone() }).await.unwrap();
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!((over.ended.unwrap().cause, over.parked_at.as_deref()), (Cause::Parked, Some("731")));
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    let parked = wait_for_parked(&mut desk.bench, |calls| !calls.is_empty()).await;
    assert_eq!((parked[0].slot.as_str(), &parked[0].request_id), ("731", &call.request_id));
    assert_eq!(parked[0].remote.number, customer());
    let done = desk.bench.request("2002", pick_up("731")).await.unwrap();
    let rings = desk.bench.see("2002", |c| Some(&c.id) == done.call.as_ref()).await;
    assert_eq!(
        (rings.direction, &rings.remote.number, &rings.request_id),
        (Direction::Inbound, &customer(), &call.request_id)
    );
    desk.suzuki.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.suzuki.order(Order::Answer);
    let up = desk.bench.see("2002", |c| c.id == rings.id && c.state == ConnectionState::Connected).await;
    assert_eq!(up.came_from.unwrap().extension, "2001");
    wait_for_parked(&mut desk.bench, <[ParkedCall]>::is_empty).await;
    // A held call is parked, too; the caller gives up there.
    desk.bench.request("2002", PbxRequest::Hold { call: up.id.clone() }).await.unwrap();
    desk.bench.request("2002", PbxRequest::Park { call: up.id.clone() }).await.unwrap();
    wait_for_parked(&mut desk.bench, |calls| !calls.is_empty()).await;
    desk.customer.order(Order::Hangup);
    wait_for_parked(&mut desk.bench, <[ParkedCall]>::is_empty).await;
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_lot_keeps_the_call() {
    let Some(mut desk) = Desk::start("park_full").await else { return };
    for _ in 0..9 {
        desk.bench.run_cli("channel originate Local/customer@robots application Park default");
    }
    wait_for_parked(&mut desk.bench, |calls| calls.len() == 9).await;
    let call = desk.talk().await;
    desk.bench.request("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
    let park = PbxRequest::Park { call: call.id.clone() };
    assert_eq!(desk.bench.request("2001", park).await.unwrap_err(), CommandError::ParkingFull);
    desk.bench.request("2001", PbxRequest::Retrieve { call: call.id.clone() }).await.unwrap();
    // A new server finds the parked calls.
    desk.bench.reconnect().await;
    wait_for_parked(&mut desk.bench, |calls| calls.len() == 9).await;
    desk.bench.request("2001", PbxRequest::HangUp { call: call.id.clone() }).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parking_and_picking_up_at_the_phone() {
    let Some(mut desk) = Desk::start("park_phone").await else { return };
    let call = desk.talk().await;
    loop {
        // Asterisk refuses the transfer until both channels are in their bridge.
        desk.sato.order(Order::Transfer { number: "730".into() });
        let parked = tokio::time::timeout(std::time::Duration::from_secs(1), async {
            desk.bench.see("2001", |c| c.id == call.id && c.parked_at.is_some()).await
        });
        if let Ok(over) = parked.await {
            assert_eq!((over.ended.unwrap().cause, over.parked_at.as_deref()), (Cause::Parked, Some("731")));
            break;
        }
    }
    desk.suzuki.order(Order::Call { number: "731".into() });
    let up = desk.bench.see("2002", |c| c.request_id == call.request_id && c.ended.is_none()).await;
    assert_eq!((up.remote.number, up.came_from.unwrap().extension), (customer(), "2001".to_owned()));
    desk.customer.order(Order::Hangup);
    desk.bench.see("2002", |c| c.id == up.id && c.ended.is_some()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parked_call_that_nobody_takes_comes_back() {
    let Some(mut desk) = Desk::start("park_return").await else { return };
    let call = desk.talk().await;
    desk.bench.request("2001", PbxRequest::Park { call: call.id.clone() }).await.unwrap();
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
    desk.customer.hears(None);
    wait_for_parked(&mut desk.bench, |calls| !calls.is_empty()).await;
    // After 20 seconds: `parkingtime`.
    tokio::time::sleep(std::time::Duration::from_secs(15)).await;
    wait_for_parked(&mut desk.bench, <[ParkedCall]>::is_empty).await;
    let again = desk.bench.see("2001", |c| c.id != call.id && c.state == ConnectionState::Alerting).await;
    assert_eq!((&again.request_id, &again.remote.number), (&call.request_id, &customer()));
    assert_eq!(again.direction, Direction::Inbound);
    desk.sato.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "+15550109001"));
    desk.sato.order(Order::Answer);
    desk.bench.see("2001", |c| c.id == again.id && c.state == ConnectionState::Connected).await;
    desk.customer.hears(Some("2001"));
    desk.customer.order(Order::Hangup);
    desk.bench.see("2001", |c| c.id == again.id && c.ended.is_some()).await;
    desk.bench.wait_for_no_channels().await;
}
