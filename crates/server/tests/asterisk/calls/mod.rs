//! Everything an agent does with calls, on a real Asterisk: from the panel, seen at the phones, and at the phone, seen in
//! the cards.

mod conference;
mod consult;
mod elsewhere;
mod monitor;
mod parked;
mod queues;
mod sound;
mod two_lines;

use super::bench::{Bench, Handset, Order, State, known_number};
use denwa_protocol::{Call, CallPair, ConnectionState};
use denwa_server::pbx::PbxRequest;

/// Two agents and a customer, with their phones.
struct Desk {
    bench: Bench,
    sato: Handset,
    suzuki: Handset,
    customer: Handset,
}

impl Desk {
    async fn start(name: &str) -> Option<Self> {
        Self::start_with_lines(name, 1).await
    }

    /// Like [`Desk::start`]; Sato's phone has several lines.
    async fn start_with_lines(name: &str, lines: usize) -> Option<Self> {
        let mut bench = Bench::start(name).await?;
        let sato = bench.phone_with_lines("2001", true, lines);
        let (suzuki, customer) = (bench.phone("2002", true), bench.phone("9001", false));
        for extension in ["2001", "2002"] {
            bench.wait_for_phone(extension, denwa_protocol::PhoneState::Registered).await;
        }
        Some(Self { bench, sato, suzuki, customer })
    }

    /// The customer calls Sato, who answers.
    async fn talk(&mut self) -> Call {
        self.customer.order(Order::Call { number: "2001".into() });
        self.sato.wait_for(|s| matches!(s, State::Incoming { .. }));
        self.sato.order(Order::Answer);
        self.customer.wait_for(|s| *s == State::Connected);
        self.bench.see("2001", |c| c.state == ConnectionState::Connected && c.ended.is_none()).await
    }

    /// Sato consults Suzuki about a call; Suzuki answers. Returns Sato's and Suzuki's card.
    async fn consult(&mut self, call: &Call) -> (Call, Call) {
        let consult = PbxRequest::Consult { call: call.id.clone(), number: "2002".into(), presented: None };
        let done = self.bench.request("2001", consult).await.unwrap();
        self.suzuki.wait_for(|s| matches!(s, State::Incoming { from, .. } if from == "2001"));
        let rings = self.bench.see("2002", |c| c.state == ConnectionState::Alerting).await;
        self.suzuki.order(Order::Answer);
        let id = done.call.unwrap();
        let up = self.bench.see("2001", |c| c.id == id && c.answered_at.is_some()).await;
        let theirs = self.bench.see("2002", |c| c.id == rings.id && c.state == ConnectionState::Connected).await;
        (up, theirs)
    }
}

fn pair(held: &Call, active: &Call) -> CallPair {
    CallPair { held: held.id.clone(), active: active.id.clone() }
}

fn customer() -> denwa_protocol::Number {
    known_number("+15550109001")
}
