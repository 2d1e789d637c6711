//! The link with a real Asterisk and phones that speak SIP: what the phones do is told, and what panels ask for happens at the phones.
//!
//! Needs an Asterisk unpacked by `tests/asterisk/unpack-debian.sh` in the folder that `DENWA_ASTERISK` names; without it the tests say so
//! and do nothing. `cargo xtask test --only asterisk` fetches one. Every test has an Asterisk of its own, on ports of its own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "asterisk/world.rs"]
mod world;

use denwa_protocol::{AgentMode, Cause, CommandError, ConnectionState, Direction, Number, PhoneState};
use denwa_server::pbx::{PbxEvent, PbxRequest};
use std::time::Duration;
use world::{Order, State, World, known};

macro_rules! scenario {
    ($(#[$doc:meta])* $name:ident, $world:ident, $body:block) => {
        $(#[$doc])*
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let Some(mut $world) = World::start(stringify!($name)).await else { return };
            $body
        }
    };
}

scenario!(
    /// A call comes in, is answered at the phone, held by either side, and hung up by the customer.
    the_phone_does_everything,
    world,
    {
        let (agent, customer) = (world.phone("2001", false), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "0312345000".into() });
        agent.until(|s| matches!(s, State::Incoming { from, .. } if from == "+15550109001"));
        let call = world.call("2001", |call| call.state == ConnectionState::Alerting).await;
        assert_eq!((call.direction, call.internal, &call.remote.number), (Direction::Inbound, false, &known("+15550109001")));
        assert_eq!((call.line.as_deref(), call.remote.name.as_deref()), (Some("0312345000"), Some("Ada Customer")));
        agent.order(Order::Answer);
        let call = world.call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
        assert!(call.answered_at.is_some());
        agent.order(Order::Hold);
        world.call("2001", |c| c.state == ConnectionState::Held && c.held_at.is_some()).await;
        // Only the phone can take back what the phone holds.
        let asked = world.ask("2001", PbxRequest::Retrieve { call: call.id.clone() }).await;
        assert_eq!(asked.unwrap_err(), CommandError::NotSupported);
        agent.order(Order::Retrieve);
        world.call("2001", |c| c.state == ConnectionState::Connected && c.remote_state == ConnectionState::Connected).await;
        customer.order(Order::Hold);
        world.call("2001", |c| c.state == ConnectionState::Connected && c.remote_state == ConnectionState::Held).await;
        customer.order(Order::Retrieve);
        world.call("2001", |c| c.remote_state == ConnectionState::Connected).await;
        customer.order(Order::Hangup);
        let over = world.call("2001", |c| c.id == call.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Normal);
        agent.until(|s| *s == State::Ended { code: 200 });
        agent.order(Order::Unregister);
        world.phone_is("2001", PhoneState::Unregistered).await;
    }
);

scenario!(
    /// The panel answers by asking the phone, holds, retrieves and hangs up; the customer hears it.
    the_panel_does_everything,
    world,
    {
        let (agent, customer) = (world.phone("2001", true), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let call = world.call("2001", |call| call.state == ConnectionState::Alerting).await;
        let id = || call.id.clone();
        assert_eq!(world.ask("2001", PbxRequest::Hold { call: id() }).await.unwrap_err(), CommandError::WrongState);
        assert_eq!(world.ask("1001", PbxRequest::HangUp { call: id() }).await.unwrap_err(), CommandError::NoSuchCall);
        world.ask("2001", PbxRequest::Answer { call: id() }).await.unwrap();
        agent.until(|s| *s == State::Connected);
        customer.until(|s| *s == State::Connected);
        world.call("2001", |c| c.state == ConnectionState::Connected).await;
        assert_eq!(world.ask("2001", PbxRequest::Answer { call: id() }).await.unwrap_err(), CommandError::WrongState);
        for _ in 0..2 {
            world.ask("2001", PbxRequest::Hold { call: id() }).await.unwrap();
            let held = world.call("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
            assert_eq!(held.remote.number, known("+15550109001"));
            assert_eq!(world.ask("2001", PbxRequest::Hold { call: id() }).await.unwrap_err(), CommandError::WrongState);
            world.ask("2001", PbxRequest::Retrieve { call: id() }).await.unwrap();
            world.call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
        }
        world.ask("2001", PbxRequest::HangUp { call: id() }).await.unwrap();
        let over = world.call("2001", |c| c.ended.is_some()).await;
        assert_eq!((over.id, over.ended.unwrap().cause), (id(), Cause::Normal));
        customer.until(|s| *s == State::Ended { code: 200 });
        agent.until(|s| *s == State::Ended { code: 200 });
        assert_eq!(world.ask("2001", PbxRequest::HangUp { call: id() }).await.unwrap_err(), CommandError::NoSuchCall);
        world.no_channels().await;
    }
);

scenario!(
    /// Whoever is on hold and hangs up ends the call for both; and the other way round.
    a_held_call_ends_for_both,
    world,
    {
        let (agent, customer) = (world.phone("2001", true), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        for agent_ends in [false, true] {
            customer.order(Order::Call { number: "2001".into() });
            let call = world.call("2001", |call| call.state == ConnectionState::Alerting).await;
            world.ask("2001", PbxRequest::Answer { call: call.id.clone() }).await.unwrap();
            world.call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;
            customer.until(|s| *s == State::Connected);
            world.ask("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
            let leaves = if agent_ends { &agent } else { &customer };
            leaves.order(Order::Hangup);
            world.call("2001", |c| c.id == call.id && c.ended.is_some()).await;
            agent.until(|s| *s == State::Ended { code: 200 });
            customer.until(|s| *s == State::Ended { code: 200 });
            world.no_channels().await;
        }
    }
);

scenario!(
    /// The digits of a withheld number leave the link in no event at all, not even for a moment.
    a_withheld_number_is_never_told,
    world,
    {
        let (agent, customer) = (world.phone("2001", false), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "90022001".into() });
        let call = world.call("2001", |call| call.state == ConnectionState::Alerting).await;
        assert_eq!((call.remote.number, call.remote.name), (Number::Withheld, None));
        agent.order(Order::Answer);
        world.call("2001", |c| c.state == ConnectionState::Connected).await;
        customer.order(Order::Hangup);
        world.call("2001", |c| c.ended.is_some()).await;
        world.rx("channel originate Local/customer@robots extension 2001@from-withheld");
        let call = world.call("2001", |c| c.id != call.id && c.state == ConnectionState::Alerting).await;
        assert_eq!(call.remote.number, Number::Withheld);
        agent.order(Order::Reject { code: None });
        world.call("2001", |c| c.id == call.id && c.ended.is_some()).await;
        let seen = format!("{:?}", world.seen());
        assert!(!seen.contains("5550109001"), "{seen}");
        assert!(!seen.contains("Ada"), "{seen}");
    }
);

scenario!(
    /// A queue call is offered, declined from the panel, offered to the next agent, and comes with its queue and its record.
    a_queue_call_goes_on_to_the_next_agent,
    world,
    {
        let agents = [("2001", world.phone("2001", true)), ("2002", world.phone("2002", true))];
        world.phone_is("2001", PhoneState::Registered).await;
        world.phone_is("2002", PhoneState::Registered).await;
        world.rx("channel originate Local/customer@robots extension 0120000000@from-ivr");
        let (extension, first) = world.any_call(|call| call.state == ConnectionState::Alerting).await;
        assert_eq!(first.remote.number, known("+15550109001"));
        let first = match first.queue {
            Some(_) => first,
            None => world.call(&extension, |c| c.id == first.id && c.queue.is_some()).await,
        };
        assert_eq!((first.queue.as_deref(), first.record.unwrap().record_id.as_str()), (Some("support"), "003000000000001AAA"));
        world.ask(&extension, PbxRequest::Decline { call: first.id.clone() }).await.unwrap();
        let over = world.call(&extension, |c| c.id == first.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Declined);
        let (other, second) = world.any_call(|c| c.id != first.id && c.state == ConnectionState::Alerting).await;
        assert_eq!(second.request_id, first.request_id);
        world.ask(&other, PbxRequest::Answer { call: second.id.clone() }).await.unwrap();
        world.call(&other, |c| c.id == second.id && c.state == ConnectionState::Connected).await;
        world.ask(&other, PbxRequest::HangUp { call: second.id.clone() }).await.unwrap();
        world.call(&other, |c| c.id == second.id && c.ended.is_some()).await;
        drop(agents);
    }
);

scenario!(
    /// Pauses carry the reason to every queue and back; an agent without a queue is not ready all the same.
    pauses_carry_their_reason,
    world,
    {
        let set = |mode, reason: Option<&str>| PbxRequest::SetAgentState { mode, reason: reason.map(str::to_owned) };
        world.ask("2001", set(AgentMode::NotReady, Some("lunch"))).await.unwrap();
        world.agent_is("2001", AgentMode::NotReady, Some("lunch")).await;
        assert!(world.rx("queue show support").contains("paused:lunch"));
        world.ask("2001", set(AgentMode::WorkNotReady, None)).await.unwrap();
        world.agent_is("2001", AgentMode::WorkNotReady, None).await;
        world.ask("2001", set(AgentMode::Ready, None)).await.unwrap();
        world.agent_is("2001", AgentMode::Ready, None).await;
        // Paused by a supervisor at the PBX.
        world.rx("queue pause member PJSIP/2001 queue support reason training");
        world.agent_is("2001", AgentMode::NotReady, Some("training")).await;
        world.ask("1001", set(AgentMode::NotReady, Some("lunch"))).await.unwrap();
    }
);

scenario!(
    /// Click-to-dial rings the agent first and is outbound from the first moment; failures have their cause.
    dialling_from_the_panel,
    world,
    {
        let dial = |number: &str| PbxRequest::Dial { number: number.to_owned() };
        assert_eq!(world.ask("2001", dial("0901234")).await.unwrap_err(), CommandError::PhoneUnregistered);
        assert_eq!(world.ask("2001", dial("1\r\nAction: x")).await.unwrap_err(), CommandError::BadNumber);
        let (agent, customer) = (world.phone("2001", true), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        let done = world.ask("2001", dial("09012345678")).await.unwrap();
        let call = world.call("2001", |c| Some(&c.id) == done.call.as_ref() && c.state == ConnectionState::Alerting).await;
        assert_eq!((call.direction, &call.remote.number), (Direction::Outbound, &known("09012345678")));
        agent.until(|s| matches!(s, State::Incoming { .. }));
        agent.order(Order::Answer);
        world.call("2001", |c| c.state == ConnectionState::Connected && c.remote_state == ConnectionState::Alerting).await;
        customer.until(|s| matches!(s, State::Incoming { from, .. } if from == "2001"));
        customer.order(Order::Answer);
        let up = world.call("2001", |c| c.remote_state == ConnectionState::Connected).await;
        assert!(up.answered_at.is_some() && up.remote.number == known("09012345678"));
        customer.order(Order::Hangup);
        let over = world.call("2001", |c| c.ended.is_some()).await;
        assert_eq!((over.ended.unwrap().cause, over.id), (Cause::Normal, call.id));
        agent.until(|s| *s == State::Ended { code: 200 });
        // The customer refuses.
        let done = world.ask("2001", dial("09012345678")).await.unwrap();
        agent.until(|s| matches!(s, State::Incoming { .. }));
        agent.order(Order::Answer);
        customer.until(|s| matches!(s, State::Incoming { .. }));
        customer.order(Order::Reject { code: None });
        let over = world.call("2001", |c| Some(&c.id) == done.call.as_ref() && c.ended.is_some()).await;
        assert_eq!((over.ended.unwrap().cause, over.answered_at), (Cause::Refused, None));
    }
);

scenario!(
    /// Calls dialled at the phone: to a colleague, to a busy number, to one that is not there; and one the customer gives up.
    dialling_at_the_phone,
    world,
    {
        let (sato, suzuki, customer) = (world.phone("2001", false), world.phone("2002", false), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        world.phone_is("2002", PhoneState::Registered).await;
        sato.order(Order::Call { number: "2002".into() });
        let out = world.call("2001", |c| c.remote_state == ConnectionState::Alerting).await;
        let rings = world.call("2002", |c| c.state == ConnectionState::Alerting).await;
        assert_eq!((out.direction, out.internal, &out.remote.number), (Direction::Outbound, true, &known("2002")));
        assert_eq!((rings.direction, rings.internal, &rings.remote.number), (Direction::Inbound, true, &known("2001")));
        suzuki.order(Order::Answer);
        world.call("2001", |c| c.id == out.id && c.answered_at.is_some()).await;
        world.call("2002", |c| c.id == rings.id && c.state == ConnectionState::Connected).await;
        // Suzuki passes Sato on to the customer.
        loop {
            // Asterisk passes on what is in a bridge; the answer is there a moment before.
            suzuki.order(Order::Transfer { number: "9001".into() });
            if let State::Ended { .. } = suzuki.until(|s| matches!(s, State::Ended { .. } | State::TransferFailed { .. })) {
                break;
            }
        }
        let passed = world.call("2002", |c| c.id == rings.id && c.ended.is_some()).await;
        assert_eq!(passed.ended.unwrap().cause, Cause::Transferred);
        customer.until(|s| matches!(s, State::Incoming { .. }));
        customer.order(Order::Answer);
        world.call("2001", |c| c.id == out.id && c.remote.number == known("+15550109001") && !c.internal).await;
        sato.order(Order::Hangup);
        world.call("2001", |c| c.id == out.id && c.ended.is_some()).await;
        for (number, cause) in [("710", Cause::Busy), ("1003", Cause::Unreachable), ("713", Cause::Unreachable)] {
            sato.order(Order::Call { number: number.into() });
            let over = world.call("2001", |c| c.remote.number == known(number) && c.ended.is_some()).await;
            assert_eq!(over.ended.unwrap().cause, cause, "{number}");
            sato.until(|s| matches!(s, State::Ended { code } if *code >= 400));
        }
        customer.order(Order::Call { number: "2001".into() });
        let rings = world.call("2001", |c| c.direction == Direction::Inbound && c.state == ConnectionState::Alerting).await;
        customer.order(Order::Cancel);
        let over = world.call("2001", |c| c.id == rings.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Missed);
    }
);

scenario!(
    /// A phone that does not understand is said to have done nothing, and one that answers is.
    a_phone_that_does_not_answer_when_asked,
    world,
    {
        let (agent, customer) = (world.phone("2001", false), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let call = world.call("2001", |call| call.state == ConnectionState::Alerting).await;
        let asked = tokio::time::Instant::now();
        assert_eq!(world.ask("2001", PbxRequest::Answer { call: call.id.clone() }).await.unwrap_err(), CommandError::TimedOut);
        assert!(asked.elapsed() >= Duration::from_secs(3) && asked.elapsed() < Duration::from_secs(5));
        assert_eq!(world.ask("1003", PbxRequest::Answer { call: call.id.clone() }).await.unwrap_err(), CommandError::NotSupported);
        world.ask("2001", PbxRequest::Decline { call: call.id.clone() }).await.unwrap();
        let over = world.call("2001", |c| c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Declined);
        agent.until(|s| matches!(s, State::Ended { .. }));
        customer.until(|s| matches!(s, State::Ended { code } if *code >= 400));
    }
);

scenario!(
    /// A call that was there before the server is told when it comes; Asterisk's restart in mid-call ends it as lost, and then
    /// everything goes on.
    it_survives_a_restart,
    world,
    {
        let (agent, customer) = (world.phone("2001", true), world.phone("9001", false));
        world.phone_is("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let call = world.call("2001", |call| call.state == ConnectionState::Alerting).await;
        world.ask("2001", PbxRequest::Answer { call: call.id.clone() }).await.unwrap();
        customer.until(|s| *s == State::Connected);
        // Another server comes and finds the call.
        world.reconnect().await;
        let found = world.call("2001", |c| c.id == call.id).await;
        assert_eq!((found.state, found.direction, &found.remote.number), (ConnectionState::Connected, Direction::Inbound, &known("+15550109001")));
        assert_eq!((found.request_id, found.line.as_deref()), (call.request_id, Some("2001")));
        world.until(|event| (*event == PbxEvent::Synced).then_some(())).await;
        // Held before yet another server comes.
        world.ask("2001", PbxRequest::Hold { call: call.id.clone() }).await.unwrap();
        world.reconnect().await;
        world.call("2001", |c| c.id == call.id && c.state == ConnectionState::Held).await;
        world.until(|event| (*event == PbxEvent::Synced).then_some(())).await;
        world.ask("2001", PbxRequest::Retrieve { call: call.id.clone() }).await.unwrap();
        world.call("2001", |c| c.id == call.id && c.state == ConnectionState::Connected).await;

        world.kill();
        world.until(|event| (*event == PbxEvent::Down).then_some(())).await;
        assert_eq!(world.ask("2001", PbxRequest::HangUp { call: call.id.clone() }).await.unwrap_err(), CommandError::PbxDown);
        world.boot();
        world.until(|event| matches!(event, PbxEvent::Up { product } if product.starts_with("Asterisk ")).then_some(())).await;
        let over = world.call("2001", |c| c.id == call.id && c.ended.is_some()).await;
        assert_eq!(over.ended.unwrap().cause, Cause::Lost);
        world.until(|event| (*event == PbxEvent::Synced).then_some(())).await;
        // The phones know nothing of the restart; they hang up and call again.
        agent.order(Order::Hangup);
        customer.order(Order::Hangup);
        agent.until(|s| matches!(s, State::Ended { .. }));
        customer.until(|s| matches!(s, State::Ended { .. }));
        world.phone_is("2001", PhoneState::Registered).await;
        customer.order(Order::Call { number: "2001".into() });
        let next = world.call("2001", |c| c.id != call.id && c.state == ConnectionState::Alerting).await;
        world.ask("2001", PbxRequest::Decline { call: next.id.clone() }).await.unwrap();
    }
);
