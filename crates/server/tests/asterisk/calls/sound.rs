//! Muting and recording, and the data that comes with a call.

use super::Desk;
use crate::bench::{Order, State};
use denwa_protocol::{Cause, ConnectionState, Recording};
use denwa_server::pbx::PbxRequest;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recording_and_muting() {
    let Some(mut desk) = Desk::start("record").await else { return };
    let call = desk.talk().await;
    assert_eq!(call.recording, None);
    let set = |recording| PbxRequest::SetRecording { call: call.id.clone(), recording };
    for state in [Recording::On, Recording::Paused, Recording::On] {
        desk.bench.request("2001", set(state)).await.unwrap();
        desk.bench.see("2001", |c| c.id == call.id && c.recording == Some(state)).await;
    }
    // The recording is the call's: it goes on after the hold.
    desk.bench.request("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
    desk.bench.request("2001", PbxRequest::Retrieve { call: call.id.clone() }).await.unwrap();
    let back = desk.bench.see("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
    assert_eq!(back.recording, Some(Recording::On));
    desk.bench.request("2001", set(Recording::Off)).await.unwrap();
    desk.bench.see("2001", |c| c.id == call.id && c.recording == Some(Recording::Off)).await;
    let file = desk.bench.folder().join(format!("spool/monitor/denwa-{}.wav", call.request_id));
    assert!(file.exists(), "{}", file.display());

    let mute = |muted| PbxRequest::SetMute { call: call.id.clone(), muted };
    desk.customer.hears(Some("2001"));
    desk.bench.request("2001", mute(true)).await.unwrap();
    desk.bench.see("2001", |c| c.id == call.id && c.muted).await;
    desk.customer.wait_for(|s| *s == State::Silence);
    desk.bench.request("2001", mute(false)).await.unwrap();
    desk.bench.see("2001", |c| c.id == call.id && !c.muted).await;
    desk.customer.hears(Some("2001"));
    desk.customer.order(Order::Hangup);
    desk.sato.wait_for(|s| *s == State::Ended { code: 200 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_ivr_asked_comes_with_the_call() {
    let Some(mut desk) = Desk::start("ivr").await else { return };
    desk.bench.run_cli("channel originate Local/customer@robots extension 2001@from-ivr");
    let call = desk.bench.see("2001", |c| c.data.len() == 2).await;
    let data: Vec<(&str, &str)> = call.data.iter().map(|data| (data.label.as_str(), data.value.as_str())).collect();
    assert_eq!(data, [("会員番号", "00123456"), ("用件", "請求")]);
    assert_eq!(call.record.unwrap().record_id, "003000000000001AAA");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recording_and_parking_by_feature_code() {
    let Some(mut desk) = Desk::start("codes").await else { return };
    let call = desk.talk().await;
    desk.customer.hears(Some("2001"));
    let press = |tones: &str| Order::Tones { tones: tones.to_owned() };
    for recording in [Recording::On, Recording::Off] {
        desk.sato.order(press("*3"));
        desk.bench.see("2001", |c| c.id == call.id && c.recording == Some(recording)).await;
    }
    desk.sato.order(press("#72"));
    let over = desk.bench.see("2001", |c| c.id == call.id && c.ended.is_some()).await;
    assert_eq!((over.ended.unwrap().cause, over.parked_at.as_deref()), (Cause::Parked, Some("731")));
}
