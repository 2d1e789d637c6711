//! The link with a real Asterisk and SIP phones: actions of the phones are reported, and requests take effect at the
//! phones.
//!
//! Needs an Asterisk unpacked by `tests/asterisk/unpack-debian.sh` into the folder named by `DENWA_ASTERISK`; without
//! it the tests are skipped with a message. `cargo xtask test --only asterisk` fetches Asterisk. Every test runs its
//! own Asterisk on its own ports.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "asterisk/bench.rs"]
mod bench;
#[path = "asterisk/calls/mod.rs"]
mod calls;
#[path = "asterisk/doctor.rs"]
mod doctor;
#[path = "asterisk/kills.rs"]
mod kills;
#[path = "durable/panel.rs"]
#[allow(dead_code, reason = "the tests with a fake Asterisk use more of it")]
mod panel;
#[path = "durable/process.rs"]
#[allow(dead_code, reason = "the tests with a fake Asterisk use more of it")]
mod process;
#[path = "durable/random.rs"]
#[allow(dead_code, reason = "the tests with a fake Asterisk use more of it")]
mod random;

use bench::{Bench, Order, State, known_number};
use denwa_protocol::{AgentMode, Cause, CommandError, ConnectionState, Direction, Number, PhoneState};
use denwa_server::pbx::{PbxEvent, PbxRequest};
use std::time::Duration;

macro_rules! scenario {
    ($(#[$doc:meta])* $name:ident, $bench:ident, $body:block) => {
        $(#[$doc])*
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let Some(mut $bench) = Bench::start(stringify!($name)).await else { return };
            $body
        }
    };
}

scenario!(
    /// An inbound call is answered at the phone, held by either side, and hung up by the customer.
    a_call_controlled_at_the_phone,
    bench,
    {
        let (agent, customer) = (bench.phone("2001", false), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "0312345000".into() });
        agent.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "+15550109001"));
        let call = bench.wait_for_call("2001", |call| call.state == ConnectionState::Alerting).await;
        assert_eq!((call.direction, call.internal, &call.remote.number), (Direction::Inbound, false, &known_number("+15550109001")));
        assert_eq!((call.line.as_deref(), call.remote.name.as_deref()), (Some("0312345000"), Some("Ada Customer")));
        agent.order(Order::Answer);
        let call = bench.wait_for_call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
        assert!(call.answered_at.is_some());
        agent.order(Order::Hold);
        bench.wait_for_call("2001", |c| c.state == ConnectionState::Held && c.held_at.is_some()).await;
        // A call held at the phone can only be retrieved at the phone.
        let asked = bench.request("2001", PbxRequest::Retrieve { call: call.id.clone() }).await;
        assert_eq!(asked.unwrap_err(), CommandError::NotSupported);
        agent.order(Order::Retrieve);
        bench.wait_for_call("2001", |c| c.state == ConnectionState::Connected && c.remote_state == ConnectionState::Connected).await;
        customer.order(Order::Hold);
        bench.wait_for_call("2001", |c| c.state == ConnectionState::Connected && c.remote_state == ConnectionState::Held).await;
        customer.order(Order::Retrieve);
        bench.wait_for_call("2001", |c| c.remote_state == ConnectionState::Connected).await;
        customer.order(Order::Hangup);
        let over = bench.wait_for_call("2001", |c| c.id == call.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Normal);
        agent.wait_for(|s| *s == State::Ended { code: 200 });
        agent.order(Order::Unregister);
        bench.wait_for_phone("2001", PhoneState::Unregistered).await;
    }
);

scenario!(
    /// The panel answers (through the phone), holds, retrieves and hangs up.
    a_call_controlled_from_the_panel,
    bench,
    {
        let (agent, customer) = (bench.phone("2001", true), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let call = bench.wait_for_call("2001", |call| call.state == ConnectionState::Alerting).await;
        let id = || call.id.clone();
        assert_eq!(bench.request("2001", PbxRequest::Hold { call: id() }).await.unwrap_err(), CommandError::WrongState);
        assert_eq!(bench.request("1001", PbxRequest::HangUp { call: id() }).await.unwrap_err(), CommandError::NoSuchCall);
        bench.request("2001", PbxRequest::Answer { call: id() }).await.unwrap();
        agent.wait_for(|s| *s == State::Connected);
        customer.wait_for(|s| *s == State::Connected);
        bench.wait_for_call("2001", |c| c.state == ConnectionState::Connected).await;
        assert_eq!(bench.request("2001", PbxRequest::Answer { call: id() }).await.unwrap_err(), CommandError::WrongState);
        for _ in 0..2 {
            bench.request("2001", PbxRequest::Hold { call: id() }).await.unwrap();
            let held = bench.wait_for_call("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
            assert_eq!(held.remote.number, known_number("+15550109001"));
            assert_eq!(bench.request("2001", PbxRequest::Hold { call: id() }).await.unwrap_err(), CommandError::WrongState);
            bench.request("2001", PbxRequest::Retrieve { call: id() }).await.unwrap();
            bench.wait_for_call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
        }
        bench.request("2001", PbxRequest::HangUp { call: id() }).await.unwrap();
        let over = bench.wait_for_call("2001", |c| c.ended.is_some()).await;
        assert_eq!((over.id, over.ended.unwrap().cause), (id(), Cause::Normal));
        customer.wait_for(|s| *s == State::Ended { code: 200 });
        agent.wait_for(|s| *s == State::Ended { code: 200 });
        assert_eq!(bench.request("2001", PbxRequest::HangUp { call: id() }).await.unwrap_err(), CommandError::NoSuchCall);
        bench.wait_for_no_channels().await;
    }
);

scenario!(
    /// If either side hangs up a held call, the call ends for both.
    a_held_call_ends_for_both,
    bench,
    {
        let (agent, customer) = (bench.phone("2001", true), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        for agent_ends in [false, true] {
            customer.order(Order::Call { number: "2001".into() });
            let call = bench.wait_for_call("2001", |call| call.state == ConnectionState::Alerting).await;
            bench.request("2001", PbxRequest::Answer { call: call.id.clone() }).await.unwrap();
            bench.wait_for_call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
            customer.wait_for(|s| *s == State::Connected);
            bench.request("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
            let leaves = if agent_ends { &agent } else { &customer };
            leaves.order(Order::Hangup);
            bench.wait_for_call("2001", |c| c.id == call.id && c.ended.is_some()).await;
            agent.wait_for(|s| *s == State::Ended { code: 200 });
            customer.wait_for(|s| *s == State::Ended { code: 200 });
            bench.wait_for_no_channels().await;
        }
    }
);

scenario!(
    /// No event of the link ever contains the digits of a withheld number.
    a_withheld_number_is_never_reported,
    bench,
    {
        let (agent, customer) = (bench.phone("2001", false), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "90022001".into() });
        let call = bench.wait_for_call("2001", |call| call.state == ConnectionState::Alerting).await;
        assert_eq!((call.remote.number, call.remote.name), (Number::Withheld, None));
        agent.order(Order::Answer);
        bench.wait_for_call("2001", |c| c.state == ConnectionState::Connected).await;
        customer.order(Order::Hangup);
        bench.wait_for_call("2001", |c| c.ended.is_some()).await;
        bench.run_cli("channel originate Local/customer@robots extension 2001@from-withheld");
        let call = bench.wait_for_call("2001", |c| c.id != call.id && c.state == ConnectionState::Alerting).await;
        assert_eq!(call.remote.number, Number::Withheld);
        agent.order(Order::Reject { code: None });
        bench.wait_for_call("2001", |c| c.id == call.id && c.ended.is_some()).await;
        let events = format!("{:?}", bench.events());
        assert!(!events.contains("5550109001"), "{events}");
        assert!(!events.contains("Ada"), "{events}");
    }
);

scenario!(
    /// A queue call with its queue and record is offered, declined from the panel, and offered to the next agent.
    a_queue_call_goes_on_to_the_next_agent,
    bench,
    {
        let agents = [("2001", bench.phone("2001", true)), ("2002", bench.phone("2002", true))];
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        bench.wait_for_phone("2002", PhoneState::Registered).await;
        bench.run_cli("channel originate Local/customer@robots extension 0120000000@from-ivr");
        let (extension, first) = bench.wait_for_any_call(|call| call.state == ConnectionState::Alerting).await;
        assert_eq!(first.remote.number, known_number("+15550109001"));
        let first = match first.queue {
            Some(_) => first,
            None => bench.wait_for_call(&extension, |c| c.id == first.id && c.queue.is_some()).await,
        };
        assert_eq!((first.queue.as_deref(), first.record.unwrap().record_id.as_str()), (Some("support"), "003000000000001AAA"));
        bench.request(&extension, PbxRequest::Decline { call: first.id.clone() }).await.unwrap();
        let over = bench.wait_for_call(&extension, |c| c.id == first.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Declined);
        let (other, second) = bench.wait_for_any_call(|c| c.id != first.id && c.state == ConnectionState::Alerting).await;
        assert_eq!(second.request_id, first.request_id);
        bench.request(&other, PbxRequest::Answer { call: second.id.clone() }).await.unwrap();
        bench.wait_for_call(&other, |c| c.id == second.id && c.state == ConnectionState::Connected).await;
        bench.request(&other, PbxRequest::HangUp { call: second.id.clone() }).await.unwrap();
        bench.wait_for_call(&other, |c| c.id == second.id && c.ended.is_some()).await;
        drop(agents);
    }
);

scenario!(
    /// Pauses carry their reason to every queue and back. Setting the mode also succeeds for an agent without queues.
    pauses_carry_their_reason,
    bench,
    {
        let set = |mode, reason: Option<&str>| PbxRequest::SetAgentState { mode, reason: reason.map(str::to_owned), other_work: false };
        bench.request("2001", set(AgentMode::NotReady, Some("lunch"))).await.unwrap();
        bench.wait_for_agent("2001", AgentMode::NotReady, Some("lunch")).await;
        assert!(bench.run_cli("queue show support").contains("paused:lunch"));
        bench.request("2001", set(AgentMode::WorkNotReady, None)).await.unwrap();
        bench.wait_for_agent("2001", AgentMode::WorkNotReady, None).await;
        bench.request("2001", set(AgentMode::Ready, None)).await.unwrap();
        bench.wait_for_agent("2001", AgentMode::Ready, None).await;
        // A supervisor pauses the agent on the PBX.
        bench.run_cli("queue pause member PJSIP/2001 queue support reason training");
        bench.wait_for_agent("2001", AgentMode::NotReady, Some("training")).await;
        bench.request("1001", set(AgentMode::NotReady, Some("lunch"))).await.unwrap();
    }
);

scenario!(
    /// Tones sent from the panel reach the other side: a switchboard hangs up once it has heard the right ones.
    tones_from_the_panel,
    bench,
    {
        let agent = bench.phone("2001", true);
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        let done = bench.request("2001", PbxRequest::Dial { number: "720".to_owned(), presented: None }).await.unwrap();
        let call = done.call.unwrap();
        let send = |tones: &str| PbxRequest::SendTones { call: call.clone(), tones: tones.to_owned() };
        agent.wait_for(|s| matches!(s, State::Incoming { .. }));
        assert_eq!(bench.request("2001", send("2")).await.unwrap_err(), CommandError::WrongState, "nobody hears it");
        agent.order(Order::Answer);
        bench.wait_for_call("2001", |c| c.id == call && c.answered_at.is_some()).await;
        bench.request("2001", send("227")).await.unwrap();
        let over = bench.wait_for_call("2001", |c| c.id == call && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Normal);
        agent.wait_for(|s| *s == State::Ended { code: 200 });
        assert_eq!(bench.request("2001", send("1")).await.unwrap_err(), CommandError::NoSuchCall);
    }
);

scenario!(
    /// Click-to-dial rings the agent first and is outbound from the start; failures have their cause.
    dialling_from_the_panel,
    bench,
    {
        let dial = |number: &str| PbxRequest::Dial { number: number.to_owned(), presented: None };
        assert_eq!(bench.request("2001", dial("0901234")).await.unwrap_err(), CommandError::PhoneUnregistered);
        assert_eq!(bench.request("2001", dial("1\r\nAction: x")).await.unwrap_err(), CommandError::BadNumber);
        let (agent, customer) = (bench.phone("2001", true), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        let done = bench.request("2001", dial("09012345678")).await.unwrap();
        let call = bench.wait_for_call("2001", |c| Some(&c.id) == done.call.as_ref() && c.state == ConnectionState::Alerting).await;
        assert_eq!((call.direction, &call.remote.number), (Direction::Outbound, &known_number("09012345678")));
        agent.wait_for(|s| matches!(s, State::Incoming { .. }));
        agent.order(Order::Answer);
        bench.wait_for_call("2001", |c| c.state == ConnectionState::Connected && c.remote_state == ConnectionState::Alerting).await;
        customer.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "2001"));
        customer.order(Order::Answer);
        let up = bench.wait_for_call("2001", |c| c.remote_state == ConnectionState::Connected).await;
        assert!(up.answered_at.is_some() && up.remote.number == known_number("09012345678"));
        customer.order(Order::Hangup);
        let over = bench.wait_for_call("2001", |c| c.ended.is_some()).await;
        assert_eq!((over.ended.unwrap().cause, over.id), (Cause::Normal, call.id));
        agent.wait_for(|s| *s == State::Ended { code: 200 });
        // The customer refuses.
        let done = bench.request("2001", dial("09012345678")).await.unwrap();
        agent.wait_for(|s| matches!(s, State::Incoming { .. }));
        agent.order(Order::Answer);
        customer.wait_for(|s| matches!(s, State::Incoming { .. }));
        customer.order(Order::Reject { code: None });
        let over = bench.wait_for_call("2001", |c| Some(&c.id) == done.call.as_ref() && c.ended.is_some()).await;
        assert_eq!((over.ended.unwrap().cause, over.answered_at), (Cause::Refused, None));
    }
);

scenario!(
    /// Calls dialled at the phone: to a colleague, to a busy and to unreachable numbers. Also an inbound call that the
    /// customer gives up.
    dialling_at_the_phone,
    bench,
    {
        let (sato, suzuki, customer) = (bench.phone("2001", false), bench.phone("2002", false), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        bench.wait_for_phone("2002", PhoneState::Registered).await;
        sato.order(Order::Call { number: "2002".into() });
        let out = bench.wait_for_call("2001", |c| c.remote_state == ConnectionState::Alerting).await;
        let rings = bench.wait_for_call("2002", |c| c.state == ConnectionState::Alerting).await;
        assert_eq!((out.direction, out.internal, &out.remote.number), (Direction::Outbound, true, &known_number("2002")));
        assert_eq!((rings.direction, rings.internal, &rings.remote.number), (Direction::Inbound, true, &known_number("2001")));
        suzuki.order(Order::Answer);
        bench.wait_for_call("2001", |c| c.id == out.id && c.answered_at.is_some()).await;
        bench.wait_for_call("2002", |c| c.id == rings.id && c.state == ConnectionState::Connected).await;
        // Suzuki transfers Sato to the customer.
        loop {
            // Asterisk refuses the transfer until both channels are in their bridge, which takes a moment after the
            // answer: try again.
            suzuki.order(Order::Transfer { number: "9001".into() });
            if let State::Ended { .. } = suzuki.wait_for(|s| matches!(s, State::Ended { .. } | State::TransferFailed { .. })) {
                break;
            }
        }
        let passed = bench.wait_for_call("2002", |c| c.id == rings.id && c.ended.is_some()).await;
        assert_eq!(passed.ended.unwrap().cause, Cause::Transferred);
        customer.wait_for(|s| matches!(s, State::Incoming { .. }));
        customer.order(Order::Answer);
        bench.wait_for_call("2001", |c| c.id == out.id && c.remote.number == known_number("+15550109001") && !c.internal).await;
        sato.order(Order::Hangup);
        bench.wait_for_call("2001", |c| c.id == out.id && c.ended.is_some()).await;
        for (number, cause) in [("710", Cause::Busy), ("1003", Cause::Unreachable), ("713", Cause::Unreachable)] {
            sato.order(Order::Call { number: number.into() });
            let over = bench.wait_for_call("2001", |c| c.remote.number == known_number(number) && c.ended.is_some()).await;
            assert_eq!(over.ended.unwrap().cause, cause, "{number}");
            sato.wait_for(|s| matches!(s, State::Ended { code } if *code >= 400));
        }
        customer.order(Order::Call { number: "2001".into() });
        let rings = bench.wait_for_call("2001", |c| c.direction == Direction::Inbound && c.state == ConnectionState::Alerting).await;
        customer.order(Order::Cancel);
        let over = bench.wait_for_call("2001", |c| c.id == rings.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Missed);
    }
);

scenario!(
    /// A phone that ignores the NOTIFY makes "answer" fail after three seconds; the call can still be declined.
    a_phone_that_ignores_the_request_to_answer,
    bench,
    {
        let (agent, customer) = (bench.phone("2001", false), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let call = bench.wait_for_call("2001", |call| call.state == ConnectionState::Alerting).await;
        let asked = tokio::time::Instant::now();
        assert_eq!(bench.request("2001", PbxRequest::Answer { call: call.id.clone() }).await.unwrap_err(), CommandError::TimedOut);
        assert!(asked.elapsed() >= Duration::from_secs(3) && asked.elapsed() < Duration::from_secs(5));
        assert_eq!(bench.request("1003", PbxRequest::Answer { call: call.id.clone() }).await.unwrap_err(), CommandError::NotSupported);
        bench.request("2001", PbxRequest::Decline { call: call.id.clone() }).await.unwrap();
        let over = bench.wait_for_call("2001", |c| c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Declined);
        agent.wait_for(|s| matches!(s, State::Ended { .. }));
        customer.wait_for(|s| matches!(s, State::Ended { code } if *code >= 400));
    }
);

scenario!(
    /// A new server reports existing calls, also held ones. A restart of Asterisk ends a call as lost, and new calls
    /// work after it.
    restarts_of_server_and_asterisk,
    bench,
    {
        let (agent, customer) = (bench.phone("2001", true), bench.phone("9001", false));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let call = bench.wait_for_call("2001", |call| call.state == ConnectionState::Alerting).await;
        bench.request("2001", PbxRequest::Answer { call: call.id.clone() }).await.unwrap();
        customer.wait_for(|s| *s == State::Connected);
        // A second server connects and finds the call.
        bench.reconnect().await;
        let found = bench.wait_for_call("2001", |c| c.id == call.id).await;
        assert_eq!((found.state, found.direction, &found.remote.number), (ConnectionState::Connected, Direction::Inbound, &known_number("+15550109001")));
        assert_eq!((found.request_id, found.line.as_deref()), (call.request_id, Some("2001")));
        bench.wait_for(|event| (*event == PbxEvent::Synced).then_some(())).await;
        // A third server connects while the call is held.
        bench.request("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
        bench.reconnect().await;
        bench.wait_for_call("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
        bench.wait_for(|event| (*event == PbxEvent::Synced).then_some(())).await;
        bench.request("2001", PbxRequest::Retrieve { call: call.id.clone() }).await.unwrap();
        bench.wait_for_call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;

        bench.kill();
        bench.wait_for(|event| (*event == PbxEvent::Down).then_some(())).await;
        assert_eq!(bench.request("2001", PbxRequest::HangUp { call: call.id.clone() }).await.unwrap_err(), CommandError::PbxDown);
        bench.boot();
        bench.wait_for(|event| matches!(event, PbxEvent::Up { product } if product.starts_with("Asterisk ")).then_some(())).await;
        let over = bench.wait_for_call("2001", |c| c.id == call.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Lost);
        bench.wait_for(|event| (*event == PbxEvent::Synced).then_some(())).await;
        // The phones have not noticed the restart: they hang up and call again.
        agent.order(Order::Hangup);
        customer.order(Order::Hangup);
        agent.wait_for(|s| matches!(s, State::Ended { .. }));
        customer.wait_for(|s| matches!(s, State::Ended { .. }));
        bench.wait_for_phone("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let next = bench.wait_for_call("2001", |c| c.id != call.id && c.state == ConnectionState::Alerting).await;
        bench.request("2001", PbxRequest::Decline { call: next.id.clone() }).await.unwrap();
    }
);
