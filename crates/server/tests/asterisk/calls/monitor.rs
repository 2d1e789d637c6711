//! A supervisor takes part in an agent's call, as everybody hears it at the phones: each phone hums its user's name.

use super::{Desk, customer, pair};
use crate::bench::{Handset, Order, State};
use denwa_protocol::{Call, CommandError, ConnectionState, MonitorMode, PhoneState};
use denwa_server::pbx::{MonitoringPart, PbxRequest};
use std::time::{Duration, Instant};

/// What a phone hears.
struct Ear<'a> {
    phone: &'a Handset,
    now: Option<State>,
}

impl<'a> Ear<'a> {
    fn at(phone: &'a Handset) -> Self {
        Self { phone, now: None }
    }

    /// Returns what the phone has heard since the last time, and what it hears now as the last.
    fn sounds(&mut self) -> Vec<State> {
        let sounds = self.phone.sounds();
        let heard = self.now.take().into_iter().chain(sounds).collect::<Vec<_>>();
        self.now = heard.last().cloned();
        heard
    }

    fn waits_for(&mut self, wanted: &State) {
        let deadline = Instant::now() + Duration::from_secs(20);
        let mut heard = self.sounds();
        while self.now.as_ref() != Some(wanted) {
            assert!(Instant::now() < deadline, "waits for {wanted:?}, has heard {heard:?}");
            std::thread::sleep(Duration::from_millis(20));
            heard = self.sounds();
        }
    }
}

fn voice(user: &str) -> State {
    State::Hears { voice: Some(user.to_owned()) }
}

fn monitor(call: &Call, mode: MonitorMode) -> PbxRequest {
    PbxRequest::Monitor { agent: "2001".to_owned(), call: call.id.clone(), mode }
}

fn is(mode: MonitorMode, state: ConnectionState) -> impl Fn(Option<&MonitoringPart>) -> bool {
    move |part| part.is_some_and(|part| (part.mode, part.state) == (mode, state))
}

/// The supervisor, at 1001, monitors the call from the first.
async fn supervised(name: &str, mode: MonitorMode) -> Option<(Desk, Handset, Call)> {
    let mut desk = Desk::start(name).await?;
    let supervisor = desk.bench.phone("1001", true);
    desk.bench.wait_for_phone("1001", PhoneState::Registered).await;
    let call = desk.talk().await;
    desk.bench.request("1001", monitor(&call, mode)).await.unwrap();
    desk.bench.wait_for_monitoring("1001", is(mode, ConnectionState::Alerting)).await;
    supervisor.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "2001"));
    supervisor.order(Order::Answer);
    desk.bench.wait_for_monitoring("1001", is(mode, ConnectionState::Connected)).await;
    Some((desk, supervisor, call))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn listening_whispering_and_barging_in_as_heard_at_the_phones() {
    let Some((mut desk, supervisor, call)) = supervised("monitor", MonitorMode::Listen).await else { return };
    let (mut at_customer, mut at_agent) = (Ear::at(&desk.customer), Ear::at(&desk.sato));
    let mut at_supervisor = Ear::at(&supervisor);
    // Listening: she hears both, and nobody hears her.
    desk.sato.order(Order::Hush);
    at_supervisor.waits_for(&voice("9001"));
    at_customer.waits_for(&State::Silence);
    desk.sato.order(Order::Speak);
    desk.customer.order(Order::Hush);
    at_supervisor.waits_for(&voice("2001"));
    at_customer.waits_for(&voice("2001"));
    at_agent.waits_for(&State::Silence);
    // The keys by which `ChanSpy` itself would change the mode do nothing.
    supervisor.order(Order::Tones { tones: "456".into() });
    // Whispering: only the agent hears her.
    desk.bench.request("1001", monitor(&call, MonitorMode::Whisper)).await.unwrap();
    desk.bench.wait_for_monitoring("1001", is(MonitorMode::Whisper, ConnectionState::Connected)).await;
    at_agent.waits_for(&voice("1001"));
    at_supervisor.waits_for(&voice("2001"));
    let heard = at_customer.sounds();
    assert!(heard.iter().all(|sound| *sound == voice("2001")), "the customer has heard {heard:?}");
    // Barging in: everybody hears her.
    desk.bench.request("1001", monitor(&call, MonitorMode::BargeIn)).await.unwrap();
    desk.bench.wait_for_monitoring("1001", is(MonitorMode::BargeIn, ConnectionState::Connected)).await;
    desk.sato.order(Order::Hush);
    at_customer.waits_for(&voice("1001"));
    at_agent.waits_for(&voice("1001"));
    // Back to listening, while she goes on talking.
    desk.bench.request("1001", monitor(&call, MonitorMode::Listen)).await.unwrap();
    at_customer.waits_for(&State::Silence);
    at_agent.waits_for(&State::Silence);
    // She is in no call, and no party of the agent's.
    let seen = desk.bench.see("2001", |c| c.id == call.id).await;
    assert!(seen.parties.is_empty() && seen.remote.number == customer() && seen.ended.is_none(), "{seen:?}");
    assert!(!desk.bench.has_calls("1001"), "the supervisor has a card");
    desk.customer.order(Order::Hangup);
    desk.bench.wait_for_monitoring("1001", |part| part.is_none()).await;
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_supervisor_leaves_and_the_call_goes_on() {
    let Some((mut desk, supervisor, call)) = supervised("monitor_leave", MonitorMode::Whisper).await else { return };
    // The mode stays while the agent holds and retrieves.
    desk.bench.request("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
    desk.bench.request("2001", PbxRequest::Retrieve { call: call.id.clone() }).await.unwrap();
    desk.customer.order(Order::Hush);
    Ear::at(&desk.sato).waits_for(&voice("1001"));
    desk.bench.request("1001", PbxRequest::StopMonitoring).await.unwrap();
    desk.bench.wait_for_monitoring("1001", |part| part.is_none()).await;
    supervisor.wait_for(|s| *s == State::Ended { code: 200 });
    let stopped = desk.bench.request("1001", PbxRequest::StopMonitoring).await;
    assert_eq!(stopped.unwrap_err(), CommandError::NoSuchCall);
    // She comes back, changes her mind while her phone rings, and hangs up at the phone.
    desk.bench.request("1001", monitor(&call, MonitorMode::Listen)).await.unwrap();
    supervisor.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.bench.request("1001", monitor(&call, MonitorMode::Whisper)).await.unwrap();
    supervisor.order(Order::Answer);
    desk.bench.wait_for_monitoring("1001", is(MonitorMode::Whisper, ConnectionState::Connected)).await;
    Ear::at(&desk.sato).waits_for(&voice("1001"));
    supervisor.order(Order::Hangup);
    desk.bench.wait_for_monitoring("1001", |part| part.is_none()).await;
    let seen = desk.bench.see("2001", |c| c.id == call.id).await;
    assert_eq!((seen.state, seen.ended), (ConnectionState::Connected, None));
    desk.bench.request("2001", PbxRequest::HangUp { call: call.id.clone() }).await.unwrap();
    desk.bench.wait_for_no_channels().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_monitoring_refuses() {
    let Some(mut desk) = Desk::start("monitor_refused").await else { return };
    desk.customer.order(Order::Call { number: "2001".into() });
    let rings = desk.bench.see("2001", |c| c.state == ConnectionState::Alerting).await;
    let asked = |request| desk.bench.request("1001", request);
    assert_eq!(asked(monitor(&rings, MonitorMode::Listen)).await.unwrap_err(), CommandError::WrongState);
    desk.sato.wait_for(|s| matches!(s, State::Incoming { .. }));
    desk.sato.order(Order::Answer);
    let call = desk.bench.see("2001", |c| c.id == rings.id && c.answered_at.is_some()).await;
    let asked = |request| desk.bench.request("1001", request);
    assert_eq!(asked(monitor(&call, MonitorMode::Listen)).await.unwrap_err(), CommandError::PhoneUnregistered);
    let others = PbxRequest::Monitor { agent: "2002".into(), call: call.id.clone(), mode: MonitorMode::Listen };
    assert_eq!(asked(others).await.unwrap_err(), CommandError::NoSuchCall);
    let own = desk.bench.request("2001", monitor(&call, MonitorMode::Listen)).await;
    assert_eq!(own.unwrap_err(), CommandError::ToOneself);
    // In a conference nobody can barge in: `ChanSpy` would speak to the agent only.
    let (consultation, _) = desk.consult(&call).await;
    desk.bench.request("2001", PbxRequest::Conference(pair(&call, &consultation))).await.unwrap();
    desk.bench.see("2001", |c| c.id == call.id && c.parties.len() == 2).await;
    let barge = desk.bench.request("1001", monitor(&call, MonitorMode::BargeIn)).await;
    assert_eq!(barge.unwrap_err(), CommandError::NotSupported);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_starts_anew_lets_nobody_listen_whom_it_does_not_know() {
    let Some((mut desk, supervisor, call)) = supervised("monitor_restart", MonitorMode::Listen).await else { return };
    desk.bench.reconnect().await;
    supervisor.wait_for(|s| *s == State::Ended { code: 200 });
    let seen = desk.bench.see("2001", |c| c.id == call.id).await;
    assert_eq!((seen.state, seen.ended), (ConnectionState::Connected, None));
    assert!(!desk.bench.has_calls("1001"), "the supervisor has a card");
}
